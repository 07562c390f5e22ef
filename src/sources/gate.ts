// No more than three requests of ours are under way in one page, however many of its parts ask at once: Prometheus gains at
// most its cores from more, VictoriaMetrics queues beyond four (docs/performance.md).
import { reasonOf, throwIfAborted } from '../kit/abort';

/** Requests under way at once. */
export const IN_FLIGHT = 3;

interface Waiting {
  readonly enter: () => void;
  readonly leave: () => void;
}

/** A door with room for a few, first come first served. */
export class Gate {
  private inside = 0;
  private readonly queue: Waiting[] = [];

  public constructor(private readonly room = IN_FLIGHT) {}

  /** Runs `work` as soon as there is room. Rejects with the reason of `abort` when that comes first. */
  public async pass<T>(work: () => Promise<T>, abort?: AbortSignal): Promise<T> {
    throwIfAborted(abort);
    await this.enter(abort);
    try {
      throwIfAborted(abort);
      return await work();
    } finally {
      this.inside--;
      this.queue.shift()?.enter();
    }
  }

  private enter(abort?: AbortSignal): Promise<void> {
    if (this.inside < this.room) {
      this.inside++;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        enter: () => {
          abort?.removeEventListener('abort', waiting.leave);
          this.inside++;
          resolve();
        },
        leave: () => {
          this.queue.splice(this.queue.indexOf(waiting), 1);
          reject(reasonOf(abort));
        },
      };
      this.queue.push(waiting);
      abort?.addEventListener('abort', waiting.leave, { once: true });
    });
  }
}

/** The one of this page (or of this process). */
export const PAGE_GATE = new Gate();
