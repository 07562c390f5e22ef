// Karpenter v1: batches unschedulable pods for a few seconds, adds nodes, and consolidates one underutilized node at a
// time as soon as its pods fit elsewhere (kubernetes-sigs/karpenter: pkg/apis/v1/nodepool.go: consolidateAfter 0s,
// WhenEmptyOrUnderutilized, budget 10 %).

import { disruptionsAllowed } from '../control/disruption';
import { evict } from '../control/pods';
import { podRequests, selects } from '../control/scheduler';
import type { Node } from '../objects/workload';
import type { World } from '../world';
import type { KarpenterSpec } from '../specs/nodes';
import { addNode, cordon, removeNode } from './nodes';
import { fitElsewhere, nodesNeeded } from './packing';

const BATCH_MS = 10_000;
const DRAIN_MS = 15_000;

/** Starts Karpenter's loop. */
export function startKarpenter(world: World, spec: KarpenterSpec): void {
  const pool = spec.pool.name;
  const random = world.random.fork(`karpenter/${pool}`);
  let booting = 0;
  const members = () => world.nodes.filter((node) => node.pool === pool);
  const batch = () => {
    const waiting = [...world.pending].filter((pod) => selects(pod, pool));
    const room = spec.max - members().length - booting;
    const needed = Math.min(room, nodesNeeded(waiting.map(podRequests), spec.pool) - booting);
    for (let i = 0; i < needed; i++) {
      booting++;
      world.count(`karpenter_nodeclaims_created_total{"nodepool":"${pool}","reason":"provisioned"}`);
      world.after(spec.bootSeconds * 1000, () => {
        booting--;
        world.count(`karpenter_nodes_created_total{"nodepool":"${pool}"}`);
        addNode(
          world,
          { ...spec.pool, count: 1, labels: { ...spec.pool.labels, 'karpenter.sh/nodepool': pool } },
          `${spec.anonymous === true ? `node-${random.suffix(8)}` : pool}-${random.suffix(5)}`
        );
      });
    }
    consolidate(world, spec, members());
    world.gauges.set('karpenter_scheduler_queue_depth', waiting.length);
    const used = (members().length + booting) * spec.pool.cpu;
    world.gauges.set(`karpenter_nodepools_usage{"nodepool":"${pool}","resource_type":"cpu"}`, used);
    world.gauges.set(`karpenter_nodepools_limit{"nodepool":"${pool}","resource_type":"cpu"}`, spec.max * spec.pool.cpu);
    world.after(BATCH_MS, batch);
  };
  world.after(Math.floor(random.between(0, BATCH_MS)), batch);
}

function consolidate(world: World, spec: KarpenterSpec, members: Node[]): void {
  const allowed = Math.max(1, Math.floor(members.length * 0.1));
  let busy = members.filter((node) => node.deletingMs !== undefined).length;
  const after = (spec.consolidateAfterSeconds ?? 0) * 1000;
  for (const node of [...members].sort((a, b) => a.pods.size - b.pods.size)) {
    const movable =
      node.deletingMs === undefined &&
      fitElsewhere(world, node) &&
      [...node.pods].every((pod) => disruptionsAllowed(world, pod) > 0);
    node.unneededSinceMs = movable ? (node.unneededSinceMs ?? world.now) : undefined;
    if (movable && busy < allowed && world.now - (node.unneededSinceMs ?? world.now) >= after) {
      busy++;
      disrupt(world, spec.pool.name, node);
    }
  }
}

function disrupt(world: World, pool: string, node: Node): void {
  const reason = node.pods.size === 0 ? 'empty' : 'underutilized';
  node.deletingMs = world.now;
  cordon(world, node.name, true);
  node.taints.push({ key: 'karpenter.sh/disrupted', effect: 'NoSchedule' });
  world.count(
    `karpenter_voluntary_disruption_decisions_total{"consolidation_type":"single","decision":"delete","reason":"${reason}"}`
  );
  world.count(`karpenter_nodeclaims_disrupted_total{"nodepool":"${pool}","reason":"${reason}"}`);
  for (const pod of [...node.pods]) {
    const refused = !evict(world, pod, 'karpenter');
    world.count(`karpenter_pods_eviction_requests_total{"code":"${refused ? 429 : 200}"}`);
  }
  world.after(DRAIN_MS, () => {
    world.count(`karpenter_nodeclaims_terminated_total{"nodepool":"${pool}"}`);
    world.count(`karpenter_nodes_terminated_total{"nodepool":"${pool}"}`);
    removeNode(world, node, 'karpenter');
  });
}
