// The panel that the app makes asks and reads with one choice of the cluster label.
import { panelJson } from './panelJson';

const source = { uid: 'prom', type: 'prometheus' };
const workload = { cluster: 'eu', namespace: 'shop', kind: 'Deployment', name: 'web' };

test('the label that tells clusters apart is written for the panel, and its queries keep to it', () => {
  const json = panelJson(workload, source, { clusterLabel: 'site' });
  expect(json.options).toMatchObject({ workload: 'eu/shop/Deployment/web', clusterLabel: 'site' });
  expect(JSON.stringify(json.targets)).toContain('site=\\"eu\\"');
});

test('without a chosen label the panel looks for the usual ones', () => {
  expect(panelJson(workload, source, {}).options).toMatchObject({ clusterLabel: 'auto' });
});
