// Reading a trigger's source, for the operator's poll and for the HPA. While a source fails its gauges keep their last
// values; after failureThreshold failures in a row the fallback answers target x replicas instead
// (kedacore/keda: pkg/fallback/fallback.go).

import type { ScaledObject, Trigger } from '../objects/scaledObject';
import type { World } from '../world';

/** Asks the source once. Undefined = error. */
export function askSource(world: World, object: ScaledObject, trigger: Trigger): number | undefined {
  if (!('signal' in trigger.spec)) {
    return undefined;
  }
  const value = world.signals.get(`${object.namespace}/${trigger.spec.signal}`)?.();
  const code = value === undefined ? '500' : '200';
  trigger.requests.set(code, (trigger.requests.get(code) ?? 0) + 1);
  trigger.failures = value === undefined ? trigger.failures + 1 : 0;
  return value;
}

/** What the fallback answers in place of a source that failed too often in a row. */
export function fallbackValue(object: ScaledObject, trigger: Trigger): number | undefined {
  const { fallback } = object.spec;
  const due = fallback !== undefined && trigger.failures > fallback.failureThreshold && 'signal' in trigger.spec;
  return due && 'signal' in trigger.spec ? trigger.spec.threshold * fallback.replicas : undefined;
}

/** The value that KEDA's metrics server gives to the HPA. */
export function readTrigger(world: World, namespace: string, name: string, index: number): number | undefined {
  const object = world.scaledObjects.find((candidate) => candidate.namespace === namespace && candidate.name === name);
  const trigger = object?.triggers[index];
  if (object === undefined || trigger === undefined) {
    return undefined;
  }
  const value = askSource(world, object, trigger);
  const instead = value === undefined ? fallbackValue(object, trigger) : undefined;
  object.conditions.Fallback = instead !== undefined;
  return value ?? instead;
}
