// The fleets of several data sources as one. Nothing is merged: a workload that two of them hold is two rows, clusters of one
// name in two of them are two clusters. What could not be read keeps the whole from being calm.
import type { Interval, Millis } from '../../kit/interval';
import { sum } from '../../kit/stats';
import type { Verdict } from '../../model/verdict';
import type { Fleet, Unheard } from './fleetRows';

/** How many workloads there are of each verdict where only that is known; absent where all are known by name. */
function joinTallies(parts: readonly Fleet[]): Fleet['tally'] {
  const tallies = parts.flatMap(({ tally }) => tally ?? []);
  if (tallies.length === 0) {
    return undefined;
  }
  const verdicts = [...new Set(tallies.flatMap((tally) => Object.keys(tally) as Verdict[]))];
  return Object.fromEntries(verdicts.map((verdict) => [verdict, sum(tallies.map((tally) => tally[verdict] ?? 0))]));
}

/** Reports that begin and end this close to each other are of one range: they are read one after the other. */
const ALIKE: Millis = 10 * 60_000;

/** From the first begin to the last end, and whether each of them tells of all of it. */
function spanOf(ranges: readonly Interval[]): { readonly range: Interval; readonly isToldByAll: boolean } {
  const range = { from: Math.min(...ranges.map(({ from }) => from)), to: Math.max(...ranges.map(({ to }) => to)) };
  const isToldByAll = ranges.every(({ from, to }) => from - range.from < ALIKE && range.to - to < ALIKE);
  return { range, isToldByAll };
}

/**
 * One fleet out of those of several data sources.
 * @param parts at least one, each with its source
 * @param unheard the data sources that were chosen too and have no report
 */
export function joinFleets(parts: readonly [Fleet, ...Fleet[]], unheard: readonly Unheard[]): Fleet {
  const tally = joinTallies(parts);
  const { range, isToldByAll } = spanOf(parts.map((part) => part.range));
  return {
    range,
    rows: parts.flatMap(({ rows }) => rows),
    quiet: parts.flatMap(({ quiet }) => quiet),
    unnamed: parts.flatMap(({ unnamed }) => unnamed),
    isWhole: unheard.length === 0 && isToldByAll && parts.every(({ isWhole }) => isWhole),
    ...(tally && { tally }),
    ...(unheard.length > 0 && { unheard }),
  };
}
