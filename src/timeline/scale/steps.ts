// Step functions as runs of change points, cut to a window by binary search: a flat hour costs one point, not 240.
import { firstAfter, lastAtOrBefore } from '../../kit/array';
import type { Interval, UnixMs } from '../../kit/interval';
import type { Curve } from '../../model/report';

/** A stretch without a gap: value i holds from times[i] until times[i + 1], the last one until `end`. */
export interface StepRun {
  readonly times: readonly UnixMs[];
  readonly values: readonly number[];
  readonly end: UnixMs;
}

interface OpenRun {
  times: UnixMs[];
  values: number[];
  end: UnixMs;
}

/** The change points of a curve inside `window`; a new run begins where two samples lie more than `staleAfter` apart. */
export function stepRuns(curve: Curve, window: Interval): StepRun[] {
  const runs: OpenRun[] = [];
  let open: OpenRun | undefined;
  const { times, values, staleAfter } = curve;
  for (let i = Math.max(0, lastAtOrBefore(times, window.from)); i < times.length; i++) {
    const at = times[i] ?? NaN;
    const value = values[i] ?? NaN;
    if (!open || at - open.end > staleAfter) {
      if (at > window.to) {
        break;
      }
      open = { times: [at], values: [value], end: at };
      runs.push(open);
    } else if (value !== open.values.at(-1) && at <= window.to) {
      open.times.push(at);
      open.values.push(value);
    }
    open.end = Math.max(open.end, Math.min(at, window.to));
    if (at > window.to) {
      break;
    }
  }
  return runs.map((run) => heldToEdge(run, window, staleAfter)).filter((run) => run.end >= window.from);
}

/** The last value stands until the edge of the window while it is still fresh there; the first is cut to the window. */
function heldToEdge(run: OpenRun, window: Interval, staleAfter: number): StepRun {
  const end = window.to - run.end <= staleAfter ? Math.max(run.end, window.to) : run.end;
  const [first = NaN, ...rest] = run.times;
  return { times: [Math.max(first, Math.min(window.from, end)), ...rest], values: run.values, end };
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

/** Cuts the window where either curve changes; neighbours with equal values are one span. */
export function pairSpans(a: Curve, b: Curve, window: Interval): PairSpan[] {
  const spans: PairSpan[] = [];
  for (const ra of stepRuns(a, window)) {
    for (const rb of stepRuns(b, window)) {
      pairRuns(ra, rb, spans);
    }
  }
  return spans.sort((x, y) => x.from - y.from);
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

/** Polyline of a run as x, y pairs; changes that fall on one pixel column become one vertical stroke. */
export function stepPath(run: StepRun, x: (at: UnixMs) => number, y: (value: number) => number): Float64Array {
  const points: number[] = [];
  let column = -Infinity;
  let low = 0;
  let high = 0;
  let last = y(run.values[0] ?? NaN);
  points.push(x(run.times[0] ?? NaN), last);
  for (let i = 1; i < run.times.length; i++) {
    const px = x(run.times[i] ?? NaN);
    const py = y(run.values[i] ?? NaN);
    if (px - column < 0.75) {
      if (py < low || py > high) {
        low = Math.min(low, py);
        high = Math.max(high, py);
        points.push(column, low, column, high);
      }
      points.push(column, py);
    } else {
      column = px;
      low = Math.min(last, py);
      high = Math.max(last, py);
      points.push(px, last, px, py);
    }
    last = py;
  }
  points.push(x(run.end), last);
  return Float64Array.from(points);
}
