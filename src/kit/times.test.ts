/** @jest-environment node */
// Moments in texts: words only where somebody's calendar is known, and nothing of a value left behind.
import fc from 'fast-check';
import { clock, clockInterval } from './moment';
import { formatAllTimes, formatTimes, roundTimes, timeWords, UTC, withoutTimes, type Calendar } from './times';

const at = Date.UTC(2026, 10, 23, 1, 38, 12);
const HOUR = 3_600_000;
const words = timeWords(UTC);
const utc = (text: string): string => formatTimes(text, words);

test.each([
  [clock(at), '01:38:12'],
  [clock(at, false), '01:38'],
  [clock(at + 0.4), '01:38:12'],
  [clockInterval({ from: at, to: at }), '01:38:12'],
  [clockInterval({ from: at, to: at + 15_000 }), '01:38:12–27'],
  [clockInterval({ from: at, to: at + 60_000 }), '01:38:12–01:39:12'],
  [
    `6 → 2 at ${clockInterval({ from: at, to: at + 15_000 })}, since ${clock(at, false)}.`,
    '6 → 2 at 01:38:12–27, since 01:38.',
  ],
  ['no time at all', 'no time at all'],
])('%#', (text, wanted) => expect(utc(text)).toBe(wanted));

test('a date stands where the day is not the last one of the range', () => {
  const { clock: tell, interval } = timeWords(UTC, { from: at - 3 * HOUR, to: at });
  expect([tell(at, false), tell(at - 2 * HOUR)]).toEqual(['01:38', '2026-11-22 23:38:12']);
  const midnight = Date.UTC(2026, 10, 23);
  expect(interval({ from: midnight - 5000, to: midnight + 10_000 })).toBe('2026-11-22 23:59:55–00:00:10');
  expect(interval({ from: midnight - 20_000, to: midnight - 5000 })).toBe('2026-11-22 23:59:40–55');
});

test('a range of one whole day needs no date', () => {
  const day = { from: Date.UTC(2026, 10, 22), to: Date.UTC(2026, 10, 23) };
  expect(timeWords(UTC, day).clock(day.from + HOUR, false)).toBe('01:00');
});

test('clocks of twelve hours are never cut in the middle', () => {
  const twelve: Calendar = { ...UTC, time: (t) => `${UTC.time(t, true)} AM` };
  expect(timeWords(twelve).interval({ from: at, to: at + 15_000 })).toBe('01:38:12 AM–01:38:27 AM');
});

test('at any depth, and what holds no moment stays the same object', () => {
  const columns = Float64Array.from([1, 2]);
  const quiet = { columns, list: ['a', { b: 1 }] };
  const value = { quiet, told: [{ text: `at ${clock(at)}` }], none: undefined, zero: null };
  const formatted = formatAllTimes(value, words);
  expect(formatted).toEqual({ quiet, told: [{ text: 'at 01:38:12' }], none: undefined, zero: null });
  expect(formatted.quiet).toBe(quiet);
  expect(formatAllTimes(quiet, words)).toBe(quiet);
});

const shard = fc.constantFrom('\uFDD0', '\uFDD1', 's', 'm', '1795397271000', ',', '-', ' ', 'web', clock(at), 'é😀');
const shards = fc.array(shard).map((parts) => parts.join(''));

test('whatever a text holds, no part of a value is left in it', () => {
  fc.assert(
    fc.property(shards, (text) => {
      expect(utc(text)).not.toMatch(/[\uFDD0\uFDD1]/);
      expect(utc(withoutTimes(text))).toBe(withoutTimes(text));
      expect(utc(`${withoutTimes(text)} ${clock(at)}`)).toBe(`${withoutTimes(text)} 01:38:12`);
    })
  );
});

test('round times follow the wall: half-hour zones, and hours that come twice or never', () => {
  const kolkata = (): number => 5.5 * HOUR;
  expect(roundTimes({ from: at, to: at + 2 * HOUR }, HOUR, kolkata)).toEqual([
    Date.UTC(2026, 10, 23, 2, 30),
    Date.UTC(2026, 10, 23, 3, 30),
  ]);
  const change = Date.UTC(2026, 10, 1, 6);
  const newYork = (t: number): number => (t < change ? -4 : -5) * HOUR;
  const days = roundTimes({ from: Date.UTC(2026, 9, 31), to: Date.UTC(2026, 10, 3, 12) }, 24 * HOUR, newYork);
  expect(days.map((t) => new Date(t).toISOString().slice(5, 16))).toEqual([
    '10-31T04:00',
    '11-01T04:00',
    '11-02T05:00',
    '11-03T05:00',
  ]);
});
