// Times as people type them in terminals: unix seconds, RFC 3339, or `now-6h`.
import { beginsWithDay } from '../kit/calendarDay';
import { fail, ok, type Result } from '../kit/result';
import type { Interval, Millis, UnixMs } from '../kit/interval';
import { duration } from '../kit/text';
import { cleanMessage } from '../sources/cleanMessage';

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Nobody scraped a cluster before, and nobody will look for this program after. */
const YEARS = { first: 2000, last: 2099 };
const EARLIEST: UnixMs = Date.UTC(YEARS.first, 0);
const LATEST: UnixMs = Date.UTC(YEARS.last + 1, 0);

/** Shorter, and no window of a query holds two samples; longer, and no database answers within a sensible deadline. */
const SHORTEST: Millis = 60_000;
const LONGEST: Millis = 90 * 86_400_000;

const HOW = 'Write unix seconds, RFC 3339 (2026-11-23T02:00:00Z), or now-6h.';
const RFC3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?([Zz]|[+-]\d\d:\d\d)?$/;

function readDate(text: string): Result<UnixMs> {
  const parts = RFC3339.exec(text);
  const at = parts && beginsWithDay(text) ? Date.parse(text.toUpperCase()) : NaN;
  if (Number.isNaN(at)) {
    return fail(`"${cleanMessage(text)}" is not a time. ${HOW}`);
  }
  return parts?.[1] === undefined
    ? fail(`"${text}" has no time zone. End it with Z for UTC, or with an offset such as +02:00 (RFC 3339).`)
    : ok(at);
}

/** Unix seconds, or milliseconds: above 1e11 a number can only be that, as seconds it would lie in the year 5138. */
function readUnix(text: string): UnixMs {
  return Math.round(Number(text) > 1e11 ? Number(text) : Number(text) * 1000);
}

/**
 * Reads one time.
 * @param now what `now` stands for, unix milliseconds
 */
export function parseTime(text: string, now: UnixMs): Result<UnixMs> {
  const relative = /^now(?:-(\d+)([smhdw]))?$/.exec(text);
  const isUnix = /^\d+(\.\d+)?$/.test(text);
  const [, amount = '0', unit = 's'] = relative ?? [];
  const at = relative ? ok(now - Number(amount) * (UNITS[unit] ?? 0)) : isUnix ? ok(readUnix(text)) : readDate(text);
  if (!at.ok || (at.value >= EARLIEST && at.value < LATEST)) {
    return at;
  }
  return fail(`"${cleanMessage(text)}" lies outside the years ${YEARS.first} to ${YEARS.last}. ${HOW}`);
}

/**
 * Reads both ends of a range.
 * @param now what `now` stands for, unix milliseconds
 */
export function readRange(fromText: string, toText: string, now: UnixMs): Result<Interval> {
  const from = parseTime(fromText, now);
  const to = parseTime(toText, now);
  if (!from.ok || !to.ok) {
    return fail(from.ok ? `--to ${to.ok ? '' : to.error}` : `--from ${from.error}`);
  }
  const length = to.value - from.value;
  if (length <= 0) {
    const [start, end] = [from.value, to.value].map((at) => new Date(at).toISOString());
    return fail(`--from is not before --to: ${start} to ${end}. Choose an earlier --from.`);
  }
  if (length < SHORTEST) {
    return fail(`--from to --to is ${duration(length)}. Choose at least ${duration(SHORTEST)}; an hour shows fights.`);
  }
  return length > LONGEST
    ? fail(`--from to --to is ${duration(length)}, and at most ${duration(LONGEST)} are read. Choose a later --from.`)
    : ok({ from: from.value, to: to.value });
}
