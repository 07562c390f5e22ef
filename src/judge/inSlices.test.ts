// Slices end in time, an abort ends the work between two of them, and the engine says the same however it is driven.
import { seriesSet, workload } from '../../tests/support/workload';
import { analyze, analyzeInSteps } from '../engine';
import { finish, type Steps } from '../kit/steps';
import { breathe, finishInSlices, Slices, SLICE_MS } from './inSlices';
import { judgeHere } from './judgeHere';

/** Steps that take `cost` milliseconds each on a clock that only they move. */
function work(count: number, cost: number) {
  const clock = { at: 0, longest: 0, began: 0, steps: 0 };
  function* steps(): Steps<string> {
    for (let i = 0; i < count; i++) {
      clock.at += cost;
      clock.steps++;
      yield;
    }
    return 'done';
  }
  return { clock, slices: new Slices(steps(), () => clock.at) };
}

test('a slice ends with the first step after its time', () => {
  const { clock, slices } = work(100, 3);
  slices.work();
  expect(clock.at).toBe(Math.ceil(SLICE_MS / 3) * 3);
  expect(slices.done).toBeUndefined();
});

test('what is short is done in one slice, and work that is done is not done again', () => {
  const { clock, slices } = work(3, 1);
  slices.work();
  slices.work();
  expect(slices.done).toEqual({ value: 'done' });
  expect(clock.steps).toBe(3);
});

test('other tasks run between slices', async () => {
  const { slices } = work(100, 3);
  const others: string[] = [];
  const done = finishInSlices(slices).then((value) => others.push(value));
  await breathe();
  others.push('another task');
  await done;
  expect(others).toEqual(['another task', 'done']);
});

test('an abort ends the work, with its reason', async () => {
  const { clock, slices } = work(100, 3);
  const abort = new AbortController();
  const over = finishInSlices(slices, abort.signal);
  abort.abort(new Error('Cancelled.'));
  await expect(over).rejects.toThrow('Cancelled.');
  expect(clock.steps).toBeLessThan(100);
});

test('what a step throws reaches who waits', async () => {
  function* broken(): Steps<string> {
    throw new Error('a rule failed');
  }
  await expect(finishInSlices(new Slices(broken()))).rejects.toThrow('a rule failed');
});

describe('the engine', () => {
  const names = ['shop', 'bank', 'mail'];
  const set = seriesSet(
    ...names.map((ns) => workload({ ns, name: 'web', replicas: '3x40 5x40', hpas: [{ name: 'web', max: '5x80' }] }))
  );

  test('stops at least once for each workload, and says the same as in one go', async () => {
    const report = analyze(set);
    expect(report.workloads).toHaveLength(names.length);
    let stops = 0;
    const steps = analyzeInSteps(set);
    while (steps.next().done !== true) {
      stops++;
    }
    expect(stops).toBeGreaterThanOrEqual(names.length * 3);
    expect(finish(analyzeInSteps(set))).toEqual(report);
    expect(await judgeHere(() => Promise.resolve(analyzeInSteps))(set, {})).toEqual(report);
  });
});
