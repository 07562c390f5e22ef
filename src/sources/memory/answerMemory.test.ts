// What is remembered is bounded, and goes when nobody asks for it.
import type { Clock } from '../clock';
import { AnswerMemory } from './answerMemory';
import type { Kept } from './kept';

/** So many series that were scraped together, of ten samples each. */
function answer(series: number): Kept {
  const all = Array.from({ length: series }, (_, i) => {
    const times = Float64Array.from({ length: 10 }, (_, k) => k * 1000);
    return [`s${i}`, { labels: {}, times, values: times.slice() }] as const;
  });
  return { begin: 0, end: 9000, fullAt: 9000, series: new Map(all), gap: 1000 };
}

/** A clock on which time passes when it is told to. */
function clockOf(): Clock & { pass(): Promise<void> } {
  const sleepers: Array<() => void> = [];
  return {
    now: () => 0,
    sleep: () => new Promise((resolve) => sleepers.push(resolve)),
    pass: async () => {
      sleepers.splice(0).forEach((wake) => wake());
      await Promise.resolve();
    },
  };
}

test('no more is held than was allowed: the least recently asked goes first', () => {
  const memory = new AnswerMemory({ samples: 100 }, clockOf());
  memory.put('a', answer(4));
  memory.put('b', answer(4));
  memory.find('a');
  memory.put('c', answer(4));
  expect([memory.find('a'), memory.find('b'), memory.find('c')].map((one) => one !== undefined)).toEqual([
    true,
    false,
    true,
  ]);
  expect(memory.size).toEqual({ answers: 2, samples: 80 });
});

test('an answer larger than all of it is not remembered, nor its older self', () => {
  const memory = new AnswerMemory({ samples: 100 }, clockOf());
  memory.put('a', answer(4));
  memory.put('a', answer(11));
  expect(memory.size).toEqual({ answers: 0, samples: 0 });
});

test('the newer answer takes the place of the older', () => {
  const memory = new AnswerMemory({ samples: 100 }, clockOf());
  memory.put('a', answer(4));
  memory.put('a', answer(9));
  expect(memory.size).toEqual({ answers: 1, samples: 90 });
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
