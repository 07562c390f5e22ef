// Small order statistics. NaN in, NaN out; an empty list has no median, so undefined.

/** The sum of the numbers. */
export function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const n of numbers) {
    total += n;
  }
  return total;
}

/** A sorted copy. Most columns stand still or only rise: those are in order already. */
function sortedCopy(numbers: Iterable<number>): Float64Array {
  const copy =
    numbers instanceof Float64Array || Array.isArray(numbers) ? new Float64Array(numbers) : Float64Array.from(numbers);
  for (let i = 1; i < copy.length; i++) {
    if (!((copy[i - 1] ?? NaN) <= (copy[i] ?? NaN))) {
      return copy.sort();
    }
  }
  return copy;
}

/** Quantile by linear interpolation between ranks, q in [0, 1]; undefined for an empty list. */
export function quantile(numbers: Iterable<number>, q: number): number | undefined {
  const sorted = sortedCopy(numbers);
  if (sorted.length === 0) {
    return undefined;
  }
  if (Number.isNaN(sorted.at(-1))) {
    return NaN;
  }
  const rank = q * (sorted.length - 1);
  const low = sorted[Math.floor(rank)] ?? NaN;
  const high = sorted[Math.ceil(rank)] ?? NaN;
  return low + (high - low) * (rank - Math.floor(rank));
}

/** The middle value; undefined for an empty list. */
export function median(numbers: Iterable<number>): number | undefined {
  return quantile(numbers, 0.5);
}

/** Median distance of neighbours in an ascending column; undefined where no two of them differ. Never 0. */
export function medianGap(column: ArrayLike<number>): number | undefined {
  const gaps = new Float64Array(Math.max(0, column.length - 1));
  let count = 0;
  for (let i = 1; i < column.length; i++) {
    const gap = (column[i] ?? 0) - (column[i - 1] ?? 0);
    if (gap > 0) {
      gaps[count++] = gap;
    }
  }
  return median(gaps.subarray(0, count));
}

/** The arithmetic mean; undefined for an empty list. */
export function mean(numbers: readonly number[] | Float64Array): number | undefined {
  return numbers.length === 0 ? undefined : sum(numbers) / numbers.length;
}

/** The value that occurs most often (the smallest of equals) and how often; undefined for an empty list. */
export function mode(numbers: Iterable<number>): { value: number; count: number } | undefined {
  const counts = new Map<number, number>();
  for (const n of numbers) {
    counts.set(n, (counts.get(n) ?? 0) + 1);
  }
  let best: { value: number; count: number } | undefined;
  for (const [value, count] of counts) {
    if (!best || count > best.count || (count === best.count && value < best.value)) {
      best = { value, count };
    }
  }
  return best;
}

/** Smallest and largest of a list; undefined when it is empty. */
export function extent(numbers: Iterable<number>): { min: number; max: number } | undefined {
  let min = Infinity;
  let max = -Infinity;
  for (const n of numbers) {
    min = Math.min(min, n);
    max = Math.max(max, n);
  }
  return min <= max ? { min, max } : undefined;
}

/** Pearson correlation of two columns of equal length; 0 when either does not vary. */
export function correlation(a: readonly number[] | Float64Array, b: readonly number[] | Float64Array): number {
  const meanA = mean(a) ?? 0;
  const meanB = mean(b) ?? 0;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    const da = (a[i] ?? meanA) - meanA;
    const db = (b[i] ?? meanB) - meanB;
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
}
