import { evidenceQuery } from './evidenceQuery';

const WEB = { cluster: '', namespace: 'shop', kind: 'Deployment', name: 'web' };

test('cut to namespace and object, once per series', () => {
  expect(evidenceQuery(['workload.generation', 'workload.generation'], WEB)).toBe(
    '{__name__=~"kube_deployment_metadata_generation|kube_statefulset_metadata_generation",namespace="shop",deployment="web"}'
  );
});

test('a workload of a cluster is looked for in that cluster, under the name of its label', () => {
  const inCluster = { ...WEB, cluster: 'eu "1"' };
  expect(evidenceQuery(['hpa.desired'], inCluster)).toContain('cluster="eu \\"1\\""');
  const text = evidenceQuery(['hpa.desired'], inCluster, { clusterLabel: 'site', exported: true });
  expect(text).toContain('site="eu \\"1\\""');
  expect(text).toContain('exported_namespace="shop"');
  expect(evidenceQuery(['hpa.desired'], WEB, { clusterLabel: 'site' })).not.toContain('site');
  const two = { ...WEB, cluster: 'prod/eu' };
  expect(evidenceQuery(['hpa.desired'], two, { clusterLabel: 'cluster,location' })).toContain(
    'cluster="prod",location="eu"'
  );
});

test('both spellings of the namespace are shown where one store has both', () => {
  expect(evidenceQuery(['hpa.desired'], WEB, { exported: 'some' })).toBe(
    'kube_horizontalpodautoscaler_status_desired_replicas{namespace="shop",exported_namespace=""} or kube_horizontalpodautoscaler_status_desired_replicas{exported_namespace="shop"}'
  );
});
