// The answers that a page or a watcher remembers, of all its data sources: as many as fit, and only while they are asked for.
import type { Millis } from '../../kit/interval';
import { SYSTEM_CLOCK, type Clock } from '../clock';
import { samplesOf, shareTimes, type Kept } from './kept';

/** Samples that are remembered at most: as many as a sweep may hold (budget.ts). Some 50 MB, as series of one exporter share their times. */
const MOST_SAMPLES = 6_000_000;
/** Nothing is remembered longer than this without being asked for. */
const IDLE: Millis = 150_000;

export interface MemoryBounds {
  readonly samples?: number;
  readonly idle?: Millis;
}

export class AnswerMemory {
  /** Least recently asked for first. */
  private readonly answers = new Map<string, Kept>();
  private samples = 0;
  private waiting = new AbortController();
  private readonly most: number;
  private readonly idle: Millis;

  public constructor(
    { samples = MOST_SAMPLES, idle = IDLE }: MemoryBounds = {},
    private readonly clock: Clock = SYSTEM_CLOCK
  ) {
    this.most = samples;
    this.idle = idle;
  }

  /** How much is remembered. */
  public get size(): { readonly answers: number; readonly samples: number } {
    return { answers: this.answers.size, samples: this.samples };
  }

  public find(key: string): Kept | undefined {
    const kept = this.answers.get(key);
    if (kept) {
      this.answers.delete(key);
      this.answers.set(key, kept);
      this.wait();
    }
    return kept;
  }

  /** Remembers an answer in the place of the older one; others go when there is no room. */
  public put(key: string, kept: Kept): void {
    this.drop(key);
    const samples = samplesOf(kept);
    if (samples > this.most) {
      return;
    }
    this.answers.set(key, { ...kept, series: shareTimes(kept.series) });
    this.samples += samples;
    for (const oldest of this.answers.keys()) {
      if (this.samples <= this.most) {
        break;
      }
      this.drop(oldest);
    }
    this.wait();
  }

  /** Forgets every answer whose key begins so. */
  public drop(beginning: string): void {
    for (const [key, kept] of this.answers) {
      if (key.startsWith(beginning)) {
        this.answers.delete(key);
        this.samples -= samplesOf(kept);
      }
    }
  }

  /** Forgets everything: the page was left, the watcher ends. */
  public clear(): void {
    this.waiting.abort();
    this.answers.clear();
    this.samples = 0;
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
