// A metric that is an average over the last minutes shows the HPA its own pods only in part: it goes on adding pods for a
// load they already carry, and on removing them (kubernetes/kubernetes#85206). The load itself may be level: then the metric
// is the mean of 1 / replicas over that time, and nothing else.
import { lastAtOrBefore } from '../../kit/array';
import type { Interval, Millis, UnixMs } from '../../kit/interval';
import { lengthOf, minutes } from '../../kit/interval';
import { mean, quantile } from '../../kit/stats';
import { samplesIn, valueAt, type Signal } from '../../model/signal';
import type { Facts } from '../episodes/facts';
import type { HpaFacts, MetricFacts } from '../signals/facts';
import { isResource } from '../signals/proposal';

/** What a metric is explained by. */
export interface LaggingMetric {
  readonly metric: MetricFacts;
  /** How far it looks back, of the lengths that were tried. */
  readonly window: Millis;
  /** Share of its own motion that the HPA's replicas explain, 0 to 1. */
  readonly explained: number;
  /** (p90 - p10) / mean of the load behind it. */
  readonly loadSwing: number;
}

/** From 5 to 30 minutes in steps of a quarter: what people average over. */
const WINDOWS: readonly Millis[] = [5, 6, 7.5, 10, 12, 15, 20, 25, 30].map(minutes);
/** So much of what the metric does must follow from the replicas: loops of a level load reach 0.98, bursts 0.6 to 0.9. */
const EXPLAINED = 0.9;
/** An average that cannot be told from the pods of the moment is none: here the quick HPA is at work. */
const BETTER = 0.15;
const SAMPLES = 24;

/** The mean of 1 / pods over any span, in constant time. */
function inverseMeans(pods: Signal): (to: UnixMs, window: Millis) => number | undefined {
  const { times, values } = pods;
  const upTo = new Float64Array(times.length);
  for (let i = 1; i < times.length; i++) {
    const gap = (times[i] ?? 0) - (times[i - 1] ?? 0);
    upTo[i] = (upTo[i - 1] ?? 0) + gap / Math.max(1, values[i - 1] ?? 1);
  }
  const integral = (t: UnixMs): number => {
    const i = lastAtOrBefore(times, t);
    return (upTo[i] ?? 0) + (t - (times[i] ?? t)) / Math.max(1, values[i] ?? 1);
  };
  return (to, window) => {
    const from = to - window;
    return from < (times[0] ?? Infinity) ? undefined : (integral(to) - integral(from)) / window;
  };
}

function variance(numbers: readonly number[]): number {
  const middle = mean(numbers) ?? 0;
  return mean(numbers.map((n) => (n - middle) ** 2)) ?? 0;
}

/**
 * Without load in it an average cannot leap. So far apart are the loads that one and the same reading may stand for; a queue
 * that fills at once and drains is further, however well its mean fits.
 */
const LEAP = 2;

/** What is left of the readings once the replicas are taken out: as the share that they explain, and the swing of the rest. */
function fitOf(
  readings: readonly number[],
  model: readonly number[]
): { explained: number; loadSwing: number; leap: number } {
  const loads = readings.map((reading, i) => reading / (model[i] ?? NaN));
  const moves = variance(readings.map(Math.log));
  const rest = variance(loads.map(Math.log));
  const swing = ((quantile(loads, 0.9) ?? 0) - (quantile(loads, 0.1) ?? 0)) / (mean(loads) ?? 1);
  const leap = (quantile(loads, 0.98) ?? 0) / (quantile(loads, 0.02) ?? 1);
  return { explained: moves === 0 ? 0 : 1 - rest / moves, loadSwing: swing, leap };
}

/** Positive readings of a metric with their times; for a metric that was divided by the pods also with them put back. */
function readingsOf(hpa: HpaFacts, metric: MetricFacts, span: Interval): Array<Array<readonly [UnixMs, number]>> {
  const plain = samplesIn(metric.status, span).filter(([, value]) => value > 0);
  const whole = plain.flatMap(([t, value]) => {
    const pods = valueAt(hpa.current, t) ?? 0;
    return pods > 0 ? [[t, value * pods] as const] : [];
  });
  return metric.type === 'average' ? [plain, whole] : [plain];
}

/**
 * Tells whether the replicas of the last minutes alone explain what a metric from outside the pods does over a span; the
 * best of the windows. Undefined where they do not, or where the replicas of the moment explain it as well.
 */
export function laggingMetric(
  facts: Facts,
  hpa: HpaFacts,
  metric: MetricFacts,
  span: Interval
): LaggingMetric | undefined {
  const pods = facts.ready ?? facts.replicas;
  if (!pods || isResource(metric)) {
    return undefined;
  }
  const meanOver = inverseMeans(pods);
  const fits = readingsOf(hpa, metric, span).flatMap((all) => {
    const fit = (window: Millis, from: UnixMs): ReturnType<typeof fitOf> | undefined => {
      const known = all.flatMap(([t, value]) => {
        const model = t < from ? undefined : meanOver(t, window);
        return model === undefined ? [] : [[value, model] as const];
      });
      return known.length < SAMPLES
        ? undefined
        : fitOf(
            known.map((k) => k[0]),
            known.map((k) => k[1])
          );
    };
    return WINDOWS.filter((window) => lengthOf(span) >= 3 * window).flatMap((window) => {
      const from = (pods.times[0] ?? 0) + window;
      const [lagged, atOnce] = [fit(window, from), fit(facts.scrape, from)];
      const isLag =
        lagged &&
        lagged.leap <= LEAP &&
        lagged.explained >= EXPLAINED &&
        lagged.explained >= (atOnce?.explained ?? 0) + BETTER;
      return isLag ? [{ metric, window, ...lagged }] : [];
    });
  });
  return fits.sort((a, b) => b.explained - a.explained).at(0);
}
