// One sweep of a large fleet by the product's own way, with what it took: until the end, until the first finding, for judging,
// and how long it kept silent or held the thread.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { analyze, mergeReports } from '../../../src/engine';
import type { Interval } from '../../../src/kit/interval';
import type { Report } from '../../../src/model/report';
import type { SeriesSet } from '../../../src/model/series';
import { recordSweep, sweep, type Recorded } from '../requests';

export interface Swept {
  readonly report: Report;
  readonly requests: readonly Recorded[];
  /** Milliseconds for all of it, for what came up to the first finding, for judging, and for putting the reports together. */
  readonly took: number;
  readonly first: number;
  readonly judged: number;
  readonly merged: number;
}

/** Judges each part as it comes and lets its samples go, as command line, pages and watcher do. */
class Judge {
  private readonly reports: Report[] = [];
  public readonly started = performance.now();
  public first = NaN;
  public judged = 0;
  public merged = 0;

  public readonly take = (part: SeriesSet): void => {
    const began = performance.now();
    const report = analyze(part);
    this.reports.push(report);
    this.judged += performance.now() - began;
    if (Number.isNaN(this.first) && report.findings.length > 0) {
      this.first = performance.now() - this.started;
    }
  };

  public report(): Report {
    const [first, ...others] = this.reports;
    if (!first) {
      throw new Error('nothing came');
    }
    const began = performance.now();
    const report = mergeReports([first, ...others]);
    this.merged = performance.now() - began;
    return report;
  }
}

/** Sweeps and judges. Of the answers only the sizes are kept. */
export async function sweepOnce(url: string, range: Interval): Promise<Swept> {
  const judge = new Judge();
  const { set, requests } = await recordSweep(url, range, { take: judge.take }, false);
  judge.take(set);
  const report = judge.report();
  const { first, judged, merged } = judge;
  return { report, requests, took: performance.now() - judge.started, first, judged, merged };
}

export interface Watched {
  /** Milliseconds without judging. */
  readonly took: number;
  /** Milliseconds in which nothing was told of the progress, at most. */
  readonly silence: number;
  /** Milliseconds in which the thread did nothing else, at most; judging happens elsewhere. */
  readonly block: number;
}

/** How a sweep behaves towards who waits for it; nothing is judged. */
export async function watchSweep(url: string, range: Interval): Promise<Watched> {
  const delays = monitorEventLoopDelay({ resolution: 5 });
  const started = performance.now();
  let told = started;
  let silence = 0;
  const onProgress = (): void => {
    silence = Math.max(silence, performance.now() - told);
    told = performance.now();
  };
  delays.enable();
  await sweep(url, range, { take: () => undefined, onProgress });
  delays.disable();
  return { took: performance.now() - started, silence, block: delays.max / 1e6 };
}

/** Milliseconds from Cancel until the sweep has ended, at most, at these shares of its time. */
export async function cancelSweep(
  url: string,
  range: Interval,
  took: number,
  shares: readonly number[]
): Promise<number> {
  let worst = 0;
  for (const share of shares) {
    const stop = new AbortController();
    let cancelled = NaN;
    setTimeout(() => {
      cancelled = performance.now();
      stop.abort();
    }, share * took);
    const ended = await sweep(url, range, { take: () => undefined, abort: stop.signal }).then(
      () => 'finished',
      () => 'cancelled'
    );
    // A sweep that was quicker this time has nothing to tell.
    worst = ended === 'cancelled' ? Math.max(worst, performance.now() - cancelled) : worst;
  }
  return worst;
}
