// Time range from and to the URL: `from=now-1h&to=now`, unix milliseconds, or ISO text.
import { dateTime, isDateTime, rangeUtil, type DateTime, type RawTimeRange, type TimeRange } from '@grafana/data';

export interface RawTimes {
  from: string;
  to: string;
}

export function toTimeRange(raw: RawTimes, timeZone: string): TimeRange {
  return rangeUtil.convertRawToRange({ from: parse(raw.from), to: parse(raw.to) }, timeZone);
}

export function toRawTimes(raw: RawTimeRange): RawTimes {
  return { from: text(raw.from), to: text(raw.to) };
}

function parse(value: string): DateTime | string {
  if (value.startsWith('now')) {
    return value;
  }
  return dateTime(/^\d+$/.test(value) ? Number(value) : value);
}

function text(value: DateTime | string): string {
  return isDateTime(value) ? String(value.valueOf()) : value;
}

/** One range further back (-1) or on (1); absolute, as Grafana's arrows are. */
export function shifted(range: TimeRange, direction: -1 | 1): RawTimes {
  const span = range.to.valueOf() - range.from.valueOf();
  const by = Math.round((span / 2) * direction);
  return { from: String(range.from.valueOf() + by), to: String(range.to.valueOf() + by) };
}

/** Twice the span around the same middle. */
export function zoomedOut(range: TimeRange): RawTimes {
  const span = range.to.valueOf() - range.from.valueOf();
  return {
    from: String(Math.round(range.from.valueOf() - span / 2)),
    to: String(Math.round(range.to.valueOf() + span / 2)),
  };
}
