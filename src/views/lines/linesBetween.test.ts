import fc from 'fast-check';

import { linesBetween, lineTops } from './linesBetween';

test('the lines drawn cover the window and nothing is lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(30, 32, 40), { minLength: 1, maxLength: 300 }),
      fc.integer({ min: -2000, max: 15000 }),
      fc.nat(3000),
      (heights, from, size) => {
        const tops = lineTops(heights);
        const total = heights.reduce((a, b) => a + b, 0);
        const { start, end, above, below } = linesBetween(tops, from, from + size);
        const drawn = heights.slice(start, end).reduce((a, b) => a + b, 0);
        expect(above + drawn + below).toBe(total);
        const firstSeen = heights.findIndex(
          (height, i) => (tops[i] ?? 0) + height > from && (tops[i] ?? 0) < from + size
        );
        if (firstSeen >= 0) {
          expect(start).toBeLessThanOrEqual(firstSeen);
          expect(end).toBeGreaterThan(firstSeen);
        }
      }
    )
  );
});
