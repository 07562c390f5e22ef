// The last line of a verdict: state, severity, confidence and why, what was not assessed.
import { duration } from '../../kit/text';
import type { TimeWords } from '../../kit/times';
import type { Interval, Millis } from '../../kit/interval';
import type { Finding } from '../../model/finding';
import { knownBefore } from '../fleet/sinceText';

/** What was looked at: outside it nobody saw whether something was on. */
export interface Seen {
  readonly range: Interval;
  readonly scrape: Millis;
  /** `at 14:05 UTC`: when that was, where it is not now. */
  readonly asOf?: string | undefined;
}

/** `fighting since 01:33`, `was fighting at 14:05 UTC, since 01:33`, `fighting since before 01:28`, `ended 35 min ago`, `will fight`. */
export function stateText(finding: Finding, { range, scrape, asOf }: Seen, words: TimeWords): string {
  const first = finding.intervals[0];
  const last = finding.intervals.at(-1);
  const before = first && knownBefore(first.from, range, scrape);
  switch (finding.state) {
    case 'fighting': {
      const since = first
        ? ` since ${before === undefined ? '' : 'before '}${words.clock(before ?? first.from, false)}`
        : '';
      return asOf ? `was fighting ${asOf}${since && `,${since}`}` : `fighting${since}`;
    }
    case 'will-fight':
      return 'will fight';
    case 'ended':
      return last ? `ended ${duration(Math.max(0, range.to - last.to))} ago` : 'ended';
  }
}

/** `critical · certain: the generation counts every write · Git inferred from a label`. */
export function gradeText(finding: Finding): string {
  const [why, ...notes] = finding.confidenceNotes;
  const confidence = why ? `${finding.confidence}: ${why}` : finding.confidence;
  return [finding.severity, confidence, ...notes].join(' · ');
}
