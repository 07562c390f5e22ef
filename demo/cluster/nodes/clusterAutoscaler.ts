// Cluster autoscaler: looks every 10 s, adds nodes for unschedulable pods, removes a node that was under half used for
// 10 minutes and whose pods fit elsewhere, not within 10 minutes of an addition (kubernetes/autoscaler:
// cluster-autoscaler/FAQ.md).

import { disruptionsAllowed } from '../control/disruption';
import { evict } from '../control/pods';
import { podRequests, selects } from '../control/scheduler';
import type { Node } from '../objects/workload';
import type { World } from '../world';
import type { ClusterAutoscalerSpec } from '../specs/nodes';
import { addNode, cordon, removeNode, utilization } from './nodes';
import { fitElsewhere, nodesNeeded } from './packing';

const SCAN_MS = 10_000;

/** Starts the scan loop. */
export function startClusterAutoscaler(world: World, spec: ClusterAutoscalerSpec): void {
  const state = { booting: 0, made: 0, lastAddMs: -Infinity };
  const members = () => world.nodes.filter((node) => node.pool === spec.pool.name);
  const random = world.random.fork(`cluster-autoscaler/${spec.pool.name}`);
  const suffix = () => `${spec.pool.name}-${random.suffix(5)}`;
  const scan = () => {
    scaleUp();
    scaleDown(world, spec, members(), state.lastAddMs);
    world.gauges.set(
      'cluster_autoscaler_unneeded_nodes_count',
      members().filter((node) => node.unneededSinceMs !== undefined).length
    );
    world.after(SCAN_MS, scan);
  };
  const scaleUp = () => {
    const waiting = [...world.pending].filter(
      (pod) => pod.unscheduledSinceMs !== undefined && selects(pod, spec.pool.name)
    );
    const room = spec.max - members().length - state.booting;
    const needed = waiting.length > 0 ? nodesNeeded(waiting.map(podRequests), spec.pool) - state.booting : 0;
    for (let i = 0; i < Math.min(needed, room); i++) {
      state.booting++;
      world.count('cluster_autoscaler_scaled_up_nodes_total');
      world.after(spec.bootSeconds * 1000, () => {
        state.booting--;
        state.lastAddMs = world.now;
        addNode(world, { ...spec.pool, count: 1 }, suffix());
      });
    }
    world.gauges.set('cluster_autoscaler_unschedulable_pods_count', waiting.length);
    world.gauges.set(
      `cluster_autoscaler_node_group_target_count{"node_group":"${spec.pool.name}"}`,
      members().length + state.booting
    );
  };
  world.after(Math.floor(random.between(0, SCAN_MS)), scan);
}

function scaleDown(world: World, spec: ClusterAutoscalerSpec, members: Node[], lastAddMs: number): void {
  const { unneededSeconds = 600, delayAfterAddSeconds = 600, threshold = 0.5 } = spec;
  let left = members.length;
  for (const node of members) {
    const movable = fitElsewhere(world, node) && [...node.pods].every((pod) => disruptionsAllowed(world, pod) > 0);
    const unneeded = utilization(node) < threshold && movable && left > spec.min && node.deletingMs === undefined;
    node.unneededSinceMs = unneeded ? (node.unneededSinceMs ?? world.now) : undefined;
    const longEnough = unneeded && world.now - (node.unneededSinceMs ?? world.now) >= unneededSeconds * 1000;
    if (longEnough && world.now - lastAddMs >= delayAfterAddSeconds * 1000) {
      left--;
      retire(world, node, node.pods.size === 0 ? 'empty' : 'underutilized');
    }
  }
}

function retire(world: World, node: Node, reason: string): void {
  node.deletingMs = world.now;
  cordon(world, node.name, true);
  node.taints.push({
    key: 'ToBeDeletedByClusterAutoscaler',
    value: String(Math.floor(world.now / 1000)),
    effect: 'NoSchedule',
  });
  for (const pod of [...node.pods]) {
    if (evict(world, pod, 'cluster-autoscaler')) {
      world.count('cluster_autoscaler_evicted_pods_total');
    }
  }
  world.count(`cluster_autoscaler_scaled_down_nodes_total{"reason":"${reason}"}`);
  world.after(10_000, () => removeNode(world, node, 'cluster-autoscaler'));
}
