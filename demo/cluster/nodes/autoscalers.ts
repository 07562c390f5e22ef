// Node autoscalers as data, and which loop runs them.

import type { World } from '../world';
import { startClusterAutoscaler } from './clusterAutoscaler';
import { startKarpenter } from './karpenter';
import type { NodeAutoscalerSpec } from '../specs/nodes';

/** Starts a node autoscaler's loop. */
export function startNodeAutoscaler(world: World, spec: NodeAutoscalerSpec): void {
  world.nodeAutoscalers.push(spec);
  if (spec.kind === 'cluster-autoscaler') {
    startClusterAutoscaler(world, spec);
  } else {
    startKarpenter(world, spec);
  }
}
