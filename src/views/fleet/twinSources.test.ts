import { deployment, history, sampleReport } from '../../../tests/support/sampleReport';
import { toFleet, type SourceName } from './fleetRows';
import { twinSources } from './twinSources';

const A: SourceName = { uid: 'a', name: 'A' };
const B: SourceName = { uid: 'b', name: 'B' };

/** Workloads by name, each with its replicas at a minute. */
function part(source: SourceName, workloads: Record<string, (minute: number) => number>, cluster = '') {
  const histories = Object.entries(workloads).map(([name, at]) =>
    history({ ...deployment('x', name), cluster }, at, { verdict: 'calm' })
  );
  return { source, fleet: toFleet({ ...sampleReport(), findings: [], workloads: histories }, { source }) };
}

const still = () => 3;
const busy = (minute: number) => 3 + (Math.floor(minute / 10) % 3);
const other = (minute: number) => 2 + (Math.floor(minute / 7) % 5);

test('the same names that move alike seem to be the same cluster, also when one saw a step less', () => {
  const cut = (minute: number) => busy(Math.max(10, minute));
  expect(twinSources([part(A, { web: busy, api: still }), part(B, { web: cut, api: still })])).toEqual([
    { sources: [A, B], workloads: 2, areAlike: true },
  ]);
});

test('the same names with other replicas are two clusters that one repository fills', () => {
  expect(twinSources([part(A, { web: busy, api: still }), part(B, { web: other, api: still })])).toEqual([]);
});

test('where nothing moved names are all there is', () => {
  expect(twinSources([part(A, { web: still }), part(B, { web: still })])).toEqual([
    { sources: [A, B], workloads: 1, areAlike: false },
  ]);
});

test('other clusters, or a few names of the system, are no twins', () => {
  expect(twinSources([part(A, { web: busy }, 'eu'), part(B, { web: busy }, 'us')])).toEqual([]);
  const own = { coredns: still, a: busy, b: busy, c: busy };
  expect(twinSources([part(A, own), part(B, { coredns: still, d: busy, e: busy })])).toEqual([]);
});
