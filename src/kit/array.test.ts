/** @jest-environment node */
// Searching and stable order.
import fc from 'fast-check';
import { distinct, firstAfter, firstWhere, groupBy, isPresent, lastAtOrBefore, pairs, sortBy } from './array';

test.each([20, 1e6])('the search agrees with looking at every element, steps of all sizes up to %d', (max) => {
  const column = fc.array(fc.integer({ min: 0, max })).map((list) => [...list].sort((a, b) => a - b));
  const asked = fc.tuple(column, fc.integer({ min: -1, max: max + 1 }), fc.nat());
  fc.assert(
    fc.property(asked, ([list, anywhere, i]) => {
      for (const x of [anywhere, list[i % list.length] ?? 0]) {
        expect(lastAtOrBefore(list, x)).toBe(list.filter((n) => n <= x).length - 1);
        expect(firstAfter(list, x)).toBe(list.filter((n) => n <= x).length);
      }
    })
  );
});

test('the first of the items that have come so far', () => {
  const born = [1, 3, 3, 7].map((at) => ({ at }));
  expect([0, 1, 3, 7, 8].map((t) => firstWhere(born, ({ at }) => at >= t))).toEqual([0, 0, 1, 3, 4]);
  expect(firstWhere([], () => true)).toBe(0);
});

test('nothing is before a moment that is none', () => {
  expect(lastAtOrBefore([1, 2], NaN)).toBe(-1);
  expect(lastAtOrBefore([], 1)).toBe(-1);
  expect(lastAtOrBefore([1, 2], Infinity)).toBe(1);
});

test('sorting goes by several keys, numbers as numbers, and leaves the input alone', () => {
  const items = [
    { a: 10, b: 'x' },
    { a: 9, b: 'y' },
    { a: 9, b: 'B' },
  ];
  expect(
    sortBy(
      items,
      (i) => i.a,
      (i) => i.b
    ).map((i) => `${i.a}${i.b}`)
  ).toEqual(['9B', '9y', '10x']);
  expect(items[0]?.a).toBe(10);
});

test('groups, pairs, distinct and presence keep the order of appearance', () => {
  expect([...groupBy(['b1', 'a1', 'b2'], (s) => s.charAt(0)).entries()]).toEqual([
    ['b', ['b1', 'b2']],
    ['a', ['a1']],
  ]);
  expect(pairs([1, 2, 3])).toEqual([
    [1, 2],
    [2, 3],
  ]);
  expect(pairs([1])).toEqual([]);
  expect(distinct([2, 1, 2])).toEqual([2, 1]);
  expect([0, undefined, null, ''].filter(isPresent)).toEqual([0, '']);
});
