// What the panel says of its workload, in one value: every size takes its words from here, so that none can say another
// thing than the next.
import { sum } from '../kit/stats';
import { clock, count, duration } from '../kit/text';
import type { UnixMs } from '../kit/interval';
import type { Finding, Severity } from '../model/finding';
import { stateText } from '../views/finding/stateText';
import type { ReadyState } from './readPanel';

export interface PanelVerdict {
  /** Decides the sign before the words. */
  readonly severity: Severity;
  /** The whole sentence. */
  readonly sentence: string;
  /** `HPA × VPA on cpu · 9 echoes`, for a panel without a curve. */
  readonly brief: string;
  /** `1 fight`, for a panel of a few words. */
  readonly number: string;
  /** `HPA × VPA, 70 min`, below the number; '' when there is nothing to add. */
  readonly shortest: string;
  /** `fighting since 01:33`, `quiet`. */
  readonly state: string;
  /** `since 01:33`, `70 min`; '' when nothing fights. */
  readonly since: string;
}

function lengthOf(finding: Finding): string {
  return duration(sum(finding.intervals.map((i) => i.to - i.from)));
}

function sinceText(finding: Finding): string {
  const [first] = finding.intervals;
  return finding.state === 'fighting' && first ? `since ${clock(first.from, false)}` : lengthOf(finding);
}

function fightVerdict(worst: Finding, findings: readonly Finding[], now: UnixMs): PanelVerdict {
  const [actors = worst.label] = worst.label.split(/ on | · |:/);
  return {
    severity: worst.severity,
    sentence: worst.summary,
    brief: worst.label,
    number: count(findings.length, 'fight'),
    shortest: `${actors}, ${lengthOf(worst)}`,
    state: stateText(worst, now),
    since: sinceText(worst),
  };
}

/** The verdict on the drawn workload. */
export function verdictOfPanel({ findings, history, report }: ReadyState): PanelVerdict {
  const [worst] = findings;
  if (worst) {
    return fightVerdict(worst, findings, report.range.to);
  }
  const reason = history.quietReason || 'no finding';
  return {
    severity: 'info',
    sentence: `Nothing fought here: ${reason}`,
    brief: reason,
    number: 'quiet',
    shortest: '',
    state: 'quiet',
    since: '',
  };
}
