// What a database held of some hours, before anything was made of it, and what a sweep makes of any part of it: where a
// metric name, a scrape target or a copy of a sample can be taken away or added.
import type { Interval } from '../../src/kit/interval';
import type { Series, SeriesSet } from '../../src/model/series';
import { CATALOGUE } from '../../src/queries/catalogue';
import { specOfMetric } from '../../src/queries/classify';
import { SeriesCleaner } from '../../src/sources/cleanSeries';
import { mergeSeries } from '../../src/sources/mergeSeries';
import type { Column } from './recordedSource';

export interface Scrapes {
  readonly range: Interval;
  readonly columns: readonly Column[];
  /** What a sweep would have made of these columns. */
  readonly read: (columns: readonly Column[]) => SeriesSet;
}

/** Reads one column as a source would; undefined when nothing of it is read. */
export type ReadColumn = (column: Column, range: Interval, clusterLabel?: string) => Series | undefined;

/**
 * Scrapes of which only the columns that some rule reads are kept. Each column is read once, whatever is asked of it.
 * @param sift what becomes of the answer, whatever part of the columns it comes from: every fourth scrape of it, say
 */
export function scrapesOf(
  columns: Iterable<Column>,
  range: Interval,
  readColumn: ReadColumn,
  sift: (set: SeriesSet) => SeriesSet = (set) => set
): Scrapes {
  const known = new Map<Column, Series | undefined>();
  const read = (column: Column): Series | undefined => {
    if (!known.has(column)) {
      known.set(column, readColumn(column, range));
    }
    return known.get(column);
  };
  const asked = CATALOGUE.map((spec) => spec.kind);
  return {
    range,
    columns: [...columns].filter(({ labels }) => specOfMetric(labels.__name__ ?? '') !== undefined),
    read: (some) => {
      const series = mergeSeries(some.map(read).filter((one): one is Series => one !== undefined));
      return sift({ range, series, asked, failed: [], notices: [] });
    },
  };
}

/** Every sample a second time, some milliseconds later, as it comes through the door for samples. */
export function doubled({ labels, times, values }: Column, later: number): Column {
  const twice = { times: times.flatMap((t) => [t, t + later]), values: values.flatMap((v) => [v, v]) };
  const clean = new SeriesCleaner().clean(labels, twice.times, twice.values);
  return { labels, times: [...clean.times], values: [...clean.values] };
}
