// A pair of agents that write into one series without a label of their own leave two samples for each scrape, some seconds
// apart (a VictoriaMetrics without deduplication, two Prometheus with one set of external labels). Taken for one scraper,
// they would look like a fast one that loses every other sample.
import type { Millis } from '../kit/interval';
import { median } from '../kit/stats';

/** A second look comes within this share of a scrape, and sooner than anybody scrapes: a series may come and go with its object. */
const SOON = 0.3;
const FASTEST: Millis = 5_000;
/** How much two of them, and then the distance of two scrapes, may differ. */
const LIKE = 0.15;
/** Share of the short distances that must fit, and how many there must be. */
const MOST = 0.8;
const FEWEST = 8;

/** Indices of samples that the next one, shortly after, repeats. */
function repeated(times: Float64Array, short: readonly number[]): readonly number[] {
  const scrapes = short.map((i) => (times[i + 2] ?? NaN) - (times[i] ?? NaN)).filter((span) => !Number.isNaN(span));
  const scrape = median(scrapes);
  if (scrape === undefined) {
    return [];
  }
  const regular = scrapes.filter((span) => Math.abs(span - scrape) <= LIKE * scrape).length;
  const twins = short.filter((i) => (times[i + 1] ?? 0) - (times[i] ?? 0) <= SOON * scrape);
  return regular >= MOST * scrapes.length && twins.length >= FEWEST ? twins : [];
}

/**
 * Which samples to leave out so that each scrape is there once; the later one stands. None for the samples of one scraper,
 * whatever it lost.
 * @param times ascending, none twice
 */
export function twinsIn(times: Float64Array): ReadonlySet<number> {
  const last = times.length - 1;
  const mean = ((times[last] ?? 0) - (times[0] ?? 0)) / Math.max(1, last);
  const short: number[] = [];
  for (let i = 0; i < last; i++) {
    if ((times[i + 1] ?? 0) - (times[i] ?? 0) < Math.min(FASTEST, 2 * SOON * mean)) {
      short.push(i);
    }
  }
  return new Set(short.length < FEWEST ? [] : repeated(times, short));
}
