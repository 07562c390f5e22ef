// The table as a flat list of lines: sections, groups that share one cause, rows, the totals. Flat, so that a long
// table can draw only the lines in view.
import { groupBy } from '../../kit/array';
import { sum } from '../../kit/stats';
import type { Severity } from '../../model/finding';
import { SEVERITIES } from '../../model/finding';
import { PHASES, type FleetRow, type Phase } from './fleetRows';

/** What the rows of a group or of the table add up to. */
export interface Sums {
  readonly pods: number;
  /** True when some of the pods are inferred. */
  readonly podsInferred: boolean;
  readonly hidden: number;
  readonly short: number;
}

export type FleetLine =
  | { readonly type: 'section'; readonly phase: Phase; readonly count: number; readonly severities: SeverityCounts }
  | {
      readonly type: 'group';
      readonly key: string;
      readonly rows: readonly FleetRow[];
      readonly sums: Sums;
      readonly isOpen: boolean;
    }
  | { readonly type: 'row'; readonly row: FleetRow; readonly inGroup: boolean }
  | { readonly type: 'total'; readonly count: number; readonly sums: Sums };

export type SeverityCounts = ReadonlyArray<{ readonly severity: Severity; readonly count: number }>;

/** Groups with more members than this start closed. */
const OPEN_UP_TO = 5;

/** Sums of the numbers the rows show. */
export function sumRows(rows: readonly FleetRow[]): Sums {
  const impacts = rows.map((row) => row.finding.impact);
  return {
    pods: sum(impacts.map((impact) => impact.podsMade ?? 0)),
    podsInferred: impacts.some((impact) => impact.podsMadeInferred === true && (impact.podsMade ?? 0) > 0),
    hidden: sum(impacts.map((impact) => impact.hiddenWrites ?? 0)),
    short: sum(impacts.map((impact) => Math.round(impact.replicaMinutesShort ?? 0))),
  };
}

/** How many rows there are of each severity, worst first, none left out that occurs. */
export function countSeverities(rows: readonly FleetRow[]): SeverityCounts {
  return SEVERITIES.map((severity) => ({
    severity,
    count: rows.filter((row) => row.finding.severity === severity).length,
  })).filter(({ count }) => count > 0);
}

/** One fix covers what one data source tells: a cause in another one is another cause. */
function causeOf({ source, finding, key }: FleetRow): string {
  const cause = finding.causeKey || `row ${key}`;
  return source ? `${source.uid} ${cause}` : cause;
}

/** Rows that share a cause stand together where the first of them stands; a cause of one row makes no group. */
function linesOfSection(rows: readonly FleetRow[], flipped: ReadonlySet<string>): FleetLine[] {
  const causes = groupBy(rows, causeOf);
  return [...causes].flatMap(([key, members]): FleetLine[] => {
    if (members.length < 2) {
      return members.map((row) => ({ type: 'row', row, inGroup: false }));
    }
    const isOpen = members.length <= OPEN_UP_TO !== flipped.has(key);
    const group: FleetLine = { type: 'group', key, rows: members, sums: sumRows(members), isOpen };
    return [group, ...(isOpen ? members.map((row): FleetLine => ({ type: 'row', row, inGroup: true })) : [])];
  });
}

/** Lines in the house order; `flipped` names the groups whose state is not the one they start in. */
export function groupedLines(rows: readonly FleetRow[], flipped: ReadonlySet<string>): FleetLine[] {
  const sections = PHASES.flatMap((phase): FleetLine[] => {
    const members = rows.filter((row) => row.phase === phase);
    if (members.length === 0) {
      return [];
    }
    const severities = countSeverities(members);
    return [{ type: 'section', phase, count: members.length, severities }, ...linesOfSection(members, flipped)];
  });
  return [...sections, ...totalLine(rows)];
}

/** Lines when a column sorts: neither sections nor groups, which would break its order. */
export function plainLines(rows: readonly FleetRow[]): FleetLine[] {
  return [...rows.map((row): FleetLine => ({ type: 'row', row, inGroup: false })), ...totalLine(rows)];
}

function totalLine(rows: readonly FleetRow[]): FleetLine[] {
  return rows.length === 0 ? [] : [{ type: 'total', count: rows.length, sums: sumRows(rows) }];
}
