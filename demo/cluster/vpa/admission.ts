// The VPA admission controller: new pods get the target as request, limits in proportion, and the annotation vpaUpdates
// (kubernetes/autoscaler: vertical-pod-autoscaler/pkg/admission-controller/resource/pod/patch).

import type { Pod } from '../objects/workload';
import type { PodContainer } from '../objects/container';
import type { Resources } from '../specs/workload';
import type { Vpa } from '../objects/vpa';
import type { World } from '../world';
import { actingVpa, policyFor, recommendationFor } from './vpas';

/** Sets the requests of a pod being created. */
export function admitVpa(world: World, pod: Pod): void {
  const vpa = actingVpa(world, pod);
  if (vpa?.recommendation === undefined || world.broken('vpa-admission', pod.namespace)) {
    world.count('vpa_admission_skipped');
    return;
  }
  const notes: string[] = [];
  pod.containers.forEach((container, i) => {
    const changed = applyTarget(vpa, container);
    if (changed.length > 0) {
      notes.push(`container ${i}: ${changed.map((resource) => `${resource} request`).join(', ')}`);
    }
  });
  if (notes.length > 0) {
    pod.vpaUpdates = `Pod resources updated by ${vpa.name}: ${notes.join('; ')}`;
    world.count('vpa_admission_applied');
  } else {
    world.count('vpa_admission_skipped');
  }
}

/** Writes the recommendation into a container; returns the resources touched. */
export function applyTarget(vpa: Vpa, container: PodContainer): Array<keyof Resources> {
  const recommendation = recommendationFor(vpa, container.name);
  const { controlledValues = 'RequestsAndLimits' } = policyFor(vpa, container.name);
  const changed: Array<keyof Resources> = [];
  for (const resource of ['cpu', 'memory'] as const) {
    const target = recommendation?.target[resource];
    if (target !== undefined) {
      const request = container.requests[resource];
      const limit = container.limits[resource];
      if (controlledValues === 'RequestsAndLimits' && limit !== undefined && request !== undefined && request > 0) {
        container.limits[resource] = (limit * target) / request;
      }
      container.requests[resource] = target;
      changed.push(resource);
    }
  }
  return changed;
}
