// What can be said of one HPA at one moment, and what it did: the words in which rules about HPAs are written.
import type { Interval, Millis, UnixMs } from '../../kit/interval';
import { lengthOf } from '../../kit/interval';
import type { Action } from '../../model/action';
import { runsWhere, valueAt } from '../../model/signal';
import type { Facts } from '../episodes/facts';
import type { HpaFacts } from '../signals/facts';

/** It cannot read its metrics although pods run: at zero pods ScalingActive is false by design (kube: horizontal.go). */
export function isBlind(hpa: HpaFacts, at: UnixMs): boolean {
  return valueAt(hpa.scalingActive, at) === 0 && (valueAt(hpa.current, at) ?? 0) > 0;
}

/** Spans of at least `least` in which it was blind, and `test` held as well. */
export function blindRuns(hpa: HpaFacts, least: Millis, test: (at: UnixMs) => boolean = () => true): Interval[] {
  return runsWhere(hpa.scalingActive, (_, at) => isBlind(hpa, at) && test(at)).filter((run) => lengthOf(run) >= least);
}

/** It stands at its maximum, and could move: one whose bounds are equal has no maximum to stand at. */
export function isAtMax(hpa: HpaFacts, at: UnixMs): boolean {
  const desired = valueAt(hpa.desired, at);
  const max = valueAt(hpa.max, at);
  return desired !== undefined && max !== undefined && desired >= max && valueAt(hpa.min, at) !== max;
}

/** Visible moves of this HPA between numbers of pods above zero: an HPA never wakes a workload from zero. */
export function ownEdges(facts: Facts, hpa: HpaFacts): Action[] {
  return facts.edges.filter((edge) => edge.actor.family === 'hpa' && edge.actor.name === hpa.name && edge.from > 0);
}
