import { countSeverities, groupedLines, plainLines, sumRows, type FleetLine } from './fleetLines';
import { COLUMNS, nextSort, sortRows, type Sort } from './fleetOrder';
import { toFleet } from './fleetRows';
import { deployment, finding, sampleReport } from '../../../tests/support/sampleReport';

const { rows } = toFleet(sampleReport());
const none = new Set<string>();
const names = (lines: readonly FleetLine[]) =>
  lines.map((line) => (line.type === 'row' ? `${line.inGroup ? '- ' : ''}${line.row.workload.namespace}` : line.type));

test('sections, a group for one cause, the totals', () => {
  expect(names(groupedLines(rows, none))).toEqual([
    'section',
    'hpa-double',
    'hv-many-small',
    'section',
    'group',
    '- gitops-below-min',
    '- gitops-between',
    'total',
  ]);
});

test('a flipped group hides its rows and keeps its sums', () => {
  const lines = groupedLines(rows, new Set(['argocd-self-heal']));
  expect(names(lines).slice(-3)).toEqual(['section', 'group', 'total']);
  const group = lines.find((line) => line.type === 'group');
  expect(group).toMatchObject({ isOpen: false, sums: { pods: 308, podsInferred: true, hidden: 238, short: 113 } });
});

test('groups of more than five start closed', () => {
  const many = Array.from({ length: 6 }, (_, i) =>
    finding(deployment('n', `w${i}`), 'low', 'fighting', [0, 75], { causeKey: 'same' })
  );
  const fleet = toFleet({ ...sampleReport(), findings: many });
  expect(names(groupedLines(fleet.rows, none))).toEqual(['section', 'group', 'total']);
  expect(names(groupedLines(fleet.rows, new Set(['same'])))).toHaveLength(9);
});

test('without rows there is no line', () => {
  expect(groupedLines([], none)).toEqual([]);
});

test('sums and severities', () => {
  expect(sumRows(rows)).toEqual({ pods: 566, podsInferred: true, hidden: 238, short: 575 });
  expect(countSeverities(rows)).toEqual([
    { severity: 'critical', count: 2 },
    { severity: 'high', count: 2 },
  ]);
});

test('every column sorts both ways, blanks last', () => {
  for (const column of COLUMNS) {
    expect(sortRows(rows, { column, descending: true })).toHaveLength(rows.length);
  }
  const hidden = (sort: Sort) => sortRows(rows, sort).map((row) => row.finding.impact.hiddenWrites);
  expect(hidden({ column: 'hidden', descending: true })[0]).toBe(238);
  expect(hidden({ column: 'hidden', descending: false })).toEqual([238, undefined, undefined, undefined]);
  const short = sortRows(rows, { column: 'short', descending: false }).map(
    (row) => row.finding.impact.replicaMinutesShort
  );
  expect(short).toEqual([23, 50, 90, 412]);
  expect(names(plainLines(rows)).at(-1)).toBe('total');
});

test('a header goes its first way, the other way, then back to the house order', () => {
  const first = nextSort(undefined, 'pods');
  expect(first).toEqual({ column: 'pods', descending: true });
  const second = nextSort(first, 'pods');
  expect(second).toEqual({ column: 'pods', descending: false });
  expect(nextSort(second, 'pods')).toBeUndefined();
  expect(nextSort(second, 'workload')).toEqual({ column: 'workload', descending: false });
});
