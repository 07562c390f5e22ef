// What says the same is the same object; what differs is what came.
import fc from 'fast-check';

import { keepSame } from './keepSame';

const again = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

test('what did not change stays, what changed is new', () => {
  const before = { time: { from: 'now-1h', to: 'now' }, filters: { text: '', kinds: ['a'] }, ds: ['p'] };
  const next = keepSame(before, {
    time: { from: 'now-1h', to: 'now' },
    filters: { text: 'x', kinds: ['a'] },
    ds: ['p'],
  });
  expect(next).toEqual({ ...before, filters: { text: 'x', kinds: ['a'] } });
  expect([next.time === before.time, next.ds === before.ds, next.filters.kinds === before.filters.kinds]).toEqual([
    true,
    true,
    true,
  ]);
  expect(keepSame(before, again(before))).toBe(before);
  expect(keepSame({ a: 1, b: undefined }, { a: 1 })).toEqual({ a: 1 });
});

test('the answer equals what came, whatever was there', () => {
  fc.assert(
    fc.property(fc.jsonValue().map(again), fc.jsonValue(), (before, next) => {
      expect(keepSame(before, next)).toEqual(next);
      expect(Object.is(keepSame(before, again(before)), before)).toBe(true);
    })
  );
});
