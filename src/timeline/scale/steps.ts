// Step functions as runs of change points, cut to a window by binary search: a flat hour costs one point, not 240.
import { firstAfter, lastAtOrBefore } from '../../kit/array';
import type { Interval, Millis, UnixMs } from '../../kit/interval';
import { remembered } from '../../kit/remembered';
import type { Curve } from '../../model/report';
import { wholeRuns, type StepRun } from './wholeRuns';

export type { StepRun };

/** The change points of a curve inside `window`; a new run begins where two samples lie more than `staleAfter` apart. */
export function stepRuns(curve: Curve, window: Interval): StepRun[] {
  const { starts, runs } = wholeRuns(curve);
  const inside: StepRun[] = [];
  for (let i = Math.max(0, lastAtOrBefore(starts, window.from)); i < runs.length; i++) {
    const run = runs[i];
    if (!run || (starts[i] ?? NaN) > window.to) {
      break;
    }
    const cut = cutTo(run, window, curve.staleAfter);
    if (cut.end >= window.from) {
      inside.push(cut);
    }
  }
  return inside;
}

/** The last value stands until the edge of the window while it is still fresh there; the first is cut to the window. */
function cutTo(run: StepRun, window: Interval, staleAfter: number): StepRun {
  const seen = Math.min(run.end, window.to);
  const end = window.to - seen <= staleAfter ? window.to : seen;
  const first = Math.max(0, lastAtOrBefore(run.times, window.from));
  const after = lastAtOrBefore(run.times, window.to) + 1;
  const times = run.times.slice(first, after);
  times[0] = Math.max(times[0] ?? NaN, Math.min(window.from, end));
  return { times, values: run.values.slice(first, after), end };
}

/** Each value of a curve inside the window, as long as it stood and was seen. */
export function stretches(curve: Curve, window: Interval): Array<{ interval: Interval; value: number }> {
  return stepRuns(curve, window).flatMap((run) =>
    run.times.map((from, i) => ({
      interval: { from, to: run.times[i + 1] ?? run.end },
      value: run.values[i] ?? NaN,
    }))
  );
}

/** Two curves side by side: spans in which neither changes and both are known. */
export interface PairSpan extends Interval {
  readonly a: number;
  readonly b: number;
}

/** Every span of two whole curves, in order; the same in every window. */
const wholePairs = remembered((a: Curve) =>
  remembered((b: Curve) => {
    const spans: PairSpan[] = [];
    pairAll(wholeRuns(a).runs, wholeRuns(b).runs, spans);
    return { spans, ends: Float64Array.from(spans, ({ to }) => to) };
  })
);

/** Cuts the window where either curve changes, in order of time. */
export function pairSpans(a: Curve, b: Curve, window: Interval): PairSpan[] {
  const { spans, ends } = wholePairs(a)(b);
  // What ended by then does not stand until the end of the window for being fresh there still.
  const settled = window.to - Math.max(a.staleAfter, b.staleAfter) - 1;
  const first = firstAfter(ends, window.from);
  const inside = spans.slice(first, Math.max(first, firstAfter(ends, settled)));
  const [head] = inside;
  if (head && head.from < window.from) {
    inside[0] = { ...head, from: window.from };
  }
  // A span that begins later than that says nothing of what stands in between, at the end of the window.
  const from = Math.max(window.from, Math.min(settled, spans[first + inside.length]?.from ?? settled));
  const rest = { from, to: window.to };
  pairAll(stepRuns(a, rest), stepRuns(b, rest), inside);
  return inside;
}

function pairAll(as: readonly StepRun[], bs: readonly StepRun[], out: PairSpan[]): void {
  for (let i = 0, j = 0; i < as.length && j < bs.length;) {
    const [ra, rb] = [as[i], bs[j]];
    if (ra && rb) {
      pairRuns(ra, rb, out);
    }
    const isFirstDone = (ra?.end ?? Infinity) <= (rb?.end ?? Infinity);
    i += isFirstDone ? 1 : 0;
    j += isFirstDone ? 0 : 1;
  }
}

function pairRuns(a: StepRun, b: StepRun, out: PairSpan[]): void {
  const end = Math.min(a.end, b.end);
  let from = Math.max(a.times[0] ?? NaN, b.times[0] ?? NaN);
  let i = Math.max(0, lastAtOrBefore(a.times, from));
  let j = Math.max(0, lastAtOrBefore(b.times, from));
  while (from < end) {
    const nextA = a.times[i + 1] ?? Infinity;
    const nextB = b.times[j + 1] ?? Infinity;
    const to = Math.min(nextA, nextB, end);
    out.push({ from, to, a: a.values[i] ?? NaN, b: b.values[j] ?? NaN });
    i += nextA <= to ? 1 : 0;
    j += nextB <= to ? 1 : 0;
    from = to;
  }
}

/** Joins neighbouring pair spans for which `test` says the same, and keeps those where it holds. */
export function spansWhere(spans: readonly PairSpan[], test: (span: PairSpan) => boolean): PairSpan[][] {
  const groups: PairSpan[][] = [];
  let open: PairSpan[] | undefined;
  for (const span of spans) {
    if (!test(span)) {
      open = undefined;
    } else if (open && open.at(-1)?.to === span.from) {
      open.push(span);
    } else {
      open = [span];
      groups.push(open);
    }
  }
  return groups;
}

/** Groups with less than so much time between them are one: where that is less than a pixel nobody sees a gap. */
export function joined(groups: ReadonlyArray<readonly PairSpan[]>, within: Millis): PairSpan[][] {
  const out: PairSpan[][] = [];
  for (const group of groups) {
    const last = out.at(-1);
    if (last && (group[0]?.from ?? Infinity) - (last.at(-1)?.to ?? -Infinity) < within) {
      group.forEach((span) => last.push(span));
    } else {
      out.push([...group]);
    }
  }
  return out;
}

/** One side of neighbouring spans as a run. */
export function runOf(spans: readonly PairSpan[], value: (span: PairSpan) => number): StepRun {
  return { times: spans.map((span) => span.from), values: spans.map(value), end: spans.at(-1)?.to ?? NaN };
}

/** How many samples of the curve lie in [from, to). */
export function samplesWithin(curve: Curve, span: Interval): number {
  return lastAtOrBefore(curve.times, span.to - 1) - firstAfter(curve.times, span.from - 1) + 1;
}

/** Smallest and largest value inside the window; undefined without samples there. */
export function valueExtent(curve: Curve, window: Interval): { min: number; max: number } | undefined {
  let min = Infinity;
  let max = -Infinity;
  for (const run of stepRuns(curve, window)) {
    for (const value of run.values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
  }
  return min <= max ? { min, max } : undefined;
}

/** Less than this apart two changes fall on one pixel column. */
const COLUMN = 0.75;

/**
 * Polyline of a run as x, y pairs; changes that fall on one pixel column become one vertical stroke, so that a path is as long
 * as the screen is wide, however much happened.
 */
export function stepPath(run: StepRun, x: (at: UnixMs) => number, y: (value: number) => number): Float64Array {
  const points: number[] = [];
  let last = y(run.values[0] ?? NaN);
  points.push(x(run.times[0] ?? NaN), last);
  let open: Column | undefined;
  for (let i = 1; i < run.times.length; i++) {
    const px = x(run.times[i] ?? NaN);
    if (!open || px - open.x >= COLUMN) {
      endColumn(open, last, points);
      open = { x: px, before: last, low: last, high: last };
    }
    last = y(run.values[i] ?? NaN);
    open.low = Math.min(open.low, last);
    open.high = Math.max(open.high, last);
  }
  endColumn(open, last, points);
  points.push(x(run.end), last);
  return Float64Array.from(points);
}

interface Column {
  readonly x: number;
  readonly before: number;
  low: number;
  high: number;
}

/** The stroke of one column: from where the line came, over its peaks, to where it goes on. */
function endColumn(column: Column | undefined, last: number, points: number[]): void {
  if (!column) {
    return;
  }
  const { x, before, low, high } = column;
  points.push(x, before);
  if (low < Math.min(before, last)) {
    points.push(x, low);
  }
  if (high > Math.max(before, last)) {
    points.push(x, high);
  }
  points.push(x, last);
}
