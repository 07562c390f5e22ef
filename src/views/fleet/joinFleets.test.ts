import { sampleReport } from '../../../tests/support/sampleReport';
import { UTC } from '../../kit/times';
import { NO_FILTERS, filterChoices, filterRows, scopeFleet } from './fleetFilters';
import { groupedLines } from './fleetLines';
import { sortRows } from './fleetOrder';
import { countQuiet, fleetSize, quietVerdict, toFleet } from './fleetRows';
import { joinFleets } from './joinFleets';
import { sinceText } from './sinceText';
import { unheardText } from './unheardText';

const A = { uid: 'a', name: 'A' };
const B = { uid: 'b', name: 'B' };
const both = () => joinFleets([toFleet(sampleReport(), { source: A }), toFleet(sampleReport(), { source: B })], []);

test('every workload of both is there, under a key of its own', () => {
  const fleet = both();
  const keys = [...fleet.rows, ...fleet.quiet].map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(fleetSize(fleet)).toBe(2 * fleetSize(toFleet(sampleReport())));
  expect(sortRows(fleet.rows).map(({ source }) => source?.name)).toEqual(['A', 'B', 'A', 'B', 'A', 'B', 'A', 'B']);
});

test('one cause in two data sources is two causes', () => {
  const groups = groupedLines(sortRows(both().rows), new Set()).filter(({ type }) => type === 'group');
  expect(groups).toHaveLength(2);
  expect(groups.map((group) => group.type === 'group' && group.rows.map(({ source }) => source?.name))).toEqual([
    ['A', 'A'],
    ['B', 'B'],
  ]);
});

test('the name of a data source is looked for like any word', () => {
  expect(filterRows(both().rows, { ...NO_FILTERS, text: 'b' }).length).toBeGreaterThan(0);
  const named = joinFleets(
    [toFleet(sampleReport(), { source: { uid: 'x', name: 'Zürich' } }), toFleet(sampleReport(), { source: B })],
    []
  );
  const found = filterRows(named.rows, { ...NO_FILTERS, text: 'zürich' });
  expect(new Set(found.map(({ source }) => source?.uid))).toEqual(new Set(['x']));
});

test('a cluster of one name in two data sources is told as two', () => {
  const sample = sampleReport();
  const inEu = {
    ...sample,
    workloads: sample.workloads.map((one) => ({ ...one, workload: { ...one.workload, cluster: 'eu' } })),
  };
  const fleet = joinFleets(
    [toFleet({ ...inEu, findings: [] }, { source: A }), toFleet({ ...inEu, findings: [] }, { source: B })],
    []
  );
  expect(filterChoices(fleet).clusters.map(({ label }) => label)).toEqual(['eu (in 2 data sources)']);
});

test('the least that is known wins: who is missing keeps the whole from being calm, and is named, in every scope', () => {
  const sample = sampleReport();
  const calm = {
    ...sample,
    findings: [],
    workloads: sample.workloads.map((one) => ({ ...one, verdict: 'calm' as const })),
  };
  expect(quietVerdict(joinFleets([toFleet(calm, { source: A }), toFleet(calm, { source: B })], []))).toBe('calm');
  const missing = joinFleets([toFleet(calm, { source: A })], [{ name: 'B', state: 'unread' }]);
  const scoped = scopeFleet(missing, { ...NO_FILTERS, namespaces: ['ok-diurnal'] });
  expect([quietVerdict(missing), quietVerdict(scoped)]).toEqual(['calm-as-far-as-seen', 'calm-as-far-as-seen']);
  expect(unheardText(scoped)).toBe('; B was not read');
  const many = ['1', '2', '3', '4'].map((name) => ({ name, state: 'unread' as const }));
  expect(unheardText({ unheard: many })).toBe('; 4 data sources were not read');
  expect(unheardText({ unheard: many.slice(2) })).toBe('; 3 and 4 were not read');
});

test('what watchers counted adds up, and what is known by name is counted beside it', () => {
  const watched = { ...sampleReport(), workloads: [], findings: [], tally: { calm: 40, 'not-judged': 2 } };
  const fleet = joinFleets(
    [
      toFleet(watched, { source: A }),
      toFleet(watched, { source: B }),
      toFleet(sampleReport(), { source: { uid: 'c', name: 'C' } }),
    ],
    []
  );
  expect(countQuiet(fleet, 'not-judged')).toBe(4);
  expect(fleetSize(fleet)).toBe(84 + 5);
});

describe('what one data source told proves nothing of another', () => {
  const sample = sampleReport();
  const calm = {
    ...sample,
    findings: [],
    workloads: sample.workloads.map((one) => ({ ...one, verdict: 'calm' as const })),
  };
  const watched = { ...sample, workloads: [], findings: [], tally: { calm: 10, 'not-judged': 5 } };
  const join = (a: typeof calm | typeof watched, b: typeof calm) =>
    joinFleets([toFleet(a, { source: A }), toFleet(b, { source: B })], []);

  test('of a part of what a watcher told the quiet ones were not counted', () => {
    expect(quietVerdict(scopeFleet(join(watched, calm), { ...NO_FILTERS, kinds: ['Deployment'] }))).toBe(
      'calm-as-far-as-seen'
    );
  });

  test('where one tells of a longer time, the others were not seen in all of it', () => {
    const { from, to } = calm.range;
    const early = { ...calm, range: { from: from - 5 * 3_600_000, to } };
    expect(quietVerdict(join(early, calm))).toBe('calm-as-far-as-seen');
    const after = { ...calm, range: { from: from + 40_000, to: to + 40_000 } };
    expect(quietVerdict(join(calm, after))).toBe('calm');
  });

  test('what was there when its own data source begins to tell is older than that', () => {
    const { from, to } = sample.range;
    const [first] = sample.findings;
    const old = { ...sample, findings: first ? [{ ...first, intervals: [{ from, to }] }] : [] };
    const early = { ...calm, range: { from: from - 40_000, to: to - 40_000 } };
    const fleet = joinFleets([toFleet(early, { source: A }), toFleet(old, { source: B })], []);
    expect(fleet.rows.map((row) => sinceText(row, fleet.range, UTC).span)).toEqual(['before 01:29–02:43']);
  });
});
