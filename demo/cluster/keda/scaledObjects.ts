// Creating, pausing and deleting ScaledObjects. KEDA makes an HPA named keda-hpa-NAME with min = max(1, minReplicaCount)
// and copies all labels to it; pausing deletes that HPA (kedacore/keda: controllers/keda/hpa.go, scaledobject_controller.go).

import { writeSpec } from '../control/workloads';
import { createHpa, deleteHpa } from '../hpa/hpas';
import type { ScaledObject } from '../objects/scaledObject';
import type { Workload } from '../objects/workload';
import type { HpaMetricSpec } from '../specs/hpa';
import type { ScaledObjectSpec } from '../specs/scaledObject';
import type { World } from '../world';
import { hpaOf } from './ownHpa';
import { startPolling } from './poll';

/** Creates a ScaledObject with its HPA and its scale loop. */
export function createScaledObject(
  world: World,
  namespace: string,
  spec: ScaledObjectSpec,
  workload: Workload
): ScaledObject {
  const object: ScaledObject = {
    namespace,
    name: spec.name,
    createdMs: world.now,
    spec,
    targetKind: spec.targetKind ?? workload.kind,
    targetName: spec.targetName ?? workload.name,
    hpaName: spec.hpaName ?? `keda-hpa-${spec.name}`,
    labels: spec.labels ?? {},
    triggers: spec.triggers.map((trigger, index) => ({
      index,
      spec: trigger,
      metricName: 'signal' in trigger ? `s${index}-${trigger.metric ?? trigger.type}` : trigger.type,
      errors: 0,
      requests: new Map(),
      failures: 0,
    })),
    minReplicas: spec.minReplicaCount ?? 0,
    maxReplicas: spec.maxReplicaCount ?? 100,
    cooldownSeconds: spec.cooldownPeriod ?? 300,
    paused: false,
    pausedScaleIn: false,
    deleted: false,
    conditions: { Ready: true, Active: false, Fallback: false, Paused: false },
    errors: 0,
  };
  world.scaledObjects.push(object);
  if (spec.paused !== undefined) {
    pauseScaledObject(world, object, spec.paused.replicas);
  } else {
    ensureHpa(world, object);
  }
  startPolling(world, object);
  return object;
}

/** Deletes a ScaledObject and its HPA; replicas stay. */
export function deleteScaledObject(world: World, object: ScaledObject): void {
  object.deleted = true;
  world.scaledObjects.splice(world.scaledObjects.indexOf(object), 1);
  removeHpa(world, object);
}

/** Annotation autoscaling.keda.sh/paused or paused-replicas: no HPA, no scale loop, replicas held. */
export function pauseScaledObject(world: World, object: ScaledObject, replicas?: number): void {
  object.paused = true;
  object.pausedReplicas = replicas;
  object.conditions.Paused = true;
  for (const trigger of object.triggers) {
    trigger.active = undefined;
    trigger.value = undefined;
  }
  removeHpa(world, object);
  const workload = world.workload(object.namespace, object.targetKind, object.targetName);
  if (workload !== undefined && replicas !== undefined) {
    writeSpec(world, workload, { replicas }, 'keda', object.name);
  }
}

/** The annotation is gone again. */
export function resumeScaledObject(world: World, object: ScaledObject): void {
  object.paused = false;
  object.pausedReplicas = undefined;
  object.conditions.Paused = false;
  ensureHpa(world, object);
}

function ensureHpa(world: World, object: ScaledObject): void {
  const workload = world.workload(object.namespace, object.targetKind, object.targetName);
  if (workload === undefined || hpaOf(world, object) !== undefined) {
    return;
  }
  const { spec } = object;
  createHpa(
    world,
    object.namespace,
    {
      name: object.hpaName,
      minReplicas: Math.max(1, object.minReplicas),
      maxReplicas: object.maxReplicas,
      metrics: object.triggers.map((trigger): HpaMetricSpec =>
        'signal' in trigger.spec
          ? { type: 'External', name: trigger.metricName, averageValue: trigger.spec.threshold, trigger: trigger.index }
          : { type: 'Resource', resource: trigger.spec.type, utilization: trigger.spec.utilization }
      ),
      behavior: spec.behavior,
      labels: {
        ...object.labels,
        'scaledobject.keda.sh/name': object.name,
        'app.kubernetes.io/managed-by': 'keda-operator',
        'app.kubernetes.io/part-of': object.name,
      },
    },
    workload,
    object.name
  );
}

function removeHpa(world: World, object: ScaledObject): void {
  const hpa = hpaOf(world, object);
  if (hpa !== undefined) {
    deleteHpa(world, hpa);
  }
}
