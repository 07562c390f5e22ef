// From what a sweep brought to a report, and to what was asked for and not read.
import { analyze } from '../engine';
import type { Report } from '../model/report';
import type { SeriesSet } from '../model/series';
import { nameMissing } from '../queries/remedies';
import { unjudgedRules, unreadOf } from './reading';

export interface FleetAnswer {
  readonly report: Report;
  /** Why nothing at all can be said; then the report says nothing either. */
  readonly problem?: string;
  /** What was asked for and not read, a line each. */
  readonly unread: readonly string[];
  /** Kinds that were not judged everywhere, where that was asked for; a line each. */
  readonly unjudged: readonly string[];
}

/** What was asked besides the range. */
export interface FleetQuestion {
  readonly namespaces: readonly string[];
  /** Every kind must have been judged everywhere. */
  readonly strict: boolean;
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

/** Judges what was read. */
export function judgeFleet(set: SeriesSet, { namespaces, strict }: FleetQuestion): FleetAnswer {
  const judged = analyze(set);
  const report: Report = { ...judged, unassessed: judged.unassessed.map((entry) => nameMissing(entry, judged.setups)) };
  const problem = unable(set);
  return {
    report,
    ...(problem !== undefined && { problem }),
    unread: problem === undefined ? unreadOf(set, report, namespaces) : [problem],
    unjudged: strict ? unjudgedRules(report) : [],
  };
}
