/** @jest-environment node */
// A series as a step function: it holds until it is stale, and edges are intervals.
import {
  coverageOf,
  edgesOf,
  lastValue,
  mapSignal,
  runsWhere,
  samplesIn,
  valueAfter,
  valueAt,
  valuesIn,
  type Signal,
} from './signal';

const signal: Signal = {
  times: Float64Array.of(0, 15, 30, 90, 105),
  values: Float64Array.of(2, 2, 5, 5, 1),
  staleAfter: 40,
};

test('a value holds from its sample until it is stale', () => {
  expect([-1, 0, 29, 30, 70, 71, 90, 145, 146].map((t) => valueAt(signal, t))).toEqual([
    undefined,
    2,
    2,
    5,
    5,
    undefined,
    5,
    1,
    undefined,
  ]);
  expect(valueAt(undefined, 0)).toBeUndefined();
  expect(valueAfter(signal, 30, 60)).toBe(5);
  expect(valueAfter(signal, 30, 59)).toBeUndefined();
  expect(lastValue(signal)).toBe(1);
});

test('edges are intervals between samples; across a hole they say so', () => {
  expect(edgesOf(signal)).toEqual([
    { interval: { from: 15, to: 30 }, from: 2, to: 5, acrossGap: false },
    { interval: { from: 90, to: 105 }, from: 5, to: 1, acrossGap: false },
  ]);
  const torn: Signal = { times: Float64Array.of(0, 100), values: Float64Array.of(2, 3), staleAfter: 40 };
  expect(edgesOf(torn)[0]?.acrossGap).toBe(true);
});

test('coverage and runs end at holes', () => {
  expect(coverageOf(signal)).toEqual([
    { from: 0, to: 30 },
    { from: 90, to: 105 },
  ]);
  expect(runsWhere(signal, (v) => v === 5)).toEqual([
    { from: 30, to: 30 },
    { from: 90, to: 90 },
  ]);
  expect(runsWhere(undefined, () => true)).toEqual([]);
});

test('samples of a span leave out its first instant and keep its last', () => {
  expect(samplesIn(signal, { from: 15, to: 90 })).toEqual([
    [30, 5],
    [90, 5],
  ]);
  expect([...valuesIn(signal, { from: 15, to: 90 })]).toEqual([5, 5]);
  expect([...valuesIn(undefined, { from: 0, to: 90 })]).toEqual([]);
});

test('mapping leaves out what has no value', () => {
  const mapped = mapSignal(signal, (v) => (v === 2 ? undefined : v === 1 ? NaN : v * 2));
  expect([Array.from(mapped.times), Array.from(mapped.values)]).toEqual([
    [30, 90],
    [10, 10],
  ]);
});
