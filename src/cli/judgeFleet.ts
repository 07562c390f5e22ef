// From what a sweep brought to a report, and to what was asked for and not read.
import { analyze, mergeReports } from '../engine';
import type { Report } from '../model/report';
import type { SeriesSet } from '../model/series';
import { nameAllMissing } from '../queries/remedies';
import { PartTally } from '../sources/partTally';
import type { SeriesSource, SweepOptions, SweepRequest } from '../sources/seriesSource';
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
function unable(tally: PartTally, report: Report): string | undefined {
  const [failure] = tally.failed;
  if (!tally.has('') && failure) {
    return `Nothing was read, so nothing is judged: this is not a calm fleet. ${failure.message}`;
  }
  if (!tally.has('hpa.', 'workload.') && report.quiet === undefined) {
    return 'No kube-state-metrics series in this range. Scrape kube-state-metrics v2.6 or newer, or check --url, --namespace and the time range.';
  }
  return undefined;
}

/** Judges what is read, part by part; a small fleet is one part. */
class FleetJudge {
  private readonly tally = new PartTally();
  private readonly reports: Report[] = [];

  /** Judges a part. Its samples may be let go then. */
  public readonly take = (set: SeriesSet): void => {
    this.tally.add(set);
    this.reports.push(analyze(set));
  };

  /** The answer on all parts; at least one must have been taken. */
  public answer({ namespaces, strict }: FleetQuestion): FleetAnswer {
    const [first, ...others] = this.reports;
    if (!first) {
      throw new Error('Nothing was judged.');
    }
    const report = nameAllMissing(mergeReports([first, ...others]));
    const problem = unable(this.tally, report);
    return {
      report,
      ...(problem !== undefined && { problem }),
      unread: problem === undefined ? unreadOf(this.tally.failed, report, namespaces) : [problem],
      unjudged: strict ? unjudgedRules(report) : [],
    };
  }
}

/** Judges what was read at once. */
export function judgeFleet(set: SeriesSet, question: FleetQuestion): FleetAnswer {
  const judge = new FleetJudge();
  judge.take(set);
  return judge.answer(question);
}

/** Reads a fleet and judges it while it comes. */
export async function sweepFleet(
  source: SeriesSource,
  request: SweepRequest,
  question: FleetQuestion,
  options: Omit<SweepOptions, 'take'> = {}
): Promise<FleetAnswer> {
  const judge = new FleetJudge();
  judge.take(await source.fetch(request, { ...options, take: judge.take }));
  return judge.answer(question);
}
