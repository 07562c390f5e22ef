// What an HPA's status says of its metrics after a pass that failed. Newer controllers drop the metric that they could not
// read; older ones leave all values of the last good pass standing (kubernetes/kubernetes#119788, mended by
// setCurrentReplicasAndMetricsInStatus). Such values are no readings, however steady they look.
import { lastAtOrBefore } from '../../kit/array';
import { valueAt, type Signal } from '../../model/signal';
import type { MetricFacts } from './facts';

function hasSampleAt(signal: Signal | undefined, t: number): boolean {
  return signal !== undefined && signal.times[lastAtOrBefore(signal.times, t)] === t;
}

function only(signal: Signal | undefined, keep: (t: number) => boolean): Signal | undefined {
  if (!signal || signal.times.every(keep)) {
    return signal;
  }
  const kept = [...signal.times.keys()].filter((i) => keep(signal.times[i] ?? NaN));
  const pick = (column: Float64Array): Float64Array => Float64Array.from(kept, (i) => column[i] ?? NaN);
  return kept.length === 0 ? undefined : { ...signal, times: pick(signal.times), values: pick(signal.values) };
}

/**
 * The metrics without the values that were left standing: while ScalingActive is false at least one metric could not be
 * read, so a scrape that shows all of them shows the last good pass.
 */
export function withoutStaleStatus(
  metrics: readonly MetricFacts[],
  scalingActive: Signal | undefined
): readonly MetricFacts[] {
  const isStale = (t: number): boolean =>
    valueAt(scalingActive, t) === 0 && metrics.every(({ status }) => hasSampleAt(status, t));
  return metrics.map((metric) => ({
    ...metric,
    status: only(metric.status, (t) => !isStale(t)),
    average: only(metric.average, (t) => !isStale(t)),
  }));
}
