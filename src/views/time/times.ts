// The reader's time zone, for everything below: words for moments, the name of the zone, and its round times.
import { createContext, useContext } from 'react';

import type { Interval } from '../../kit/interval';
import { timeWords, UTC, type Calendar, type TimeWords, type ZoneId } from '../../kit/times';
import { zoneCalendar, zoneName } from './zoneCalendar';

export interface Times extends TimeWords {
  /** For Grafana's own parts: axis, pickers, formatters. */
  readonly timeZone: ZoneId;
  /** Abbreviation to write beside times. */
  readonly zoneName: string;
  readonly calendar: Calendar;
}

/** Ranges whose words are kept: who comes back to a page finds what was told in them. */
const KEPT = 8;
const known = new Map<string, Times>();

/** The words of a zone for a range, the same object for the same of both. */
export function timesOf(timeZone: ZoneId, range: Interval): Times {
  const key = `${timeZone} ${range.from} ${range.to}`;
  const times = known.get(key) ?? makeTimes(timeZone, range);
  known.delete(key);
  known.set(key, times);
  [...known.keys()].slice(0, -KEPT).forEach((old) => known.delete(old));
  return times;
}

function makeTimes(timeZone: ZoneId, range: Interval): Times {
  const calendar = zoneCalendar(timeZone);
  const words = timeWords(calendar, range);
  return {
    ...words,
    timeZone,
    zoneName: zoneName(timeZone, range),
    calendar,
  };
}

const inUtc = timeWords(UTC);

/** Without a provider everything is UTC and bare of dates: parts shown alone, in tests. */
const Context = createContext<Times>({
  ...inUtc,
  timeZone: 'utc',
  zoneName: 'UTC',
  calendar: UTC,
});

export const TimesProvider = Context.Provider;

/** Words for moments in the reader's zone. */
export function useTimes(): Times {
  return useContext(Context);
}
