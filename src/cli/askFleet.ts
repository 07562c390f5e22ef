// From arguments to a report, and to what was asked for and not read.
import { analyze } from '../engine';
import type { Report } from '../model/report';
import type { SeriesSet } from '../model/series';
import { nameMissing } from '../queries/remedies';
import { httpTransport } from '../sources/httpTransport';
import type { SweepProgress } from '../sources/seriesSource';
import { sweepSource } from '../sources/sweep';
import type { AnalyzeArguments } from './options';
import { unjudgedRules, unreadOf } from './reading';

export interface FleetAnswer {
  readonly report: Report;
  /** What was asked for and not read, a line each. */
  readonly unread: readonly string[];
  /** Kinds that were not judged everywhere, where that was asked for; a line each. */
  readonly unjudged: readonly string[];
}

/** Nothing could be judged: no query was answered, or there is no kube-state-metrics at all. */
function unable(set: SeriesSet): string | undefined {
  const [failure] = set.failed;
  if (set.series.length === 0 && failure) {
    return `Nothing was read, so nothing is judged: this is not a calm fleet. ${failure.message}`;
  }
  if (!set.series.some((s) => s.kind.startsWith('hpa.') || s.kind.startsWith('workload.'))) {
    return 'No kube-state-metrics series in this range. Scrape kube-state-metrics v2.6 or newer, or check --url, --namespace and the time range.';
  }
  return undefined;
}

/** Says once for each pause that there is one, and why. */
function tellPauses(tell: (line: string) => void): (progress: SweepProgress) => void {
  let isPaused = false;
  return ({ pause }) => {
    if (pause !== undefined && !isPaused) {
      tell(`${pause.charAt(0).toUpperCase()}${pause.slice(1)}.`);
    }
    isPaused = pause !== undefined;
  };
}

/**
 * Reads and judges.
 * @param tell takes a line for people who wait
 */
export async function askFleet(args: AnalyzeArguments, tell: (line: string) => void): Promise<FleetAnswer> {
  const { range, namespaces, cluster, clusterLabel, deadline } = args;
  const source = sweepSource(httpTransport({ url: args.url, headers: args.headers }));
  const set = await source.fetch(
    { range, namespaces, cluster, clusterLabel },
    { deadline, onProgress: tellPauses(tell) }
  );
  const judged = analyze(set);
  const report: Report = { ...judged, unassessed: judged.unassessed.map(nameMissing) };
  const problem = unable(set);
  return {
    report,
    unread: problem === undefined ? unreadOf(set, report, namespaces) : [problem],
    unjudged: args.strict ? unjudgedRules(report) : [],
  };
}
