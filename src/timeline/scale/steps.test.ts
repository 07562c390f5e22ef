import fc from 'fast-check';
import { curve, at, RANGE } from '../__fixtures__/histories';
import type { Curve } from '../../model/report';
import { joined, pairSpans, samplesWithin, spansWhere, stepPath, stepRuns, type StepRun } from './steps';

test('a flat hour is one point', () => {
  const [run] = stepRuns(curve('spec', [[0, 4]]), RANGE);
  expect(run?.times).toEqual([RANGE.from]);
  expect(run?.end).toBe(RANGE.to);
});

test('a curve breaks where samples are too far apart', () => {
  const whole = curve('spec', [
    [0, 4],
    [20, 5],
  ]);
  const keep = [...whole.times].map((_, i) => i).filter((i) => i < 10 || i > 15);
  const gapped = {
    ...whole,
    times: whole.times.filter((_, i) => keep.includes(i)),
    values: whole.values.filter((_, i) => keep.includes(i)),
  };
  const runs = stepRuns(gapped, RANGE);
  expect(runs.map((run) => [run.times[0], run.end])).toEqual([
    [at(0), at(9)],
    [at(16), RANGE.to],
  ]);
});

test('the value before the window is carried into it', () => {
  const [run] = stepRuns(
    curve('spec', [
      [0, 4],
      [20, 5],
    ]),
    { from: at(10), to: at(30) }
  );
  expect(run).toMatchObject({ times: [at(10), at(20)], values: [4, 5], end: at(30) });
});

test('pair spans tell where two curves differ and how many samples show it', () => {
  const spec = curve('spec', [
    [0, 6],
    [40, 2],
    [160, 6],
  ]);
  const wish = curve('wish', [
    [0, 6],
    [40, 4],
    [160, 6],
  ]);
  const [group] = spansWhere(pairSpans(spec, wish, RANGE), (s) => s.a !== s.b);
  expect(group).toEqual([{ from: at(40), to: at(160), a: 2, b: 4 }]);
  expect(samplesWithin(wish, { from: at(40), to: at(160) })).toBe(120);
});

const STALE = 3;

/** A curve that is 0 at those moments. */
const samplesAt = (...times: number[]): Curve => ({
  id: 'spec',
  times: Float64Array.from(times),
  values: new Float64Array(times.length),
  staleAfter: STALE,
});

/** Samples at whole moments, some of them too far apart. */
const anyCurve: fc.Arbitrary<Curve> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 3 })), { minLength: 1, maxLength: 40 })
  .map((pairs) => {
    let at = 0;
    const times = Float64Array.from(pairs, ([gap]) => (at += gap));
    return { id: 'spec', times, values: Float64Array.from(pairs, ([, value]) => value), staleAfter: STALE };
  });
const anyWindow = fc
  .tuple(fc.integer({ min: -5, max: 150 }), fc.integer({ min: 1, max: 60 }))
  .map(([from, length]) => ({ from, to: from + length }));

/** The value at a moment by the samples alone: the last one, while the next is not too far away, or the window ends before. */
function readAt(curve: Curve, window: { to: number }, at: number): number | undefined {
  const before = curve.times.filter((t) => t <= at).length - 1;
  const next = curve.times[before + 1] ?? Infinity;
  const time = curve.times[before] ?? NaN;
  const isHeld = next - time <= STALE || (next > window.to && window.to - time <= STALE) || time === at;
  return before >= 0 && isHeld ? curve.values[before] : undefined;
}

test('a window cut out of the whole curve says of each moment what the samples around it say', () => {
  fc.assert(
    fc.property(anyCurve, anyWindow, (any, window) => {
      const runs = stepRuns(any, window);
      for (let at = window.from; at <= window.to; at++) {
        const run = runs.find(({ times, end }) => (times[0] ?? Infinity) <= at && at <= end);
        const value = run?.values[run.times.filter((t) => t <= at).length - 1];
        expect([at, value]).toEqual([at, readAt(any, window, at)]);
      }
    })
  );
});

/** What stands at a moment, before the end of its run. */
function valueIn(runs: readonly StepRun[], at: number): number | undefined {
  const run = runs.find(({ times, end }) => (times[0] ?? Infinity) <= at && at < end);
  return run?.values[run.times.filter((t) => t <= at).length - 1];
}

test('two curves side by side say of each moment what each of them says alone, in spans as long as neither changes', () => {
  fc.assert(
    fc.property(anyCurve, anyCurve, anyWindow, (a, b, window) => {
      const spans = pairSpans(a, b, window);
      for (let at = window.from; at < window.to; at++) {
        const span = spans.find(({ from, to }) => from <= at && at < to);
        const [one, other] = [a, b].map((curve) => valueIn(stepRuns(curve, window), at));
        const isKnown = one !== undefined && other !== undefined;
        expect([at, span?.a, span?.b]).toEqual([at, ...(isKnown ? [one, other] : [undefined, undefined])]);
      }
      for (const [i, span] of spans.slice(1).entries()) {
        const before = spans[i];
        expect(before?.to).toBeLessThanOrEqual(span.from);
        expect(before?.to === span.from && before.a === span.a && before.b === span.b).toBe(false);
      }
    }),
    {
      examples: [
        // Both stand side by side in the window only, at its end: in the whole curves the first has ended before.
        [samplesAt(1, 5, 6), samplesAt(2, 4, 6), { from: 1, to: 3 }],
      ],
    }
  );
});

test('groups so close that nobody sees the gap are one', () => {
  const span = (from: number, to: number) => ({ from, to, a: 1, b: 1 });
  const groups = [[span(0, 10), span(10, 20)], [span(24, 30)], [span(40, 50)]];
  expect(joined(groups, 5).map((group) => group.length)).toEqual([3, 1]);
  expect(joined(groups, 4)).toEqual(groups);
});

test('paths stay as short as the screen is wide, and keep every peak', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 2, maxLength: 2000 }), (values) => {
      const times = values.map((_, i) => i);
      const dense = {
        id: 'spec' as const,
        times: Float64Array.from(times),
        values: Float64Array.from(values),
        staleAfter: 2,
      };
      const [run] = stepRuns(dense, { from: 0, to: values.length - 1 });
      const width = 50;
      const path = run
        ? stepPath(
            run,
            (t) => (t / values.length) * width,
            (v) => 100 - v
          )
        : new Float64Array();
      const ys = [...path].filter((_, i) => i % 2 === 1);
      expect(Math.min(...ys)).toBe(100 - Math.max(...values));
      expect(Math.max(...ys)).toBe(100 - Math.min(...values));
      expect(ys.length).toBeLessThanOrEqual(2 + 4 * (width / 0.75 + 1));
    })
  );
});
