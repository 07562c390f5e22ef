// No more than three requests of ours are under way in one page, however many of its parts ask at once: Prometheus gains at
// most its cores from more, VictoriaMetrics queues beyond four (docs/performance.md). Of several data sources none holds all
// the room while another waits: a slow one does not stop the others.
import { reasonOf, throwIfAborted } from '../kit/abort';

/** Requests under way at once. */
export const IN_FLIGHT = 3;

interface Waiting {
  readonly party: string;
  readonly enter: () => void;
  readonly leave: () => void;
}

/** A door with room for a few: who holds least comes first, among equals who came first. */
export class Gate {
  private total = 0;
  private readonly inside = new Map<string, number>();
  private queue: readonly Waiting[] = [];

  public constructor(private readonly room = IN_FLIGHT) {}

  /**
   * Runs `work` as soon as there is room. Rejects with the reason of `abort` when that comes first.
   * @param party for whom: the uid of a data source
   */
  public async pass<T>(work: () => Promise<T>, abort?: AbortSignal, party = ''): Promise<T> {
    throwIfAborted(abort);
    await this.enter(party, abort);
    try {
      throwIfAborted(abort);
      return await work();
    } finally {
      this.total--;
      this.count(party, -1);
      this.letIn();
    }
  }

  private enter(party: string, abort?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        party,
        enter: () => {
          abort?.removeEventListener('abort', waiting.leave);
          resolve();
        },
        leave: () => {
          this.queue = this.queue.filter((other) => other !== waiting);
          reject(reasonOf(abort));
          this.letIn();
        },
      };
      abort?.addEventListener('abort', waiting.leave, { once: true });
      this.queue = [...this.queue, waiting];
      this.letIn();
    });
  }

  private letIn(): void {
    for (let next = this.next(); next; next = this.next()) {
      const chosen = next;
      this.queue = this.queue.filter((other) => other !== chosen);
      this.total++;
      this.count(chosen.party, 1);
      chosen.enter();
    }
  }

  private next(): Waiting | undefined {
    if (this.total >= this.room) {
      return undefined;
    }
    const own = ({ party }: Waiting): number => this.inside.get(party) ?? 0;
    return this.queue
      .filter((waiting) => own(waiting) < Math.max(1, this.room - 1) || !this.isShared(waiting.party))
      .reduce<Waiting | undefined>((least, one) => (least && own(least) <= own(one) ? least : one), undefined);
  }

  /** Whether another party is inside or waits. */
  private isShared(party: string): boolean {
    return [...this.inside.keys(), ...this.queue.map((waiting) => waiting.party)].some((other) => other !== party);
  }

  private count(party: string, change: 1 | -1): void {
    const held = (this.inside.get(party) ?? 0) + change;
    if (held > 0) {
      this.inside.set(party, held);
    } else {
      this.inside.delete(party);
    }
  }
}

/** The one of this page (or of this process). */
export const PAGE_GATE = new Gate();
