// One sweep in progress: sends planned queries, a few at a time, and keeps what came back, what failed and how far it is.
import type { Interval } from '../kit/interval';
import { addCleaned, NOTHING_CLEANED, type Cleaned } from '../model/cleaned';
import type { FailedQuery, Series, SignalKind } from '../model/series';
import { classify } from '../queries/classify';
import type { PlannedQuery } from '../queries/plan';
import { explainError } from './explainError';
import type { SweepOptions } from './seriesSource';
import type { Transport, TransportAnswer } from './transport';

/** Requests under way at once: Prometheus gains at most its cores, VictoriaMetrics queues beyond four (docs/performance.md). */
const IN_FLIGHT = 3;

/** What to do with an answer instead of keeping its series. */
export type Take = (answer: TransportAnswer) => void;

export class Inquiry {
  public series: Series[] = [];
  public readonly failed: FailedQuery[] = [];
  public readonly notices: string[] = [];
  public readonly asked = new Set<SignalKind>();
  public cleaned: Cleaned = NOTHING_CLEANED;
  private answered = 0;
  private total = 0;

  public constructor(
    private readonly transport: Transport,
    private readonly clusterLabel: string,
    private readonly options: SweepOptions
  ) {}

  /** Runs the queries; each answer is kept, or handed to `take`, as it comes. Rejects only when aborted. */
  public async ask(queries: readonly PlannedQuery[], range: Interval, take?: Take): Promise<void> {
    this.total += queries.length;
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let query = queries[next++]; query; query = queries[next++]) {
        this.options.abort?.throwIfAborted();
        const answer = await this.send(query, range);
        this.receive(query, answer, take);
        this.answered++;
        this.options.onProgress?.({ answered: this.answered, total: this.total, waitingFor: query.id });
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  }

  private async send(query: PlannedQuery, range: Interval): Promise<TransportAnswer | undefined> {
    const { abort } = this.options;
    const question = { id: query.id, expr: query.expr, from: range.from };
    const answers =
      query.stepSeconds === undefined
        ? await this.transport.instant([question], range.to, abort)
        : await this.transport.range([question], { ...range, stepSeconds: query.stepSeconds }, abort);
    return answers[0];
  }

  private receive(query: PlannedQuery, answer: TransportAnswer | undefined, take: Take | undefined): void {
    if (!answer) {
      return;
    }
    this.notices.push(...answer.notices);
    this.cleaned = addCleaned(this.cleaned, answer.cleaned);
    if (answer.error) {
      this.failed.push({ kinds: query.kinds, query: query.expr, message: explainError(answer.error.message) });
    }
    if (take) {
      take(answer);
      return;
    }
    query.kinds.forEach((kind) => this.asked.add(kind));
    for (const raw of answer.series) {
      const identity = classify(raw.labels, this.clusterLabel, query.kind);
      if (identity && raw.times.length > 0) {
        this.series.push({ ...identity, times: raw.times, values: raw.values });
      }
    }
  }
}
