/** @jest-environment node */
import { Gate } from './gate';

const tick = () => new Promise((resolve) => setImmediate(resolve));

test('a few at a time, first come first served, whether they succeed or fail', async () => {
  const gate = new Gate(2);
  const order: number[] = [];
  const open: Array<() => void> = [];
  const work = (i: number) => async () => {
    order.push(i);
    await new Promise<void>((resolve) => open.push(resolve));
    if (i === 1) {
      throw new Error('failed');
    }
    return i;
  };
  const all = Promise.allSettled([0, 1, 2, 3].map((i) => gate.pass(work(i))));
  await tick();
  expect(order).toEqual([0, 1]);
  for (let i = 0; i < 4; i++) {
    open[i]?.();
    await tick();
  }
  expect(order).toEqual([0, 1, 2, 3]);
  expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
});

test('who is aborted leaves the queue and takes no room', async () => {
  const gate = new Gate(1);
  let release = (): void => undefined;
  const first = gate.pass(() => new Promise<void>((resolve) => (release = resolve)));
  const abort = new AbortController();
  const second = gate.pass(async () => 'never', abort.signal);
  const third = gate.pass(async () => 'third');
  abort.abort(new Error('newer'));
  await expect(second).rejects.toThrow('newer');
  release();
  await first;
  expect(await third).toBe('third');
  await expect(gate.pass(async () => 'late', abort.signal)).rejects.toThrow('newer');
});
