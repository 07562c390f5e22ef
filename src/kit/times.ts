// Moments inside texts are values until somebody's clock is known: the engine writes them with `moment.ts`, and whoever
// shows a text turns them into words of the reader's time zone here (decision 0010).
import type { Interval, Millis, UnixMs } from './interval';

/** Around a value in a text. Noncharacters of Unicode: no honest text holds them, no font draws them. */
export const OPEN = '\uFDD0';
export const CLOSE = '\uFDD1';

const VALUE = /\uFDD0([ms])(-?\d+)(?:,(-?\d+))?\uFDD1/g;
const STRAY = /[\uFDD0\uFDD1]/g;

/** A time zone as Grafana has it: `browser`, `utc`, or a name of the IANA list. */
export type ZoneId = string;

/** How one time zone writes a moment. */
export interface Calendar {
  /** `11/27`: equal for moments of the same day. */
  readonly day: (at: UnixMs) => string;
  /** `01:38:12`, or `01:38` without seconds. */
  readonly time: (at: UnixMs, seconds: boolean) => string;
  /** What to add to unix time to get the time on the wall. */
  readonly offset: (at: UnixMs) => Millis;
}

/** Moments in words. */
export interface TimeWords {
  /** `01:38:12`, or `01:38` without seconds; with its day where that is not the day that everything is about. */
  readonly clock: (at: UnixMs, seconds?: boolean) => string;
  /** An edge between two samples: `01:38:12–27`, the shared part written once. */
  readonly interval: (span: Interval) => string;
}

/** The calendar of people who share no zone: command line, JSON, tests. */
export const UTC: Calendar = {
  day: (at) => new Date(at).toISOString().slice(0, 10),
  time: (at, seconds) => new Date(at).toISOString().slice(11, seconds ? 19 : 16),
  offset: () => 0,
};

/** `01:38:12–27` where only the last number differs. */
function joined(from: string, to: string): string {
  const cut = from.lastIndexOf(':') + 1;
  const isShared = cut > 0 && from.slice(0, cut) === to.slice(0, cut) && /^\d+$/.test(to.slice(cut));
  return from === to ? from : `${from}–${isShared ? to.slice(cut) : to}`;
}

/**
 * The words of a calendar for a report of this range: a moment carries its date where that is not the range's last day.
 * Without a range no moment carries one.
 */
export function timeWords(calendar: Calendar, range?: Interval): TimeWords {
  const home = range && calendar.day(Math.max(range.from, range.to - 1));
  const dayOf = (at: UnixMs): string => {
    const day = home === undefined ? undefined : calendar.day(at);
    return day === undefined || day === home ? '' : `${day} `;
  };
  return {
    clock: (at, seconds = true) => `${dayOf(at)}${calendar.time(at, seconds)}`,
    interval: ({ from, to }) => {
      const days = [dayOf(from), dayOf(to)] as const;
      const times = [calendar.time(from, true), calendar.time(to, true)] as const;
      return days[0] === days[1]
        ? `${days[0]}${joined(times[0], times[1])}`
        : `${days[0]}${times[0]}–${days[1]}${times[1]}`;
    },
  };
}

/** The text with its moments in words. What only looks like a part of a moment is taken out. */
export function formatTimes(text: string, words: TimeWords): string {
  if (!hasMoments(text)) {
    return text;
  }
  const told = text.replace(VALUE, (_, style: string, from: string, to: string | undefined) =>
    to === undefined ? words.clock(Number(from), style === 's') : words.interval({ from: Number(from), to: Number(to) })
  );
  return told.replace(STRAY, '');
}

/** Whether a text holds what could be taken for a moment. */
export function hasMoments(text: string): boolean {
  return text.includes(OPEN) || text.includes(CLOSE);
}

/** The text without anything that could be taken for a moment: for names that come from outside. */
export function withoutTimes(text: string): string {
  return text.replace(STRAY, '');
}

/** True for objects and lists of ours; columns of numbers hold no text. */
function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);
}

/** Every text of a value, at any depth, with its moments in words. Parts without moments stay the same objects. */
export function formatAllTimes<T>(value: T, words: TimeWords): T {
  if (typeof value === 'string') {
    return formatTimes(value, words) as T & string;
  }
  if (!isBranch(value)) {
    return value;
  }
  if (Array.isArray(value)) {
    const told = value.map((item: unknown) => formatAllTimes(item, words));
    return told.some((item, i) => item !== value[i]) ? (told as T & unknown[]) : value;
  }
  const changed: Record<string, unknown> = {};
  let isSame = true;
  for (const [key, part] of Object.entries(value)) {
    const told: unknown = formatAllTimes(part, words);
    if (told !== part) {
      changed[key] = told;
      isSame = false;
    }
  }
  return isSame ? value : { ...value, ...changed };
}

/** Moments at round times of the wall inside the range, one each `step`, also across a change of the clocks. */
export function roundTimes(range: Interval, step: Millis, offset: Calendar['offset']): UnixMs[] {
  const moments: UnixMs[] = [];
  const last = range.to + offset(range.to);
  for (let wall = Math.ceil((range.from + offset(range.from)) / step) * step; wall <= last; wall += step) {
    const at = wall - offset(wall - offset(range.from));
    if (at >= range.from && at <= range.to && at !== moments.at(-1)) {
      moments.push(at);
    }
  }
  return moments;
}
