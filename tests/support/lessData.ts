// Less data never means more findings, and never silence: compares what is said of all the data with what is said of less.
import type { Confidence, Finding } from '../../src/model/finding';
import type { Report, Unassessed } from '../../src/model/report';
import { workloadKey } from '../../src/model/workload';
import type { Loss } from './losses';
import { everyFinding } from './ruleCases';

const RANK: Readonly<Record<Confidence, number>> = { possible: 0, likely: 1, certain: 2 };

/** What less data did to a report: each entry is a breach of the law. */
export interface Breach {
  readonly what: 'appeared' | 'went unsaid' | 'for another reason' | 'called calm' | 'surer';
  readonly finding: string;
}

export interface Comparison {
  readonly breaches: readonly Breach[];
  /** Why the findings that went are named as not judged, one text for each of them. */
  readonly reasons: readonly string[];
}

const keyOf = (finding: Finding): string => `${finding.rule} on ${workloadKey(finding.workload)}`;

/** The findings above info, also those that another one caused, by rule and workload. */
export function loud(report: Report): Map<string, Finding> {
  return new Map(
    everyFinding(report)
      .filter((finding) => finding.severity !== 'info')
      .map((finding) => [keyOf(finding), finding])
  );
}

/** Where the report says that this rule was not judged on this workload. */
function namesOf(report: Report, finding: Finding): Unassessed[] {
  const key = workloadKey(finding.workload);
  return report.unassessed.filter(
    ({ rule, workloads }) =>
      rule === finding.rule && (workloads.length === 0 || workloads.some((ref) => workloadKey(ref) === key))
  );
}

function historyOf(report: Report, { workload }: Finding): Report['workloads'][number] | undefined {
  return report.workloads.find((history) => workloadKey(history.workload) === workloadKey(workload));
}

/** True when nothing of the workload is left to say anything of, and the report as a whole does not call that calm. */
function isGone(report: Report, finding: Finding): boolean {
  return finding.workload.kind !== 'Cluster' && !historyOf(report, finding) && report.verdict !== 'calm';
}

const reasonText = ({ state, reason, kinds }: Unassessed): string =>
  `${state}: ${reason === '' ? `no ${kinds[0] ?? ''}` : reason}`;

/** What became of a finding that is no longer there. */
function fateOf(finding: Finding, less: Report, loss: Loss): { reason: string } | { breach: Breach['what'] } {
  const names = namesOf(less, finding);
  const [name] = names.filter(loss.isReason);
  if (name) {
    return historyOf(less, finding)?.verdict === 'calm' ? { breach: 'called calm' } : { reason: reasonText(name) };
  }
  if (isGone(less, finding)) {
    return { reason: 'the workload is not seen' };
  }
  return { breach: names.length > 0 ? 'for another reason' : 'went unsaid' };
}

function additions(before: ReadonlyMap<string, Finding>, after: ReadonlyMap<string, Finding>): Breach[] {
  return [...after].flatMap(([finding, now]): Breach[] => {
    const then = before.get(finding);
    if (!then) {
      return [{ what: 'appeared', finding }];
    }
    return RANK[now.confidence] > RANK[then.confidence] ? [{ what: 'surer', finding }] : [];
  });
}

/** Holds the report on less data against the one on all of it. */
export function compare(full: Report, less: Report, loss: Loss): Comparison {
  const before = loud(full);
  const still = new Set(everyFinding(less).map(keyOf));
  const gone = [...before.values()].filter((finding) => !still.has(keyOf(finding)));
  const fates = gone.map((finding) => ({ finding: keyOf(finding), ...fateOf(finding, less, loss) }));
  return {
    breaches: [
      ...additions(before, loud(less)),
      ...fates.flatMap((fate) => ('breach' in fate ? [{ what: fate.breach, finding: fate.finding }] : [])),
    ],
    reasons: fates.flatMap((fate) => ('reason' in fate ? [fate.reason] : [])),
  };
}
