// A time range as people and links write it: `now-3h`, an ISO date or unix milliseconds. Text stays text until a sweep
// starts, so that a relative range moves with the clock.
import { dateMath, dateTime, rangeUtil, type TimeRange } from '@grafana/data';

import type { Interval } from '../../kit/interval';
import { fail, ok, type Result } from '../../kit/result';

export interface TimeText {
  readonly from: string;
  readonly to: string;
}

export const DEFAULT_TIME: TimeText = { from: 'now-3h', to: 'now' };

/** Unix milliseconds in the spelling that links carry. */
function normalize(text: string): string {
  return /^\d{10,16}$/.test(text) ? new Date(Number(text)).toISOString() : text;
}

function instant(text: string, roundUp: boolean): number | undefined {
  const at = text.includes('now')
    ? dateMath.toDateTime(text, { roundUp, timezone: 'utc' })?.valueOf()
    : Date.parse(text);
  return at !== undefined && Number.isFinite(at) ? at : undefined;
}

/** Checks both ends; the answer is normalized text. */
export function parseTime(from: string, to: string): Result<TimeText> {
  const text = { from: normalize(from), to: normalize(to) };
  const start = instant(text.from, false);
  const end = instant(text.to, true);
  if (start === undefined || end === undefined) {
    return fail(`Time range “${from}” to “${to}” is not understood.`);
  }
  return start < end ? ok(text) : fail(`Time range “${from}” to “${to}” ends before it begins.`);
}

/** The instants that the text means now. Only for text that `parseTime` let through. */
export function toInterval(time: TimeText): Interval {
  const from = instant(time.from, false) ?? 0;
  return { from, to: instant(time.to, true) ?? from };
}

/** True when both ends stand still: the past does not change. */
export function isAbsolute(time: TimeText): boolean {
  return !time.from.includes('now') && !time.to.includes('now');
}

/** For Grafana's time picker. */
export function toTimeRange(time: TimeText): TimeRange {
  const end = (text: string) => (text.includes('now') ? text : dateTime(text));
  return rangeUtil.convertRawToRange({ from: end(time.from), to: end(time.to) }, 'utc');
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
