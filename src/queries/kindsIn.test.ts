/** @jest-environment node */
import { CATALOGUE } from './catalogue';
import { kindsIn } from './kindsIn';
import { panelQueries } from './panelQueries';
import { mainQueries } from './plan';

test.each([
  ['kube_deployment_spec_replicas{namespace="a"}[1h]', ['workload.replicas']],
  ['max by (pod) (kube_pod_created) > 0 or kube_pod_owner', ['pod.owner', 'pod.created']],
  ['rate(container_cpu_usage_seconds_total[2m])', ['usage.cpu']],
])('%s', (expr, kinds) => expect(kindsIn(expr)).toEqual(kinds));

test('a text that names nothing of ours may be about anything', () => {
  expect(kindsIn('{__name__=~"kube_.+"}')).toEqual(CATALOGUE.map(({ kind }) => kind));
  expect(kindsIn('')).toHaveLength(CATALOGUE.length);
});

test('the plan and the panel are read back as what they ask for', () => {
  const scope = { range: { from: 0, to: 1 }, namespaces: ['a'], clusterLabel: 'auto', exported: false };
  for (const { expr, kinds } of mainQueries(scope)) {
    expect(kindsIn(expr)).toEqual(expect.arrayContaining([...kinds]));
    expect(kindsIn(expr).length).toBeLessThan(CATALOGUE.length / 2);
  }
  const texts = panelQueries().map(({ expr }) => kindsIn(expr));
  expect(texts[0]).toEqual(expect.arrayContaining(['hpa.desired', 'hpa.info', 'vpa.target', 'scaledobject.info']));
  expect(texts.flat()).not.toContain('node.created');
});
