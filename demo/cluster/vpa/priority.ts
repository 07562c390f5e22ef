// Which pods the updater wants to change, and how urgently (kubernetes/autoscaler: vertical-pod-autoscaler/pkg/updater/
// priority/update_priority_calculator.go, priority_processor.go).

import type { Pod } from '../objects/workload';
import type { Vpa } from '../objects/vpa';
import type { World } from '../world';
import { recommendationFor } from './vpas';

const MIN_CHANGE = 0.1;
/** --evict-after-oom-threshold. */
const QUICK_OOM_MS = 600_000;

export interface Ranked {
  pod: Pod;
  /** Some resource should grow: such pods go first. */
  grows: boolean;
  /** Sum of relative changes over the resources. */
  change: number;
}

/** The pod's rank, or undefined if it may stay as it is. */
export function rank(world: World, vpa: Vpa, pod: Pod): Ranked | undefined {
  let outside = world.broken('vpa-bounds', pod.namespace);
  let grows = false;
  let change = 0;
  for (const resource of ['cpu', 'memory'] as const) {
    let requested = 0;
    let wanted = 0;
    for (const container of pod.containers) {
      const recommendation = recommendationFor(vpa, container.name);
      const target = recommendation?.target[resource];
      if (recommendation === undefined || target === undefined) {
        continue;
      }
      const request = container.requests[resource];
      requested += request ?? 0;
      wanted += target;
      grows ||= request === undefined || target > request;
      outside ||=
        request === undefined ||
        request < (recommendation.lowerBound[resource] ?? 0) ||
        request > (recommendation.upperBound[resource] ?? Infinity);
    }
    change += wanted > 0 ? Math.abs(requested - wanted) / Math.max(requested, 1e-3) : 0;
  }
  const quickOom = pod.containers.some(
    ({ lastTerminatedReason, lifeMs = Infinity }) => lastTerminatedReason === 'OOMKilled' && lifeMs < QUICK_OOM_MS
  );
  const oldEnough = pod.startMs !== undefined && world.now - pod.startMs >= world.vpa.inBoundsAgeSeconds * 1000;
  const due = outside || (quickOom && change > 0) || (oldEnough && change >= MIN_CHANGE);
  return due ? { pod, grows, change } : undefined;
}
