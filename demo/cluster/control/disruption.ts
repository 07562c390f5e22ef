// The disruption controller: how many of the pods behind a PodDisruptionBudget may go right now
// (kubernetes: pkg/controller/disruption/disruption.go). Percentages round up.

import { matches } from '../labels';
import type { PodDisruptionBudget } from '../objects/disruptionBudget';
import type { Pod } from '../objects/workload';
import type { World } from '../world';

/** Numbers of a PodDisruptionBudget's status. */
export interface DisruptionStatus {
  currentHealthy: number;
  desiredHealthy: number;
  expectedPods: number;
  disruptionsAllowed: number;
}

/** The status of a budget at this moment. */
export function disruptionStatus(world: World, pdb: PodDisruptionBudget): DisruptionStatus {
  const expectedPods = pdb.expectedPods();
  let currentHealthy = 0;
  for (const workload of world.workloads.values()) {
    if (workload.namespace === pdb.namespace && matches(pdb.selector, workload.podLabels)) {
      currentHealthy += workload.pods.filter((pod) => pod.ready && pod.deletingMs === undefined).length;
    }
  }
  const desiredHealthy =
    pdb.maxUnavailable !== undefined
      ? Math.max(0, expectedPods - resolve(pdb.maxUnavailable, expectedPods))
      : resolve(pdb.minAvailable ?? 0, expectedPods);
  const disruptionsAllowed = expectedPods > 0 ? Math.max(0, currentHealthy - desiredHealthy) : 0;
  return { currentHealthy, desiredHealthy, expectedPods, disruptionsAllowed };
}

/** How many evictions the budgets over this pod leave; Infinity without a budget. */
export function disruptionsAllowed(world: World, pod: Pod): number {
  const budgets = world.pdbs.filter((pdb) => pdb.namespace === pod.namespace && matches(pdb.selector, pod.labels));
  return Math.min(Infinity, ...budgets.map((pdb) => disruptionStatus(world, pdb).disruptionsAllowed));
}

/** An int-or-percent of a total, rounded up. */
export function resolve(value: number | string, total: number): number {
  return typeof value === 'number' ? value : Math.ceil((parseFloat(value) / 100) * total);
}
