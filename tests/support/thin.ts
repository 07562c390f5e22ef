// What a slower or poorer scraper would have seen of the same hours: every n-th sample, holes, copies.
import type { Series, SeriesSet } from '../../src/model/series';
import { specOf } from '../../src/queries/catalogue';

/** Keeps the samples for which `keep` holds; series that one value stands for stay. */
export function keepSamples(set: SeriesSet, keep: (at: number, series: Series) => boolean): SeriesSet {
  const series = set.series.flatMap((one) => {
    if (specOf(one.kind)?.read === 'last') {
      return [one];
    }
    const index = Array.from(one.times.keys()).filter((i) => keep(one.times[i] ?? NaN, one));
    const times = Float64Array.from(index, (i) => one.times[i] ?? NaN);
    return index.length === 0 ? [] : [{ ...one, times, values: Float64Array.from(index, (i) => one.values[i] ?? NaN) }];
  });
  return { ...set, series };
}

/** Every n-th scrape, beginning with the given one. Scrapes of one target share their times. */
export function thin(set: SeriesSet, every: number, phase = 0): SeriesSet {
  const kept = new Map<string, Set<number>>();
  const columns = new Map<string, Set<number>>();
  const target = (series: Series): string => (series.kind.startsWith('keda.') ? 'keda' : series.kind.startsWith('usage.') ? 'usage' : 'ksm');
  for (const series of set.series.filter((s) => specOf(s.kind)?.read !== 'last')) {
    const times = columns.get(target(series)) ?? new Set<number>();
    columns.set(target(series), times);
    series.times.forEach((t) => times.add(t));
  }
  columns.forEach((times, name) => kept.set(name, new Set([...times].sort((a, b) => a - b).filter((_, i) => i % every === phase))));
  return keepSamples(set, (at, series) => kept.get(target(series))?.has(at) ?? false);
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
