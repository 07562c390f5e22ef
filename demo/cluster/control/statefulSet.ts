// The StatefulSet controller with OrderedReady pods: up one at a time from ordinal 0, down from the highest, a rolling
// update from the highest to the lowest (kubernetes: pkg/controller/statefulset/stateful_set_control.go).

import type { Workload } from '../objects/workload';
import { newest } from '../objects/workload';
import type { World } from '../world';
import { createPod, deletePod } from './pods';

/** Takes the one next step towards the spec. */
export function reconcileStatefulSet(world: World, workload: Workload): void {
  const update = newest(workload);
  workload.observedReplicas = workload.replicas;
  for (const revision of workload.revisions) {
    revision.replicas = revision === update ? workload.replicas : 0;
  }
  const byOrdinal = new Map(workload.pods.map((pod) => [pod.ordinal, pod]));
  for (let ordinal = 0; ordinal < workload.replicas; ordinal++) {
    const pod = byOrdinal.get(ordinal);
    if (pod === undefined) {
      if (!update.failing) {
        createPod(world, workload, update, `${workload.name}-${ordinal}`, ordinal);
      }
      return;
    }
    if (!pod.ready || pod.deletingMs !== undefined) {
      return;
    }
  }
  const surplus = [...byOrdinal.values()].filter((pod) => pod.ordinal >= workload.replicas);
  if (surplus.length > 0) {
    const highest = surplus.reduce((a, b) => (a.ordinal > b.ordinal ? a : b));
    deletePod(world, highest);
    return;
  }
  for (let ordinal = workload.replicas - 1; ordinal >= 0; ordinal--) {
    const pod = byOrdinal.get(ordinal);
    if (pod !== undefined && pod.revision !== update) {
      deletePod(world, pod);
      return;
    }
  }
}
