// First-fit packing, as both node autoscalers simulate it before they act.

import { podRequests, selects } from '../control/scheduler';
import type { Node } from '../objects/workload';
import type { Resources } from '../specs/workload';
import type { World } from '../world';
import { freeOn } from './nodes';

type Size = { cpu: number; memory: number };

/** How many nodes of a size the requests need; what fits no node of that size is left out. */
export function nodesNeeded(requests: ReadonlyArray<Required<Resources>>, size: Size): number {
  const nodes: Size[] = [];
  for (const request of [...requests].sort((a, b) => b.cpu - a.cpu)) {
    if (request.cpu <= size.cpu && request.memory <= size.memory) {
      const host = nodes.find((free) => free.cpu >= request.cpu && free.memory >= request.memory);
      if (host !== undefined) {
        host.cpu -= request.cpu;
        host.memory -= request.memory;
      } else {
        nodes.push({ cpu: size.cpu - request.cpu, memory: size.memory - request.memory });
      }
    }
  }
  return nodes.length;
}

/** Could the other nodes take all pods of this one? */
export function fitElsewhere(world: World, node: Node): boolean {
  const others = world.nodes
    .filter((other) => other !== node && other.ready && !other.unschedulable && other.deletingMs === undefined)
    .map((other) => ({ ...freeOn(other), pool: other.pool }));
  for (const pod of node.pods) {
    const request = podRequests(pod);
    const host = others.find(
      (free) => selects(pod, free.pool) && free.cpu >= request.cpu && free.memory >= request.memory
    );
    if (host === undefined) {
      return false;
    }
    host.cpu -= request.cpu;
    host.memory -= request.memory;
  }
  return true;
}
