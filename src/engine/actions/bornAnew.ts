// A Deployment that a deploy deleted and created again between two samples (helm upgrade --force, kubectl replace --force,
// Argo CD's Replace=true): its counter of writes begins anew, and it is born with what its manifest says, 1 where that says
// nothing, whatever its HPA held before.
import { valueAt } from '../../model/signal';
import type { WorkloadFacts } from '../signals/facts';

/** Two neighbouring samples, with the counter of writes in each. */
interface Between {
  readonly t0: number;
  readonly t1: number;
  readonly g0: number | undefined;
  readonly g1: number | undefined;
}

/** True for such a birth. Two exporters that overtake each other may show an older count too, but no new template. */
export function isBornAnew(facts: WorkloadFacts, { t0, t1, g0, g1 }: Between): boolean {
  return g0 !== undefined && g1 !== undefined && g1 < g0 && facts.rollouts.some((r) => r.at > t0 && r.at <= t1);
}

/**
 * The number of replicas it was born with, where the way of its HPA from there tells: into the range first, then at most
 * double at each pass (calculateScaleUpLimitWithScalingRules: max(2n, 4)), and as many passes as the counter has gone on.
 * Only 1 is looked for, what the API server gives where a manifest is silent.
 */
export function bornWith(facts: WorkloadFacts, to: number, t1: number, writes: number): number | undefined {
  const hpa = facts.hpas.find((one) => valueAt(one.desired, t1) === to);
  if (!hpa || to <= 1) {
    return undefined;
  }
  const min = valueAt(hpa.min, t1) ?? 1;
  let before = 0;
  let reach = 1;
  for (let pass = 1; pass < writes; pass++) {
    before = reach;
    reach = reach < min ? min : Math.max(2 * reach, 4);
  }
  return writes >= 2 && before < to && reach >= to ? 1 : undefined;
}
