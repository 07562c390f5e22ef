import type { Curve, WorkloadHistory } from '../../model/report';
import { valueAt } from '../../model/signal';
import { withThinCurves } from './thinCurves';

const SCRAPE = 30_000;
const END = 100 * SCRAPE;

/** A sample every 30 s from 0 to the end, but for those left out. */
function curve(value: (i: number) => number, isThere: (i: number) => boolean = () => true): Curve {
  const seen = Array.from({ length: 101 }, (_, i) => i).filter(isThere);
  return {
    id: 'spec',
    times: Float64Array.from(seen.map((i) => i * SCRAPE)),
    values: Float64Array.from(seen.map(value)),
    staleAfter: 75_000,
  };
}

function thin(one: Curve): Curve {
  const [first] = withThinCurves({ curves: [one] } as unknown as WorkloadHistory, END).curves;
  return first as Curve;
}

const moving = (i: number): number => (i < 40 ? 2 : i === 40 ? 5 : 3);

test('a curve keeps the samples on both sides of each change, and nothing of what stands still', () => {
  const { times } = thin(curve(moving));
  expect([...times].map((at) => at / SCRAPE)).toEqual([0, 39, 40, 41, 100]);
  expect(thin(curve(() => 4)).times).toHaveLength(2);
});

test('it is the same step function at every moment from its first sample to the end', () => {
  const born = curve(moving, (i) => i >= 7);
  const moments = Array.from({ length: 404 }, (_, i) => (i * SCRAPE) / 4).filter((at) => at <= END);
  expect(moments.map((at) => valueAt(thin(born), at))).toEqual(moments.map((at) => valueAt(born, at)));
});

test('one that breaks, or ends before the end, keeps all of its samples', () => {
  const broken = curve(moving, (i) => i < 50 || i > 60);
  const ended = curve(moving, (i) => i < 90);
  expect([thin(broken), thin(ended)]).toEqual([broken, ended]);
});
