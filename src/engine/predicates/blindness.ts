// When an HPA could not read its metrics although pods stood ready: the ground of every rule about blind HPAs.
import { isPresent } from '../../kit/array';
import { clip, type Interval, type Millis } from '../../kit/interval';
import { valueAt } from '../../model/signal';
import type { Facts } from '../episodes/facts';
import type { HpaFacts, WorkloadFacts } from '../signals/facts';
import { isFailing } from '../signals/proposal';
import { blindRuns } from './hpa';

/** Spans of at least `least` in which ScalingActive was false with pods ready. No pod ready yet is no fault of the HPA. */
export function blindSpansOf(facts: WorkloadFacts, hpa: HpaFacts, least: Millis): Interval[] {
  return blindRuns(hpa, least, (t) => valueAt(facts.ready, t) !== 0);
}

/** An HPA that was blind, with its workload. */
export interface Member {
  readonly facts: Facts;
  readonly hpa: HpaFacts;
  readonly spans: readonly Interval[];
}

/** HPAs of one cause go blind within a pass of each other; the rest is the distance of samples. */
const TOGETHER = 90_000;

/** A cause of its own: no request, two HPAs on one workload, a failing source. */
function hasOwnCause(facts: Facts, hpa: HpaFacts, span: Interval): boolean {
  const missing = hpa.metrics.some(
    (m) =>
      m.type === 'utilization' &&
      facts.pods.some((pod) => pod.containers.some((c) => !pod.requests.has(`${c}/${m.name}`)))
  );
  const failing = facts.scaledObjects.some((so) =>
    so.triggers.some((trigger) => isFailing(trigger, (span.from + span.to) / 2))
  );
  return facts.hpas.length > 1 || missing || failing;
}

function membersIn(facts: Facts, least: Millis): Member[] {
  return facts.hpas.flatMap((hpa) => {
    const spans = blindSpansOf(facts, hpa, least).filter((span) => !hasOwnCause(facts, hpa, span));
    return spans.length === 0 ? [] : [{ facts, hpa, spans }];
  });
}

/** Told once for each workload: where a metrics API is dead, every blind one asks about every other. */
const MEMBERS = new WeakMap<Facts, Map<Millis, readonly Member[]>>();

/** The HPAs of a workload that were blind for `least` without a cause of their own. */
export function membersOf(facts: Facts, least: Millis): readonly Member[] {
  const known = MEMBERS.get(facts) ?? new Map<Millis, readonly Member[]>();
  const members = known.get(least) ?? membersIn(facts, least);
  MEMBERS.set(facts, known.set(least, members));
  return members;
}

/** Where both are blind, begun together. */
export function shared(a: Member, b: Member): Interval[] {
  const slack = TOGETHER + 2 * a.facts.scrape;
  return a.spans.flatMap((x) =>
    b.spans.flatMap((y) =>
      Math.abs(x.from - y.from) <= slack && Math.abs(x.to - y.to) <= slack ? [clip(x, y)].filter(isPresent) : []
    )
  );
}
