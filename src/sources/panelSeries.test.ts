import { FieldType, toDataFrame, type DataFrame } from '@grafana/data';
import { seriesFromFrames } from './panelSeries';

const range = { from: 0, to: 60_000 };

function frame(name: string, labels: Record<string, string>): DataFrame {
  return toDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, values: [0, 15_000, 30_000] },
      { name: 'Value', type: FieldType.number, values: [2, 2, 3], labels: { __name__: name, ...labels } },
    ],
  });
}

const replicas = (labels: Record<string, string>): DataFrame =>
  frame('kube_deployment_spec_replicas', { deployment: 'web', ...labels });

test('clusters are told apart by the chosen label, whatever other labels say', () => {
  const frames = [replicas({ namespace: 'shop', site: 'eu', cluster: 'x' })];
  const [series] = seriesFromFrames(frames, range, 'site').series;
  expect(series).toMatchObject({ cluster: 'eu', namespace: 'shop', object: 'web' });
  expect(seriesFromFrames(frames, range).series[0]?.cluster).toBe('x');
});

test('the dialect is read off the labels', () => {
  const plain = seriesFromFrames([replicas({ namespace: 'shop', k8s_cluster: 'eu' })], range);
  expect(plain).toMatchObject({ exported: false, clusterLabel: 'k8s_cluster' });
  const exported = seriesFromFrames([replicas({ namespace: 'mon', exported_namespace: 'shop' })], range);
  expect(exported).toMatchObject({ exported: true, clusterLabel: 'auto' });
  expect(exported.series[0]?.namespace).toBe('shop');
});
