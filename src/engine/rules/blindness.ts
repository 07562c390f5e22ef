// When an HPA could not read its metrics although pods stood ready: the ground of every rule about blind HPAs.
import type { Interval, Millis } from '../../kit/interval';
import { runsWhere, valueAt } from '../../model/signal';
import type { HpaFacts, WorkloadFacts } from '../signals/facts';

/** Spans of at least `least` in which ScalingActive was false with pods ready. No pod ready yet is no fault of the HPA. */
export function blindSpansOf(facts: WorkloadFacts, hpa: HpaFacts, least: Millis): Interval[] {
  const runs = runsWhere(hpa.scalingActive, (active, t) => active === 0 && (valueAt(hpa.current, t) ?? 0) > 0 && valueAt(facts.ready, t) !== 0);
  return runs.filter((run) => run.to - run.from >= least);
}
