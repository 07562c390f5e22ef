// A time zone of Grafana as a calendar: its own formatter and the formats that its administrator chose.
import { dateTimeFormat, dateTimeForTimeZone, getTimeZoneInfo, systemDateFormats } from '@grafana/data';

import type { Interval, UnixMs } from '../../kit/interval';
import type { Calendar, ZoneId } from '../../kit/times';

const SECOND = 1000;
const MINUTE = 60_000;

/** Remembers what was written: the moments of a report are those of its scrapes, told over and over. */
function remembered<T>(each: number, write: (at: UnixMs) => T): (at: UnixMs) => T {
  const known = new Map<number, T>();
  return (at) => {
    const key = Math.floor(at / each);
    const old = known.get(key);
    if (old !== undefined) {
      return old;
    }
    const fresh = write(key * each);
    known.set(key, fresh);
    return fresh;
  };
}

/** The calendar of a zone. */
export function zoneCalendar(timeZone: ZoneId): Calendar {
  const { day, minute, second } = systemDateFormats.interval;
  const days = remembered(MINUTE, (at) => dateTimeFormat(at, { timeZone, format: day }));
  const minutes = remembered(MINUTE, (at) => dateTimeFormat(at, { timeZone, format: minute }));
  const seconds = remembered(SECOND, (at) => dateTimeFormat(at, { timeZone, format: second }));
  return {
    day: days,
    time: (at, withSeconds) => (withSeconds ? seconds(at) : minutes(at)),
    offset: remembered(MINUTE, (at) => dateTimeForTimeZone(timeZone, at).utcOffset() * MINUTE),
  };
}

/** The zone by its name in the IANA list: for the browser's own, Grafana guesses GMT where the browser says UTC. */
function named(timeZone: ZoneId): string {
  return timeZone === 'browser' ? Intl.DateTimeFormat().resolvedOptions().timeZone : timeZone;
}

function nameAt(timeZone: ZoneId, at: UnixMs): string {
  const abbreviation = timeZone === 'utc' ? 'UTC' : (getTimeZoneInfo(named(timeZone), at)?.abbreviation ?? '');
  return /^[A-Z]+$/.test(abbreviation) ? abbreviation : `UTC${dateTimeFormat(at, { timeZone, format: 'Z' })}`;
}

/** `UTC`, `IST`, `UTC-03:00`; `EDT, EST` where the clocks change inside the range. */
export function zoneName(timeZone: ZoneId, range: Interval): string {
  const [first, last] = [nameAt(timeZone, range.from), nameAt(timeZone, range.to)];
  return first === last ? first : `${first}, ${last}`;
}
