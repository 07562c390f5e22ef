// Since when, and how long: the words of the Since column. Minutes in the reader's zone; a day only where it changes.
import { duration } from '../../kit/text';
import type { Calendar } from '../../kit/times';
import { lengthOf, type Interval, type Millis, type UnixMs } from '../../kit/interval';
import { sum } from '../../kit/stats';
import type { FleetRow } from './fleetRows';

const DAY = 86_400_000;

/** `01:38`; with its day where it is an earlier one of a range of a day or more, and could be taken for another. */
export function minuteText(at: UnixMs, range: Interval, { day, time }: Calendar): string {
  const isClear = range.to - range.from < DAY || day(at) === day(range.to);
  return isClear ? time(at, false) : `${day(at)} ${time(at, false)}`;
}

/** The end of a span: a day only where it is not the day of its start, and a range of a day or more leaves it open. */
function endText(from: UnixMs, to: UnixMs, range: Interval, { day, time }: Calendar): string {
  const isClear = range.to - range.from < DAY || day(from) === day(to);
  return isClear ? time(to, false) : `${day(to)} ${time(to, false)}`;
}

/** `01:28–02:43`, with days where it touches more than one. */
export function rangeText({ from, to }: Interval, { day, time }: Calendar): string {
  const before = (at: UnixMs) => (day(from) === day(to) ? '' : `${day(at)} `);
  return `${before(from)}${time(from, false)}–${before(to)}${time(to, false)}`;
}

interface SinceText {
  /** `before 01:29`, `01:33`, `01:38–02:08`. */
  readonly span: string;
  /** How long it was on, all times together. */
  readonly length: string;
  /** `2nd`, `3rd`… when it was on before. */
  readonly nth?: string;
}

function ordinal(n: number): string {
  const ends: Record<number, string> = { 1: 'st', 2: 'nd', 3: 'rd' };
  const isTeen = Math.floor(n / 10) % 10 === 1;
  return `${n}${isTeen ? 'th' : (ends[n % 10] ?? 'th')}`;
}

const MINUTE = 60_000;

/** The full minute before which it began, for what was there when the range began: within two scrapes nobody can tell. */
export function knownBefore(at: UnixMs, range: Interval, scrape: Millis = 30_000): UnixMs | undefined {
  return at <= range.from + 2 * scrape ? Math.ceil(at / MINUTE) * MINUTE : undefined;
}

/** `01:33`, or `before 01:29` for what was there when the range began. */
export function startText(at: UnixMs, range: Interval, calendar: Calendar, scrape?: Millis): string {
  const before = knownBefore(at, range, scrape);
  return before === undefined ? minuteText(at, range, calendar) : `before ${minuteText(before, range, calendar)}`;
}

/**
 * The words for one row.
 * @param fleetRange of the whole list; what was there when the row's own data source begins to tell is older than that
 */
export function sinceText(row: FleetRow, fleetRange: Interval, calendar: Calendar): SinceText {
  const range = row.range ?? fleetRange;
  const { intervals, state } = row.finding;
  const last = intervals.at(-1);
  if (!last) {
    return { span: '', length: '' };
  }
  const start = startText(last.from, range, calendar, row.history?.scrape);
  const span = state === 'ended' ? `${start}–${endText(last.from, last.to, range, calendar)}` : start;
  const nth = intervals.length > 1 ? ordinal(intervals.length) : undefined;
  return { span, length: duration(sum(intervals.map(lengthOf))), nth };
}
