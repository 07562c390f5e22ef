// The loop over one database: a sweep, its report as series, a pause, the next. State is in memory only; a restart begins anew.
import { sweepFleet, type FleetAnswer } from '../cli/judgeFleet';
import { inWholeSeconds, type Millis, type UnixMs } from '../kit/interval';
import { count } from '../kit/text';
import type { Clock } from '../sources/clock';
import type { SeriesSource } from '../sources/seriesSource';
import { countWrites, settledUntil } from './countWrites';
import type { Exposition } from './exposition';
import type { SweepName } from './sweepAnswer';

export interface WatcherOptions {
  /** Its labels on everything that it tells. */
  readonly sweep: SweepName;
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

/** `db`, or `db, shard mail`. */
function nameOf({ source, shard }: SweepName): string {
  return shard === '' ? source : `${source}, shard ${shard}`;
}

export class Watcher {
  private lastRead: UnixMs | undefined;
  private countedUntil: UnixMs | undefined;
  /** Why the last sweep could say nothing; undefined when it could. */
  private trouble: string | undefined = 'no sweep has ended yet';
  /** What the last sweep did not read. */
  private unread = '';

  public constructor(private readonly options: WatcherOptions) {}

  /** What is wrong, in words; undefined while something was read not long ago. */
  public problem(now: UnixMs): string | undefined {
    const { sweep, every, deadline } = this.options;
    const isFresh = this.lastRead !== undefined && now - this.lastRead <= PATIENCE * every + deadline;
    return isFresh ? undefined : `${nameOf(sweep)}: ${this.trouble ?? 'the last sweep takes too long'}`;
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
      const range = inWholeSeconds({ from: began - window, to: began });
      const question = { namespaces: request.namespaces, strict: false };
      const answer = await sweepFleet(source, { ...request, range }, question, { abort, deadline, isFollowed: true });
      if (answer.problem === undefined) {
        this.tell(answer, began);
      } else {
        this.fail(answer.problem, began);
      }
    } catch (error) {
      if (!abort.aborted) {
        this.fail(`The sweep failed. ${error instanceof Error ? error.message : ''}`.trim(), began);
      }
    }
  }

  private tell({ report, unread }: FleetAnswer, began: UnixMs): void {
    const { sweep, clock, exposition, request, say } = this.options;
    const until = settledUntil(report);
    const writes = countWrites(report, this.countedUntil ?? until, until);
    const scope = request.namespaces.length === 0 && request.cluster === undefined ? 'all' : 'part';
    exposition.tell(sweep, { report, unread, writes, scope });
    exposition.count(sweep, unread.length > 0 ? 'incomplete' : 'whole', clock.now() - began);
    this.countedUntil = until;
    this.lastRead = clock.now();
    if (this.trouble !== undefined) {
      say(`${nameOf(sweep)}: ${count(report.workloads.length, 'workload')} read.`);
    }
    // Said when it begins and when it changes, not at every sweep.
    if (this.unread !== unread.join('\n')) {
      unread.forEach((line) => say(`${nameOf(sweep)}: ${line}`));
    }
    this.trouble = undefined;
    this.unread = unread.join('\n');
  }

  /** What was found stands as long as a sweep could still see it; then nothing is known any more. */
  private fail(why: string, began: UnixMs): void {
    const { sweep, clock, exposition, window, say } = this.options;
    exposition.count(sweep, 'failed', clock.now() - began);
    if (this.lastRead !== undefined && clock.now() - this.lastRead > window) {
      exposition.forget(sweep);
    }
    if (this.trouble !== why) {
      say(`${nameOf(sweep)}: ${why}`);
    }
    this.trouble = why;
  }
}
