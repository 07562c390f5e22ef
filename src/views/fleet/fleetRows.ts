// The fleet as rows: one per workload that fought or will, worst finding first; the rest is quiet.
import { compareText, groupBy, sortBy } from '../../kit/array';
import type { Interval, Millis } from '../../kit/interval';
import { sum } from '../../kit/stats';
import { SEVERITIES, type Finding } from '../../model/finding';
import type { Quiet, Report, WorkloadHistory } from '../../model/report';
import { verdictOfAll, type Verdict } from '../../model/verdict';
import { workloadKey, type WorkloadRef } from '../../model/workload';
import { isNewIn } from './newness';

/** on = fighting at the end of the range, or stopped less than 15 minutes before it; will = only the precondition stands. */
export type Phase = 'on' | 'will' | 'ended';
export const PHASES: readonly Phase[] = ['on', 'will', 'ended'];

/** A data source, as people know it and as links name it. */
export interface SourceName {
  readonly uid: string;
  readonly name: string;
}

/** One workload with a finding above info. */
export interface FleetRow {
  readonly key: string;
  /** Where it was read; only where several data sources stand side by side. */
  readonly source?: SourceName;
  /** What its data source told of; absent where the whole list has one range. */
  readonly range?: Interval;
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
  /** First seen near the end of the range, see `newSpan`. */
  readonly isNew: boolean;
}

/** A workload without a finding above info. */
export interface QuietRow {
  readonly key: string;
  readonly source?: SourceName;
  readonly history: WorkloadHistory;
}

/** Workloads that no scan named, and where. */
export type UnnamedGroup = Quiet & { readonly source?: SourceName };

/** A data source that was chosen and of which nothing can be shown. */
export interface Unheard {
  readonly name: string;
  /** reading = its answer may still come. empty = it answered, and has no workloads. */
  readonly state: 'reading' | 'unread' | 'empty';
}

export interface Fleet {
  readonly range: Interval;
  readonly rows: readonly FleetRow[];
  readonly quiet: readonly QuietRow[];
  /** Of a large fleet: what no scan named, so that nothing was read of it. */
  readonly unnamed: readonly UnnamedGroup[];
  /** False when something that was asked for was not read: what is not seen here may be elsewhere. */
  readonly isWhole: boolean;
  /** How many workloads there are of each verdict, where the quiet ones are not known by name: as a watcher told it. */
  readonly tally?: Report['tally'];
  /** Of several data sources: those without a report. What they hold is not known, so it is not calm. */
  readonly unheard?: readonly Unheard[];
}

const STILL_ON: Millis = 15 * 60_000;

/** What counts as on, see `Phase`. */
export function phaseOf(finding: Finding, range: Interval): Phase {
  if (finding.state === 'will-fight') {
    return 'will';
  }
  const end = finding.intervals.at(-1)?.to ?? range.from;
  return finding.state === 'fighting' || end > range.to - STILL_ON ? 'on' : 'ended';
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
    a.source === b.source &&
    a.range?.from === b.range?.from &&
    a.range?.to === b.range?.to &&
    a.others.length === b.others.length &&
    a.others.every((other, i) => other === b.others[i])
  );
}

function rowsOf(
  report: Report,
  histories: ReadonlyMap<string, WorkloadHistory>,
  source: SourceName | undefined
): FleetRow[] {
  const { range, swept } = report;
  const here = source && { source, range };
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
      const isNew = isNewIn(range, finding, swept.scrape);
      const phase = phaseOf(finding, range);
      const { workload } = finding;
      const history = histories.get(key);
      return [{ key: keyIn(source, key), ...here, workload, history, finding, others, phase, isNew, ...told }];
    }
  );
}

interface FleetContext {
  /** Where the report was read: then every row says so, and keys are those of this data source. */
  readonly source?: SourceName;
  /**
   * What was read of the report before: rows of which nothing changed are the same objects, so that they need not be drawn,
   * measured and searched again.
   */
  readonly before?: Fleet;
}

const keyIn = (source: SourceName | undefined, key: string): string => (source ? `${source.uid} ${key}` : key);

/** Reads a report as a fleet. */
export function toFleet(report: Report, { source, before }: FleetContext = {}): Fleet {
  const histories = new Map(report.workloads.map((history) => [workloadKey(history.workload), history]));
  const old = new Map((before?.rows ?? []).map((row) => [row.key, row]));
  const rows = rowsOf(report, histories, source).map((row) => {
    const same = old.get(row.key);
    return same && isSameRow(same, row) ? same : row;
  });
  const loud = new Set(rows.map((row) => row.key));
  const here = source && { source };
  const quiet = [...histories]
    .map(([key, history]) => ({ key: keyIn(source, key), ...here, history }))
    .filter(({ key }) => !loud.has(key));
  return {
    range: report.range,
    rows,
    quiet: quiet.sort((a, b) => compareText(a.key, b.key)),
    unnamed: (report.quiet ?? []).map((group) => ({ ...group, ...here })),
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
  tally,
  unheard = [],
}: Pick<Fleet, 'quiet' | 'unnamed' | 'isWhole' | 'tally' | 'unheard'>): Verdict {
  const verdicts = Object.keys(tally ?? {}) as Verdict[];
  const told = verdicts.filter((verdict) => verdict !== 'fights' && (tally?.[verdict] ?? 0) > 0);
  const known = [...quiet.map(({ history }) => history.verdict), ...unnamed.map(({ verdict }) => verdict)];
  // Of a part of what a watcher told nobody counted the quiet ones.
  const uncounted = tally && verdicts.length === 0 ? [null] : [];
  return verdictOfAll([...known, ...told, ...[...uncounted, ...unheard].map(() => 'not-judged' as const)], isWhole);
}
