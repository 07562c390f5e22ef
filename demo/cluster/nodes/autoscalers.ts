// Node autoscalers as data, and which loop runs them.

import type { World } from '../world';
import { startClusterAutoscaler } from './clusterAutoscaler';
import { startKarpenter } from './karpenter';
import type { NodePool } from './nodes';

/** Cluster autoscaler on one node group. */
export interface ClusterAutoscalerSpec {
  kind: 'cluster-autoscaler';
  pool: Omit<NodePool, 'count'>;
  min: number;
  max: number;
  /** From decision to Ready: 40-180 s on clouds. */
  bootSeconds: number;
  /** --scale-down-unneeded-time, --scale-down-delay-after-add, --scale-down-utilization-threshold. */
  unneededSeconds?: number;
  delayAfterAddSeconds?: number;
  threshold?: number;
}

/** Karpenter v1 with one NodePool. */
export interface KarpenterSpec {
  kind: 'karpenter';
  pool: Omit<NodePool, 'count'>;
  /** limits of the NodePool in nodes of this one size. */
  max: number;
  bootSeconds: number;
  /** disruption.consolidateAfter. */
  consolidateAfterSeconds?: number;
}

export type NodeAutoscalerSpec = ClusterAutoscalerSpec | KarpenterSpec;

/** Starts a node autoscaler's loop. */
export function startNodeAutoscaler(world: World, spec: NodeAutoscalerSpec): void {
  world.nodeAutoscalers.push(spec);
  if (spec.kind === 'cluster-autoscaler') {
    startClusterAutoscaler(world, spec);
  } else {
    startKarpenter(world, spec);
  }
}
