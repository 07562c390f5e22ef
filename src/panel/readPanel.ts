// From what the dashboard's queries brought to what the panel shows: one of six states, none of which looks calm
// without being so.
import { LoadingState, type PanelData } from '@grafana/data';
import type { Interval } from '../kit/interval';
import { distinct } from '../kit/array';
import type { Steps } from '../kit/steps';
import type { Finding } from '../model/finding';
import type { Report, WorkloadHistory } from '../model/report';
import type { SeriesSet, SignalKind } from '../model/series';
import { workloadKey } from '../model/workload';
import { severityRank } from '../timeline';
import { chooseWorkloads } from './chooseWorkload';
import { failureText } from '../model/failure';
import { failedQueries, panelFailures } from '../sources/panelFailures';
import { seriesFromFrames } from '../sources/panelSeries';
import type { AnalyzeInSteps } from '../judge/judge';

/** A query of the dashboard that failed. */
export interface QueryProblem {
  readonly refId: string;
  readonly message: string;
}

export interface ReadyState {
  readonly kind: 'ready';
  readonly report: Report;
  readonly history: WorkloadHistory;
  readonly findings: readonly Finding[];
  /** Workloads in the frames that the options let in: this one is the worst of them. */
  readonly workloads: number;
  readonly problems: readonly QueryProblem[];
  readonly refreshing: boolean;
}

export type PanelState =
  | ReadyState
  | { readonly kind: 'loading' }
  /** Nothing was asked for, or the answers are empty. */
  | { readonly kind: 'empty' }
  /** Every query failed. */
  | { readonly kind: 'failed'; readonly problems: readonly QueryProblem[] }
  /** Frames came, but not those that say how many replicas there are. */
  | {
      readonly kind: 'wrong';
      readonly frames: number;
      readonly missing: readonly SignalKind[];
      readonly found: readonly SignalKind[];
    }
  /** The chosen workload is not in the frames. */
  | { readonly kind: 'absent'; readonly workload: string; readonly known: readonly string[] };

/** Without these there is no curve to draw. */
export const REQUIRED: readonly SignalKind[] = ['workload.replicas'];
/** Without one of these there is nobody to fight. */
export const SCALERS: readonly SignalKind[] = [
  'hpa.desired',
  'vpa.target',
  'vpa.mode',
  'keda.active',
  'scaledobject.info',
];

export function problemsOf(data: PanelData): QueryProblem[] {
  return panelFailures(data).map(({ refId, failure }) => ({ refId, message: failureText(failure) }));
}

function missingOf(set: SeriesSet): SignalKind[] {
  const kinds = new Set(set.series.map((series) => series.kind));
  const hasScaler = SCALERS.some((kind) => kinds.has(kind));
  return [...REQUIRED.filter((kind) => !kinds.has(kind)), ...(hasScaler ? [] : SCALERS.slice(0, 1))];
}

/** The histories of a report, worst finding first; those without a finding keep their order. */
function byWorst(report: Report): WorkloadHistory[] {
  const rank = (history: WorkloadHistory): number =>
    Math.min(
      9,
      ...findingsOf(report, history).map((finding) => severityRank(finding) + (finding.state === 'ended' ? 0.5 : 0))
    );
  return [...report.workloads].sort((a, b) => rank(a) - rank(b));
}

export function findingsOf(report: Report, history: WorkloadHistory): Finding[] {
  const key = workloadKey(history.workload);
  return report.findings.filter((finding) => workloadKey(finding.workload) === key);
}

function stateOf(report: Report, chosen: string, problems: readonly QueryProblem[], refreshing: boolean): PanelState {
  const meant = chooseWorkloads(chosen, byWorst(report));
  const [history] = meant;
  if (!history) {
    const known = report.workloads.map(({ workload }) => `${workload.namespace}/${workload.name}`);
    return chosen === '' ? { kind: 'empty' } : { kind: 'absent', workload: chosen, known };
  }
  return {
    kind: 'ready',
    report,
    history: withUnknown(history, problems),
    findings: findingsOf(report, history),
    workloads: meant.length,
    problems,
    refreshing,
  };
}

/** A scaler that is known to exist but left no curve because its query failed: its lane is hatched. */
function withUnknown(history: WorkloadHistory, problems: readonly QueryProblem[]): WorkloadHistory {
  if (problems.length === 0) {
    return history;
  }
  const isBlank = history.scalers.filter(
    ({ scaler }) =>
      !history.curves.some((c) => c.scaler?.family === scaler.family && c.scaler.name === scaler.name) &&
      !history.actions.some((a) => a.actor.family === scaler.family)
  );
  return { ...history, unknown: isBlank.map(({ scaler }) => ({ scaler, reason: 'query failed' })) };
}

/** The range that the frames are of: while a newer one is read, the panel is shown the newer range with the older frames. */
function askedRange({ timeRange }: PanelData): Interval {
  return { from: timeRange.from.valueOf(), to: timeRange.to.valueOf() };
}

/** What was chosen in the panel's options, variables filled in. */
export interface PanelChoice {
  /** Which workload (chooseWorkload.ts), '' for the worst. */
  readonly workload: string;
  /** Name of the label that tells clusters apart, or 'auto'. */
  readonly clusterLabel: string;
}

/**
 * Reads the answers of the dashboard's queries, in steps: a dashboard may bring a whole fleet.
 * @param analyze the engine; undefined while it is on its way
 */
export function* readPanel(
  data: PanelData,
  range: Interval,
  choice: PanelChoice,
  analyze: AnalyzeInSteps | undefined
): Steps<PanelState> {
  const problems = problemsOf(data);
  const refreshing = data.state === LoadingState.Loading;
  // An empty answer of Prometheus is a frame without fields, one of VictoriaMetrics is no frame at all.
  const frames = data.series.filter((frame) => frame.fields.length > 0 && frame.length > 0);
  if (frames.length === 0) {
    if (refreshing || data.state === LoadingState.NotStarted) {
      return { kind: 'loading' };
    }
    return problems.length > 0 ? { kind: 'failed', problems } : { kind: 'empty' };
  }
  const set = seriesFromFrames(data.series, range, choice.clusterLabel, {
    asked: askedRange(data),
    failed: failedQueries(data),
  });
  const missing = missingOf(set);
  if (missing.length > 0 && set.series.every((series) => series.kind !== 'workload.replicas')) {
    const found = distinct(set.series.map((series) => series.kind));
    return { kind: 'wrong', frames: frames.length, missing, found };
  }
  if (!analyze) {
    return { kind: 'loading' };
  }
  yield;
  return stateOf(yield* analyze(set, {}), choice.workload, problems, refreshing);
}
