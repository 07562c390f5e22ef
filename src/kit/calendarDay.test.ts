/** @jest-environment node */
import { beginsWithDay } from './calendarDay';

test.each([
  ['2026-02-28T00:00:00Z', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-02-30T00:00:00Z', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-11-00', false],
  ['2026-11-234', false],
  ['20261123', false],
  ['', false],
])('%j: %j', (text, isDay) => expect(beginsWithDay(text)).toBe(isDay));
