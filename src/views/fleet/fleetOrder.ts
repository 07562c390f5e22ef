// The order of rows: the house order, or by one column. Blank numbers always stand last.
import { compareText } from '../../kit/array';
import { SEVERITIES } from '../../model/finding';
import { actorName } from '../../timeline';
import { ownerText } from '../ownerText';
import { PHASES, type FleetRow } from './fleetRows';

/** Columns, in their order in the table. */
export const COLUMNS = [
  'severity',
  'workload',
  'source',
  'what',
  'actors',
  'replicas',
  'since',
  'replicasOwner',
  'sizeOwner',
  'pods',
  'hidden',
  'short',
] as const;
export type Column = (typeof COLUMNS)[number];

/** Those that have something to say: the data source only where several stand side by side. */
export function columnsFor(rows: readonly FleetRow[]): readonly Column[] {
  return rows.some(({ source }) => source !== undefined) ? COLUMNS : COLUMNS.filter((column) => column !== 'source');
}

/** `undefined` as a whole stands for the house order. */
export interface Sort {
  readonly column: Column;
  readonly descending: boolean;
}

type Key = string | number | undefined;

/** Last number of replicas that was seen. */
function lastReplicas(row: FleetRow): number | undefined {
  return row.history?.curves.find((curve) => curve.id === 'spec')?.values.at(-1);
}

const KEYS: Record<Column, (row: FleetRow) => Key> = {
  severity: (row) => SEVERITIES.indexOf(row.finding.severity),
  workload: (row) => `${row.workload.name} ${row.workload.namespace}`,
  source: (row) => row.source?.name,
  what: (row) => row.finding.summary,
  actors: (row) => row.finding.actors.map(actorName).join(' '),
  replicas: lastReplicas,
  since: (row) => row.finding.intervals[0]?.from,
  replicasOwner: (row) => ownerText(row.history?.replicasOwner) || undefined,
  sizeOwner: (row) => ownerText(row.history?.sizeOwner) || undefined,
  pods: (row) => row.finding.impact.podsMade || undefined,
  hidden: (row) => row.finding.impact.hiddenWrites || undefined,
  short: (row) => row.finding.impact.replicaMinutesShort || undefined,
};

function compareKeys(a: Key, b: Key, descending: boolean): number {
  if (a === undefined || b === undefined) {
    return Number(a === undefined) - Number(b === undefined);
  }
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : compareText(String(a), String(b));
  return descending ? -order : order;
}

/** A copy in the house order, or by the column asked for; equals keep the house order. */
export function sortRows(rows: readonly FleetRow[], sort?: Sort): FleetRow[] {
  // Keys are made once for each row, not once for each comparison.
  const keyed = rows.map((row) => ({
    row,
    phase: PHASES.indexOf(row.phase),
    severity: SEVERITIES.indexOf(row.finding.severity),
    short: KEYS.short(row),
    own: sort && KEYS[sort.column](row),
  }));
  keyed.sort(
    (a, b) =>
      (sort ? compareKeys(a.own, b.own, sort.descending) : 0) ||
      a.phase - b.phase ||
      a.severity - b.severity ||
      compareKeys(a.short, b.short, true) ||
      compareText(a.row.key, b.row.key)
  );
  return keyed.map(({ row }) => row);
}

/** Numbers are read from the largest, texts and times from the first: the direction of a first click. */
export function firstSort(column: Column): Sort {
  return { column, descending: ['replicas', 'pods', 'hidden', 'short'].includes(column) };
}

/** The next state of a column's header: its first direction, the other one, then back to the house order. */
export function nextSort(sort: Sort | undefined, column: Column): Sort | undefined {
  const first = firstSort(column);
  if (sort?.column !== column) {
    return first;
  }
  return sort.descending === first.descending ? { column, descending: !first.descending } : undefined;
}
