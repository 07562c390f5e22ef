// Series of the simulated cluster as a source would bring them: classified, merged, cut to the range.
import type { RecordedSeries } from '../../demo/cluster';
import type { Interval } from '../../src/kit/interval';
import type { Series, SeriesSet } from '../../src/model/series';
import { CATALOGUE } from '../../src/queries/catalogue';
import { classify, specOfMetric } from '../../src/queries/classify';
import { keptSamples } from '../../src/queries/keptSamples';
import { mergeSeries } from '../../src/sources/mergeSeries';

const RATE_WINDOW = 120_000;

/** What `rate()` over two minutes would give, at every sample, on a grid of 30 s. */
function rateOf(times: readonly number[], values: readonly number[]): Array<[number, number]> {
  const grid = new Map<number, number>();
  let first = 0;
  times.forEach((t, i) => {
    while ((times[first] ?? t) < t - RATE_WINDOW) {
      first++;
    }
    const dt = (t - (times[first] ?? t)) / 1000;
    if (dt > 0) {
      grid.set(Math.round(t / 30_000) * 30_000, ((values[i] ?? 0) - (values[first] ?? 0)) / dt);
    }
  });
  return [...grid];
}

/** One series of the simulation as a sweep brings it; undefined when no rule reads it. */
export function readSimulatedColumn(raw: RecordedSeries, range: Interval, clusterLabel = 'auto'): Series | undefined {
  const identity = classify(raw.labels, clusterLabel);
  const spec = specOfMetric(raw.labels.__name__ ?? '');
  if (!identity || !spec || (identity.kind === 'hpa.condition' && identity.attributes.status !== 'true')) {
    return undefined;
  }
  if (
    identity.kind === 'workload.condition' &&
    (identity.attributes.condition !== 'ReplicaFailure' || identity.attributes.status !== 'true')
  ) {
    return undefined;
  }
  const all =
    spec.read === 'range'
      ? rateOf(raw.times, raw.values)
      : raw.times.map((t, i) => [t, raw.values[i] ?? NaN] as [number, number]);
  const kept = all.filter(([t, v]) => t >= range.from && t <= range.to && Number.isFinite(v));
  const columns = { times: kept.map(([t]) => t), values: kept.map(([, v]) => v) };
  return kept.length === 0 ? undefined : { ...identity, ...keptSamples(spec.read, columns, range.to) };
}

/** Reads what was recorded of a simulated cluster. */
export function readSimulated(recorded: readonly RecordedSeries[], range: Interval): SeriesSet {
  const series = recorded.map((raw) => readSimulatedColumn(raw, range)).filter((s): s is Series => s !== undefined);
  return { range, series: mergeSeries(series), asked: CATALOGUE.map((spec) => spec.kind), failed: [], notices: [] };
}
