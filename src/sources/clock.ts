// Time as an argument: what waits or counts seconds gets a clock, and tests give it one that obeys.
import type { Millis, UnixMs } from '../kit/interval';

export interface Clock {
  now(): UnixMs;
  /** Resolves after `ms`, or at once when aborted. Never rejects. */
  sleep(ms: Millis, abort: AbortSignal): Promise<void>;
}

/** The clock of the machine. */
export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: (ms, abort) =>
    new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        abort.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      abort.addEventListener('abort', end, { once: true });
      if (abort.aborted) {
        end();
      }
    }),
};
