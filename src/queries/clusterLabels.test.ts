/** @jest-environment node */
// From labels to the name of a cluster and back to the matchers that select it.
import { clusterMatchers, clusterOf } from './clusterLabels';

test.each([
  ['auto', { k8s_cluster: 'eu' }, 'eu'],
  ['auto', { cluster: '', cluster_id: 'c-1' }, 'c-1'],
  ['site', { cluster: 'eu' }, ''],
  ['cluster,location', { cluster: 'prod', location: 'eu' }, 'prod/eu'],
  ['cluster,location', { cluster: 'prod' }, 'prod/'],
  ['cluster,location', { namespace: 'shop' }, ''],
  ['cluster|k8s_cluster,location', { k8s_cluster: 'prod', location: 'us' }, 'prod/us'],
])('by %s, %j is cluster "%s"', (label, labels, cluster) => {
  expect(clusterOf(labels, label)).toBe(cluster);
});

test.each([
  ['', 'site', []],
  ['eu', 'auto', ['cluster="eu"']],
  ['arn:aws:eks:x/prod', 'site', ['site="arn:aws:eks:x/prod"']],
  ['prod/eu', 'cluster,location', ['cluster="prod"', 'location="eu"']],
  ['arn:x/prod/eu', 'cluster,location', ['cluster="arn:x/prod"', 'location="eu"']],
  ['prod/', 'cluster,location', ['cluster="prod"', 'location=""']],
  ['eu', 'cluster|k8s_cluster', ['cluster=~"eu|"', 'k8s_cluster=~"eu|"']],
])('cluster "%s" by %s is selected by %j', (cluster, label, matchers) => {
  expect(clusterMatchers(cluster, label)).toEqual(matchers);
});
