// A clock that stands until a test moves it.
import type { Clock } from '../../src/sources/clock';

export interface FakeClock extends Clock {
  /** Moves time and wakes whom it is time for; everything that follows from it has happened when it resolves. */
  advance(ms: number): Promise<void>;
  /** How long those who sleep now asked to sleep, in order. */
  sleeping(): number[];
}

/** Lets everything happen that waits for nothing but its turn. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export function fakeClock(start = 1_000_000): FakeClock {
  let time = start;
  let sleepers: Array<{ ms: number; at: number; wake: () => void }> = [];
  return {
    now: () => time,
    sleep: (ms, abort) =>
      new Promise((resolve) => {
        const one = {
          ms,
          at: time + ms,
          wake: () => {
            sleepers = sleepers.filter((other) => other !== one);
            resolve();
          },
        };
        sleepers.push(one);
        abort.addEventListener('abort', one.wake, { once: true });
        if (abort.aborted) {
          one.wake();
        }
      }),
    advance: async (ms) => {
      await settled();
      time += ms;
      sleepers.filter(({ at }) => at <= time).forEach(({ wake }) => wake());
      await settled();
    },
    sleeping: () => sleepers.map(({ ms }) => ms),
  };
}
