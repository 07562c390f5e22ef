// Since when, and how long: the words of the Since column. UTC, minutes; a day only where the range needs one.
import { clock, duration } from '../../kit/text';
import { lengthOf, type Interval, type UnixMs } from '../../kit/interval';
import { sum } from '../../kit/stats';
import type { FleetRow } from './fleetRows';

const DAY = 86_400_000;

/** `01:38`, with the day before it when the range touches more than one. */
export function minuteText(at: UnixMs, range: Interval): string {
  const isOneDay = Math.floor(range.from / DAY) === Math.floor(range.to / DAY);
  return isOneDay ? clock(at, false) : `${new Date(at).toISOString().slice(5, 10)} ${clock(at, false)}`;
}

/** `01:28–02:43`, or with days. */
export function rangeText(range: Interval): string {
  return `${minuteText(range.from, range)}–${minuteText(range.to, range)}`;
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

/** The words for one row. */
export function sinceText(row: FleetRow, range: Interval): SinceText {
  const { intervals, state } = row.finding;
  const last = intervals.at(-1);
  if (!last) {
    return { span: '', length: '' };
  }
  const slack = 2 * (row.history?.scrape ?? 30_000);
  const wasOnBefore = last.from <= range.from + slack;
  const minute = 60_000;
  const start = wasOnBefore
    ? `before ${minuteText(Math.ceil(last.from / minute) * minute, range)}`
    : minuteText(last.from, range);
  const span = state === 'ended' ? `${start}–${minuteText(last.to, range)}` : start;
  const nth = intervals.length > 1 ? ordinal(intervals.length) : undefined;
  return { span, length: duration(sum(intervals.map(lengthOf))), nth };
}
