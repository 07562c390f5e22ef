/** @jest-environment node */
// Copies of a series are one series: never a sum, never twice, in any order.
import fc from 'fast-check';
import type { Series } from '../model/series';
import { identityKey } from './identityKey';
import { mergeSeries } from './mergeSeries';

function series(times: readonly number[], values: readonly number[], more: Partial<Series> = {}): Series {
  return {
    kind: 'hpa.desired',
    cluster: '',
    namespace: 'shop',
    object: 'web',
    attributes: {},
    times: Float64Array.from(times),
    values: Float64Array.from(values),
    ...more,
  };
}

const grid = (from: number, count: number, step = 15): number[] =>
  Array.from({ length: count }, (_, i) => from + i * step);
const anySeries = fc
  .tuple(
    fc.constantFrom(0, 0, 7, 13),
    fc.constantFrom(2, 20, 20, 40),
    fc.constantFrom('web', 'api'),
    fc.array(fc.nat(9), { minLength: 40, maxLength: 40 })
  )
  .map(([phase, count, object, values]) => series(grid(phase, count), values.slice(0, count), { object }));
const columns = (list: readonly Series[]): unknown =>
  list.map((s) => [identityKey(s), Array.from(s.times), Array.from(s.values)]);

test('merging again changes nothing', () => {
  fc.assert(
    fc.property(fc.array(anySeries, { maxLength: 6 }), (list) =>
      expect(columns(mergeSeries(mergeSeries(list)))).toEqual(columns(mergeSeries(list)))
    )
  );
});

test('a copy adds nothing', () => {
  fc.assert(
    fc.property(fc.array(anySeries, { maxLength: 6 }), (list) =>
      expect(columns(mergeSeries([...list, ...list]))).toEqual(columns(mergeSeries(list)))
    )
  );
});

test('the order of the copies does not matter', () => {
  fc.assert(
    fc.property(fc.array(anySeries, { maxLength: 6 }), (list) =>
      expect(columns(mergeSeries([...list].reverse()))).toEqual(columns(mergeSeries(list)))
    )
  );
});

test('times ascend, and none is closer than the scrape was', () => {
  fc.assert(
    fc.property(fc.array(anySeries, { minLength: 1, maxLength: 6 }), (list) => {
      for (const merged of mergeSeries(list)) {
        expect(merged.times.every((t, i) => i === 0 || t - (merged.times[i - 1] ?? 0) > 11)).toBe(true);
      }
    })
  );
});

test('the pair fills the hole of its twin', () => {
  const torn = series([0, 15, 30, 120, 135, 150, 165, 180], [2, 2, 2, 5, 5, 5, 5, 5]);
  const twin = series([7, 22, 37, 52, 67, 82, 97], [2, 2, 2, 2, 3, 4, 5]);
  const [merged] = mergeSeries([twin, torn]);
  expect(Array.from(merged?.times ?? [])).toEqual([0, 15, 30, 52, 67, 82, 97, 120, 135, 150, 165, 180]);
});

test('a counter split by the size of its VPA is summed over time', () => {
  const part = (size: string, times: number[], values: number[]): Series =>
    series(times, values, { kind: 'vpa.evicted', attributes: { size } });
  const [merged] = mergeSeries([part('2', [0, 15, 30], [1, 2, 2]), part('3', [15, 30], [0, 4])]);
  expect([Array.from(merged?.times ?? []), Array.from(merged?.values ?? [])]).toEqual([
    [0, 15, 30],
    [1, 2, 6],
  ]);
});

test('other attributes, clusters and kinds stay apart; the label of the scraper does not count', () => {
  const base = series([0], [1]);
  expect(
    mergeSeries([
      base,
      { ...base, cluster: 'eu' },
      { ...base, kind: 'hpa.current' },
      { ...base, attributes: { condition: 'x' } },
    ])
  ).toHaveLength(4);
  expect(mergeSeries([base, { ...base, attributes: { scraper: 'kube-state-metrics' } }])).toHaveLength(1);
});
