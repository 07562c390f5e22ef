/** @jest-environment node */
// Searching and stable order.
import fc from 'fast-check';
import { distinct, firstAfter, groupBy, isPresent, lastAtOrBefore, pairs, sortBy } from './array';

test('binary search agrees with looking at every element', () => {
  const column = fc.array(fc.integer({ min: 0, max: 20 })).map((list) => [...list].sort((a, b) => a - b));
  fc.assert(
    fc.property(column, fc.integer({ min: -1, max: 21 }), (list, x) => {
      expect(lastAtOrBefore(list, x)).toBe(list.filter((n) => n <= x).length - 1);
      expect(firstAfter(list, x)).toBe(list.filter((n) => n <= x).length);
    })
  );
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
