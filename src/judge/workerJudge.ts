// The page's side of a worker that judges: started when the first set comes, ended by an abort or when nothing is asked of
// it for a while. Where none can be started (a policy, a sandbox, files of another origin) the thread itself judges.
import { whenAborted } from '../kit/abort';
import type { Millis } from '../kit/interval';
import type { Report } from '../model/report';
import type { SeriesSet } from '../model/series';
import { breathe } from './inSlices';
import type { Judge, JudgeOptions } from './judge';
import { packSeries, type FromWorker, type ToWorker } from './parcels';

/** What is used of a Worker. */
export interface WorkerLike {
  postMessage: (message: ToWorker, transfer: Transferable[]) => void;
  terminate: () => void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

interface Patience {
  /** How long a worker may take to fetch the engine before the thread judges instead, milliseconds. */
  readonly start: Millis;
  /** How long an idle worker is kept warm. */
  readonly idle: Millis;
}

const PATIENCE: Patience = { start: 15_000, idle: 60_000 };

/** Told when a worker ends without a word: mostly it ran out of memory. */
export const WORKER_DIED =
  'The browser ended the worker that judges, mostly for want of memory. Choose fewer namespaces or a shorter range, or close other tabs, and try again.';

type Listener = (message: FromWorker | { readonly type: 'died' }) => void;

/** One running worker, and who listens to it. */
class Bench {
  public listener: Listener | undefined;

  public constructor(private readonly worker: WorkerLike) {
    const died = (): void => this.listener?.({ type: 'died' });
    worker.onmessage = ({ data }) => this.listener?.(data);
    worker.onmessageerror = died;
    worker.onerror = died;
  }

  /** Whether it can work: an error, or silence for too long, says that it cannot. */
  public isReady(patience: Millis): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), patience);
      this.listener = ({ type }) => {
        clearTimeout(timer);
        resolve(type === 'ready');
      };
    });
  }

  /** Judges one set. Packing stops as soon as `abort` does. */
  public async judge(
    { series, ...set }: SeriesSet,
    options: JudgeOptions,
    abort: AbortSignal | undefined
  ): Promise<Report> {
    const report = this.report();
    report.catch(() => undefined);
    for (const { message, transfer } of packSeries(series)) {
      this.worker.postMessage(message, transfer);
      await breathe();
      if (abort?.aborted) {
        return report;
      }
    }
    this.worker.postMessage({ type: 'judge', set, options }, []);
    return report;
  }

  public end(): void {
    this.listener = undefined;
    this.worker.terminate();
  }

  private report(): Promise<Report> {
    const workloads: Array<Report['workloads'][number]> = [];
    const findings: Array<Report['findings'][number]> = [];
    return new Promise((resolve, reject) => {
      this.listener = (message) => {
        switch (message.type) {
          case 'workloads':
            workloads.push(...message.items);
            break;
          case 'findings':
            findings.push(...message.items);
            break;
          case 'report':
            resolve({ ...message.report, workloads, findings });
            break;
          case 'failed':
            reject(new Error(message.message));
            break;
          case 'died':
            reject(new Error(WORKER_DIED));
            break;
          case 'ready':
            break;
        }
      };
    });
  }
}

/** Judges in a worker. */
class WorkerJudge {
  private bench: Promise<Bench | undefined> | undefined;
  private cannotStart = false;
  private queue: Promise<unknown> = Promise.resolve();
  private idle: ReturnType<typeof setTimeout> | undefined;

  public constructor(
    private readonly start: () => WorkerLike,
    private readonly otherwise: Judge,
    private readonly patience: Patience
  ) {}

  /** One set after the other: a worker has one thread too. */
  public judge: Judge = (set, options, abort) => {
    const turn = this.queue.then(() => this.take(set, options, abort));
    this.queue = turn.catch(() => undefined);
    return turn;
  };

  private async take(set: SeriesSet, options: JudgeOptions, abort: AbortSignal | undefined): Promise<Report> {
    clearTimeout(this.idle);
    const bench = await (this.bench ??= this.open());
    if (!bench) {
      return this.otherwise(set, options, abort);
    }
    const { over, release } = whenAborted(abort);
    over.catch(() => undefined);
    try {
      const report = await Promise.race([over, bench.judge(set, options, abort)]);
      this.idle = setTimeout(() => this.close(bench), this.patience.idle);
      return report;
    } catch (error) {
      this.close(bench);
      throw error;
    } finally {
      release();
    }
  }

  private async open(): Promise<Bench | undefined> {
    if (this.cannotStart) {
      return undefined;
    }
    try {
      const bench = new Bench(this.start());
      if (await bench.isReady(this.patience.start)) {
        return bench;
      }
      bench.end();
    } catch {
      // No Worker here, or not one of this address.
    }
    this.cannotStart = true;
    return undefined;
  }

  private close(bench: Bench): void {
    bench.end();
    this.bench = undefined;
  }
}

/**
 * Judges in a worker that `start` makes.
 * @param otherwise judges where no worker can be had
 */
export function workerJudge(start: () => WorkerLike, otherwise: Judge, patience = PATIENCE): Judge {
  return new WorkerJudge(start, otherwise, patience).judge;
}
