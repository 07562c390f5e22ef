/** @jest-environment node */
import type { SeriesSet } from '../model/series';
import { Gate } from './gate';
import { inTurn } from './inTurn';
import type { SeriesSource } from './seriesSource';

const tick = () => new Promise((resolve) => setImmediate(resolve));
const REQUEST = { range: { from: 0, to: 1 }, clusterLabel: 'auto' };
const EMPTY: SeriesSet = { range: { from: 0, to: 1 }, series: [], asked: [], failed: [], notices: [] };

test('a source whose turn has not come is not asked, and says nothing; leaving frees its turn', async () => {
  const gate = new Gate(1);
  const asked: string[] = [];
  const told: string[] = [];
  let finish: () => void = () => undefined;
  const source = (name: string) =>
    inTurn(
      {
        fetch: async () => {
          asked.push(name);
          await new Promise<void>((resolve) => (finish = resolve));
          return EMPTY;
        },
      },
      gate
    );
  const listen = (name: string) => ({ onProgress: () => void told.push(name) });
  const first = source('a').fetch(REQUEST, listen('a'));
  const abort = new AbortController();
  const second = source('b').fetch(REQUEST, { ...listen('b'), abort: abort.signal });
  const third = source('c').fetch(REQUEST, listen('c'));
  await tick();
  expect([asked, told]).toEqual([['a'], ['a']]);
  abort.abort(new Error('left'));
  await expect(second).rejects.toThrow('left');
  finish();
  await first;
  await tick();
  expect([asked, told]).toEqual([
    ['a', 'c'],
    ['a', 'c'],
  ]);
  finish();
  expect(await third).toBe(EMPTY);
});

test('what somebody opened waits for no fleet; a fleet of one namespace waits like any other', async () => {
  const gate = new Gate(1);
  const never: SeriesSource = { fetch: () => new Promise(() => undefined) };
  void inTurn(never, gate).fetch(REQUEST);
  const fetch = jest.fn(() => Promise.resolve(EMPTY));
  const shop = { ...REQUEST, namespaces: ['shop'] };
  void inTurn({ fetch }, gate).fetch(shop);
  await tick();
  expect(fetch).not.toHaveBeenCalled();
  expect(await inTurn({ fetch }, gate).fetch(shop, { isOpened: true })).toBe(EMPTY);
});
