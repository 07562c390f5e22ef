// A time range as people and links write it: `now-3h`, an ISO date or unix milliseconds. Text stays text until a sweep
// starts, so that a relative range moves with the clock.
import { dateMath, dateTime, rangeUtil, type TimeRange } from '@grafana/data';

import { beginsWithDay } from '../../kit/calendarDay';
import type { Interval } from '../../kit/interval';
import { quoted } from '../../kit/outsideText';
import { fail, ok, type Result } from '../../kit/result';
import type { ZoneId } from '../../kit/times';

export interface TimeText {
  readonly from: string;
  readonly to: string;
  /** Whose midnight `now/d` means; only where the text rounds. */
  readonly zone?: ZoneId;
}

export const DEFAULT_TIME: TimeText = { from: 'now-3h', to: 'now' };

/** Instants outside are a slip of the keyboard: no database has samples of them, and some have no date at all. */
const EARLIEST = Date.UTC(2000, 0);
const LATEST = Date.UTC(2100, 0);

const isSensible = (at: number): boolean => at >= EARLIEST && at < LATEST;

/** Unix milliseconds in the spelling that links carry. */
function normalize(text: string): string {
  return /^\d{10,16}$/.test(text) && isSensible(Number(text)) ? new Date(Number(text)).toISOString() : text;
}

/** Browsers read a date into nearly any text with a number in it. */
const DATE = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;
const RELATIVE = /^now[-+/\w]{0,40}$/;

function instant(text: string, roundUp: boolean, zone: ZoneId): number | undefined {
  const at = RELATIVE.test(text)
    ? dateMath.toDateTime(text, { roundUp, timezone: zone })?.valueOf()
    : DATE.test(text) && beginsWithDay(text)
      ? Date.parse(text)
      : undefined;
  return at !== undefined && isSensible(at) ? at : undefined;
}

/** Checks both ends; the answer is normalized text, with the zone where it rounds to days or weeks. */
export function parseTime(from: string, to: string, zone: ZoneId): Result<TimeText> {
  const text = { from: normalize(from), to: normalize(to), ...(/now.*\//.test(`${from} ${to}`) ? { zone } : {}) };
  const start = instant(text.from, false, zone);
  const end = instant(text.to, true, zone);
  if (start === undefined || end === undefined) {
    return fail(`Time range ${quoted(from)} to ${quoted(to)} is not understood.`);
  }
  return start < end
    ? ok(text)
    : fail(`Time range ${quoted(from)} to ${quoted(to)} ${start === end ? 'has no length' : 'ends before it begins'}.`);
}

/** The instants that the text means now. Only for text that `parseTime` let through. */
export function toInterval(time: TimeText): Interval {
  const zone = time.zone ?? 'utc';
  const from = instant(time.from, false, zone) ?? 0;
  return { from, to: instant(time.to, true, zone) ?? from };
}

/** True when both ends stand still: the past does not change. */
export function isAbsolute(time: TimeText): boolean {
  return !time.from.includes('now') && !time.to.includes('now');
}

/** For Grafana's time picker. */
export function toTimeRange(time: TimeText, zone: ZoneId): TimeRange {
  const end = (text: string) => (text.includes('now') ? text : dateTime(text));
  return rangeUtil.convertRawToRange({ from: end(time.from), to: end(time.to) }, zone);
}

/** What the picker chose, as text. */
export function fromTimeRange({ raw }: TimeRange): TimeText {
  const text = (end: TimeRange['raw']['from']) => (typeof end === 'string' ? end : end.toISOString());
  return { from: text(raw.from), to: text(raw.to) };
}

/** The same range with both ends nailed down, for links that must show the same thing later. */
export function pinned({ from, to }: Interval): TimeText {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
