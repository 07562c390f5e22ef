// The reader's zone, by Grafana's own formatter: India with its half hour, New York on the day its clocks go back.
import { clock, clockInterval } from '../../kit/moment';
import { formatTimes, roundTimes } from '../../kit/times';
import { timesOf } from './times';

const HOUR = 3_600_000;
const evening = Date.UTC(2026, 10, 23, 18, 20, 5);

test('Asia/Kolkata: another hour, another minute, and its own midnight', () => {
  const range = { from: evening - HOUR, to: evening + HOUR };
  const times = timesOf('Asia/Kolkata', range);
  expect(times.zoneName).toBe('IST');
  expect(times.clock(evening, false)).toBe('11/23 23:50');
  expect(times.clock(evening + HOUR)).toBe('00:50:05');
  expect(formatTimes(`at ${clockInterval({ from: evening, to: evening + 15_000 })}`, times)).toBe(
    'at 11/23 23:50:05–20'
  );
  expect(roundTimes(range, HOUR, times.calendar.offset).map((at) => times.clock(at, false))).toEqual([
    '11/23 23:00',
    '00:00',
  ]);
  expect(timesOf('utc', range).clock(evening)).toBe('18:20:05');
});

test('America/New_York: the hour that comes twice has two names, and days keep their midnights', () => {
  const range = { from: Date.UTC(2026, 9, 31, 12), to: Date.UTC(2026, 10, 2, 12) };
  const times = timesOf('America/New_York', range);
  expect(times.zoneName).toBe('EDT, EST');
  const [first, second] = [Date.UTC(2026, 10, 1, 5, 30), Date.UTC(2026, 10, 1, 6, 30)];
  expect([first, second].map((at) => formatTimes(clock(at, false), times))).toEqual(['11/01 01:30', '11/01 01:30']);
  const days = roundTimes(range, 24 * HOUR, times.calendar.offset);
  expect(days.map((at) => times.clock(at, false))).toEqual(['11/01 00:00', '00:00']);
  expect(timesOf('America/New_York', { from: first - HOUR, to: first }).zoneName).toBe('EDT');
});

test('zones without letters go by their distance, the browser by what it is', () => {
  const range = { from: evening, to: evening };
  expect(timesOf('America/Sao_Paulo', range).zoneName).toBe('UTC-03:00');
  expect(timesOf('utc', range).zoneName).toBe('UTC');
  expect(timesOf('browser', range).zoneName).toBe('UTC');
});
