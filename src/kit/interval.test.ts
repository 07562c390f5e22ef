/** @jest-environment node */
// Spans of time: joining, cutting, touching.
import fc from 'fast-check';
import { clip, hull, lengthOf, mergeIntervals, overlaps, type Interval } from './interval';

const interval = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 30 }))
  .map(([from, length]): Interval => ({ from, to: from + length }));

test('spans that touch are joined, with slack also those nearby', () => {
  const spans = [
    { from: 10, to: 20 },
    { from: 0, to: 5 },
    { from: 20, to: 25 },
  ];
  expect(mergeIntervals(spans)).toEqual([
    { from: 0, to: 5 },
    { from: 10, to: 25 },
  ]);
  expect(mergeIntervals(spans, 5)).toEqual([{ from: 0, to: 25 }]);
  expect(mergeIntervals([])).toEqual([]);
});

test('joined spans are disjoint, in order, cover the same instants, and joining again changes nothing', () => {
  fc.assert(
    fc.property(fc.array(interval), (spans) => {
      const merged = mergeIntervals(spans);
      expect(mergeIntervals(merged)).toEqual(merged);
      expect(merged.every((span, i) => i === 0 || span.from > (merged[i - 1]?.to ?? 0))).toBe(true);
      for (let t = 0; t <= 130; t++) {
        const covers = (list: readonly Interval[]): boolean => list.some((s) => s.from <= t && t <= s.to);
        expect(covers(merged)).toBe(covers(spans));
      }
    })
  );
});

test('hull, clip, overlap and length', () => {
  expect(
    hull([
      { from: 3, to: 4 },
      { from: 1, to: 2 },
    ])
  ).toEqual({ from: 1, to: 4 });
  expect(hull([])).toBeUndefined();
  expect(clip({ from: 0, to: 10 }, { from: 5, to: 20 })).toEqual({ from: 5, to: 10 });
  expect(clip({ from: 0, to: 4 }, { from: 5, to: 20 })).toBeUndefined();
  expect(overlaps({ from: 0, to: 4 }, { from: 5, to: 9 })).toBe(false);
  expect(overlaps({ from: 0, to: 4 }, { from: 5, to: 9 }, 1)).toBe(true);
  expect(lengthOf({ from: 2, to: 7 })).toBe(5);
});
