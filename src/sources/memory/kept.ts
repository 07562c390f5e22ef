// An answer that is remembered: its series by all their labels, and how far it goes.
import type { Millis, UnixMs } from '../../kit/interval';
import { medianGap } from '../../kit/stats';
import type { Labels } from '../../model/series';
import type { RawSeries } from '../transport';

/** Every sample in (begin, end], as the database told it at `end`. */
export interface Kept {
  readonly begin: UnixMs;
  readonly end: UnixMs;
  /** Until when it was last read in full. */
  readonly fullAt: UnixMs;
  readonly series: ReadonlyMap<string, RawSeries>;
  /** The key of a series, by its labels. */
  readonly keyOf: (labels: Labels) => string;
  /** The longest usual distance of two samples of one of its series; 0 where none has two. */
  readonly gap: Millis;
}

/** One text for a label set, in whatever order a database tells it. */
export function labelKey(labels: Labels): string {
  const names = Object.keys(labels).sort();
  return JSON.stringify(names.map((name) => [name, labels[name]]));
}

/** The same for series of one name, which a database may leave out. */
export function keyWithoutName({ __name__: _, ...labels }: Labels): string {
  return labelKey(labels);
}

/** Where samples after this instant begin in a column. */
function indexAfter(times: Float64Array, at: UnixMs): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? NaN) <= at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The samples in (from, to], in columns of their own. */
export function samplesIn({ labels, times, values }: RawSeries, from: UnixMs, to: UnixMs): RawSeries {
  const [first, end] = [indexAfter(times, from), indexAfter(times, to)];
  return { labels, times: times.slice(first, end), values: values.slice(first, end) };
}

/** One after the other, in columns of their own. */
export function joined(one: RawSeries, other: RawSeries): RawSeries {
  const length = one.times.length;
  const times = new Float64Array(length + other.times.length);
  const values = new Float64Array(length + other.times.length);
  for (let i = 0; i < times.length; i++) {
    const [from, k] = i < length ? [one, i] : [other, i - length];
    times[i] = from.times[k] ?? NaN;
    values[i] = from.values[k] ?? NaN;
  }
  return { labels: one.labels, times, values };
}

/** The longest usual distance of samples. */
export function longestGap(series: Iterable<RawSeries>): Millis {
  let longest = 0;
  for (const { times } of series) {
    longest = Math.max(longest, medianGap(times) ?? 0);
  }
  return longest;
}

/** The last sample of an answer: where a database is behind by itself, nothing newer is missing in it. */
export function newestOf(series: Iterable<RawSeries>): UnixMs {
  let newest = -Infinity;
  for (const { times } of series) {
    newest = Math.max(newest, times[times.length - 1] ?? -Infinity);
  }
  return newest;
}
