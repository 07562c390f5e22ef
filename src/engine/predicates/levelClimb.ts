// A reading per pod that stays the same however many pods there are: each new one is as busy as the others at once. Pods that
// share a load read less as more of them come; load that grows with the pods would have to keep step with every single
// one of them, and stop in the very minute in which they stop.
import { distinct } from '../../kit/array';
import type { Interval, Millis } from '../../kit/interval';
import { samplesIn, valueAt } from '../../model/signal';
import type { Climb } from '../episodes/climbs';
import type { Facts } from '../episodes/facts';
import type { HpaFacts, MetricFacts } from '../signals/facts';
import { ratioAt, TOLERANCE } from '../signals/proposal';

/** How far readings of one level lie apart: utilization is rounded to whole percents. */
const LEVEL = 0.05;
/** The number of pods must double on one level, over three sizes at least: below, load may well have grown by as much. */
const GROWTH = 2;
const SIZES = 3;
/** As long as this the level stands after the last pod came. */
const REST: Millis = 600_000;

/** What each pod reads, whatever their number. */
export interface LevelClimb {
  /** The number of pods at which the level was first seen. */
  readonly from: number;
  readonly span: Interval;
}

/** The run of readings on one level that ends the climb and outlasts it; undefined where there is none. */
export function levelClimb(
  facts: Facts,
  hpa: HpaFacts,
  metric: MetricFacts,
  { first, last }: Climb
): LevelClimb | undefined {
  const end = Math.min(facts.range.to, last.interval.to + REST);
  if (end - last.interval.to < REST) {
    return undefined;
  }
  const readings = samplesIn(metric.status, { from: first.interval.from, to: end }).flatMap(([t]) => {
    const [ratio, pods] = [ratioAt(metric, t), valueAt(hpa.current, t) ?? valueAt(facts.replicas, t)];
    return ratio === undefined || pods === undefined || pods === 0 ? [] : [{ t, ratio, pods }];
  });
  const final = readings.at(-1);
  if (!final || final.ratio <= 1 + TOLERANCE) {
    return undefined;
  }
  const off = readings.map(({ ratio }) => Math.abs(ratio / final.ratio - 1) > LEVEL).lastIndexOf(true);
  const level = readings.slice(off + 1);
  const [start] = level;
  const sizes = distinct(level.map(({ pods }) => String(pods)));
  return start && sizes.length >= SIZES && last.to >= GROWTH * start.pods && start.t <= last.interval.from
    ? { from: start.pods, span: { from: start.t, to: final.t } }
    : undefined;
}
