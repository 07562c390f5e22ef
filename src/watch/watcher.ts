// The loop over one database: a sweep, its report as series, a pause, the next. State is in memory only; a restart begins anew.
import { analyze } from '../engine';
import type { Millis, UnixMs } from '../kit/interval';
import { count } from '../kit/text';
import type { SeriesSet } from '../model/series';
import type { Clock } from '../sources/clock';
import type { SeriesSource } from '../sources/seriesSource';
import { countWrites, settledUntil } from './countWrites';
import type { Exposition } from './exposition';

export interface WatcherOptions {
  /** Name of the database in the labels. */
  readonly name: string;
  readonly source: SeriesSource;
  readonly clock: Clock;
  readonly exposition: Exposition;
  readonly request: {
    readonly namespaces: readonly string[];
    readonly cluster: string | undefined;
    readonly clusterLabel: string;
  };
  readonly every: Millis;
  readonly window: Millis;
  readonly deadline: Millis;
  /** Takes a line for people. */
  readonly say: (line: string) => void;
}

/** Sweeps that may fail in a row before the watcher is called unhealthy. */
const PATIENCE = 3;

export class Watcher {
  private lastRead: UnixMs | undefined;
  private countedUntil: UnixMs | undefined;
  /** Why the last sweep read nothing; undefined when it did. */
  private trouble: string | undefined = 'no sweep has ended yet';

  public constructor(private readonly options: WatcherOptions) {}

  /** What is wrong, in words; undefined while something was read not long ago. */
  public problem(now: UnixMs): string | undefined {
    const { name, every, deadline } = this.options;
    const isFresh = this.lastRead !== undefined && now - this.lastRead <= PATIENCE * every + deadline;
    return isFresh ? undefined : `${name}: ${this.trouble ?? 'the last sweep takes too long'}`;
  }

  /** Sweeps until it is aborted; never rejects. */
  public async run(abort: AbortSignal): Promise<void> {
    const { clock, every } = this.options;
    while (!abort.aborted) {
      const began = clock.now();
      await this.sweep(began, abort);
      await clock.sleep(Math.max(0, every - (clock.now() - began)), abort);
    }
  }

  private async sweep(began: UnixMs, abort: AbortSignal): Promise<void> {
    const { source, request, window, deadline } = this.options;
    try {
      const range = { from: began - window, to: began };
      const set = await source.fetch({ ...request, range }, { abort, deadline });
      if (set.series.length > 0) {
        this.tell(set, began);
      } else {
        this.fail(set.failed[0]?.message ?? 'No kube-state-metrics series in the window.', began);
      }
    } catch (error) {
      if (!abort.aborted) {
        this.fail(error instanceof Error ? error.message : 'The sweep failed.', began);
      }
    }
  }

  private tell(set: SeriesSet, began: UnixMs): void {
    const { name, clock, exposition, say } = this.options;
    const report = analyze(set);
    const until = settledUntil(report);
    exposition.tell(name, report, countWrites(report, this.countedUntil ?? until, until));
    exposition.count(name, (report.unread ?? []).length > 0 ? 'incomplete' : 'whole', clock.now() - began);
    this.countedUntil = until;
    this.lastRead = clock.now();
    if (this.trouble !== undefined) {
      say(`${name}: ${count(report.workloads.length, 'workload')} read.`);
    }
    this.trouble = undefined;
  }

  /** What was found stands as long as a sweep could still see it; then nothing is known any more. */
  private fail(why: string, began: UnixMs): void {
    const { name, clock, exposition, window, say } = this.options;
    exposition.count(name, 'failed', clock.now() - began);
    if (this.lastRead !== undefined && clock.now() - this.lastRead > window) {
      exposition.forget(name);
    }
    if (this.trouble !== why) {
      say(`${name}: nothing was read. ${why}`);
    }
    this.trouble = why;
  }
}
