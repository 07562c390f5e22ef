// The answers that a page or a watcher remembers, of all its data sources: as many as fit, and only while they are asked for.
import type { Millis, UnixMs } from '../../kit/interval';
import { SYSTEM_CLOCK, type Clock } from '../clock';
import type { Kept } from './kept';
import { packed, unpacked, type Packed } from './packed';

/** What may be remembered of all data sources together: a large fleet's suspects fit (docs/performance.md). */
const MOST_BYTES = 120_000_000;
/** Nothing is remembered longer than this without being asked for. */
const IDLE: Millis = 150_000;

export interface MemoryBounds {
  readonly bytes?: number;
  readonly idle?: Millis;
}

interface Remembered {
  readonly packed: Packed;
  /** When it was asked for last. */
  readonly askedAt: UnixMs;
}

export class AnswerMemory {
  /** Least recently asked for first. */
  private readonly answers = new Map<string, Remembered>();
  private bytes = 0;
  private waiting = new AbortController();
  private readonly most: number;
  private readonly idle: Millis;

  public constructor(
    { bytes = MOST_BYTES, idle = IDLE }: MemoryBounds = {},
    private readonly clock: Clock = SYSTEM_CLOCK
  ) {
    this.most = bytes;
    this.idle = idle;
  }

  /** How much is remembered; bytes are estimated. */
  public get size(): { readonly answers: number; readonly bytes: number } {
    return { answers: this.answers.size, bytes: this.bytes };
  }

  public find(key: string): Kept | undefined {
    const known = this.answers.get(key);
    if (!known) {
      return undefined;
    }
    this.answers.delete(key);
    this.answers.set(key, { ...known, askedAt: this.clock.now() });
    this.wait();
    return unpacked(known.packed);
  }

  /**
   * Remembers an answer in the place of the older one, if there is room. Nothing that is asked for makes room for it: of a
   * fleet that does not fit, each answer would push out the one that is asked for next.
   */
  public put(key: string, kept: Kept): void {
    this.forget(key);
    const now = this.clock.now();
    for (const [oldest, { askedAt }] of this.answers) {
      if (now - askedAt <= this.idle) {
        break;
      }
      this.forget(oldest);
    }
    const own = packed(kept);
    if (this.bytes + own.bytes <= this.most) {
      this.answers.set(key, { packed: own, askedAt: now });
      this.bytes += own.bytes;
    }
    this.wait();
  }

  /** Forgets every answer whose key begins so. */
  public drop(beginning: string): void {
    [...this.answers.keys()].filter((key) => key.startsWith(beginning)).forEach((key) => this.forget(key));
  }

  /** Forgets everything: the page was left, the watcher ends. */
  public clear(): void {
    this.waiting.abort();
    this.answers.clear();
    this.bytes = 0;
  }

  private forget(key: string): void {
    this.bytes -= this.answers.get(key)?.packed.bytes ?? 0;
    this.answers.delete(key);
  }

  private wait(): void {
    this.waiting.abort();
    const waiting = (this.waiting = new AbortController());
    void this.clock.sleep(this.idle, waiting.signal).then(() => {
      if (!waiting.signal.aborted) {
        this.clear();
      }
    });
  }
}
