import fc from 'fast-check';

import type { Measure } from '../../timeline';
import { axisLabels, type AxisClock } from './axisLabels';

const measure: Measure = (text, size) => text.length * size * 0.6;
const UTC: AxisClock = {
  time: (at) => new Date(at).toISOString().slice(11, 16),
  day: (at) => new Date(at).toISOString().slice(5, 10),
  ahead: () => 0,
};
const MINUTE = 60_000;
const at = (text: string) => Date.parse(`2026-11-${text}Z`);
const texts = (from: string, to: string, width: number, clock = UTC) =>
  axisLabels({ from: at(from), to: at(to) }, width, clock, measure).map(({ text }) => text);

test('labels neither touch nor leave the axis, at any width and range', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 60, max: 1900 }),
      fc.integer({ min: 5, max: 40 * 24 * 60 }),
      fc.integer({ min: 0, max: 60 * 24 * 365 }),
      (width, minutes, offset) => {
        const from = at('01T00:00:00') + offset * MINUTE;
        const labels = axisLabels({ from, to: from + minutes * MINUTE }, width, UTC, measure);
        labels.forEach(({ left, text }, i) => {
          const right = left + measure(text, 12, false);
          expect(left).toBeGreaterThanOrEqual(0);
          expect(right).toBeLessThanOrEqual(width + 0.001);
          const next = labels[i + 1];
          if (next) {
            expect(next.left - right).toBeGreaterThanOrEqual(10);
          }
        });
        expect(labels.length).toBeGreaterThan(width > 200 && minutes > 30 ? 0 : -1);
      }
    )
  );
});

test('the day stands at the first label and where it changes, and nowhere else', () => {
  expect(texts('27T23:17:00', '28T02:17:00', 280)).toEqual(['11-28 00:00', '01:00', '02:00']);
  expect(texts('27T23:17:00', '28T02:17:00', 700)).toEqual([
    '11-27 23:30',
    '11-28 00:00',
    '00:30',
    '01:00',
    '01:30',
    '02:00',
  ]);
  expect(texts('28T01:17:00', '28T02:17:00', 500).every((text) => text.length === 5)).toBe(true);
});

test('over many days a label is a day', () => {
  expect(texts('20T06:00:00', '28T06:00:00', 300)).toEqual(['11-21', '11-23', '11-25', '11-27']);
});

test('round times are round on the clock of the reader', () => {
  const half = 5.5 * 60 * MINUTE;
  const kolkata: AxisClock = {
    time: (t) => UTC.time(t + half),
    day: (t) => UTC.day(t + half),
    ahead: () => half,
  };
  expect(texts('28T01:00:00', '28T13:00:00', 260, kolkata)).toEqual(['09:00', '12:00', '15:00', '18:00']);
});
