// Groups of nodes, and the autoscalers that grow and shrink them.

/** A group of equal nodes. */
export interface NodePool {
  name: string;
  count: number;
  cpu: number;
  memory: number;
  pods?: number;
  labels?: Record<string, string>;
  /** spec.providerID of its nodes begins with this; not exported when absent. */
  provider?: string;
}

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
  /** Names of its nodes that tell nothing of the pool, as those of its simulated provider. */
  anonymous?: boolean;
}

export type NodeAutoscalerSpec = ClusterAutoscalerSpec | KarpenterSpec;
