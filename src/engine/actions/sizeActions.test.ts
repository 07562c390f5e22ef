/** @jest-environment node */
// Sizes of pods that are resized as they run: what a pod has now is not what it was born with.
import { extraSeries, type Extra } from '../../../tests/support/extraSeries';
import { seriesSet, workload } from '../../../tests/support/workload';
import type { Action } from '../../model/action';
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

const GRID = { ns: 'shop', length: 81 };
const APP = { container: 'app', resource: 'cpu' };

/** Two pods that live all the time, and what they ask for. */
function living(course: string, mode: string | undefined, more: readonly Extra[] = []): Action[] {
  const base = workload({
    ns: 'shop',
    name: 'web',
    replicas: '2x80',
    vpas: [{ name: 'web', cpu: '0.5x40 1x40', ...(mode === undefined ? {} : { mode }) }],
    pods: [{ at: '-1h', count: 2 }],
  });
  const requests = ['web-pod-0000', 'web-pod-0001'].map((pod): Extra => ['pod.request', pod, course, APP]);
  const report = analyze(seriesSet(base, extraSeries(GRID, [...requests, ...more])));
  const of = report.workloads.find((history) => history.workload.kind === 'Deployment');
  return (of?.actions ?? []).filter((a) => a.field === 'size');
}

const told = (actions: readonly Action[]): string[] =>
  actions.map((a) => `${a.from} to ${a.to} on ${a.pods ?? 0} by ${a.actor.family}`);

test('a request that changes on living pods to what was recommended is an in-place resize by the VPA', () => {
  const actions = living('0.5x43 1x37', undefined);
  expect(told(actions)).toEqual(['0.5 to 1 on 2 by vpa']);
  expect(actions[0]?.inPlace).toBe(true);
});

test.each(['Off', 'Initial', 'Recreate'])('a VPA in mode %s resizes nothing in place: somebody else did', (mode) => {
  expect(told(living('0.5x43 1x37', mode))).toEqual(['0.5 to 1 on 2 by external']);
});

test('a size that nobody recommended and no updater counted is not laid to the VPA', () => {
  expect(told(living('0.5x43 0.8x37', undefined))).toEqual(['0.5 to 0.8 on 2 by external']);
  const counter: Extra = ['vpa.in-place', 'web', '0x43 2x37', { mode: 'InPlaceOrRecreate' }];
  expect(told(living('0.5x43 0.8x37', undefined, [counter]))).toEqual(['0.5 to 0.8 on 2 by vpa']);
});

test('another pod of the same name is no resize: what stands before its birth is not its own', () => {
  const set = workload({
    ns: 'shop',
    name: 'db',
    kind: 'StatefulSet',
    replicas: '1x80',
    pods: [{ at: '11m', count: 1 }],
  });
  const course: Extra = ['pod.request', 'db-pod-0000', '0.5x43 1x37', APP];
  const report = analyze(seriesSet(set, extraSeries(GRID, [course])));
  expect(report.workloads.flatMap((w) => w.actions.filter((a) => a.field === 'size'))).toEqual([]);
});
