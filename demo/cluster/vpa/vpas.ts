// Creating VerticalPodAutoscalers, finding the one for a pod, and reading its policy for a container.

import type { ContainerRecommendation, Vpa } from '../objects/vpa';
import type { Pod, Workload } from '../objects/workload';
import type { VpaContainerPolicy, VpaSpec } from '../specs/vpa';
import type { World } from '../world';

/** Creates a VPA on the scenario's workload, or on the named target. */
export function createVpa(world: World, namespace: string, spec: VpaSpec, workload: Workload): Vpa {
  const vpa: Vpa = {
    namespace,
    name: spec.name,
    createdMs: world.now,
    targetKind: spec.targetKind ?? workload.kind,
    targetName: spec.targetName ?? workload.name,
    updateMode: spec.updateMode,
    minReplicas: spec.minReplicas,
    policies: spec.policies ?? [],
    deleted: false,
    aggregates: new Map(),
    memoryWindows: new WeakMap(),
    evicted: new Map(),
    evictionErrors: new Map(),
    inPlaceUpdated: new Map(),
    inPlaceFailed: new Map(),
  };
  world.vpas.push(vpa);
  return vpa;
}

/** The policy that holds for a container: its own, else that of '*'. */
export function policyFor(vpa: Vpa, container: string): VpaContainerPolicy {
  return (
    vpa.policies.find((policy) => policy.container === container) ??
    vpa.policies.find((policy) => policy.container === '*') ?? { container: '*' }
  );
}

/** The VPA that acts on a pod: the first one on its controller whose recommendation may be applied. */
export function actingVpa(world: World, pod: Pod): Vpa | undefined {
  return world.vpas.find((vpa) => !vpa.deleted && vpa.updateMode !== 'Off' && targets(vpa, pod.workload));
}

/** Is this the VPA's target? */
export function targets(vpa: Vpa, workload: Workload): boolean {
  return vpa.namespace === workload.namespace && vpa.targetKind === workload.kind && vpa.targetName === workload.name;
}

/** The recommendation for one container. */
export function recommendationFor(vpa: Vpa, container: string): ContainerRecommendation | undefined {
  return vpa.recommendation?.find((recommendation) => recommendation.container === container);
}

/** The label vpa_size_log2 of the updater's counters: the pod count's logarithm, rounded down. */
export function sizeLog2(pods: number): number {
  return pods > 0 ? Math.floor(Math.log2(pods)) : 0;
}
