// KEDA's scale loop for one ScaledObject: asks every trigger each pollingInterval and writes replicas itself only at
// 0 <-> N, idle <-> min and below min (kedacore/keda: pkg/scaling/executor/scale_scaledobjects.go).

import { writeSpec } from '../control/workloads';
import type { ScaledObject } from '../objects/scaledObject';
import type { Workload } from '../objects/workload';
import type { World } from '../world';
import { hpaOf, reconcileHpa } from './ownHpa';
import { askSource, fallbackValue } from './triggers';

const DEFAULT_POLLING_SECONDS = 30;
/** From reading the scale to writing it; a write in between makes KEDA drop its own until the next poll (409, measured). */
const ANSWER_MS: readonly [number, number] = [4, 25];

/** Starts the loop: first poll at creation, gauges one interval later (measured). */
export function startPolling(world: World, object: ScaledObject): void {
  const everyMs = (object.spec.pollingInterval ?? DEFAULT_POLLING_SECONDS) * 1000;
  const random = world.random.fork(`keda/${object.namespace}/${object.name}`);
  const poll = (publish: boolean) => {
    if (object.deleted) {
      return;
    }
    if (!object.paused) {
      pollOnce(world, object, publish, Math.round(random.between(...ANSWER_MS)));
    }
    world.after(everyMs + 1, () => poll(true));
  };
  world.after(100, () => poll(false));
}

interface Activity {
  active: boolean;
  failed: boolean;
}

function pollOnce(world: World, object: ScaledObject, publish: boolean, answerMs: number): void {
  reconcileHpa(world, object);
  const { active, failed } = askTriggers(world, object, publish);
  const workload = world.workload(object.namespace, object.targetKind, object.targetName);
  object.conditions.Ready = !failed && workload !== undefined;
  object.conditions.Active = active && !failed;
  const hpa = hpaOf(world, object);
  const scaling = hpa?.status.conditions.get('ScalingActive');
  if (scaling !== undefined) {
    object.conditions.HPAActive = scaling.status === 'true' || scaling.reason === 'ScalingDisabled';
  }
  if (workload === undefined) {
    return;
  }
  const wanted =
    active && !failed ? wake(world, object, workload) : failed ? fallBack(object) : rest(world, object, workload);
  if (wanted !== undefined && wanted !== workload.replicas) {
    const { generation } = workload;
    world.after(answerMs, () => {
      if (workload.generation === generation && !object.paused && !object.deleted) {
        writeSpec(world, workload, { replicas: wanted }, 'keda', object.name);
      }
    });
  }
}

function askTriggers(world: World, object: ScaledObject, publish: boolean): Activity {
  let active = false;
  let failed = false;
  for (const trigger of object.triggers) {
    if (!('signal' in trigger.spec)) {
      trigger.active = publish ? true : trigger.active;
      active ||= object.triggers.every(({ spec }) => !('signal' in spec));
      continue;
    }
    const read = askSource(world, object, trigger);
    const value = read ?? (isOldKeda(object) ? undefined : fallbackValue(object, trigger));
    if (value === undefined) {
      failed = true;
      trigger.errors += 1;
      object.errors += 2;
      continue;
    }
    const awake = value > (trigger.spec.activationThreshold ?? 0);
    active ||= awake;
    if (publish) {
      trigger.active = awake;
      trigger.value = value;
    }
  }
  return { active, failed };
}

/**
 * KEDA up to 2.16 counts an error at every poll. Later ones hand out the fallback's value as if it had been read, from the
 * poll on at which it is due: the counters stand still and the trigger counts as active (measured).
 */
function isOldKeda({ spec }: ScaledObject): boolean {
  return spec.fallback?.writesReplicas === true;
}

function wake(world: World, object: ScaledObject, workload: Workload): number | undefined {
  const idle = object.spec.idleReplicaCount;
  object.lastActiveMs = Math.floor(world.now / 1000) * 1000;
  const asleep = workload.replicas === 0 || (idle !== undefined && workload.replicas < object.minReplicas);
  return asleep ? Math.max(1, object.minReplicas) : undefined;
}

/** KEDA up to 2.16 wrote fallback.replicas itself at every poll (keda#6659); later versions only fake the metric. */
function fallBack(object: ScaledObject): number | undefined {
  const { fallback } = object.spec;
  const due =
    fallback?.writesReplicas === true && object.triggers.some(({ failures }) => failures > fallback.failureThreshold);
  return due ? fallback.replicas : undefined;
}

function rest(world: World, object: ScaledObject, workload: Workload): number | undefined {
  const idle = object.spec.idleReplicaCount;
  const { replicas } = workload;
  if ((idle !== undefined && replicas > idle) || (replicas > 0 && object.minReplicas === 0)) {
    const { lastActiveMs, cooldownSeconds } = object;
    const cool = lastActiveMs === undefined || lastActiveMs + cooldownSeconds * 1000 < world.now;
    return cool ? (idle ?? 0) : undefined;
  }
  return idle === undefined && replicas < object.minReplicas ? object.minReplicas : undefined;
}
