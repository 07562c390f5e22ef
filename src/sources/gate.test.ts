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

/** Work that stands until it is let go, by name. */
function held() {
  const order: string[] = [];
  const open = new Map<string, () => void>();
  const work = (name: string) => () => {
    order.push(name);
    return new Promise<void>((resolve) => open.set(name, resolve));
  };
  return { order, work, letGo: (name: string) => open.get(name)?.() };
}

test('of two sources neither holds all the room while the other has something to ask', async () => {
  const gate = new Gate(3);
  const { order, work, letGo } = held();
  const ask = (party: string, n: number) =>
    Array.from({ length: n }, (_, i) => void gate.pass(work(`${party}${i}`), undefined, party));
  ask('slow', 2);
  ask('quick', 2);
  ask('slow', 2);
  await tick();
  expect(order).toEqual(['slow0', 'slow1', 'quick0']);
  letGo('quick0');
  await tick();
  expect(order).toEqual(['slow0', 'slow1', 'quick0', 'quick1']);
  letGo('quick1');
  await tick();
  expect(order).toHaveLength(5);
});

test('a source that is alone has all the room, also when the other one was aborted', async () => {
  const gate = new Gate(3);
  const { order, work, letGo } = held();
  const abort = new AbortController();
  const ask = (n: number) => void gate.pass(work(`own${n}`), undefined, 'own');
  const other = gate.pass(work('other'), abort.signal, 'other');
  [0, 1, 2, 3].forEach(ask);
  await tick();
  expect(order).toEqual(['other', 'own0', 'own1']);
  letGo('other');
  await other;
  await tick();
  expect(order).toEqual(['other', 'own0', 'own1', 'own2']);
});
