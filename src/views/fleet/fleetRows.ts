// The fleet as rows: one per workload that fought or will, worst finding first; the rest is quiet.
import { compareText, groupBy, sortBy } from '../../kit/array';
import type { Interval, Millis } from '../../kit/interval';
import { sum } from '../../kit/stats';
import { SEVERITIES, type Finding } from '../../model/finding';
import type { Quiet, Report, WorkloadHistory } from '../../model/report';
import { verdictOfAll, type Verdict } from '../../model/verdict';
import { workloadKey, type WorkloadRef } from '../../model/workload';

/** on = fighting at the end of the range, or stopped less than 15 minutes before it; will = only the precondition stands. */
export type Phase = 'on' | 'will' | 'ended';
export const PHASES: readonly Phase[] = ['on', 'will', 'ended'];

/** One workload with a finding above info. */
export interface FleetRow {
  readonly key: string;
  readonly workload: WorkloadRef;
  /** Absent when the target does not exist: a finding can be about that. And where nothing was read: see `isTold`. */
  readonly history?: WorkloadHistory;
  /** A watcher told it: samples are read when the workload is opened. */
  readonly isTold?: true;
  /** The worst one, which the row tells. */
  readonly finding: Finding;
  /** Further findings of the workload that have another cause. */
  readonly others: readonly Finding[];
  readonly phase: Phase;
  /** First seen in the last hour of the range. */
  readonly isNew: boolean;
}

/** A workload without a finding above info. */
export interface QuietRow {
  readonly key: string;
  readonly history: WorkloadHistory;
}

export interface Fleet {
  readonly range: Interval;
  readonly rows: readonly FleetRow[];
  readonly quiet: readonly QuietRow[];
  /** Of a large fleet: what no scan named, so that nothing was read of it. */
  readonly unnamed: readonly Quiet[];
  /** False when something that was asked for was not read: what is not seen here may be elsewhere. */
  readonly isWhole: boolean;
  /** How many workloads there are of each verdict, where the quiet ones are not known by name: as a watcher told it. */
  readonly tally?: Report['tally'];
}

const STILL_ON: Millis = 15 * 60_000;
const NEW_WITHIN: Millis = 60 * 60_000;

/** What counts as on, see `Phase`. */
export function phaseOf(finding: Finding, range: Interval): Phase {
  if (finding.state === 'will-fight') {
    return 'will';
  }
  const end = finding.intervals.at(-1)?.to ?? range.from;
  return finding.state === 'fighting' || end > range.to - STILL_ON ? 'on' : 'ended';
}

/** True when it began inside the last hour; what was on when the range began is not new. */
function beganLately(finding: Finding, range: Interval, scrape: Millis): boolean {
  const start = finding.intervals[0]?.from;
  return start !== undefined && start > range.to - NEW_WITHIN && start > range.from + 2 * scrape;
}

/** The house order of findings: on before ended, then severity, then replica-minutes short. */
export function orderFindings(findings: readonly Finding[], range: Interval): Finding[] {
  const keyed = findings.map((finding) => ({
    finding,
    phase: PHASES.indexOf(phaseOf(finding, range)),
    severity: SEVERITIES.indexOf(finding.severity),
    short: -(finding.impact.replicaMinutesShort ?? 0),
    workload: workloadKey(finding.workload),
  }));
  return sortBy(
    keyed,
    ({ phase }) => phase,
    ({ severity }) => severity,
    ({ short }) => short,
    ({ workload }) => workload,
    ({ finding }) => finding.id
  ).map(({ finding }) => finding);
}

/** Whether nothing that a row shows is another. */
function isSameRow(a: FleetRow, b: FleetRow): boolean {
  return (
    a.finding === b.finding &&
    a.history === b.history &&
    a.phase === b.phase &&
    a.isNew === b.isNew &&
    a.isTold === b.isTold &&
    a.others.length === b.others.length &&
    a.others.every((other, i) => other === b.others[i])
  );
}

function rowsOf(report: Report, histories: ReadonlyMap<string, WorkloadHistory>): FleetRow[] {
  const { range, swept } = report;
  const serious = orderFindings(
    report.findings.filter((finding) => finding.severity !== 'info'),
    range
  );
  const told = report.tally ? { isTold: true as const } : {};
  return [...groupBy(serious, ({ workload }) => workloadKey(workload))].flatMap(
    ([key, [finding, ...others]]): FleetRow[] => {
      if (!finding) {
        return [];
      }
      const isNew = beganLately(finding, range, swept.scrape);
      const phase = phaseOf(finding, range);
      const { workload } = finding;
      return [{ key, workload, history: histories.get(key), finding, others, phase, isNew, ...told }];
    }
  );
}

/**
 * Reads a report as a fleet.
 * @param before what was read of the report before: rows of which nothing changed are the same objects, so that they need not
 *   be drawn, measured and searched again
 */
export function toFleet(report: Report, before?: Fleet): Fleet {
  const histories = new Map(report.workloads.map((history) => [workloadKey(history.workload), history]));
  const old = new Map((before?.rows ?? []).map((row) => [row.key, row]));
  const rows = rowsOf(report, histories).map((row) => {
    const same = old.get(row.key);
    return same && isSameRow(same, row) ? same : row;
  });
  const loud = new Set(rows.map((row) => row.key));
  const quiet = [...histories].filter(([key]) => !loud.has(key)).map(([key, history]) => ({ key, history }));
  return {
    range: report.range,
    rows,
    quiet: quiet.sort((a, b) => compareText(a.key, b.key)),
    unnamed: report.quiet ?? [],
    isWhole: report.unread === undefined,
    ...(report.tally && { tally: report.tally }),
  };
}

/** How many workloads no scan named. */
function unnamedCount(unnamed: readonly Quiet[]): number {
  return sum(unnamed.map(({ workloads }) => workloads.length));
}

/** How many workloads of a verdict have no finding above info. */
export function countQuiet(
  { quiet, unnamed, tally }: Pick<Fleet, 'quiet' | 'unnamed' | 'tally'>,
  verdict: Verdict
): number {
  const read = quiet.filter(({ history }) => history.verdict === verdict).length;
  return read + unnamedCount(unnamed.filter((group) => group.verdict === verdict)) + (tally?.[verdict] ?? 0);
}

/** How many workloads there are in all. */
export function fleetSize(fleet: Fleet): number {
  const told = sum(Object.entries(fleet.tally ?? {}).map(([verdict, n]) => (verdict === 'fights' ? 0 : n)));
  return fleet.rows.length + fleet.quiet.length + unnamedCount(fleet.unnamed) + told;
}

/** The verdict on the workloads without a finding, taken together. */
export function quietVerdict({
  quiet,
  unnamed,
  isWhole,
  tally = {},
}: Pick<Fleet, 'quiet' | 'unnamed' | 'isWhole' | 'tally'>): Verdict {
  const told = (Object.keys(tally) as Verdict[]).filter((verdict) => verdict !== 'fights' && (tally[verdict] ?? 0) > 0);
  const known = [...quiet.map(({ history }) => history.verdict), ...unnamed.map(({ verdict }) => verdict)];
  return verdictOfAll([...known, ...told], isWhole);
}
