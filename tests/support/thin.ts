// What a slower or poorer scraper would have seen of the same hours: every n-th sample, holes, copies.
import { median } from '../../src/kit/stats';
import type { Series, SeriesSet } from '../../src/model/series';
import { specOf } from '../../src/queries/catalogue';
import { keepsLastOnly } from '../../src/queries/keptSamples';

/** Keeps the samples for which `keep` holds; series that one value stands for stay. */
export function keepSamples(set: SeriesSet, keep: (at: number, series: Series) => boolean): SeriesSet {
  const series = set.series.flatMap((one) => {
    if (keepsLastOnly(specOf(one.kind)?.read ?? 'raw', one)) {
      return [one];
    }
    const index = Array.from(one.times.keys()).filter((i) => keep(one.times[i] ?? NaN, one));
    const times = Float64Array.from(index, (i) => one.times[i] ?? NaN);
    return index.length === 0 ? [] : [{ ...one, times, values: Float64Array.from(index, (i) => one.values[i] ?? NaN) }];
  });
  return { ...set, series };
}

/** Where the scrapes of kube-state-metrics lie. */
export interface ScrapeGrid {
  readonly start: number;
  readonly scrape: number;
}

/** The grid of what was scraped, by its fullest series; counted for all targets alike. */
export function gridOf(set: SeriesSet): ScrapeGrid {
  const grid = set.series.filter((s) => s.kind === 'workload.replicas' || s.kind === 'hpa.desired');
  const longest = grid.reduce<Float64Array>(
    (best, s) => (s.times.length > best.length ? s.times : best),
    new Float64Array()
  );
  const scrape = median(Array.from(longest.slice(1), (t, i) => t - (longest[i] ?? t))) ?? 1;
  return { scrape, start: Math.min(...grid.map((s) => s.times[0] ?? Infinity)) - scrape / 2 };
}

/** Every n-th scrape of the grid, beginning with the given one. */
export function everyNth(set: SeriesSet, { start, scrape }: ScrapeGrid, every: number, phase = 0): SeriesSet {
  return keepSamples(set, (at) => (Math.floor((at - start) / scrape) + every) % every === phase);
}

/** Every n-th scrape, beginning with the given one. */
export function thin(set: SeriesSet, every: number, phase = 0): SeriesSet {
  return everyNth(set, gridOf(set), every, phase);
}

/** A number in [0, 1) that depends on the text alone (FNV-1a): the same holes in every run. */
export function chance(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  return ((hash ^ (hash >>> 12)) >>> 0) / 2 ** 32;
}

/** Whole scrapes fail: this share of the moments has no sample at all. */
export function dropScrapes(set: SeriesSet, share: number): SeriesSet {
  return keepSamples(set, (at) => chance(`scrape ${at}`) >= share);
}
