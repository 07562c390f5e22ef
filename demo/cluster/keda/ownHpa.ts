// The HPA that KEDA's operator keeps for a ScaledObject, and reverts when edited (kedacore/keda: controllers/keda/hpa.go).

import type { Hpa } from '../objects/hpa';
import type { ScaledObject } from '../objects/scaledObject';
import type { World } from '../world';

/** The HPA that KEDA keeps for a ScaledObject. */
export function hpaOf(world: World, object: ScaledObject): Hpa | undefined {
  return world.hpas.find((hpa) => hpa.namespace === object.namespace && hpa.name === object.hpaName);
}

/** Brings the HPA's bounds in line with the ScaledObject; an edit by hand is reverted. */
export function reconcileHpa(world: World, object: ScaledObject): void {
  const hpa = hpaOf(world, object);
  if (hpa !== undefined) {
    hpa.minReplicas = Math.max(1, object.minReplicas);
    hpa.maxReplicas = object.maxReplicas;
  }
}
