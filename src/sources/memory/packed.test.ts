// What is packed comes out as it was, and what stands still takes little.
import fc from 'fast-check';
import type { RawSeries } from '../transport';
import { labelKey, type Kept } from './kept';
import { packed, unpacked } from './packed';

function keptOf(all: readonly RawSeries[]): Kept {
  const series = new Map(all.map((one) => [labelKey(one.labels), one]));
  return { begin: 0, end: 9, fullAt: 9, series, keyOf: labelKey, gap: 1 };
}

const plain = ({ series }: Kept) =>
  [...series].map(([key, { labels, times, values }]) => [key, labels, [...times], [...values]]);

const value = fc.oneof(fc.constantFrom(0, -0, 1, 3), fc.double({ noNaN: true }));
const column = fc.array(fc.record({ value, stands: fc.integer({ min: 1, max: 30 }) }), { maxLength: 8 }).map((runs) => {
  const values = Float64Array.from(runs.flatMap((run) => Array<number>(run.stands).fill(run.value)));
  return { values, times: values.map((_, i) => 1000 * i) };
});

test('nothing is lost, and nothing is shared with the answer that was packed', () => {
  fc.assert(
    fc.property(fc.array(column, { maxLength: 6 }), (columns) => {
      const all = columns.map((one, i) => ({ ...one, labels: { pod: `p${i}`, namespace: 'shop' } }));
      const kept = keptOf(all);
      const whole = plain(kept);
      const small = packed(kept);
      const { series: _, ...rest } = unpacked(small);
      expect(rest).toEqual({ begin: 0, end: 9, fullAt: 9, keyOf: labelKey, gap: 1 });
      all.forEach(({ times, values }) => {
        times.fill(7);
        values.fill(7);
      });
      expect(plain(unpacked(small))).toEqual(whole);
    })
  );
});

test('a series that stands still takes little more than its labels', () => {
  const times = Float64Array.from({ length: 720 }, (_, i) => i);
  const seriesOf = (moves: number): RawSeries[] =>
    Array.from({ length: 100 }, (_, i) => ({
      labels: { pod: `p${i}` },
      times: times.slice(),
      values: times.map((at) => Math.floor((at * (moves + 1)) / times.length)),
    }));
  const [still, stepped, moving] = [0, 10, 719].map((moves) => packed(keptOf(seriesOf(moves))).bytes / 100);
  expect(still).toBeLessThan(700);
  expect(stepped).toBeLessThan(900);
  expect(moving).toBeGreaterThan(8 * 720);
});
