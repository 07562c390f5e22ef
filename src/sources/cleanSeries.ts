// The one door for samples, whatever adapter brought them: after it labels are text, times ascend without doubles inside
// the range that was asked for, and values are finite numbers of a size that something real can have. What is left out is
// counted, but for what means that there is none: NaN, as which VictoriaMetrics tells the end of a series, and the average of
// no pods.
import type { Interval, Millis } from '../kit/interval';
import type { Cleaned } from '../model/cleaned';
import type { Labels } from '../model/series';
import { twinsIn } from './foldTwins';
import type { RawSeries } from './transport';

/** Above this size no value is believed: 1e15 bytes are 900 TiB, and 1e15 seconds 30 million years. */
export const LARGEST_VALUE = 1e15;
/**
 * What a division by no pods leaves in the status of an HPA that reads an average at 0 replicas: the largest integer there is,
 * in thousandths (kubernetes#140956). It stands there as long as the workload sleeps, and says that there is no value.
 */
const OF_NO_PODS = 2 ** 63 / 1000;
/** Below this size a value is 0: nothing in a cluster is that small, and dividing by it makes numbers without end. */
const SMALLEST_VALUE = 1e-15;
/** Samples of one series closer than this are one scrape, told twice: a pair of agents writes into the same series. */
export const SAME_SCRAPE: Millis = 500;
/** How far outside the range a sample may lie: VictoriaMetrics cuts the instant of a query to whole seconds. */
const TOLERANCE: Millis = 1000;
/** The last instant that a date can hold. */
const LAST_INSTANT = 8.64e15;

/** Cleans the series of one answer and counts what it leaves out. */
export class SeriesCleaner {
  private readonly counts = { labels: 0, unsorted: 0, duplicates: 0, outside: 0, wild: 0 };
  private readonly from: number;
  private readonly to: number;

  /**
   * @param window the range that was asked for; an open end is no bound
   * @param step distance of points on a grid, milliseconds: databases move its ends by up to that much
   */
  public constructor(window: Partial<Interval> = {}, step: Millis = 0) {
    const tolerance = Math.max(TOLERANCE, step);
    this.from = Math.max(0, (window.from ?? 0) - tolerance);
    this.to = Math.min(LAST_INSTANT, (window.to ?? LAST_INSTANT) + tolerance);
  }

  public get cleaned(): Cleaned {
    return this.counts;
  }

  /** One series. Columns of unequal length end with the shorter one; what is no number in them is no sample. */
  public clean(labels: unknown, times: ArrayLike<unknown>, values: ArrayLike<unknown>): RawSeries {
    return { labels: this.labels(labels), ...this.samples(times, values) };
  }

  private labels(labels: unknown): Labels {
    if (typeof labels !== 'object' || labels === null) {
      this.counts.labels += labels === undefined ? 0 : 1;
      return {};
    }
    const entries = Object.entries(labels as Record<string, unknown>);
    if (entries.every(([, value]) => typeof value === 'string')) {
      return labels as Labels;
    }
    const kept = entries.filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
    this.counts.labels += entries.filter(([, value]) => typeof value !== 'string').length;
    return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
  }

  /** One pass over what is nearly always in order; it runs over every sample of a sweep. */
  private samples(times: ArrayLike<unknown>, values: ArrayLike<unknown>): Pick<RawSeries, 'times' | 'values'> {
    const length = Math.min(times.length, values.length);
    const at = new Float64Array(length);
    const value = new Float64Array(length);
    let kept = 0;
    let ascending = true;
    for (let i = 0; i < length; i++) {
      const t = times[i];
      const v = values[i];
      if (this.isSample(t, v)) {
        at[kept] = Number(t);
        value[kept] = Math.abs(Number(v)) < SMALLEST_VALUE ? 0 : Number(v);
        ascending &&= kept === 0 || (at[kept] ?? 0) - (at[kept - 1] ?? 0) >= SAME_SCRAPE;
        kept++;
      }
    }
    const columns = { times: at.subarray(0, kept), values: value.subarray(0, kept) };
    return this.folded(ascending ? compact(columns, length) : this.ordered(columns));
  }

  /** Each scrape once, where two agents wrote into one series. */
  private folded(columns: Pick<RawSeries, 'times' | 'values'>): Pick<RawSeries, 'times' | 'values'> {
    const twins = twinsIn(columns.times);
    this.counts.duplicates += twins.size;
    return twins.size === 0
      ? columns
      : {
          times: columns.times.filter((_, i) => !twins.has(i)),
          values: columns.values.filter((_, i) => !twins.has(i)),
        };
  }

  /** Whether this is a sample; `null` stands for none in frames that were joined. */
  private isSample(t: unknown, v: unknown): boolean {
    if (v === null || v === undefined || Number.isNaN(v) || v === OF_NO_PODS || v === -OF_NO_PODS) {
      return false;
    }
    if (typeof t !== 'number' || typeof v !== 'number' || Number.isNaN(t) || Math.abs(v) > LARGEST_VALUE) {
      this.counts.wild++;
      return false;
    }
    const isInside = t >= this.from && t <= this.to;
    this.counts.outside += isInside ? 0 : 1;
    return isInside;
  }

  /** Samples in order of time; of those of one scrape the one that came last. */
  private ordered({ times, values }: Pick<RawSeries, 'times' | 'values'>): Pick<RawSeries, 'times' | 'values'> {
    const order = Array.from(times.keys());
    if (times.some((t, i) => i > 0 && t < (times[i - 1] ?? t))) {
      this.counts.unsorted++;
      order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
    }
    const at: number[] = [];
    const value: number[] = [];
    for (const i of order) {
      const t = times[i] ?? 0;
      if (at.length > 0 && t - (at.at(-1) ?? 0) < SAME_SCRAPE) {
        this.counts.duplicates++;
        value[value.length - 1] = values[i] ?? 0;
      } else {
        at.push(t);
        value.push(values[i] ?? 0);
      }
    }
    return { times: Float64Array.from(at), values: Float64Array.from(value) };
  }
}

/** Columns of their own length: a view on a longer buffer would keep it alive. */
function compact(columns: Pick<RawSeries, 'times' | 'values'>, length: number): Pick<RawSeries, 'times' | 'values'> {
  return columns.times.length === length ? columns : { times: columns.times.slice(), values: columns.values.slice() };
}
