import { FieldType, toDataFrame, type DataFrame } from '@grafana/data';
import { seriesFromFrames } from './panelSeries';

const range = { from: 0, to: 60_000 };

function frame(name: string, labels: Record<string, string>, times = [0, 15_000, 30_000]): DataFrame {
  return toDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, values: times },
      {
        name: 'Value',
        type: FieldType.number,
        values: times.map((_, i) => 2 + i),
        labels: { __name__: name, ...labels },
      },
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

test('nobody tells a panel how much of the cluster its dashboard asks for: it counts as a part', () => {
  expect(seriesFromFrames([replicas({ namespace: 'shop' })], range).narrowed).toBe(true);
});

test('one sample of each series shows no motion, so these kinds were not read', () => {
  const hour = { from: 0, to: 3_600_000 };
  const labels = { namespace: 'shop', deployment: 'web' };
  const single = frame('kube_deployment_spec_replicas', labels, [3_600_000]);
  const whole = frame('kube_deployment_metadata_generation', labels);
  const pods = frame('kube_pod_created', { namespace: 'shop', pod: 'web-1' }, [3_600_000]);
  const { failed } = seriesFromFrames([single, whole, pods], hour);
  expect(failed).toEqual([expect.objectContaining({ kinds: ['workload.replicas'] })]);
  expect(failed[0]?.message).toContain('kube_deployment_spec_replicas[$__range]');
  expect(seriesFromFrames([single], { from: 3_540_000, to: 3_600_000 }).failed).toEqual([]);
});
