// An answer as it is remembered: most series stand still, so of each the runs of one value are kept, series that were scraped
// together share one column of times, and equal texts of labels are one.
import type { RawSeries } from '../transport';
import type { Kept } from './kept';

/** Values one after the other; each stands from its sample on until the next one's. */
interface Runs {
  readonly firsts: readonly number[];
  readonly values: readonly number[];
}

interface PackedSeries {
  /** Names of labels, which most series of an answer share, and the value of each. */
  readonly names: readonly string[];
  readonly texts: readonly string[];
  readonly times: Float64Array;
  /** One value where it never changed. */
  readonly values: number | Runs | Float64Array;
}

export interface Packed extends Omit<Kept, 'series'> {
  readonly series: readonly PackedSeries[];
  /** About how much it takes. */
  readonly bytes: number;
}

/** What a series takes besides its numbers (measured: docs/performance.md). */
const SERIES_BYTES = 600;
const NUMBER_BYTES = 8;
/** Runs are kept where they are at most this share of the samples: each takes two numbers. */
const WORTH = 0.4;

function packedValues(values: Float64Array): PackedSeries['values'] {
  const firsts: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (i === 0 || !Object.is(values[i], values[i - 1])) {
      firsts.push(i);
      if (firsts.length > 1 && firsts.length > WORTH * values.length) {
        return values.slice();
      }
    }
  }
  const own = firsts.map((first) => values[first] ?? NaN);
  const [only] = own;
  return own.length === 1 && only !== undefined ? only : { firsts, values: own };
}

function numbersOf(values: PackedSeries['values']): number {
  return typeof values === 'number' ? 0 : values instanceof Float64Array ? values.length : 2 * values.firsts.length;
}

function unpackedValues(length: number, values: PackedSeries['values']): Float64Array {
  if (values instanceof Float64Array) {
    return values.slice();
  }
  const all = new Float64Array(length);
  if (typeof values === 'number') {
    return all.fill(values);
  }
  values.firsts.forEach((first, i) => all.fill(values.values[i] ?? NaN, first, values.firsts[i + 1] ?? length));
  return all;
}

function areEqual(one: Float64Array, other: Float64Array): boolean {
  for (let i = 0; i < one.length; i++) {
    if (one[i] !== other[i]) {
      return false;
    }
  }
  return one.length === other.length;
}

/** Hands out one column for all that are equal. */
class Columns {
  private readonly known = new Map<string, Float64Array[]>();
  public numbers = 0;

  public shared(times: Float64Array): Float64Array {
    const alike = `${times.length} ${times[0] ?? 0} ${times[times.length - 1] ?? 0}`;
    const own = this.known.get(alike) ?? [];
    const shared = own.find((column) => areEqual(column, times));
    if (shared) {
      return shared;
    }
    const copy = times.slice();
    this.known.set(alike, [...own, copy]);
    this.numbers += copy.length;
    return copy;
  }
}

/** Hands out one for all that are equal. */
class Same<T> {
  private readonly known = new Map<string, T>();

  public of(key: string, one: T): T {
    const known = this.known.get(key);
    if (known === undefined) {
      this.known.set(key, one);
    }
    return known ?? one;
  }
}

/** The answer without what repeats itself; nothing of it is shared with the answer that it was made of. */
export function packed({ series, ...rest }: Kept): Packed {
  const columns = new Columns();
  const texts = new Same<string>();
  const shapes = new Same<readonly string[]>();
  let numbers = 0;
  const all = Array.from(series.values(), ({ labels, times, values }): PackedSeries => {
    const own = packedValues(values);
    numbers += numbersOf(own);
    const names = Object.keys(labels);
    return {
      names: shapes.of(names.join(), names),
      texts: names.map((name) => texts.of(labels[name] ?? '', labels[name] ?? '')),
      times: columns.shared(times),
      values: own,
    };
  });
  return { ...rest, series: all, bytes: SERIES_BYTES * all.length + NUMBER_BYTES * (numbers + columns.numbers) };
}

/** The answer, in columns of its own but for the times, which series share. */
export function unpacked({ series, bytes: _, ...rest }: Packed): Kept {
  const all = series.map(({ names, texts, times, values }): [string, RawSeries] => {
    const labels = Object.fromEntries(names.map((name, i) => [name, texts[i] ?? '']));
    return [rest.keyOf(labels), { labels, times, values: unpackedValues(times.length, values) }];
  });
  return { ...rest, series: new Map(all) };
}
