// A series as the engine reads it: a step function with the spans in which it is known.
import { firstAfter, lastAtOrBefore } from '../kit/array';
import type { Interval, Millis, UnixMs } from '../kit/interval';

/** Samples of one quantity. A value holds from its sample until the next one, at most `staleAfter` long. */
export interface Signal {
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** After this long without a sample the value is no longer known, milliseconds. */
  readonly staleAfter: Millis;
}

const NO_VALUES = new Float64Array();

/** A change between two neighbouring samples: it happened in (interval.from, interval.to]. */
export interface Edge {
  readonly interval: Interval;
  readonly from: number;
  readonly to: number;
  /** True when the two samples lie further apart than scrapes do: the time is hardly known. */
  readonly acrossGap: boolean;
}

/** The value at `t`; undefined before the first sample and where the signal is stale. */
export function valueAt(signal: Signal | undefined, t: UnixMs): number | undefined {
  if (!signal) {
    return undefined;
  }
  const i = lastAtOrBefore(signal.times, t);
  const at = signal.times[i];
  return at !== undefined && t - at <= signal.staleAfter ? signal.values[i] : undefined;
}

/** The first value after `t`, no later than `within` milliseconds. */
export function valueAfter(signal: Signal | undefined, t: UnixMs, within: Millis): number | undefined {
  if (!signal) {
    return undefined;
  }
  const i = firstAfter(signal.times, t);
  const at = signal.times[i];
  return at !== undefined && at - t <= within ? signal.values[i] : undefined;
}

/** The last value of the signal, whenever it was. */
export function lastValue(signal: Signal | undefined): number | undefined {
  return signal?.values.at(-1);
}

/** All changes, in order. */
export function edgesOf(signal: Signal | undefined): Edge[] {
  const edges: Edge[] = [];
  if (!signal) {
    return edges;
  }
  for (let i = 1; i < signal.times.length; i++) {
    const from = signal.values[i - 1] ?? NaN;
    const to = signal.values[i] ?? NaN;
    if (from !== to) {
      const interval = { from: signal.times[i - 1] ?? NaN, to: signal.times[i] ?? NaN };
      edges.push({ interval, from, to, acrossGap: interval.to - interval.from > signal.staleAfter });
    }
  }
  return edges;
}

/** The spans in which the signal is known, ending with its last sample. */
export function coverageOf(signal: Signal): Interval[] {
  const spans: Array<{ from: number; to: number }> = [];
  for (const t of signal.times) {
    const last = spans.at(-1);
    if (last && t - last.to <= signal.staleAfter) {
      last.to = t;
    } else {
      spans.push({ from: t, to: t });
    }
  }
  return spans;
}

/** The spans in which `test` holds sample after sample: from the first true sample to the last one of the run. */
export function runsWhere(signal: Signal | undefined, test: (value: number, at: UnixMs) => boolean): Interval[] {
  const runs: Array<{ from: number; to: number }> = [];
  if (!signal) {
    return runs;
  }
  let open: { from: number; to: number } | undefined;
  for (let i = 0; i < signal.times.length; i++) {
    const at = signal.times[i] ?? NaN;
    if (open && at - open.to > signal.staleAfter) {
      open = undefined;
    }
    if (!test(signal.values[i] ?? NaN, at)) {
      open = undefined;
    } else if (open) {
      open.to = at;
    } else {
      open = { from: at, to: at };
      runs.push(open);
    }
  }
  return runs;
}

/** Samples with span.from < time <= span.to as [time, value] pairs. */
export function samplesIn(signal: Signal | undefined, span: Interval): Array<[UnixMs, number]> {
  const found: Array<[UnixMs, number]> = [];
  if (!signal) {
    return found;
  }
  for (let i = firstAfter(signal.times, span.from); i < signal.times.length; i++) {
    const at = signal.times[i] ?? NaN;
    if (at > span.to) {
      break;
    }
    found.push([at, signal.values[i] ?? NaN]);
  }
  return found;
}

/** Values of the samples with span.from < time <= span.to: a view, to be looked at and not kept. */
export function valuesIn(signal: Signal | undefined, span: Interval): Float64Array {
  return signal
    ? signal.values.subarray(firstAfter(signal.times, span.from), firstAfter(signal.times, span.to))
    : NO_VALUES;
}

/** A new signal with each value mapped; samples for which `f` gives undefined are left out. */
export function mapSignal(signal: Signal, f: (value: number, at: UnixMs) => number | undefined): Signal {
  const times: number[] = [];
  const values: number[] = [];
  signal.times.forEach((at, i) => {
    const value = f(signal.values[i] ?? NaN, at);
    if (value !== undefined && Number.isFinite(value)) {
      times.push(at);
      values.push(value);
    }
  });
  return { times: Float64Array.from(times), values: Float64Array.from(values), staleAfter: signal.staleAfter };
}

/** Samples of one quantity. */
type Samples = Pick<Signal, 'times' | 'values'>;

/**
 * The parts of a counter added up: at every sample of any part, with the last value of the others. A part that begins later
 * counts from its first sample on.
 */
export function sumOfParts(parts: readonly Samples[]): Samples {
  const times = Float64Array.from(new Set(parts.flatMap((part) => Array.from(part.times)))).sort();
  const values = new Float64Array(times.length);
  for (const part of parts) {
    let k = -1;
    times.forEach((t, i) => {
      while ((part.times[k + 1] ?? Infinity) <= t) {
        k++;
      }
      values[i] = (values[i] ?? 0) + (part.values[k] ?? 0);
    });
  }
  return { times, values };
}
