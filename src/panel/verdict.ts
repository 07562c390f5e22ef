// What the panel says of its workload, in one value: every size takes its words from here, so that none can say another
// thing than the next.
import { sum } from '../kit/stats';
import { count, duration } from '../kit/text';
import type { TimeWords } from '../kit/times';
import type { Finding, Severity } from '../model/finding';
import { phaseOf } from '../views/fleet/fleetRows';
import { missingText, verdictWords, type Verdict } from '../model/verdict';
import { stateText, type Seen } from '../views/finding/stateText';
import type { ReadyState } from './readPanel';

export interface PanelVerdict {
  /** Decides the sign before the words. */
  readonly severity: Severity;
  /** The worst fight has stopped, which its sentence does not tell. */
  readonly isOver?: boolean;
  /** The worst fight has stopped, and not just now: its sign is hollow, as in the fleet. */
  readonly isPast?: boolean;
  /** Set where nothing was found: the sign is then that of the verdict. */
  readonly calmness?: Verdict;
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

function sinceText(finding: Finding, state: string): string {
  return finding.state === 'fighting' ? state.replace('fighting ', '') : lengthOf(finding);
}

function fightVerdict(worst: Finding, findings: readonly Finding[], seen: Seen, words: TimeWords): PanelVerdict {
  const state = stateText(worst, seen, words);
  const [actors = worst.label] = worst.label.split(/ on | · |:/);
  return {
    severity: worst.severity,
    isOver: worst.state === 'ended',
    isPast: phaseOf(worst, seen.range) === 'ended',
    sentence: worst.summary,
    brief: worst.label,
    number: count(findings.length, 'fight'),
    shortest: `${actors}, ${lengthOf(worst)}`,
    state,
    since: sinceText(worst, state),
  };
}

/** What stands where nothing was found: a tick is for what was judged whole, and for nothing else. */
function otherVerdict({ history }: ReadyState): PanelVerdict {
  const { verdict, unjudged, quietReason } = history;
  const words = verdictWords({ verdict, unjudged });
  const reason = quietReason || words;
  const sentences: Readonly<Record<Verdict, string>> = {
    fights: reason,
    calm: `Nothing fought here: ${reason}`,
    'calm-by-proof': `Nothing fought here: ${reason}`,
    'calm-as-far-as-seen': `Nothing seen fighting: ${[quietReason, missingText(unjudged)].filter((text) => text !== '').join(', ')}`,
    'not-judged': `Not judged, this is not a calm workload${words.replace(/^not judged/, '')}`,
  };
  const shorts: Readonly<Record<Verdict, string>> = {
    fights: reason,
    calm: 'calm',
    'calm-by-proof': 'calm by proof',
    'calm-as-far-as-seen': 'calm as far as seen',
    'not-judged': 'not judged',
  };
  return {
    severity: 'info',
    calmness: verdict,
    sentence: sentences[verdict],
    brief: verdict === 'not-judged' ? words : reason,
    number: shorts[verdict],
    shortest: verdict === 'calm-as-far-as-seen' ? missingText(unjudged) : '',
    state: shorts[verdict],
    since: '',
  };
}

/** The verdict on the drawn workload. */
export function verdictOfPanel(state: ReadyState, words: TimeWords): PanelVerdict {
  const { findings, report, history } = state;
  const fights = findings.filter((finding) => finding.severity !== 'info');
  const [worst] = fights;
  return worst
    ? fightVerdict(worst, fights, { range: report.range, scrape: history.scrape }, words)
    : otherVerdict(state);
}
