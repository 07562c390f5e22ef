// When two HPAs were on one workload at the same time, from the samples of each (an HPA that is gone has none).
import { clip, lengthOf, type Interval } from '../../kit/interval';
import { coverageOf, runsWhere, valueAt } from '../../model/signal';
import type { Facts } from '../episodes/facts';
import type { HpaFacts } from '../signals/facts';
import { isBlind } from './hpa';

/** KEDA renames an HPA by making the new one before deleting the old one: less than a minute of coexistence. */
const RENAME = 60_000;

export interface Pair {
  readonly first: HpaFacts;
  readonly second: HpaFacts;
  readonly span: Interval;
}

function spansOf(hpa: HpaFacts): Interval[] {
  return hpa.desired ? coverageOf(hpa.desired) : hpa.max ? coverageOf(hpa.max) : [];
}

/** Every pair of HPAs that lived side by side for more than a minute, with the longest such span. */
export function coexistingPairs(facts: Facts): Pair[] {
  return facts.hpas.flatMap((first, i) =>
    facts.hpas.slice(i + 1).flatMap((second) => {
      const spans = spansOf(first)
        .flatMap((a) => spansOf(second).map((b) => clip(a, b)))
        .filter((span): span is Interval => span !== undefined && lengthOf(span) > RENAME)
        .sort((a, b) => lengthOf(b) - lengthOf(a));
      return spans[0] ? [{ first, second, span: spans[0] }] : [];
    })
  );
}

/** Spans in which the ranges of the two HPAs do not meet: one's minimum above the other's maximum. */
export function disjointSpans(pair: Pair): Interval[] {
  return runsWhere(pair.first.min, (min, t) => {
    const max = valueAt(pair.first.max, t);
    const otherMin = valueAt(pair.second.min, t);
    const otherMax = valueAt(pair.second.max, t);
    return otherMin !== undefined && otherMax !== undefined && max !== undefined && (min > otherMax || otherMin > max);
  })
    .map((run) => clip(run, pair.span))
    .filter((run): run is Interval => run !== undefined);
}

/** Spans in which ScalingActive is false on both while pods run: neither may scale (AmbiguousSelector, kubernetes/kubernetes#112011). */
export function deadlockSpans(pair: Pair): Interval[] {
  return runsWhere(pair.first.desired, (_, t) => isBlind(pair.first, t) && isBlind(pair.second, t)).filter(
    (run) => lengthOf(run) >= 2 * RENAME
  );
}
