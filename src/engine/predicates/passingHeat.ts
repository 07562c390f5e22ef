// Warm-up seen in nothing but the HPA's own status: what its metric is worth leaps as pods are born, falls again minutes
// later though the pods stay, and ends where it stood as the climb was set off. The load was that all along; the rest was
// the heat of the young pods.
import { isPresent } from '../../kit/array';
import type { Millis, UnixMs } from '../../kit/interval';
import { extent, median } from '../../kit/stats';
import { samplesIn, valueAt } from '../../model/signal';
import type { Climb } from '../episodes/climbs';
import type { Facts } from '../episodes/facts';
import { SYNC } from '../signals/clocks';
import type { HpaFacts, MetricFacts } from '../signals/facts';
import { ratioAt, TOLERANCE } from '../signals/proposal';

/** A pod is young for as long as Kubernetes calls it initializing (--horizontal-pod-autoscaler-cpu-initialization-period). */
const YOUNG: Millis = 300_000;
/** CPU is averaged over up to a minute and read some seconds later. */
const METRIC_LAG: Millis = 90_000;
/** Readings that are one level, whatever rounding and the last warm requests do to them. */
const LEVEL = 0.15;

/** What the heat added, in replicas. */
export interface PassingHeat {
  /** What the load was worth as the climb began, and what it is worth once the heat is gone. */
  readonly need: number;
  /** What the hottest reading asked for. */
  readonly asked: number;
}

/** Replicas that the reading at `t` is worth, by the number that the HPA divided by in the same pass. */
function worthAt(facts: Facts, hpa: HpaFacts, metric: MetricFacts, t: UnixMs): number | undefined {
  const ratio = ratioAt(metric, t);
  const current = valueAt(hpa.current, t) ?? valueAt(facts.replicas, t);
  return ratio === undefined || current === undefined || current === 0 ? undefined : ratio * current;
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= LEVEL * b;
}

/** The readings of the last minutes before the way down, where they are one level: the heat is gone. */
function settledWorth(worths: ReadonlyArray<readonly [UnixMs, number]>, until: UnixMs): number | undefined {
  const last = worths.filter(([t]) => t > until - 2 * METRIC_LAG).map(([, worth]) => worth);
  const range = extent(last);
  return range && last.length >= 2 && range.max <= range.min * (1 + LEVEL) ? median(last) : undefined;
}

/**
 * The heat of one climb; undefined where readings do not tell it from load.
 * @param down when the replicas went down again
 */
export function passingHeat(
  facts: Facts,
  hpa: HpaFacts,
  metric: MetricFacts,
  { first, last }: Climb,
  down: UnixMs
): PassingHeat | undefined {
  const read = (from: UnixMs, to: UnixMs): Array<readonly [UnixMs, number]> =>
    samplesIn(metric.status, { from, to }).flatMap(([t]) => {
      const worth = worthAt(facts, hpa, metric, t);
      return worth === undefined ? [] : [[t, worth] as const];
    });
  // Until the first new pod is ready no reading tells of it: what is asked for by then is the load.
  const stood = (t: UnixMs): boolean =>
    valueAt(hpa.current, t) === first.from || (valueAt(facts.ready, t) ?? Infinity) <= first.from;
  const trigger = read(first.interval.from - 2 * SYNC, last.interval.to).filter(([t]) => stood(t));
  const need = settledWorth(read(last.interval.to, down - facts.scrape), down - facts.scrape);
  const hot = read(first.interval.from, last.interval.to + METRIC_LAG);
  if (need === undefined || trigger.length === 0 || hot.length === 0) {
    return undefined;
  }
  const most = Math.max(...trigger.map(([, worth]) => worth));
  const asked = Math.max(...hot.map(([, worth]) => worth));
  const cooled = read(last.interval.to, down).find(([, worth]) => isNear(worth, need))?.[0];
  const later = median(read(down + METRIC_LAG, down + YOUNG).map(([, worth]) => worth));
  // The first step came before there was any young pod: it went no further than the load, or the reading behind it was seen.
  const wasSeen = most > first.from * (1 + TOLERANCE);
  const isByLoad = first.hidden > 0 ? wasSeen : first.to <= Math.ceil(need * (1 + LEVEL));
  const isWarmUp = cooled !== undefined && cooled <= last.interval.to + YOUNG + METRIC_LAG;
  // A wave of load goes back to where it came from; here a higher load stays, and it is what set off the climb.
  const stays = need > first.from * (1 + TOLERANCE / 2) && [later].filter(isPresent).every((n) => isNear(n, need));
  return isByLoad && isWarmUp && stays && most <= need * (1 + LEVEL) && asked >= 1.5 * need
    ? { need: Math.ceil(need), asked }
    : undefined;
}
