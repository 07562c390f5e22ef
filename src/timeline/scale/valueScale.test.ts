/** @jest-environment node */
// Axes end, whatever stands in the data: a value divided by next to nothing must not become an endless row of ticks.
import fc from 'fast-check';

import { countScale, ratioScale } from './valueScale';

const any = fc.oneof(
  fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 1e308, -1e308, 5e-324, 1e15, 0.1, 3),
  fc.double()
);

test.each([
  [0, 4, 100, [0, 1, 2, 3, 4]],
  [0, 30, 100, [0, 10, 20, 30]],
  [0, 1, 100, [0, 1]],
  [2, 9, 60, [5]],
  [0, 1000, 100, [0, 500, 1000]],
])('counts from %d to %d on %d pixels', (min, max, height, ticks) => {
  expect(countScale(min, max, 0, height).ticks).toEqual(ticks);
});

test('ratios have ticks at powers of two', () => {
  expect(ratioScale(0.5, 4, 0, 200).ticks).toEqual([0.5, 1, 2, 4]);
});

test('any extent at all has an axis with an end, and every finite value a row', () => {
  fc.assert(
    fc.property(any, any, any, fc.integer({ min: 1, max: 400 }), (min, max, value, height) => {
      for (const scale of [countScale(min, max, 0, height), ratioScale(min, max, 0, height)]) {
        expect(scale.ticks.length).toBeLessThanOrEqual(200);
        expect(scale.ticks.every(Number.isFinite)).toBe(true);
        if (min < max && Number.isFinite(value)) {
          expect(Number.isFinite(scale.y(value))).toBe(true);
        }
      }
    }),
    { numRuns: 500 }
  );
});
