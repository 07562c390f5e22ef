// One sweep in progress: sends planned queries, a few at a time and with manners, and keeps what came back, what failed and
// how far it is.
import type { Interval } from '../kit/interval';
import { finishPausing, type Steps } from '../kit/steps';
import { duration } from '../kit/text';
import { addCleaned, NOTHING_CLEANED, type Cleaned } from '../model/cleaned';
import { failureText, type Failure } from '../model/failure';
import type { FailedQuery, LeftOut, SignalKind } from '../model/series';
import { classify } from '../queries/classify';
import type { PlannedQuery } from '../queries/plan';
import { throwIfAborted, whenAborted } from '../kit/abort';
import type { Read } from './clusterChoice';
import type { Labelled } from './collisions';
import { IN_FLIGHT } from './gate';
import type { Manners } from './manners';
import { readFailure } from './readFailure';
import type { SweepOptions } from './seriesSource';
import type { Transport, TransportAnswer } from './transport';

/** What to do with an answer instead of keeping its series. */
export type Take<Q extends PlannedQuery = PlannedQuery> = (answer: TransportAnswer, query: Q) => void;

/** What of these reads is known already. */
interface Told {
  readonly of: readonly Read[];
  readonly clusterLabel: string;
  upTo: number;
  readonly series: Labelled[];
}

/** Series that are told apart at once: some milliseconds. */
const SLICE = 500;

export class Inquiry {
  /** What came, as the database told it: whose it is, is said when the clusters of all of it can be told apart. */
  public reads: Read[] = [];
  public readonly failed: FailedQuery[] = [];
  public readonly leftOut: LeftOut[] = [];
  public readonly notices: string[] = [];
  public readonly asked = new Set<SignalKind>();
  public cleaned: Cleaned = NOTHING_CLEANED;
  private told: Told = { of: [], clusterLabel: '', upTo: 0, series: [] };
  private answered = 0;
  private total = 0;

  public constructor(
    private readonly transport: Transport,
    private readonly options: SweepOptions,
    private readonly manners: Manners
  ) {}

  /** Runs the queries; each answer is kept, or handed to `take`, as it comes. Rejects only when aborted. */
  public async ask<Q extends PlannedQuery>(queries: readonly Q[], range: Interval, take?: Take<Q>): Promise<void> {
    this.total += queries.length;
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let query = queries[next++]; query; query = queries[next++]) {
        await this.askOne(query, range, take);
        this.answered++;
        this.tell(query);
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  }

  /** Gives what is asked from now on its own time. */
  public renew(): void {
    this.manners.renew();
  }

  private async askOne<Q extends PlannedQuery>(query: Q, range: Interval, take: Take<Q> | undefined): Promise<void> {
    let answer: TransportAnswer | undefined;
    for (;;) {
      const stop = await this.manners.turn();
      if (stop) {
        return answer ? this.receive(query, answer, take) : this.leaveOut(query, stop);
      }
      const { round } = this.manners;
      answer = await this.send(query, range);
      if (this.manners.judge(answer.error, round) === 'keep') {
        return this.receive(query, answer, take);
      }
      this.tell(query);
    }
  }

  private tell(query: PlannedQuery): void {
    const { pause } = this.manners;
    this.options.onProgress?.({
      answered: this.answered,
      total: this.total,
      waitingFor: query.id,
      pause: pause > 0 ? `the server asks to wait ${duration(pause)}` : undefined,
    });
  }

  /** One answer; silence beyond the deadline is an answer too, whether or not the transport lets go. */
  private async send(query: PlannedQuery, range: Interval): Promise<TransportAnswer> {
    const { signal } = this.manners;
    const { id, expr, windowed } = query;
    const question = { id, expr, from: range.from, ...(this.options.isFollowed && windowed && { windowed }) };
    const failed = (error: Failure): TransportAnswer => ({ id: query.id, series: [], notices: [], error });
    const { over, release } = whenAborted(signal);
    try {
      const asked =
        query.stepSeconds === undefined
          ? this.transport.instant([question], range.to, signal)
          : this.transport.range([question], { ...range, stepSeconds: query.stepSeconds }, signal);
      const [answer] = await Promise.race([asked, over]);
      return answer ?? failed(readFailure({ text: 'The data source left this query without an answer.' }));
    } catch (error) {
      throwIfAborted(this.options.abort);
      return failed(signal.aborted ? this.manners.late() : readFailure({ text: textOf(error) }));
    } finally {
      release();
    }
  }

  private leaveOut(query: PlannedQuery, why: Failure): void {
    query.kinds.forEach((kind) => this.asked.add(kind));
    const reason = why.message.charAt(0).toLowerCase() + why.message.slice(1);
    this.fail(query, { ...why, message: `Not asked: ${reason}` }, { notAsked: true });
  }

  private fail(query: PlannedQuery, error: Failure, more: Pick<FailedQuery, 'partial' | 'notAsked'> = {}): void {
    const { kinds, expr, namespaces } = query;
    this.failed.push({
      kinds,
      query: expr,
      message: failureText(error),
      error,
      ...(namespaces && { namespaces }),
      ...more,
    });
  }

  private receive<Q extends PlannedQuery>(query: Q, answer: TransportAnswer, take: Take<Q> | undefined): void {
    this.notices.push(...answer.notices);
    this.cleaned = addCleaned(this.cleaned, answer.cleaned);
    if (answer.error) {
      this.fail(query, answer.error);
    } else if (answer.partial) {
      this.fail(query, answer.partial, { partial: true });
    }
    if (take) {
      take(answer, query);
      return;
    }
    query.kinds.forEach((kind) => this.asked.add(kind));
    for (const { labels: told, times, values } of answer.series) {
      if (times.length > 0) {
        const labels = query.metric === undefined ? told : { ...told, __name__: query.metric };
        this.reads.push({ labels, times, values, ...(query.kind && { kind: query.kind }) });
      }
    }
  }

  /** The series of ours among what was read, with the clusters told apart by these labels. What was told before stands. */
  public classified(clusterLabel: string, upTo = this.reads.length): readonly Labelled[] {
    if (this.told.of !== this.reads || this.told.clusterLabel !== clusterLabel) {
      this.told = { of: this.reads, clusterLabel, upTo: 0, series: [] };
    }
    const { series } = this.told;
    for (let i = this.told.upTo; i < upTo; i++) {
      const read = this.reads[i] as Read;
      const identity = classify(read.labels, clusterLabel, read.kind);
      if (identity) {
        const { kind, cluster, namespace, object, attributes } = identity;
        const { labels, times, values } = read;
        series.push({ kind, cluster, namespace, object, attributes, labels, times, values });
      }
    }
    this.told.upTo = Math.max(this.told.upTo, upTo);
    return series;
  }

  /** The same, with room for other work between slices. */
  public async classifiedInSlices(clusterLabel: string): Promise<readonly Labelled[]> {
    for (let i = SLICE; i < this.reads.length; i += SLICE) {
      this.classified(clusterLabel, i);
      await this.pause();
    }
    return this.classified(clusterLabel);
  }

  /** Does long work with room for others between its steps. */
  public finish<T>(steps: Steps<T>): Promise<T> {
    return finishPausing(steps, () => this.pause());
  }

  /** Lets the thread do what waits, where that was asked for. */
  public async pause(): Promise<void> {
    await this.options.pause?.();
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The request failed.';
}
