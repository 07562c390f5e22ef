import { action, at, GIT, HPA, RANGE, SCRAPE, VPA } from '../__fixtures__/histories';
import { hiddenRunsOf, runsOf } from './runs';

const PER_PIXEL = 4000;

test('the same direction within 45 s is one mark, a turn is two', () => {
  const actions = [action('a', 10, 4, 6), action('b', 12, 6, 9), action('c', 14, 9, 5)];
  const runs = runsOf(actions, HPA, RANGE, PER_PIXEL);
  expect(runs.map((run) => [run.steps, run.from, run.to])).toEqual([
    [2, 4, 9],
    [1, 9, 5],
  ]);
});

test('further apart stays apart, unless it falls on the same pixels', () => {
  const actions = [action('a', 10, 4, 6), action('b', 20, 6, 9)];
  expect(runsOf(actions, HPA, RANGE, PER_PIXEL)).toHaveLength(2);
  expect(runsOf(actions, HPA, RANGE, 30_000)).toHaveLength(1);
});

test('steps on the same pixels with another change between are no chain', () => {
  const down = (id: string, sample: number) => action(id, sample, 4, 3, { actor: GIT });
  const back = action('up', 11, 3, 4);
  const [run, ...rest] = runsOf([down('a', 10), back, down('b', 12)], GIT, RANGE, PER_PIXEL);
  expect(rest).toEqual([]);
  expect(run).toMatchObject({ steps: 2, from: 4, to: 3, isChain: false });
});

test('evictions close together are counted together', () => {
  const evicted = (id: string, sample: number) =>
    action(id, sample, 0, 4, { actor: VPA, field: 'pods', verb: 'evict' });
  const [run] = runsOf([evicted('a', 10), evicted('b', 12)], VPA, RANGE, PER_PIXEL);
  expect(run).toMatchObject({ steps: 2, from: 0, to: 8, isChain: true });
});

test('an eviction goes along with the resize beside it', () => {
  const resize = action('r', 10, 0.4, 0.2, { actor: VPA, field: 'size', resource: 'cpu' });
  const memory = action('m', 10, 2e9, 3e9, { actor: VPA, field: 'size', resource: 'memory' });
  const evicted = action('e', 11, 0, 4, { actor: VPA, field: 'pods', verb: 'evict' });
  const [run, ...rest] = runsOf([evicted, memory, resize], VPA, RANGE, PER_PIXEL);
  expect(rest).toEqual([]);
  expect(run?.lead.id).toBe('r');
  expect(run?.actions.map((a) => a.id)).toEqual(['r', 'm', 'e']);
});

test('hidden writes belong to everybody who takes part, and neighbours join', () => {
  const hidden = (id: string, sample: number) =>
    action(id, sample, 2, 2, { actor: GIT, verb: 'hidden', hidden: 2, others: [HPA] });
  const actions = [hidden('a', 40), hidden('b', 41), hidden('c', 60)];
  expect(hiddenRunsOf(actions, HPA, RANGE, 1000).map((run) => run.hidden)).toEqual([4, 2]);
  expect(hiddenRunsOf(actions, GIT, RANGE, 1000)[0]?.interval).toEqual({ from: at(39), to: at(41) });
  expect(hiddenRunsOf(actions, VPA, RANGE, 1000)).toEqual([]);
  expect(runsOf(actions, GIT, RANGE, SCRAPE)).toEqual([]);
});
