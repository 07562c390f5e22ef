// The last line of a verdict: state, severity, confidence and why, what was not assessed.
import { duration } from '../../kit/text';
import type { TimeWords } from '../../kit/times';
import type { UnixMs } from '../../kit/interval';
import type { Finding } from '../../model/finding';

/** `fighting since 01:33`, `ended 35 min ago`, `will fight`. */
export function stateText(finding: Finding, now: UnixMs, words: TimeWords): string {
  const first = finding.intervals[0];
  const last = finding.intervals.at(-1);
  switch (finding.state) {
    case 'fighting':
      return first ? `fighting since ${words.clock(first.from, false)}` : 'fighting';
    case 'will-fight':
      return 'will fight';
    case 'ended':
      return last ? `ended ${duration(Math.max(0, now - last.to))} ago` : 'ended';
  }
}

/** `critical · certain: the generation counts every write · Git inferred from a label`. */
export function gradeText(finding: Finding): string {
  const [why, ...notes] = finding.confidenceNotes;
  const confidence = why ? `${finding.confidence}: ${why}` : finding.confidence;
  return [finding.severity, confidence, ...notes].join(' · ');
}
