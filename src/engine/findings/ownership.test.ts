/** @jest-environment node */
// One owner per resource: told as it stands at the end of the range, whether anything fights or not.
import type { Policy, WorkloadHistory } from '../../model/report';
import type { Series, SignalKind } from '../../model/series';
import { seriesSet, workload } from '../../../tests/support/workload';
import { analyze } from '../analyze';

const base = { ns: 'shop', name: 'web', replicas: '6x80' };
const hpa = { name: 'web' };
const vpa = { name: 'web', mode: 'Recreate', cpu: 0.3 };
/** Another workload with both kinds of scalers: their series are exported here. */
const neighbour = workload({
  ns: 'else',
  name: 'api',
  replicas: '3x80',
  hpas: [{ name: 'api', metrics: [{ name: 'queue', type: 'average', target: 5 }] }],
  vpas: [{ name: 'api', mode: 'Recreate', memory: 2 ** 29 }],
});

function judged(series: readonly Series[], elsewhere?: readonly SignalKind[]): WorkloadHistory {
  const set = seriesSet(series);
  const found = analyze({ ...set, elsewhere: elsewhere ?? set.elsewhere }).workloads.find(
    (one) => one.workload.name === 'web'
  );
  if (!found) {
    throw new Error('no workload web');
  }
  return found;
}

const CASES: ReadonlyArray<[title: string, series: Series[], verdict: Policy['verdict'], reason: RegExp | undefined]> =
  [
    ['an HPA alone', workload({ ...base, hpas: [hpa] }), 'one-owner', undefined],
    ['nobody', workload(base), 'no-autoscaler', undefined],
    [
      'HPA on cpu, VPA on cpu',
      workload({ ...base, hpas: [hpa], vpas: [vpa] }),
      'owned-twice',
      /^HPA web takes its cpu percentage of what VPA web sizes$/,
    ],
    [
      'HPA on cpu, VPA on memory',
      workload({ ...base, hpas: [hpa], vpas: [{ name: 'web', mode: 'Recreate', memory: 2 ** 29 }] }),
      'one-owner',
      undefined,
    ],
    [
      'a VPA that only advises',
      workload({ ...base, hpas: [hpa], vpas: [{ ...vpa, mode: 'Off' }] }),
      'one-owner',
      undefined,
    ],
    [
      'the VPA stopped sizing cpu: as it stands at the end counts',
      workload({ ...base, hpas: [hpa], vpas: [{ ...vpa, cpu: '0.3x40 _x40', memory: 2 ** 29 }] }),
      'one-owner',
      undefined,
    ],
    [
      'two HPAs that block each other',
      workload({
        ...base,
        hpas: [
          { name: 'web', active: 0 },
          { name: 'other', active: 0 },
        ],
      }),
      'ownerless',
      /^replicas: the scalers on it cannot act$/,
    ],
    [
      'two VPAs',
      workload({ ...base, vpas: [vpa, { ...vpa, name: 'second' }] }),
      'owned-twice',
      /^size has 2 owners: VPA second, VPA web$|^size has 2 owners: VPA web, VPA second$/,
    ],
  ];

test.each(CASES)('%s', (_, series, verdict, reason) => {
  const { policy } = judged([...series, ...neighbour]);
  expect(policy.verdict).toBe(verdict);
  expect(policy.reasons).toEqual(reason ? [expect.stringMatching(reason)] : []);
});

test('what is not exported is not known: no VPA series, no HPA series', () => {
  const alone = judged(workload(base), []);
  expect([alone.replicasOwner.state, alone.sizeOwner.state, alone.policy.verdict]).toEqual([
    'unknown',
    'unknown',
    'unknown',
  ]);
  const scaled = judged(workload({ ...base, hpas: [hpa] }), []);
  expect([scaled.replicasOwner.state, scaled.sizeOwner.state]).toEqual(['owned', 'unknown']);
});

test('a cluster that fell silent before the end of the range stands as it was; a scaler that went alone is gone', () => {
  const set = seriesSet(workload({ ...base, hpas: [hpa], vpas: [vpa] }), neighbour);
  const range = { from: set.range.from, to: set.range.to + 600_000 };
  const verdictOf = (series: readonly Series[]): string | undefined =>
    analyze({ ...set, range, series }).workloads.find((one) => one.workload.name === 'web')?.policy.verdict;
  expect(verdictOf(set.series)).toBe('owned-twice');
  const middle = (range.from + set.range.to) / 2;
  const gone = set.series.map((s) => {
    const isOurs = s.namespace === 'shop' && s.kind.startsWith('hpa.');
    const kept = Array.from(s.times, (t, i) => ({ t, value: s.values[i] ?? NaN })).filter(
      ({ t }) => !isOurs || t < middle
    );
    return {
      ...s,
      times: Float64Array.from(kept, ({ t }) => t),
      values: Float64Array.from(kept, ({ value }) => value),
    };
  });
  expect(verdictOf(gone)).toBe('one-owner');
});

describe('since when it stands like this', () => {
  const firstOf = (series: readonly Series[], kind: string): number | undefined =>
    series.find((one) => one.kind === kind && one.namespace === 'shop')?.times[0];

  test('since the last of the owners was first seen', () => {
    const late = workload({ ...base, hpas: [hpa], vpas: [{ ...vpa, cpu: '_x40 0.3x40' }] });
    const { policy } = judged([...late, ...neighbour]);
    expect(policy.verdict).toBe('owned-twice');
    expect(policy.since).toBe(firstOf(late, 'vpa.target'));
    expect(policy.since).toBeGreaterThan(firstOf(late, 'hpa.desired') ?? NaN);
  });

  test('since the range began where nothing changed, also without a scaler', () => {
    const scaled = workload({ ...base, hpas: [hpa] });
    expect(judged([...scaled, ...neighbour]).policy.since).toBe(firstOf(scaled, 'hpa.desired'));
    const plain = workload(base);
    expect(judged([...plain, ...neighbour]).policy.since).toBe(firstOf(plain, 'workload.replicas'));
  });
});
