// One series per identity: HA pairs, resharding and relabelled scrapes bring the same numbers several times
// (docs/signals.md, "Joins"). Never a sum: the densest copy stands, the others fill its gaps.
import { compareText, groupBy } from '../kit/array';
import { medianGap } from '../kit/stats';
import { finish, flatInSteps, groupInSteps, type Steps } from '../kit/steps';
import type { Series } from '../model/series';
import { sumOfParts } from '../model/signal';
import { identityKey } from './identityKey';

/** Adds the samples of `other` that lie in holes of `base` wider than one and a half scrapes. */
function fillGaps(base: Series, other: Series): Series {
  const scrape = medianGap(base.times) ?? medianGap(other.times) ?? 0;
  const samples = Array.from(base.times, (t, i) => [t, base.values[i] ?? NaN] as const);
  const extra: Array<readonly [number, number]> = [];
  let i = 0;
  other.times.forEach((t, k) => {
    while (i < base.times.length && (base.times[i] ?? Infinity) < t) {
      i++;
    }
    const before = base.times[i - 1] ?? -Infinity;
    const after = base.times[i] ?? Infinity;
    if (t - before > scrape * 0.75 && after - t > scrape * 0.75 && after - before > scrape * 1.5) {
      extra.push([t, other.values[k] ?? NaN]);
    }
  });
  if (extra.length === 0) {
    return base;
  }
  const all = [...samples, ...extra].sort((a, b) => a[0] - b[0]);
  return { ...base, times: Float64Array.from(all, (s) => s[0]), values: Float64Array.from(all, (s) => s[1]) };
}

/** Order by the first element that differs. */
function compareColumns(a: Float64Array, b: Float64Array): number {
  const i = a.findIndex((x, k) => x !== b[k]);
  return i < 0 ? 0 : (a[i] ?? 0) - (b[i] ?? 0);
}

function mergeTwins(twins: readonly Series[]): Series {
  const [best, ...rest] = [...twins].sort(
    (a, b) => b.times.length - a.times.length || compareColumns(a.times, b.times) || compareColumns(a.values, b.values)
  );
  return rest.reduce((merged, twin) => fillGaps(merged, twin), best as Series);
}

function mergeGroup(group: readonly Series[]): Series {
  if (group.length === 1) {
    return group[0] as Series;
  }
  const bySize = groupBy(group, (series) => series.attributes.size ?? '');
  const sizes = [...bySize].sort(([a], [b]) => compareText(a, b));
  const merged = sizes.map(([, twins]) => mergeTwins(twins));
  // Counters split by a label that follows the pod count (vpa_size_log2) belong together.
  return merged.length === 1 ? (merged[0] as Series) : { ...(merged[0] as Series), ...sumOfParts(merged) };
}

/** `mergeSeries` for tens of thousands of series, in steps. */
export function* mergeInSteps(series: readonly Series[]): Steps<Series[]> {
  const groups = yield* groupInSteps(series, identityKey);
  const ordered = [...groups].sort(([a], [b]) => compareText(a, b));
  yield;
  return yield* flatInSteps(ordered, ([, group]) => [mergeGroup(group)]);
}

/** Merges copies; the answer is in order of identity, so the order of the input does not matter. */
export function mergeSeries(series: readonly Series[]): Series[] {
  return finish(mergeInSteps(series));
}
