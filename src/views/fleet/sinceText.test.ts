import { UTC } from '../../kit/times';
import { toFleet } from './fleetRows';
import { deployment, END, finding, minute, sampleReport, START } from '../../../tests/support/sampleReport';
import { minuteText, rangeText, sinceText } from './sinceText';

const range = { from: START, to: END };
const since = (...args: Parameters<typeof finding>) => {
  const [row] = toFleet({ ...sampleReport(), findings: [finding(...args)] }).rows;
  return row && sinceText(row, range, UTC);
};
const web = deployment('a', 'web');

test('on since, ended, before the range', () => {
  expect(since(web, 'high', 'fighting', [5, 75])).toEqual({ span: '01:33', length: '70 min', nth: undefined });
  expect(since(web, 'high', 'ended', [10, 40])?.span).toBe('01:38–02:08');
  expect(since(web, 'high', 'fighting', [0.25, 75])?.span).toBe('before 01:29');
});

test('several times on: the last one, all lengths together', () => {
  const intervals = [
    { from: minute(10), to: minute(20) },
    { from: minute(30), to: minute(40) },
  ];
  expect(since(web, 'high', 'ended', [0, 1], { intervals })).toEqual({
    span: '01:58–02:08',
    length: '20 min',
    nth: '2nd',
  });
  const many = Array.from({ length: 11 }, (_, i) => ({ from: minute(i * 5 + 5), to: minute(i * 5 + 6) }));
  expect(since(web, 'high', 'ended', [0, 1], { intervals: many })?.nth).toBe('11th');
});

test('days are told only where they change', () => {
  const DAY = 86_400_000;
  expect(rangeText(range, UTC)).toBe('01:28–02:43');
  expect(rangeText({ from: END - DAY, to: END }, UTC)).toBe('2026-11-22 02:43–2026-11-23 02:43');
  // Over midnight, within a day: a time of day can only be one.
  expect(minuteText(START - 4 * 3_600_000, { from: START - 5 * 3_600_000, to: END }, UTC)).toBe('21:28');
  expect(minuteText(START - 2 * DAY, { from: START - 3 * DAY, to: END }, UTC)).toBe('2026-11-21 01:28');
  expect(minuteText(START, { from: START - 3 * DAY, to: END }, UTC)).toBe('01:28');
});

test('over many days a span names a day twice only when it ends on another', () => {
  const DAY = 86_400_000;
  const week = { from: START - 7 * DAY, to: END };
  const ended = (from: number, to: number) => {
    const [row] = toFleet({
      ...sampleReport(),
      range: week,
      findings: [finding(web, 'high', 'ended', [0, 1], { intervals: [{ from, to }] })],
    }).rows;
    return row && sinceText(row, week, UTC).span;
  };
  expect(ended(START - 2 * DAY, START - 2 * DAY + 3_600_000)).toBe('2026-11-21 01:28–02:28');
  expect(ended(START - 2 * DAY, START - DAY)).toBe('2026-11-21 01:28–2026-11-22 01:28');
});
