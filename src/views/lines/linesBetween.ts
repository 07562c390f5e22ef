// Which lines of a long table meet a window, from their heights.
import { lastAtOrBefore } from '../../kit/array';

/** Lines from `start` up to, not including, `end`; the pixels of the others above and below. */
export interface VisibleLines {
  readonly start: number;
  readonly end: number;
  readonly above: number;
  readonly below: number;
}

/** Tops of all lines, and the bottom of the last. */
export function lineTops(heights: readonly number[]): Float64Array {
  const tops = new Float64Array(heights.length + 1);
  heights.forEach((height, i) => {
    tops[i + 1] = (tops[i] ?? 0) + height;
  });
  return tops;
}

/** The lines that meet the pixels from `from` to `to` of the table. */
export function linesBetween(tops: Float64Array, from: number, to: number): VisibleLines {
  const count = tops.length - 1;
  const total = tops[count] ?? 0;
  const start = Math.max(0, Math.min(count, lastAtOrBefore(tops, from)));
  const end = Math.max(start, Math.min(count, lastAtOrBefore(tops, to) + 1));
  return { start, end, above: tops[start] ?? 0, below: total - (tops[end] ?? total) };
}
