// How a sweep behaves towards a server that is not well: the whole question has a deadline (of a large fleet each step of it),
// a server that asks for time is given it, and after three failures of one kind without an answer between it is left alone.
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
  private controller = new AbortController();
  /** Ends the time that runs now. */
  private over = new AbortController();
  private readonly failures = new Map<FailureKind, number>();
  private endsAt: UnixMs = Infinity;
  private stop: Failure | undefined;
  /** True where it stopped for want of time, and not because of what the server said. */
  private wantsTime = false;
  /** How many answers came in the time that runs now. */
  private answers = 0;
  private isRenewed = false;
  private pausedUntil: UnixMs = -Infinity;
  private pauses = 0;

  public constructor(
    private readonly clock: Clock,
    private readonly deadline: Millis,
    private readonly caller?: AbortSignal
  ) {
    caller?.addEventListener('abort', this.cancel);
    this.begin();
  }

  /** Starts the time anew. */
  private begin(): void {
    const over = new AbortController();
    const controller = new AbortController();
    this.over = over;
    this.controller = controller;
    this.endsAt = this.clock.now() + this.deadline;
    if (this.caller?.aborted) {
      this.cancel();
    }
    void this.clock.sleep(this.deadline, over.signal).then(() => {
      if (!over.signal.aborted) {
        this.wantsTime ||= this.stop === undefined;
        this.stop ??= this.late();
        controller.abort(new Error(this.late().message));
      }
    });
  }

  /**
   * Gives what is asked from now on its own time: the next shard of a large fleet. To be called while nothing is under way.
   * A server that failed too often is left alone all the same, and so is one that told nothing at all in the time before.
   */
  public renew(): void {
    this.isRenewed = true;
    if (this.stop && !(this.wantsTime && this.answers > 0)) {
      return;
    }
    this.over.abort();
    this.stop = undefined;
    this.wantsTime = false;
    this.answers = 0;
    this.begin();
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
      this.answers++;
      return 'keep';
    }
    if (this.signal.aborted) {
      // What the deadline ended is no further failure: somebody else may get more time.
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
      this.wantsTime ||= this.stop === undefined && wait < this.deadline;
      this.stop ??= { ...failure, message };
      if (wait >= this.deadline) {
        return;
      }
    }
    this.pauses++;
    this.pausedUntil = this.clock.now() + Math.max(SHORTEST_PAUSE, wait);
  }

  /** No answer came before the deadline. */
  public late(): Failure {
    return {
      kind: 'timeout',
      message: `No answer within the ${duration(this.deadline)} set for ${this.isRenewed ? 'each step of a large fleet' : 'the whole question'}`,
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
