// Which nodes the cloud took back: spot machines above all. Taints say so where the handler of the notice sets one (AWS Node
// Termination Handler, the cloud controller of Google), else Karpenter counts the notice as a reason of disruption
// (karpenter-provider-aws, interruption controller: `spot_interrupted`, `scheduled_change`, `instance_stopped`).
import { sortBy } from '../../kit/array';
import { minutes, type UnixMs } from '../../kit/interval';
import type { NodeLife, NodeSeries, WorkloadFacts } from './facts';
import { rises, type Rise } from './nodeRises';

const TAINT =
  /^aws-node-termination-handler\/(spot-itn|rebalance-recommendation|scheduled-maintenance)$|impending-node-termination$/;
/** Reasons of disruption that no autoscaler decides on, in the spellings of all versions. */
const REASON = /interrupt|preempt|scheduled_?change|state_?change|instance_?(stopped|terminated)/i;
/** Two minutes of notice, and the grace of the pods that are drained. */
const NOTICE = minutes(10);

/** True for the key of a taint that announces the end of a machine. */
export function isTakenBackBy(taint: string): boolean {
  return TAINT.test(taint);
}

/** One notice for each machine, as the counters tell them. */
function noticesOf(removed: readonly NodeSeries[], around: Pick<WorkloadFacts, 'range' | 'scrape'>): Rise[] {
  return rises(
    removed.filter(({ reason }) => REASON.test(reason)),
    around
  ).flatMap((rise) => Array.from({ length: Math.min(rise.by, 100) }, () => rise));
}

/** True where this notice may be that of a node that was seen last at `end`. */
function fits({ pool, family, interval }: Rise, node: NodeLife, end: UnixMs, scrape: number): boolean {
  const ref = node.pool?.ref;
  const isOurs = ref === undefined || (ref.family === family && (ref.name === undefined || ref.name === pool));
  return isOurs && interval.from <= end + scrape && interval.to >= end - NOTICE;
}

/** The same lives; each that went after a notice of its own is marked. */
export function withTakenBack(
  lives: readonly NodeLife[],
  removed: readonly NodeSeries[],
  around: Pick<WorkloadFacts, 'range' | 'scrape'>
): NodeLife[] {
  const left = noticesOf(removed, around);
  const taken = new Set<string>();
  for (const life of sortBy(lives, ({ seen }) => seen.to)) {
    const at = life.gone && !life.takenBack ? left.findIndex((n) => fits(n, life, life.seen.to, around.scrape)) : -1;
    if (at >= 0) {
      left.splice(at, 1);
      taken.add(life.name);
    }
  }
  return lives.map((life) => (taken.has(life.name) ? { ...life, takenBack: true } : life));
}
