// Nodes: created from pools, cordoned, drained, removed.

import { evict, retryPending, deletePod } from '../control/pods';
import type { Node } from '../objects/workload';
import type { Resources } from '../specs/workload';
import type { NodePool } from '../specs/nodes';
import type { World } from '../world';

const GIBIBYTE = 1024 ** 3;

/** A pool wide enough that scheduling is nobody's problem. */
export const ROOMY_POOL: NodePool = { name: 'default', count: 6, cpu: 16, memory: 64 * GIBIBYTE };

/** Adds a node to the cluster. */
export function addNode(world: World, pool: NodePool, name: string): Node {
  const node: Node = {
    name,
    createdMs: world.now,
    pool: pool.name,
    providerId: pool.provider === undefined ? undefined : `${pool.provider}${name}`,
    labels: pool.labels ?? {},
    allocatable: { cpu: pool.cpu, memory: pool.memory, pods: pool.pods ?? 110 },
    pods: new Set(),
    requested: { cpu: 0, memory: 0 },
    unschedulable: false,
    taints: [],
    ready: true,
  };
  world.nodes.push(node);
  world.events.push({ atMs: world.now, namespace: '', what: 'node-added', object: name, by: pool.name });
  retryPending(world);
  return node;
}

/** Removes a node; pods still there die with it. */
export function removeNode(world: World, node: Node, by: string): void {
  world.nodes.splice(world.nodes.indexOf(node), 1);
  for (const pod of [...node.pods]) {
    deletePod(world, pod);
  }
  world.events.push({ atMs: world.now, namespace: '', what: 'node-removed', object: node.name, by });
}

/** kubectl cordon and uncordon. */
export function cordon(world: World, name: string, on: boolean): void {
  const node = world.nodes.find((candidate) => candidate.name === name);
  if (node !== undefined) {
    node.unschedulable = on;
    node.taints = node.taints.filter(({ key }) => key !== 'node.kubernetes.io/unschedulable');
    if (on) {
      node.taints.push({ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' });
    } else {
      retryPending(world);
    }
  }
}

/** kubectl drain: cordon, then evict everything, again and again until it is empty or time is up. */
export function drain(world: World, name: string, everySeconds: number, forSeconds: number): void {
  cordon(world, name, true);
  const until = world.now + forSeconds * 1000;
  const attempt = () => {
    const node = world.nodes.find((candidate) => candidate.name === name);
    if (node === undefined || !node.unschedulable || world.now > until) {
      return;
    }
    for (const pod of [...node.pods]) {
      if (pod.deletingMs === undefined) {
        evict(world, pod, 'kubectl-drain');
      }
    }
    world.after(everySeconds * 1000, attempt);
  };
  world.after(1000, attempt);
}

/** Requests over allocatable, the larger of both resources. */
export function utilization(node: Node): number {
  return Math.max(node.requested.cpu / node.allocatable.cpu, node.requested.memory / node.allocatable.memory);
}

/** Room left on a node. */
export function freeOn(node: Node): Required<Resources> {
  return { cpu: node.allocatable.cpu - node.requested.cpu, memory: node.allocatable.memory - node.requested.memory };
}
