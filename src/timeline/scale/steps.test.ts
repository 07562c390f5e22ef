import fc from 'fast-check';
import { curve, at, RANGE } from '../__fixtures__/histories';
import { pairSpans, samplesWithin, spansWhere, stepPath, stepRuns } from './steps';

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
    })
  );
});
