/** @jest-environment node */
// Which labels tell clusters apart: the usual one, or whatever stands between two objects of one name; never what stands
// between two copies of one.
import type { Labels } from '../model/series';
import { chooseClusterLabel, labelOfCluster, type Read } from './clusterChoice';

const STEADY = Array.from({ length: 40 }, () => 7);
const CLIMBING = Array.from({ length: 40 }, (_, i) => 30 + i);
const LATE = CLIMBING.map((value) => value + 1);

/** The generation of a Deployment, scraped every 15 s from `offset` on. */
function generation(labels: Labels, values: readonly number[], offset = 0): Read {
  return {
    labels: { __name__: 'kube_deployment_metadata_generation', namespace: 'shop', deployment: 'web', ...labels },
    times: Float64Array.from(values.keys(), (i) => offset + i * 15_000),
    values: Float64Array.from(values),
  };
}

const choose = (...reads: Read[]): string => chooseClusterLabel(reads, 'auto');

test('a label that was chosen stands, whatever the series say', () => {
  expect(chooseClusterLabel([generation({ cluster: 'eu' }, STEADY)], 'site')).toBe('site');
});

test.each<[string, Labels[], string]>([
  ['no label at all', [{}], 'auto'],
  ['a usual one', [{ cluster: 'eu' }], 'cluster'],
  [
    'two usual ones, of which one tells clusters apart',
    [
      { cluster: 'x', cluster_id: '1' },
      { cluster: 'x', cluster_id: '2' },
    ],
    'cluster_id',
  ],
  ['one usual one here, another there', [{ cluster: 'eu' }, { k8s_cluster: 'us' }], 'cluster|k8s_cluster'],
  ['labels that may mean anything, and nothing to tell apart', [{ region: 'eu' }, { region: 'us' }], 'auto'],
])('%s', (_, labels, label) => {
  expect(choose(...labels.map((one, i) => generation({ ...one, deployment: `web-${i}` }, STEADY)))).toBe(label);
});

test.each([
  ['an external label of any name', { flotte: 'nord' }, { flotte: 'sued' }, 'flotte'],
  ['a tenant', { tenant: 'a' }, { tenant: 'b' }, 'tenant'],
  ['the likelier one of several', { region: 'eu', zzz: '1', aaa: '1' }, { region: 'us', zzz: '2', aaa: '2' }, 'region'],
  [
    'clusters of one name in two places',
    { cluster: 'prod', location: 'eu' },
    { cluster: 'prod', location: 'us' },
    'cluster,location',
  ],
  ['another target only', { job: 'a', instance: 'x:1', pod: 'k-1' }, { job: 'b', instance: 'y:1', pod: 'k-2' }, 'auto'],
  ['a replica only', { prometheus_replica: 'p-0' }, { prometheus_replica: 'p-1' }, 'auto'],
])('two objects of one name, between them %s', (_, a, b, label) => {
  expect(choose(generation(a, STEADY), generation(b, CLIMBING, 4000))).toBe(label);
});

test('one that moves beside one that stands is another object, however briefly it is away', () => {
  const tugged = Array.from({ length: 40 }, (_, i) => (i % 12 === 3 ? 4 : 6));
  const calm = tugged.map(() => 6);
  const replicas = (labels: Labels, values: readonly number[]): Read =>
    generation({ __name__: 'kube_deployment_spec_replicas', ...labels }, values);
  expect(choose(replicas({ flotte: 'nord' }, calm), replicas({ flotte: 'sued' }, tugged))).toBe('flotte');
});

test('two views of one thing that never rests are one thing', () => {
  expect(choose(generation({ prometheus: 'a' }, CLIMBING), generation({ prometheus: 'b' }, LATE, 7000))).toBe('auto');
});

test('of pairs in two clusters it is the cluster that is chosen, not the replica', () => {
  const reads = [
    generation({ site: 'n', ha: 'n-0' }, CLIMBING),
    generation({ site: 'n', ha: 'n-1' }, LATE, 7000),
    generation({ site: 's', ha: 's-0' }, STEADY),
    generation({ site: 's', ha: 's-1' }, STEADY, 7000),
  ];
  expect(choose(...reads)).toBe('site');
  expect(choose(...reads.reverse())).toBe('site');
});

test('a cluster that is asked for is found under whatever label has that value', () => {
  const seen = [
    { cluster: 'prod', location: 'eu', shard: 'x' },
    { cluster: 'prod', location: 'us', shard: 'y' },
  ];
  expect(['prod', 'us', 'prod/us', 'x', 'nowhere'].map((name) => labelOfCluster(seen, name))).toEqual([
    'cluster',
    'location',
    'cluster,location',
    'shard',
    'cluster',
  ]);
  expect(labelOfCluster([], 'eu')).toBe('auto');
});
