// Series of one scrape have the same moments, and share one column of them here: what is found of a column, its pace or the
// place of a moment in it, is found once for all of them, and a report holds one column instead of one for each curve.
import type { UnixMs } from '../../kit/interval';
import type { Steps } from '../../kit/steps';
import type { Series } from '../../model/series';

/** So many columns with the same ends are compared: more differ in a hole here and there, and share nothing. */
const MOST = 8;
/** Series looked at in one step. */
const STEP = 500;

function areEqual(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) {
    return false;
  }
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) {
      return false;
    }
  }
  return true;
}

/** Hands out one column for all that are equal. */
function columnShare(): (column: Float64Array) => Float64Array {
  const byEnds = new Map<UnixMs, Map<UnixMs, Float64Array[]>>();
  return (column) => {
    const [first, last] = [column[0] ?? NaN, column[column.length - 1] ?? NaN];
    const byLast = byEnds.get(first) ?? new Map<UnixMs, Float64Array[]>();
    byEnds.set(first, byLast);
    const alike = byLast.get(last) ?? [];
    byLast.set(last, alike);
    const known = alike.find((one) => areEqual(one, column));
    if (!known && alike.length < MOST) {
      alike.push(column);
    }
    return known ?? column;
  };
}

/** The same series; those whose moments are equal have one column of them. */
export function* withSharedMoments(series: readonly Series[]): Steps<Series[]> {
  const share = columnShare();
  const shared: Series[] = [];
  for (const one of series) {
    const times = share(one.times);
    shared.push(times === one.times ? one : { ...one, times });
    if (shared.length % STEP === 0) {
      yield;
    }
  }
  return shared;
}
