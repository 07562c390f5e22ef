// The fleets of several data sources as one. Nothing is merged: a workload that two of them hold is two rows, clusters of one
// name in two of them are two clusters. What could not be read keeps the whole from being calm.
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

/**
 * One fleet out of those of several data sources.
 * @param parts at least one, each with its source
 * @param unheard the data sources that were chosen too and have no report
 */
export function joinFleets(parts: readonly [Fleet, ...Fleet[]], unheard: readonly Unheard[]): Fleet {
  const tally = joinTallies(parts);
  return {
    range: {
      from: Math.min(...parts.map(({ range }) => range.from)),
      to: Math.max(...parts.map(({ range }) => range.to)),
    },
    rows: parts.flatMap(({ rows }) => rows),
    quiet: parts.flatMap(({ quiet }) => quiet),
    unnamed: parts.flatMap(({ unnamed }) => unnamed),
    isWhole: unheard.length === 0 && parts.every(({ isWhole }) => isWhole),
    ...(tally && { tally }),
    ...(unheard.length > 0 && { unheard }),
  };
}
