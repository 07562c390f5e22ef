// A swing of hours around a level load: the HPA chases a metric that shows its own pods only minutes later.
import { hull, lengthOf, type Interval, type Millis } from '../../kit/interval';
import { extent, median } from '../../kit/stats';
import { pairs } from '../../kit/array';
import type { Action } from '../../model/action';
import type { Facts } from '../episodes/facts';
import type { HpaFacts } from '../signals/facts';
import { laggingMetric, type LaggingMetric } from './laggingMetric';

export interface SlowLoop {
  readonly span: Interval;
  readonly low: number;
  readonly high: number;
  readonly turns: number;
  /** Up and down once. */
  readonly period: Millis;
  readonly lag: LaggingMetric;
  /** True where the HPA moved on otherwise before or after it, by another load. */
  readonly isPart: boolean;
}

/** A turn goes back by this share of the whole swing: what sways within it is no turn of the loop. */
const BACK = 1 / 3;

/** The last move of each leg of a swing: where it turns. */
function turningPoints(edges: readonly Action[]): Action[] {
  const all = extent(edges.flatMap((edge) => [edge.from, edge.to]));
  const least = Math.max(1, ((all?.max ?? 0) - (all?.min ?? 0)) * BACK);
  const points: Action[] = [];
  let direction = 0;
  let extreme: Action | undefined;
  for (const edge of edges) {
    const beyond = extreme === undefined ? edge.to - edge.from : edge.to - extreme.to;
    if (extreme === undefined || beyond * direction >= 0) {
      direction = direction === 0 ? Math.sign(beyond) : direction;
      extreme = edge;
    } else if (Math.abs(beyond) >= least) {
      points.push(extreme);
      direction = Math.sign(beyond);
      extreme = edge;
    }
  }
  return points;
}

interface Limits {
  readonly minTurns: number;
  readonly maxPeriod: Millis;
  readonly maxLoadSwing: number;
}

/** The loop that all of these moves make. */
function loopIn(
  facts: Facts,
  hpa: HpaFacts,
  edges: readonly Action[],
  limits: Limits
): Omit<SlowLoop, 'isPart'> | undefined {
  const turns = turningPoints(edges);
  const period = median(turns.slice(2).map((b, i) => b.interval.to - (turns[i]?.interval.to ?? NaN))) ?? 0;
  const span = hull(edges.map((edge) => edge.interval));
  const [low, high] = [Math.min, Math.max].map((most) => median(pairs(turns).map(([a, b]) => most(a.to, b.to))));
  if (!span || turns.length < limits.minTurns || period > limits.maxPeriod || low === undefined || high === undefined) {
    return undefined;
  }
  const fits = hpa.metrics
    .map((metric) => laggingMetric(facts, hpa, metric, span))
    .filter((lag) => lag !== undefined)
    // A cycle shorter than the average would not show in it.
    .filter((lag) => period >= 1.2 * lag.window && lengthOf(span) >= period && lag.loadSwing <= limits.maxLoadSwing)
    .sort((a, b) => b.explained - a.explained);
  const [lag] = fits;
  return lag ? { span, low: Math.round(low), high: Math.round(high), turns: turns.length, period, lag } : undefined;
}

/** All moves, then each half of them, and each half of those, as long as there are turns enough for one. */
function stretchesOf(edges: readonly Action[], minTurns: number): Array<readonly Action[]> {
  const turns = turningPoints(edges);
  const middle = turns[Math.floor(turns.length / 2)];
  const cut = middle ? edges.indexOf(middle) : 0;
  const halves = turns.length >= 2 * minTurns ? [edges.slice(0, cut + 1), edges.slice(cut)] : [];
  const parts = halves.map((half) => stretchesOf(half, minTurns));
  return [edges, ...halves, ...parts.flatMap((half) => half.slice(1))];
}

/**
 * The slow loop in the free moves of an HPA, in all of them or in a part: a load that rises to another level is level before
 * and after. Undefined where fewer than `minTurns` turns were seen (at least 3), a cycle takes longer than `maxPeriod`, the
 * metric does something that the HPA's own replicas do not explain, or the load behind it swings by more than `maxLoadSwing`
 * of its mean.
 */
export function slowLoopOf(
  facts: Facts,
  hpa: HpaFacts,
  edges: readonly Action[],
  limits: Limits
): SlowLoop | undefined {
  for (const part of stretchesOf(edges, limits.minTurns)) {
    const loop = loopIn(facts, hpa, part, limits);
    if (loop) {
      return { ...loop, isPart: part.length < edges.length };
    }
  }
  return undefined;
}
