// How a sweep behaves towards a server that is not well: the whole question has a deadline, a server that asks for time is
// given it, and after three failures of one kind without an answer between it is left alone.
import { duration } from '../kit/text';
import type { Millis, UnixMs } from '../kit/interval';
import type { Failure, FailureKind } from '../model/failure';
import { throwIfAborted } from '../kit/abort';
import type { Clock } from './clock';

/** Time for a whole question, where nobody set another. */
export const DEFAULT_DEADLINE: Millis = 60_000;
/** Failures of one kind, with no answer between, after which nothing more is asked. */
const STRIKES = 3;
/** Pause after "too many queries" without a Retry-After: Grafana's data sources do not hand that header on. */
const USUAL_PAUSE: Millis = 5000;
const SHORTEST_PAUSE: Millis = 1000;

const RAISE =
  'Choose a shorter time range or fewer namespaces, or set a later deadline (app settings; command line: --deadline).';

/** Whether to take a result or to ask again after the pause. */
type Verdict = 'keep' | 'again';

/** The course of one sweep. `end` must be called when it is over. */
export class Manners {
  private readonly controller = new AbortController();
  private readonly over = new AbortController();
  private readonly failures = new Map<FailureKind, number>();
  private readonly endsAt: UnixMs;
  private stop: Failure | undefined;
  private pausedUntil: UnixMs = -Infinity;
  private pauses = 0;

  public constructor(
    private readonly clock: Clock,
    private readonly deadline: Millis,
    private readonly caller?: AbortSignal
  ) {
    this.endsAt = clock.now() + deadline;
    caller?.addEventListener('abort', this.cancel);
    if (caller?.aborted) {
      this.cancel();
    }
    void clock.sleep(deadline, this.over.signal).then(() => {
      if (!this.over.signal.aborted) {
        this.stop ??= this.late();
        this.controller.abort(new Error(this.late().message));
      }
    });
  }

  private readonly cancel = (): void => this.controller.abort(this.caller?.reason);

  public end(): void {
    this.caller?.removeEventListener('abort', this.cancel);
    this.over.abort();
  }

  /** Aborted by the caller and by the deadline. */
  public get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** How many pauses there were: an answer is judged by those that its request knew of. */
  public get round(): number {
    return this.pauses;
  }

  /** Time that the server still asks for. */
  public get pause(): Millis {
    return Math.max(0, this.pausedUntil - this.clock.now());
  }

  /** Waits while the server asks for time; then says why nothing more may be asked, if so. */
  public async turn(): Promise<Failure | undefined> {
    while (!this.stop && this.pause > 0 && !this.signal.aborted) {
      await this.clock.sleep(this.pause, this.signal);
    }
    throwIfAborted(this.caller);
    return this.stop;
  }

  /**
   * What becomes of a query that was answered or failed.
   * @param round that of the moment when it was sent
   */
  public judge(failure: Failure | undefined, round: number): Verdict {
    if (!failure) {
      this.failures.clear();
      return 'keep';
    }
    const wait = failure.kind === 'rate' ? (failure.retryAfterMs ?? USUAL_PAUSE) : failure.retryAfterMs;
    if (wait === undefined) {
      this.strike(failure);
      return 'keep';
    }
    // What was sent before a pause that another one brought about is no further failure.
    if (round === this.pauses) {
      this.strike(failure);
      this.rest(failure, wait);
    }
    return this.stop ? 'keep' : 'again';
  }

  private rest(failure: Failure, wait: Millis): void {
    if (this.clock.now() + wait >= this.endsAt) {
      const message = `The server asks to wait ${duration(wait)}, longer than the time left`;
      this.stop ??= { ...failure, message };
      return;
    }
    this.pauses++;
    this.pausedUntil = this.clock.now() + Math.max(SHORTEST_PAUSE, wait);
  }

  /** No answer came before the deadline. */
  public late(): Failure {
    return {
      kind: 'timeout',
      message: `No answer within the ${duration(this.deadline)} set for the whole question`,
      advice: RAISE,
    };
  }

  private strike(failure: Failure): void {
    const strikes = (this.failures.get(failure.kind) ?? 0) + 1;
    this.failures.set(failure.kind, strikes);
    if (strikes >= STRIKES) {
      this.stop ??= { ...failure, message: `${STRIKES} queries in a row failed alike: ${failure.message}` };
    }
  }
}
