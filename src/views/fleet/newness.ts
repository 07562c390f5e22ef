// What is new in a fleet. Over a short range nearly everything that began inside it began in the last hour, so the last third of the
// range is what counts there: a mark that stands on every row says nothing.
import { lengthOf, type Interval, type Millis } from '../../kit/interval';
import { duration } from '../../kit/text';
import type { Finding } from '../../model/finding';

const HOUR: Millis = 60 * 60_000;
const PART = 1 / 3;

const windowOf = (range: Interval): Millis => Math.min(HOUR, PART * lengthOf(range));

/** True when it began in the last hour of the range, or its last third where that is shorter; what was on when it began is not new. */
export function isNewIn(range: Interval, finding: Finding, scrape: Millis): boolean {
  const start = finding.intervals[0]?.from;
  return start !== undefined && start > range.to - windowOf(range) && start > range.from + 2 * scrape;
}

/** Since when something counts as new: `the last hour`, `the last 25 min`. */
export function newSpan(range: Interval): string {
  const window = windowOf(range);
  return window === HOUR ? 'the last hour' : `the last ${duration(window)}`;
}
