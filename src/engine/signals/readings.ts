// Who reads metrics in a cluster of which only a part was read: counts over all of it, that the database made.
import type { ReadingSource, SeriesSet } from '../../model/series';
import type { Signal } from '../../model/signal';
import { PATIENCE } from './clocks';

const NOBODY: Signal = { times: new Float64Array(), values: new Float64Array(), staleAfter: 0 };

/** How many metrics of a source had a status, by cluster; undefined where that was not asked, or not answered. */
export function readingsOf({ readingIn }: SeriesSet): (cluster: string, source: ReadingSource) => Signal | undefined {
  return (cluster, source) => {
    const one = readingIn?.find((reading) => reading.cluster === cluster && reading.source === source);
    return one ? { times: one.times, values: one.values, staleAfter: one.step * PATIENCE } : readingIn && NOBODY;
  };
}
