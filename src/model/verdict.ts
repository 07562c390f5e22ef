// The four things that can be said of a workload or of a fleet. One function, so that no page, size or exit status can
// call something calm that another calls unread.
import { count, number } from '../kit/text';
import type { Finding } from './finding';
import type { Unjudged } from './knowledge';
import type { SignalKind } from './series';

/**
 * fights = something is on, or ended inside the range, above info.
 * calm = nothing is, and every rule was judged.
 * calm-by-proof = of a large fleet: no scan named it, and every scan was answered. Nothing of it was read, and nothing had to be.
 * calm-as-far-as-seen = nothing is, but some rules were not judged, or a part of the range was not seen.
 * not-judged = the numbers without which nothing can be said were not read.
 */
export type Verdict = 'fights' | 'calm' | 'calm-by-proof' | 'calm-as-far-as-seen' | 'not-judged';

/** Without these nothing can be said of a workload: how many there are, whether an HPA is on it, and what that wants. */
export const CORE_KINDS: readonly SignalKind[] = [
  'workload.replicas',
  'hpa.info',
  'hpa.desired',
  'hpa.current',
  'hpa.min',
  'hpa.max',
  'hpa.condition',
];

/** A verdict, and the rules that were not judged for it. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly unjudged: readonly Unjudged[];
}

export interface Judged {
  readonly findings: ReadonlyArray<Pick<Finding, 'severity'>>;
  readonly unjudged: readonly Unjudged[];
  /** False when one of CORE_KINDS was not read. */
  readonly coreRead: boolean;
  /** False when nothing of its cluster was scraped in a part of the range. */
  readonly seenThroughout?: boolean;
}

/** The verdict on one workload. */
export function verdictOf({ findings, unjudged, coreRead, seenThroughout = true }: Judged): Verdict {
  if (findings.some((finding) => finding.severity !== 'info')) {
    return 'fights';
  }
  if (!coreRead) {
    return 'not-judged';
  }
  return unjudged.length > 0 || !seenThroughout ? 'calm-as-far-as-seen' : 'calm';
}

/**
 * The verdict on several: the worst of theirs; a fleet of which one part was not judged is calm as far as seen.
 * @param isWhole false when something was not read of which these verdicts may not tell: workloads that were left out
 */
export function verdictOfAll(verdicts: readonly Verdict[], isWhole = true): Verdict {
  if (verdicts.length === 0 || verdicts.every((verdict) => verdict === 'not-judged')) {
    return 'not-judged';
  }
  if (verdicts.includes('fights')) {
    return 'fights';
  }
  const isCalm = (verdict: Verdict): boolean => verdict === 'calm' || verdict === 'calm-by-proof';
  return isWhole && verdicts.every(isCalm) ? 'calm' : 'calm-as-far-as-seen';
}

/** The verdicts in words, the same everywhere. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  fights: 'fights',
  calm: 'calm, everything judged',
  'calm-by-proof': 'calm by proof',
  'calm-as-far-as-seen': 'calm as far as seen',
  'not-judged': 'not judged',
};

/** How many workloads have it: `11 calm, judged on every kind`. What was not judged on others is told beside it. */
export function tallyWords(verdict: Verdict, workloads: number): string {
  const words = verdict === 'calm' ? 'calm, judged on every kind' : VERDICT_WORDS[verdict];
  return `${number(workloads)} ${workloads !== 1 && verdict === 'fights' ? 'fight' : words}`;
}

/**
 * Where rules were not judged, after their number: ` on 34 of 45 workloads`; empty where it was so on all of them.
 * @param isSoFar true while others are read, of which nobody knows yet
 */
export function whereUnjudged(workloads: ReadonlyArray<Pick<Judgement, 'unjudged'>>, isSoFar = false): string {
  const lacking = workloads.filter(({ unjudged }) => unjudged.length > 0).length;
  if (lacking === workloads.length && !isSoFar) {
    return '';
  }
  if (lacking === 0) {
    return ' on the nodes';
  }
  const all = isSoFar ? `${count(workloads.length, 'workload')} read so far` : `${number(workloads.length)} workloads`;
  return ` on ${number(lacking)} of ${all}`;
}

/** What keeps a calm workload from being called calm: `3 kinds not judged`. */
export function missingText(unjudged: readonly Unjudged[]): string {
  return unjudged.length === 0 ? 'not in the whole range' : `${count(unjudged.length, 'kind')} not judged`;
}

/** The verdict with what stands behind it: `calm as far as seen, 3 kinds not judged`, `not judged: query timed out`. */
export function verdictWords({ verdict, unjudged }: Pick<Judgement, 'verdict' | 'unjudged'>): string {
  const words = VERDICT_WORDS[verdict];
  if (verdict === 'calm-as-far-as-seen') {
    return `${words}, ${missingText(unjudged)}`;
  }
  const reason = unjudged.map((one) => one.reason).find((text) => text !== '');
  return verdict === 'not-judged' && reason !== undefined ? `${words}: ${reason}` : words;
}
