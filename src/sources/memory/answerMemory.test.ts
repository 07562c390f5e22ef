// What is remembered is bounded, and goes when nobody asks for it.
import type { Clock } from '../clock';
import { AnswerMemory } from './answerMemory';
import { labelKey, type Kept } from './kept';
import { packed } from './packed';

/** So many series that were scraped together, of ten samples each. */
function answer(series: number): Kept {
  const all = Array.from({ length: series }, (_, i) => {
    const labels = { pod: `s${i}` };
    const times = Float64Array.from({ length: 10 }, (_, k) => k * 1000);
    return [labelKey(labels), { labels, times, values: times.slice() }] as const;
  });
  return { begin: 0, end: 9000, fullAt: 9000, series: new Map(all), keyOf: labelKey, gap: 1000 };
}

const bytesOf = (series: number): number => packed(answer(series)).bytes;

/** A clock on which time passes when it is told to. */
function clockOf(): Clock & { now: () => number; at: number; pass(): Promise<void> } {
  const sleepers: Array<() => void> = [];
  return {
    at: 0,
    now() {
      return this.at;
    },
    sleep: () => new Promise((resolve) => sleepers.push(resolve)),
    pass: async () => {
      sleepers.splice(0).forEach((wake) => wake());
      await Promise.resolve();
    },
  };
}

const holds = (memory: AnswerMemory, keys: string): string =>
  [...keys].filter((key) => memory.find(key) !== undefined).join('');

test('no more is held than was allowed, and what is asked for makes no room for others', () => {
  const memory = new AnswerMemory({ bytes: bytesOf(8) + 100 }, clockOf());
  [...'abc'].forEach((key) => memory.put(key, answer(4)));
  expect(memory.size).toEqual({ answers: 2, bytes: 2 * bytesOf(4) });
  expect(holds(memory, 'abc')).toBe('ab');
});

test('what was not asked for in the idle time goes, whether or not there is room', () => {
  const clock = clockOf();
  const memory = new AnswerMemory({ idle: 1000 }, clock);
  memory.put('a', answer(4));
  memory.put('b', answer(4));
  clock.at = 900;
  memory.find('a');
  clock.at = 1800;
  memory.put('c', answer(4));
  expect(holds(memory, 'abc')).toBe('ac');
  expect(memory.size.bytes).toBe(2 * bytesOf(4));
});

test('an answer larger than all of it is not remembered, nor its older self', () => {
  const memory = new AnswerMemory({ bytes: bytesOf(10) }, clockOf());
  memory.put('a', answer(4));
  memory.put('a', answer(11));
  expect(memory.size).toEqual({ answers: 0, bytes: 0 });
});

test('the newer answer takes the place of the older', () => {
  const memory = new AnswerMemory({}, clockOf());
  memory.put('a', answer(4));
  memory.put('a', answer(9));
  expect(memory.size).toEqual({ answers: 1, bytes: bytesOf(9) });
});

test('series that were scraped together share their times', () => {
  const memory = new AnswerMemory({}, clockOf());
  memory.put('a', answer(5));
  const columns = [...(memory.find('a')?.series.values() ?? [])].map(({ times }) => times);
  expect(new Set(columns).size).toBe(1);
});

test('what nobody asks for goes, and being asked for keeps it', async () => {
  const clock = clockOf();
  const memory = new AnswerMemory({}, clock);
  memory.put('a', answer(1));
  await clock.pass();
  expect(memory.size.answers).toBe(0);
  memory.put('a', answer(1));
  memory.clear();
  memory.put('b', answer(1));
  expect(memory.size.answers).toBe(1);
});
