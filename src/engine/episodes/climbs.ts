// Scale-outs: upward edges of one actor that belong together, and the way of their pods from request to ready. Times of
// pods are exported as values, unix seconds, so these lags are exact whatever the scrape.
import { firstAfter, isPresent } from '../../kit/array';
import type { Interval, Millis } from '../../kit/interval';
import { quantile } from '../../kit/stats';
import type { Action } from '../../model/action';
import { samplesIn, valueAt, type Signal } from '../../model/signal';
import { bornWithin, followsDeploy, type PodFacts } from '../signals/facts';
import { isResource, ratioAt, TOLERANCE } from '../signals/proposal';
import type { Facts } from './facts';
import { SYNC } from '../signals/clocks';

/** Consecutive upward edges, no step down between them. */
export interface Climb {
  readonly steps: readonly Action[];
  readonly first: Action;
  readonly last: Action;
}

/** Climbs by the autoscalers, or by the one HPA that `by` names; steps further apart than `gap` begin a new one. */
export function climbsOf(facts: Facts, gap: Millis, by?: string): Climb[] {
  const groups: Action[][] = [];
  let open: Action[] | undefined;
  for (const edge of facts.edges) {
    const mine =
      by === undefined
        ? edge.actor.family === 'hpa' || edge.actor.family === 'keda'
        : edge.actor.family === 'hpa' && edge.actor.name === by;
    if (edge.to <= edge.from || !mine) {
      open = undefined;
      continue;
    }
    const last = open?.at(-1);
    if (!open || !last || edge.interval.to - last.interval.to > gap) {
      open = [];
      groups.push(open);
    }
    open.push(edge);
  }
  return groups.flatMap((steps) => {
    const [first] = steps;
    const last = steps.at(-1);
    return first && last ? [{ steps, first, last }] : [];
  });
}

/** The way of one scale-out from the decision to ready pods, milliseconds; each segment the 90th percentile of its pods. */
export interface Lag {
  readonly climb: Climb;
  readonly span: Interval;
  readonly pods: number;
  /** From the first step to the last one, where the metrics asked for all of it at once. */
  readonly ramp: Millis;
  /** Created to bound to a node. */
  readonly scheduling: Millis;
  /** Bound to ready: image, start, readiness. */
  readonly start: Millis;
  /** Created to ready. */
  readonly pod: Millis;
  /** Scheduling and start of each pod. */
  readonly each: ReadonlyArray<{ readonly scheduling: Millis; readonly start: Millis }>;
}

const NOTHING: Pick<Signal, 'times' | 'values'> = { times: new Float64Array(), values: new Float64Array() };

/** The first sample after `t` in which as many pods are ready as are wanted: whoever becomes ready later had been before. */
function caughtUp(facts: Facts, t: number): number {
  const { times, values } = facts.ready ?? NOTHING;
  for (let i = firstAfter(times, t); i < times.length; i++) {
    const at = times[i] ?? Infinity;
    if (at > facts.range.to) {
      break;
    }
    if ((values[i] ?? NaN) >= (valueAt(facts.replicas, at) ?? Infinity)) {
      return at;
    }
  }
  return facts.range.to;
}

/** The times of pods that a scale-out made. */
function bornIn(
  facts: Facts,
  climb: Climb
): Array<Pick<PodFacts, 'created'> & { readonly scheduled: number; readonly ready: number }> {
  const until = caughtUp(facts, climb.last.interval.to) + facts.scrape;
  const span = { from: climb.first.interval.from - 1000, to: climb.last.interval.to + SYNC };
  return bornWithin(facts, span).flatMap((pod) => {
    const { scheduled, ready } = pod;
    return scheduled !== undefined && ready !== undefined && ready >= scheduled && ready <= until
      ? [{ created: pod.created, scheduled, ready }]
      : [];
  });
}

/** How long the pods of a scale-out took; undefined where that is not exported, or a rollout made the pods. */
export function lagOf(facts: Facts, climb: Climb): Lag | undefined {
  const pods = bornIn(facts, climb);
  const { first, last } = climb;
  const byRollout = followsDeploy(facts, { from: first.interval.from, to: last.interval.to }, 60_000);
  if (pods.length === 0 || byRollout) {
    return undefined;
  }
  const high = (of: (pod: (typeof pods)[number]) => number): number => quantile(pods.map(of), 0.9) ?? 0;
  const asked = valueAt(facts.proposal, first.interval.to) ?? 0;
  return {
    climb,
    span: { from: first.interval.from, to: Math.max(...pods.map((pod) => pod.ready)) },
    pods: pods.length,
    ramp: asked >= last.to ? last.interval.to - first.interval.to : 0,
    scheduling: Math.max(
      0,
      high((pod) => pod.scheduled - pod.created)
    ),
    start: high((pod) => pod.ready - pod.scheduled),
    pod: high((pod) => pod.ready - pod.created),
    each: pods.map((pod) => ({
      scheduling: Math.max(0, pod.scheduled - pod.created),
      start: pod.ready - pod.scheduled,
    })),
  };
}

/** Found once: a rule and the page ask for the same. */
const LAGS = new WeakMap<Facts, readonly Lag[]>();

/** All scale-outs of a workload with their lags, in order. */
export function lagsOf(facts: Facts): readonly Lag[] {
  const lags =
    LAGS.get(facts) ??
    climbsOf(facts, 4 * SYNC + 2 * facts.scrape)
      .map((climb) => lagOf(facts, climb))
      .filter(isPresent);
  LAGS.set(facts, lags);
  return lags;
}

/** True while the ready pods carry more than their target; a metric from outside is shared by those that are not ready too. */
function isShort(facts: Facts, t: number): boolean {
  const ready = valueAt(facts.ready, t);
  return facts.hpas.some((hpa) =>
    hpa.metrics.some((metric) => {
      const ratio = ratioAt(metric, t);
      const shared = !isResource(metric) && metric.type === 'average';
      const current = valueAt(hpa.current, t);
      return (
        ratio !== undefined &&
        ready !== undefined &&
        (shared ? (current ?? 0) * ratio > ready * (1 + TOLERANCE) : ratio > 1 + TOLERANCE)
      );
    })
  );
}

/** Time within a scale-out in which the load was more than the ready pods should carry. */
export function waited(facts: Facts, span: Interval): Millis {
  return samplesIn(facts.replicas, span).filter(([t]) => isShort(facts, t)).length * facts.scrape;
}
