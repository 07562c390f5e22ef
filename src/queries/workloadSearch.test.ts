/** @jest-environment node */
import { searchQueries } from './workloadSearch';

const texts = (text: string) => searchQueries(text).map(({ expr }) => expr);

test('by name or namespace, both kinds, and never more than can be read through', () => {
  const [deployments, statefulSets] = texts('we.b');
  expect(deployments).toBe(
    'topk(50, last_over_time(kube_deployment_spec_replicas{deployment=~"(?i).*we\\\\.b.*"}[15m]) or ' +
      'last_over_time(kube_deployment_spec_replicas{namespace=~"(?i).*we\\\\.b.*"}[15m]) or ' +
      'last_over_time(kube_deployment_spec_replicas{exported_namespace=~"(?i).*we\\\\.b.*"}[15m]))'
  );
  expect(statefulSets).toContain('kube_statefulset_replicas{statefulset=~');
});

test('a slash asks for both, and nothing typed asks for some', () => {
  expect(texts('shop / web')[0]).toContain('{namespace=~"(?i).*shop.*",deployment=~"(?i).*web.*"}');
  expect(texts(' ')[0]).toBe('topk(50, last_over_time(kube_deployment_spec_replicas[15m]))');
});
