// Sweeps under way, apart from the pages that show them: whoever opens the first finding of a large fleet finds the sweep further
// on when coming back. A sweep ends when it is cancelled, when the app is left, and when nobody looks at it and something is
// asked that lies outside of it.
import type { Progress } from '../../views/states/LoadingState';
import type { AnswerStore } from './answerStore';
import { isPoorer } from './fuller';
import { covers, questionKey, type Answer, type Question } from './question';
import { isTotalFailure, runSweep, type SweepTools } from './runSweep';

/** Who looks at a sweep. */
export interface Onlooker {
  readonly onProgress: (progress: Progress) => void;
  /** After each part of a large fleet; `tell` makes the answer to what was read so far. */
  readonly onPart: (tell: () => Answer) => void;
  readonly onDone: (answer: Answer) => void;
  /** The sweep broke off, or somebody else ended it, for the reason in words. */
  readonly onBroken: (message: string) => void;
}

/** One sweep under way. */
export class SweepUnderWay {
  private readonly controller = new AbortController();
  private readonly onlookers = new Set<Onlooker>();
  private progress: Progress | undefined;
  private tell: (() => Answer) | undefined;

  public constructor(
    public readonly question: Question,
    private readonly store: AnswerStore,
    private readonly isOver: () => void
  ) {}

  public get isWatched(): boolean {
    return this.onlookers.size > 0;
  }

  public run(tools: SweepTools): void {
    const { signal } = this.controller;
    runSweep(this.question, tools, signal, {
      onProgress: (progress) => {
        this.progress = progress;
        this.each(({ onProgress }) => onProgress(progress));
      },
      onPart: (tell) => {
        this.tell = tell;
        this.each(({ onPart }) => onPart(tell));
      },
    }).then(
      (answer) => {
        if (!signal.aborted) {
          this.isOver();
          this.keep(answer);
          this.each(({ onDone }) => onDone(answer));
        }
      },
      (error: unknown) => {
        if (!signal.aborted) {
          this.isOver();
          this.keepSoFar();
          this.each(({ onBroken }) => onBroken(error instanceof Error ? error.message : 'The sweep broke off.'));
        }
      }
    );
  }

  /** Looks on, and hears at once how far it is. Returns how to stop looking: the sweep goes on. */
  public watch(onlooker: Onlooker): () => void {
    this.onlookers.add(onlooker);
    if (this.progress) {
      onlooker.onProgress(this.progress);
    }
    if (this.tell) {
      onlooker.onPart(this.tell);
    }
    return () => this.onlookers.delete(onlooker);
  }

  /** Keeps an answer for the pages, unless what is kept knows more. */
  public keep(answer: Answer): void {
    if (!isTotalFailure(answer) && !isPoorer(answer, this.store.find(this.question))) {
      this.store.put(answer);
    }
  }

  /** What it knows so far stays with the pages; whoever still looks on hears why, and then no more of it. */
  public end(reason: string): void {
    this.isOver();
    this.keepSoFar();
    this.each(({ onBroken }) => onBroken(reason));
    this.onlookers.clear();
    this.controller.abort(new Error(reason));
  }

  private keepSoFar(): void {
    if (this.tell) {
      this.keep(this.tell());
    }
  }

  private each(tell: (onlooker: Onlooker) => void): void {
    if (!this.controller.signal.aborted) {
      [...this.onlookers].forEach(tell);
    }
  }
}

/** All of them. */
export class SweepsUnderWay {
  private readonly sweeps = new Map<string, SweepUnderWay>();

  public constructor(
    private readonly tools: SweepTools,
    private readonly store: AnswerStore
  ) {}

  /** The sweep of this very question. */
  public find(question: Question): SweepUnderWay | undefined {
    return this.sweeps.get(questionKey(question));
  }

  /** Begins a sweep, in place of one of the same question. */
  public begin(question: Question): SweepUnderWay {
    const key = questionKey(question);
    this.sweeps.get(key)?.end('A newer sweep took over.');
    const sweep: SweepUnderWay = new SweepUnderWay(question, this.store, () => {
      if (this.sweeps.get(key) === sweep) {
        this.sweeps.delete(key);
      }
    });
    this.sweeps.set(key, sweep);
    sweep.run(this.tools);
    return sweep;
  }

  /** Ends what nobody looks at and does not hold what is asked now of the same data source. */
  public makeWayFor(question: Question): void {
    this.endAll(
      (sweep) => !sweep.isWatched && sweep.question.ds === question.ds && !covers(sweep.question, question),
      'Another question took its place.'
    );
  }

  /** Ends what nobody looks at, but for these data sources. */
  public keepOnly(sources: readonly string[]): void {
    this.endAll((sweep) => !sweep.isWatched && !sources.includes(sweep.question.ds), 'Another data source was chosen.');
  }

  /** The app is left. */
  public leave(): void {
    this.endAll(() => true, 'The app was left.');
  }

  private endAll(isMeant: (sweep: SweepUnderWay) => boolean, reason: string): void {
    [...this.sweeps.values()].filter(isMeant).forEach((sweep) => sweep.end(reason));
  }
}
