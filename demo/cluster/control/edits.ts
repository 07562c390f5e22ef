// Carries out a scenario's one-off edits of HPAs, VPAs, ScaledObjects and nodes.

import type { Change } from '../specs/changes';
import { createHpa, deleteHpa } from '../hpa/hpas';
import { createScaledObject, deleteScaledObject, pauseScaledObject, resumeScaledObject } from '../keda/scaledObjects';
import { cordon, drain } from '../nodes/nodes';
import type { Workload } from '../objects/workload';
import { createVpa } from '../vpa/vpas';
import type { World } from '../world';
import { deleteWorkload } from './workloads';

/** Plans one edit. */
export function planChange(world: World, workload: Workload, change: Change): void {
  world.agenda.plan(world.at(change.atSeconds), () => {
    const { namespace } = workload;
    world.events.push({ atMs: world.now, namespace, what: 'edit', object: change.do, by: 'kubectl' });
    apply(world, workload, change);
  });
}

function apply(world: World, workload: Workload, change: Change): void {
  const { namespace } = workload;
  const named = <T extends { namespace: string; name: string; deleted: boolean }>(list: readonly T[], name: string) =>
    list.filter((object) => object.namespace === namespace && object.name === name && !object.deleted);
  switch (change.do) {
    case 'create-hpa':
      createHpa(world, namespace, change.hpa, workload);
      break;
    case 'patch-hpa':
      for (const hpa of named(world.hpas, change.name)) {
        hpa.minReplicas = change.minReplicas ?? hpa.minReplicas;
        hpa.maxReplicas = change.maxReplicas ?? hpa.maxReplicas;
        hpa.behavior = change.behavior ?? hpa.behavior;
      }
      break;
    case 'delete-hpa':
      named(world.hpas, change.name).forEach((hpa) => deleteHpa(world, hpa));
      break;
    case 'create-vpa':
      createVpa(world, namespace, change.vpa, workload);
      break;
    case 'patch-vpa':
      for (const vpa of named(world.vpas, change.name)) {
        vpa.updateMode = change.updateMode ?? vpa.updateMode;
        vpa.policies = change.policies ?? vpa.policies;
      }
      break;
    case 'delete-vpa':
      named(world.vpas, change.name).forEach((vpa) => (vpa.deleted = true));
      break;
    case 'create-scaledobject':
      createScaledObject(world, namespace, change.scaledObject, workload);
      break;
    case 'pause-scaledobject':
      named(world.scaledObjects, change.name).forEach((object) => pauseScaledObject(world, object, change.replicas));
      break;
    case 'resume-scaledobject':
      named(world.scaledObjects, change.name).forEach((object) => resumeScaledObject(world, object));
      break;
    case 'patch-scaledobject':
      for (const object of named(world.scaledObjects, change.name)) {
        object.minReplicas = change.minReplicas ?? object.minReplicas;
        object.maxReplicas = change.maxReplicas ?? object.maxReplicas;
        object.cooldownSeconds = change.cooldownSeconds ?? object.cooldownSeconds;
      }
      break;
    case 'delete-scaledobject':
      named(world.scaledObjects, change.name).forEach((object) => deleteScaledObject(world, object));
      break;
    case 'cordon':
      cordon(world, change.node, true);
      break;
    case 'uncordon':
      cordon(world, change.node, false);
      break;
    case 'drain':
      drain(world, change.node, change.everySeconds ?? 5, change.forSeconds ?? Infinity);
      break;
    case 'delete-workload':
      deleteWorkload(world, workload);
      break;
  }
}
