// A small kube-scheduler: the node with the largest free share of CPU that fits requests and pod count, else Pending with
// PodScheduled=False, tried again when anything frees up.

import type { Node, Pod } from '../objects/workload';
import type { Resources } from '../specs/workload';
import type { World } from '../world';

/** Called when a pod has got its node. */
export type Bound = (pod: Pod) => void;

/** What a pod asks for in sum. */
export function podRequests(pod: Pod): Required<Resources> {
  let cpu = 0;
  let memory = 0;
  for (const container of pod.containers) {
    cpu += container.requests.cpu ?? 0;
    memory += container.requests.memory ?? 0;
  }
  return { cpu, memory };
}

/** Would the pod's node selector have nodes of this pool? */
export function selects(pod: Pod, pool: string): boolean {
  const { nodePool } = pod.workload.spec;
  return nodePool === undefined || nodePool === pool;
}

/** Does the pod fit the node beside what runs there? */
export function fits(node: Node, request: Required<Resources>): boolean {
  return (
    node.ready &&
    !node.unschedulable &&
    node.deletingMs === undefined &&
    node.requested.cpu + request.cpu <= node.allocatable.cpu + 1e-9 &&
    node.requested.memory + request.memory <= node.allocatable.memory &&
    node.pods.size < node.allocatable.pods
  );
}

/** Tries to bind a pod; leaves it pending otherwise. */
export function schedule(world: World, pod: Pod, bound: Bound): void {
  const request = podRequests(pod);
  let best: Node | undefined;
  let bestFree = -1;
  for (const node of world.nodes) {
    const free = 1 - (node.requested.cpu + request.cpu) / node.allocatable.cpu;
    if (free > bestFree && selects(pod, node.pool) && fits(node, request)) {
      best = node;
      bestFree = free;
    }
  }
  if (best === undefined) {
    pod.unscheduledSinceMs ??= world.now;
    world.pending.add(pod);
    return;
  }
  world.pending.delete(pod);
  pod.unscheduledSinceMs = undefined;
  pod.node = best;
  pod.scheduledMs = world.now;
  best.pods.add(pod);
  best.requested.cpu += request.cpu;
  best.requested.memory += request.memory;
  bound(pod);
}

/** Gives a pod's room back to its node. */
export function unbind(pod: Pod): void {
  if (pod.node !== undefined && pod.node.pods.delete(pod)) {
    const request = podRequests(pod);
    pod.node.requested.cpu -= request.cpu;
    pod.node.requested.memory -= request.memory;
  }
}
