/** @jest-environment node */
// Sizes of pods that are resized as they run: what a pod has now is not what it was born with.
import { extraSeries, type Extra } from '../../../tests/support/extraSeries';
import { seriesSet, workload } from '../../../tests/support/workload';
import { analyze } from '../analyze';

const web = workload({
  ns: 'shop',
  name: 'web',
  replicas: '2x20 4x60',
  vpas: [{ name: 'web', mode: 'Recreate', cpu: '0.5x40 1x40' }],
  pods: [
    { at: '-1h', count: 2, cpu: 0.5 },
    { at: '5m5s', cpu: 1 },
    { at: '6m', cpu: 0.5 },
    { at: '15m', cpu: 1 },
  ],
});

function sizes(...rows: Extra[]): string[] {
  const report = analyze(seriesSet(web, extraSeries({ ns: 'shop', length: 81 }, rows)));
  const of = report.workloads.find((history) => history.workload.kind === 'Deployment');
  return (of?.actions ?? []).filter((a) => a.field === 'size').map((a) => `${a.from} to ${a.to} by ${a.actor.family}`);
}

test('births tell the size where pods keep it', () => {
  expect(sizes()).toEqual(['0.5 to 1 by vpa', '1 to 0.5 by vpa', '0.5 to 1 by vpa']);
});

test('a pod that has what was recommended after its birth was resized since: its birth tells nothing', () => {
  const resized: Extra = ['vpa.in-place', 'web', '0x42 1x38', { mode: 'InPlaceOrRecreate' }];
  expect(sizes(resized)).toEqual(['0.5 to 1 by vpa']);
});
