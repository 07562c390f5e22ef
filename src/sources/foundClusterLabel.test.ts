/** @jest-environment node */
// The door finds the same label as a sweep does: a label of any name between two objects, and none between two scrapers.
import { fakeDatabase, type Stored } from '../../tests/support/fakeDatabase';
import type { Labels } from '../model/series';
import { foundClusterLabel } from './foundClusterLabel';

const NOW = 3_600_000;
const times = Float64Array.from({ length: 100 }, (_, i) => i * 30_000);

function web(more: Labels, replicas: (i: number) => number): Stored[] {
  const labels = { namespace: 'shop', deployment: 'web', ...more };
  return [
    {
      labels: { __name__: 'kube_deployment_spec_replicas', ...labels },
      times,
      values: times.map((_, i) => replicas(i)),
    },
  ];
}

const still = (): number => 3;
const climbing = (i: number): number => 5 + Math.floor(i / 10);

test.each([
  ['a label of any name', { landscape: 'nord' }, { landscape: 'sued' }, 'landscape'],
  ['a usual one', { cluster_id: 'a' }, { cluster_id: 'b' }, 'cluster_id'],
])('%s between two objects', async (_, one, other, found) => {
  const store = fakeDatabase([...web(one, still), ...web(other, climbing)]);
  expect(await foundClusterLabel(store, 'auto', NOW)).toBe(found);
  expect(await foundClusterLabel(store, 'site', NOW)).toBe('site');
});

test('two scrapers of one thing are no clusters, and nothing is asked of names that stand once', async () => {
  const pair = fakeDatabase([
    ...web({ prometheus_replica: 'a' }, climbing),
    ...web({ prometheus_replica: 'b' }, climbing),
  ]);
  expect(await foundClusterLabel(pair, 'auto', NOW)).toBe('auto');
  const asked: string[] = [];
  const single = fakeDatabase(web({ landscape: 'nord' }, still), { sees: ({ id }) => asked.push(id) });
  expect(await foundClusterLabel(single, 'auto', NOW)).toBe('auto');
});

test('a failed question leaves the usual labels', async () => {
  const store = fakeDatabase([...web({ landscape: 'nord' }, still), ...web({ landscape: 'sued' }, climbing)], {
    fails: () => 'down',
  });
  expect(await foundClusterLabel(store, 'auto', NOW)).toBe('auto');
});
