// What an HPA's metrics ask for: the largest proposal wins; a broken metric is ignored only while the others do not ask for
// less (kubernetes: horizontal.go, computeReplicasForMetrics, since kubernetes#99514).

import { matches } from '../labels';
import type { Condition, Hpa, MetricStatus } from '../objects/hpa';
import type { Pod, Workload } from '../objects/workload';
import type { World } from '../world';
import { proposeForMetric } from './metric';

export interface Proposal {
  /** Absent: nothing may be done. */
  replicas?: number;
  active: Condition;
  metrics: MetricStatus[];
}

const VALID: Condition = { status: 'true', reason: 'ValidMetricFound' };

/** Computes the proposal over all metrics of an HPA. */
export function proposeReplicas(world: World, hpa: Hpa, workload: Workload): Proposal {
  hpa.memory.selectorKnown = true;
  const pods = podsBehind(world, workload);
  if (pods.length > 0 && hpasBehind(world, pods) > 1) {
    return { active: { status: 'false', reason: 'AmbiguousSelector' }, metrics: [] };
  }
  const metrics: MetricStatus[] = [];
  let replicas = 0;
  let failure: string | undefined;
  let failures = 0;
  for (const metric of hpa.metrics) {
    const result = proposeForMetric(world, hpa, metric, workload, pods);
    if ('failure' in result) {
      failure ??= result.failure;
      failures++;
    } else {
      metrics.push(result.status);
      replicas = Math.max(replicas, result.replicas);
    }
  }
  if (failure !== undefined && (failures === hpa.metrics.length || replicas < workload.replicas)) {
    return { active: { status: 'false', reason: failure }, metrics };
  }
  return { replicas, active: VALID, metrics };
}

/** The pods that the target's selector finds in the namespace, foreign ones included. */
function podsBehind(world: World, workload: Workload): Pod[] {
  const pods: Pod[] = [];
  for (const other of world.workloads.values()) {
    if (other.namespace === workload.namespace && matches(workload.selector, other.podLabels)) {
      pods.push(...other.pods);
    }
  }
  return pods;
}

/** How many HPAs have a selector that finds one of these pods (kubernetes#112011: AmbiguousSelector). */
function hpasBehind(world: World, pods: readonly Pod[]): number {
  let count = 0;
  for (const hpa of world.hpas) {
    if (hpa.namespace === pods[0]?.namespace && hpa.memory.selectorKnown) {
      const workload = world.workload(hpa.namespace, hpa.targetKind, hpa.targetName);
      count += workload !== undefined && pods.some((pod) => matches(workload.selector, pod.labels)) ? 1 : 0;
    }
  }
  return count;
}
