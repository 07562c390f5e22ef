/** @jest-environment node */
// From demand to ready pods: percentiles of each segment over the scale-outs of the range.
import { seriesSet, workload } from '../../../tests/support/workload';
import { analyze } from '../analyze';

const base = {
  ns: 'shop',
  name: 'web',
  // Two steps at 5 min and 5 min 15 s, after demand asked for both at once.
  replicas: '4x19 8x0 10x59',
  ready: '4x22 8x3 10x53',
  hpas: [{ name: 'web', metrics: [{ target: 60, asks: '4x19 10x60' }] }],
};
const old = { at: '-1h', count: 4, scheduled: '1s', ready: '20s' };

test('scale-outs, pods and their segments', () => {
  const series = workload({
    ...base,
    pods: [
      old,
      { at: '4m50s', count: 4, scheduled: '2s', ready: '30s' },
      { at: '5m5s', count: 2, scheduled: '40s', ready: '70s' },
    ],
  });
  const [history] = analyze(seriesSet(series)).workloads;
  expect(history?.reaction).toEqual({
    scaleOuts: 1,
    pods: 6,
    blind: { half: 22_500, most: 45_000 },
    ramp: { half: 15_000, most: 15_000 },
    scheduling: { half: 2000, most: 40_000 },
    start: { half: 28_000, most: 30_000 },
  });
});

test('nothing is claimed where pods do not tell their times, where a deploy made them, or where nothing grew', () => {
  const untold = workload({
    ...base,
    pods: [
      { at: '-1h', count: 4 },
      { at: '4m50s', count: 6 },
    ],
  });
  const deployed = workload({
    ...base,
    rollouts: ['4m40s'],
    pods: [old, { at: '4m50s', count: 6, scheduled: '2s', ready: '30s', template: 1 }],
  });
  const calm = workload({ ...base, replicas: '4x80', hpas: [{ name: 'web' }], pods: [old] });
  expect([untold, deployed, calm].map((series) => analyze(seriesSet(series)).workloads[0]?.reaction)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
