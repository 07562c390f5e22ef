// The ramp with which a new workload, or one whose data begin here, climbs to what its load asks for. Nobody fights then:
// the number it starts with is the manifest's, and the first passes of its HPA correct that.
import type { Millis, UnixMs } from '../../kit/interval';
import { PATIENCE, SETTLED } from '../signals/clocks';
import type { Facts } from './facts';

/** A pod without metrics counts as starting for so long (--horizontal-pod-autoscaler-cpu-initialization-period is 5 min). */
const READS_BY: Millis = 300_000;

/** True when no pod is older than the data, or, where births are not exported, when the data begin inside the range. */
function isNew(facts: Facts, first: UnixMs): boolean {
  return facts.pods.length > 0
    ? facts.pods.every((pod) => pod.created > first - READS_BY)
    : first - facts.range.from > PATIENCE * facts.scrape;
}

/** When the start-up of a workload was over: the end of the first run of steps up. Undefined where it had no such ramp. */
export function startUpEnd(facts: Facts): UnixMs | undefined {
  const first = facts.replicas?.times[0];
  if (first === undefined || !isNew(facts, first)) {
    return undefined;
  }
  let end: UnixMs | undefined;
  for (const edge of facts.edges) {
    const isSoon = edge.interval.from - (end ?? first + READS_BY) <= (end === undefined ? 0 : SETTLED + facts.scrape);
    if (edge.to <= edge.from || !isSoon) {
      break;
    }
    end = edge.interval.to;
  }
  return end;
}
