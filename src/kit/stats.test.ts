/** @jest-environment node */
// Order statistics on small and empty lists.
import { correlation, extent, mean, median, medianGap, mode, quantile, sum } from './stats';

test('the middle of odd, even and empty lists', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1])).toBe(2.5);
  expect(median([])).toBeUndefined();
  expect(quantile([0, 10], 0.9)).toBe(9);
  expect(median([1, NaN, 3])).toBeNaN();
  expect(median([NaN])).toBeNaN();
});

test('a column is left in its order, whether it must be sorted or not', () => {
  for (const column of [Float64Array.of(3, 1, 2), Float64Array.of(1, 2, 3), Float64Array.of(2, 2)]) {
    const before = [...column];
    expect(median(column)).toBe(2);
    expect([...column]).toEqual(before);
  }
});

test('mean, sum, extent and mode', () => {
  expect(mean([1, 2])).toBe(1.5);
  expect(mean([])).toBeUndefined();
  expect(sum([])).toBe(0);
  expect(extent([3, 1])).toEqual({ min: 1, max: 3 });
  expect(extent([])).toBeUndefined();
  expect(mode([5, 3, 5, 3])).toEqual({ value: 3, count: 2 });
});

test('correlation of columns that move together, against each other, or not at all', () => {
  expect(correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1);
  expect(correlation([1, 2, 3], [6, 4, 2])).toBeCloseTo(-1);
  expect(correlation([1, 2, 3], [5, 5, 5])).toBe(0);
});

test('the typical distance of neighbours is never 0', () => {
  expect(medianGap([1, 31, 31, 31, 61])).toBe(30);
  expect(medianGap([7, 7, 7])).toBeUndefined();
  expect(medianGap([7])).toBeUndefined();
  expect(medianGap([])).toBeUndefined();
});
