/** @jest-environment node */
// What stands behind the door may be assumed by everyone after it: any input at all comes out clean, and nothing is lost unseen.
import fc from 'fast-check';

import { LARGEST_VALUE, SAME_SCRAPE, SeriesCleaner } from './cleanSeries';

const WINDOW = { from: 1_000_000, to: 4_600_000 };
const wildNumber = fc.oneof(
  fc.constantFrom(NaN, Infinity, -Infinity, 1e308, -1e308, -0, 0, 1e15, 1.1e15, 5e-324, 2 ** 53),
  fc.double()
);
const anything = fc.oneof(
  wildNumber,
  fc.integer({ min: 0, max: 5_000_000 }),
  fc.constantFrom(null, undefined, '7', {}, true)
);
const column = fc.array(anything, { maxLength: 40 });

test('whatever comes in, ascending finite samples inside the range come out, and every sample is accounted for', () => {
  fc.assert(
    fc.property(column, column, (times, values) => {
      const cleaner = new SeriesCleaner(WINDOW);
      const clean = cleaner.clean({}, times, values);
      expect(clean.times.length).toBe(clean.values.length);
      clean.times.forEach((t, i) => {
        expect(t >= WINDOW.from - 1000 && t <= WINDOW.to + 1000).toBe(true);
        expect(i === 0 || t - (clean.times[i - 1] ?? 0) >= SAME_SCRAPE).toBe(true);
      });
      clean.values.forEach((v) => expect(Math.abs(v) <= LARGEST_VALUE && !Object.is(v, -0)).toBe(true));
      const length = Math.min(times.length, values.length);
      const silent = values.slice(0, length).filter((v) => v === null || v === undefined || Number.isNaN(v)).length;
      const { wild, outside, duplicates } = cleaner.cleaned;
      expect(clean.times.length + wild + outside + duplicates + silent).toBe(length);
    }),
    { numRuns: 500 }
  );
});

test('what is clean comes out as it is, and again', () => {
  const sample = fc.record({ gap: fc.integer({ min: SAME_SCRAPE, max: 60_000 }), value: fc.integer() });
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 40 }), (samples) => {
      let t = WINDOW.from;
      const times = samples.map(({ gap }) => (t += gap));
      const values = samples.map(({ value }) => value + 0);
      const cleaner = new SeriesCleaner(WINDOW);
      const once = cleaner.clean({ a: 'b' }, times, values);
      expect(once).toEqual({ labels: { a: 'b' }, times: Float64Array.from(times), values: Float64Array.from(values) });
      expect(cleaner.clean(once.labels, once.times, once.values)).toEqual(once);
      expect(cleaner.cleaned).toEqual({ labels: 0, unsorted: 0, duplicates: 0, outside: 0, wild: 0 });
    })
  );
});

test('every sample twice, on end or each beside its twin, is every sample once; the last of an instant stands', () => {
  const times = [10_000, 20_000, 30_000];
  const once = new SeriesCleaner().clean({}, times, [1, 2, 3]);
  const onEnd = new SeriesCleaner();
  expect(onEnd.clean({}, [...times, ...times], [9, 9, 9, 1, 2, 3])).toEqual(once);
  expect(onEnd.cleaned).toMatchObject({ duplicates: 3, unsorted: 1 });
  const beside = new SeriesCleaner();
  const twins = times.flatMap((t) => [t, t + 120]);
  expect(beside.clean({}, twins, [9, 1, 9, 2, 9, 3])).toEqual(once);
  expect(beside.cleaned).toMatchObject({ duplicates: 3, unsorted: 0 });
});

test('the average of no pods is no value, and nothing that was left out', () => {
  const cleaner = new SeriesCleaner();
  const clean = cleaner.clean({}, [10_000, 20_000, 30_000], [-9223372036854775.808, 9223372036854775.807, 5]);
  expect(Array.from(clean.values)).toEqual([5]);
  expect(cleaner.cleaned.wild).toBe(0);
});

test('a grid may begin and end a step outside', () => {
  const cleaner = new SeriesCleaner(WINDOW, 30_000);
  const times = [WINDOW.from - 31_000, WINDOW.from - 30_000, WINDOW.to + 30_000];
  expect(Array.from(cleaner.clean({}, times, [1, 2, 3]).values)).toEqual([2, 3]);
});

test.each([
  [null, {}, 1],
  ['up', {}, 1],
  [undefined, {}, 0],
  [{ a: 'x', b: 1, c: null, d: ['y'] }, { a: 'x', b: '1' }, 3],
])('labels %j', (labels, expected, count) => {
  const cleaner = new SeriesCleaner();
  expect(cleaner.clean(labels, [], []).labels).toEqual(expected);
  expect(cleaner.cleaned.labels).toBe(count);
});
