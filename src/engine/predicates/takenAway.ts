// Pods that a rollout takes away before it adds: where it never has more pods than wanted, each new pod that is not ready
// yet stands in the place of one that is gone. Births and readiness are exact to the second, whatever the scrape.
import { mergeIntervals, type Interval } from '../../kit/interval';
import { samplesIn, valueAt } from '../../model/signal';
import type { Facts } from '../episodes/facts';

export interface TakenAway {
  /** When pods were missing. */
  readonly spans: readonly Interval[];
  /** So many at once. */
  readonly most: number;
}

/** True when samples in the middle of the rollout show no pod beyond the wanted number. */
function addsNothingFirst(facts: Facts, window: Interval): boolean {
  const midway = samplesIn(facts.statusReplicas, window).flatMap(([t, all]) => {
    const [wanted, updated] = [valueAt(facts.replicas, t), valueAt(facts.updated, t)];
    return wanted !== undefined && updated !== undefined && updated > 0 && updated < wanted ? [all <= wanted] : [];
  });
  return midway.length > 0 && midway.every(Boolean);
}

/** The largest number of spans that overlap anywhere. */
function mostAtOnce(spans: readonly Interval[]): number {
  return Math.max(0, ...spans.map((one) => spans.filter((s) => s.from <= one.from && one.from < s.to).length));
}

/** What the births in the window of a rollout tell; undefined where it may have added first, or births are not exported. */
export function takenAway(facts: Facts, window: Interval): TakenAway | undefined {
  const waits = facts.pods.flatMap(({ created, ready }) =>
    created >= window.from && created <= window.to && ready !== undefined && ready > created
      ? [{ from: created, to: Math.min(ready, window.to) }]
      : []
  );
  return waits.length === 0 || !addsNothingFirst(facts, window)
    ? undefined
    : { spans: mergeIntervals(waits), most: mostAtOnce(waits) };
}
