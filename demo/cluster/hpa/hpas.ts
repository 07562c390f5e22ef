// Creating and deleting HorizontalPodAutoscalers, and their sync loop: the work queue gives a new HPA its first pass one
// period after its creation and re-adds it after each pass (kubernetes: pkg/controller/podautoscaler/rate_limiters.go);
// passes were 15.012 s apart on a real controller.

import type { Hpa } from '../objects/hpa';
import type { Workload } from '../objects/workload';
import type { HpaSpec } from '../specs/hpa';
import { HPA_SYNC_MS } from '../timing';
import type { World } from '../world';
import { pass } from './pass';

const PASS_MS: readonly [number, number] = [8, 16];

/** Creates an HPA on the scenario's workload, or on the named target. */
export function createHpa(
  world: World,
  namespace: string,
  spec: HpaSpec,
  workload: Workload,
  scaledObject?: string
): Hpa {
  const hpa: Hpa = {
    namespace,
    name: spec.name,
    createdMs: world.now,
    targetKind: spec.targetKind ?? workload.kind,
    targetName: spec.targetName ?? workload.name,
    labels: spec.labels ?? {},
    scaledObject,
    minReplicas: spec.minReplicas ?? 1,
    maxReplicas: spec.maxReplicas,
    metrics: spec.metrics,
    behavior: spec.behavior,
    tolerance: spec.tolerance,
    deleted: false,
    status: { currentReplicas: 0, desiredReplicas: 0, conditions: new Map(), metrics: [] },
    memory: { recommendations: [], scaleUps: [], scaleDowns: [], selectorKnown: false },
  };
  world.hpas.push(hpa);
  const random = world.random.fork(`hpa/${namespace}/${spec.name}/${world.now}`);
  const sync = () => {
    if (!hpa.deleted) {
      pass(world, hpa);
      world.after(HPA_SYNC_MS + Math.round(random.between(...PASS_MS)), sync);
    }
  };
  world.after(HPA_SYNC_MS + Math.round(random.between(...PASS_MS)), sync);
  return hpa;
}

/** Deletes an HPA; all its series end. */
export function deleteHpa(world: World, hpa: Hpa): void {
  hpa.deleted = true;
  world.hpas.splice(world.hpas.indexOf(hpa), 1);
}
