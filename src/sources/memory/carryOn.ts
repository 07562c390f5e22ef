// Carries a remembered answer on: what the database tells of the last minutes is put in the place of what was known of them.
// Where the two do not fit, nothing is guessed: the reason comes back, and the whole is read again.
import type { Millis, UnixMs } from '../../kit/interval';
import { medianGap } from '../../kit/stats';
import type { RawSeries } from '../transport';
import { joined, labelKey, newestOf, samplesIn, type Kept } from './kept';

/** Why a remembered answer cannot be carried on. */
export type Misfit =
  /** A sample that was there is gone or has another value. */
  | 'changed'
  /** A sample came that is older than what may still be on its way. */
  | 'late'
  /** A series stands again after a pause: what came of the pause is not known. */
  | 'paused';

/** A tail: every sample in (from, to]. */
export interface Tail {
  readonly from: UnixMs;
  readonly to: UnixMs;
  readonly series: readonly RawSeries[];
}

/** A sample follows the one before it when the distance is at most so many usual ones. */
const FOLLOWS = 1.5;

const timeAt = ({ times }: RawSeries, i: number): UnixMs => times[i] ?? NaN;

/** True where the samples up to `settled` are the same in both. */
function sameUntil(settled: UnixMs, known: RawSeries, told: RawSeries): Misfit | undefined {
  let i = 0;
  for (; timeAt(known, i) <= settled; i++) {
    if (timeAt(told, i) < timeAt(known, i)) {
      return 'late';
    }
    if (timeAt(told, i) !== timeAt(known, i) || told.values[i] !== known.values[i]) {
      return 'changed';
    }
  }
  return timeAt(told, i) <= settled ? 'late' : undefined;
}

/**
 * The last samples before the end: further ones may have come between them, and where a pair of agents writes into one
 * series the database may have taken the other one's sample since.
 */
function fitsAfter(settled: UnixMs, end: UnixMs, known: RawSeries, told: RawSeries): Misfit | undefined {
  const values = new Map(Array.from(told.times, (time, i) => [time, told.values[i]]));
  const isKnown = new Set(known.times);
  const replacements = told.times.filter((time) => time > settled && time <= end && !isKnown.has(time)).length;
  let gone = 0;
  for (let i = 0; i < known.times.length; i++) {
    const time = timeAt(known, i);
    if (time > settled && values.get(time) !== known.values[i]) {
      gone++;
      if (values.has(time) || gone > replacements) {
        return 'changed';
      }
    }
  }
  return undefined;
}

/** A series that said nothing in what both cover, and does so now. */
function cameBack(known: RawSeries, told: RawSeries): Misfit | undefined {
  const last = known.times.length - 1;
  const pause = timeAt(told, 0) - timeAt(known, last);
  return pause <= FOLLOWS * (medianGap(known.times) ?? 0) ? undefined : 'paused';
}

interface Fit {
  /** What both cover, and up to where it must be the same. */
  readonly shared: Millis;
  readonly settled: UnixMs;
  readonly end: UnixMs;
}

function misfitOf(known: RawSeries | undefined, told: RawSeries, { shared, settled, end }: Fit): Misfit | undefined {
  if (!known || known.times.length === 0) {
    return timeAt(told, 0) <= settled ? 'late' : undefined;
  }
  const overlap = samplesIn(known, shared, end);
  if (overlap.times.length === 0 && told.times.length > 0 && timeAt(told, 0) > settled) {
    return cameBack(known, told);
  }
  return sameUntil(settled, overlap, told) ?? fitsAfter(settled, end, overlap, told);
}

/**
 * The answer up to the end of the tail, or why there is none. Of what both cover the older half must be the same.
 * @param begin no sample up to here is wanted any more
 */
export function carryOn(kept: Kept, tail: Tail, begin: UnixMs): ReadonlyMap<string, RawSeries> | Misfit {
  const newest = Math.min(kept.end, newestOf(kept.series.values()));
  const fit = { shared: tail.from, settled: tail.from + Math.max(0, newest - tail.from) / 2, end: kept.end };
  const told = new Map(tail.series.map((series) => [labelKey(series.labels), series]));
  const carried = new Map<string, RawSeries>();
  for (const [key, known] of kept.series) {
    const now = told.get(key) ?? { ...known, times: Float64Array.of(), values: Float64Array.of() };
    const misfit = misfitOf(known, now, fit);
    if (misfit) {
      return misfit;
    }
    const whole = joined(samplesIn(known, begin, tail.from), now);
    if (whole.times.length > 0) {
      carried.set(key, whole);
    }
    told.delete(key);
  }
  for (const [key, now] of told) {
    const misfit = misfitOf(undefined, now, fit);
    if (misfit) {
      return misfit;
    }
    carried.set(key, samplesIn(now, begin, tail.to));
  }
  return carried;
}
