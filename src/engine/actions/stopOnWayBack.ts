// A fall that only shows how far an HPA had come back: somebody wrote less between the samples, the HPA went as far up as one
// pass may, and the sample came before the next one. Neither its desired value nor what it found shows the number any more;
// the counter shows that there was one.
import { samplesIn } from '../../model/signal';
import type { HpaFacts, WorkloadFacts } from '../signals/facts';
import { cannotHaveLetFall } from './reach';

/** A change of replicas between two neighbouring samples, with its writes by the generation. */
interface Fall {
  readonly t0: number;
  readonly t1: number;
  readonly from: number;
  readonly to: number;
  readonly writes: number | undefined;
}

/** True for such a fall: no metric asked for so few around it, two writes are counted, and the HPA climbed on at once. */
export function isStopOnWayBack(facts: WorkloadFacts, hpa: HpaFacts, fall: Fall): boolean {
  const { t0, t1, from, to, writes = 0 } = fall;
  const next = samplesIn(hpa.desired, { from: t1, to: t1 + 2 * facts.scrape });
  return (
    to < from && writes >= 2 && next.some(([, wish]) => wish > to) && cannotHaveLetFall(facts, hpa, { t0, t1 }, to)
  );
}
