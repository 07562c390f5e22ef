/** @jest-environment node */
// Numbers and lengths of time as sentences carry them.
import { count, duration, number, quantity, times } from './text';

test.each([
  [duration(45_000), '45 s'],
  [duration(119_400), '119 s'],
  [duration(1_800_000), '30 min'],
  [duration(7_200_000), '2 h'],
  [duration(7_500_000), '2 h 5 min'],
  [duration(259_200_000), '3 d'],
  [number(1234567), '1\u2009234\u2009567'],
  [number(0.4), '0.40'],
  [number(12.34), '12.3'],
  [number(-3), '-3'],
  [quantity(0.42, 'cpu'), '0.42 core'],
  [quantity(2.5, 'cpu'), '2.50 cores'],
  [quantity(12, 'cpu'), '12.0 cores'],
  [quantity(2 ** 29, 'memory'), '512 Mi'],
  [quantity(3 * 2 ** 30, 'memory'), '3 Gi'],
  [times(1), 'once'],
  [times(2), 'twice'],
  [times(3), '3 times'],
  [count(1, 'pod'), '1 pod'],
  [count(2, 'echo', 'echoes'), '2 echoes'],
])('%s', (written, wanted) => expect(written).toBe(wanted));

test('what could not be computed is no word of JavaScript', () => {
  for (const value of [NaN, Infinity, -Infinity]) {
    expect([number(value), duration(value), quantity(value, 'cpu'), quantity(value, 'memory')]).toEqual([
      '?',
      '?',
      '?',
      '?',
    ]);
  }
});
