// The VPA updater: evicts or resizes pods whose requests lie outside the bounds, or 10 % off after some age, largest
// change first, never below half of a replica set (kubernetes/autoscaler: vertical-pod-autoscaler/pkg/updater/priority,
// pkg/updater/restriction/pods_restriction_factory.go).

import { evict, resizeInPlace } from '../control/pods';
import type { Pod, Revision } from '../objects/workload';
import type { Vpa } from '../objects/vpa';
import type { World } from '../world';
import { applyTarget } from './admission';
import { rank, type Ranked } from './priority';
import { sizeLog2, targets } from './vpas';

const EVICTION_TOLERANCE = 0.5;
const MIN_REPLICAS = 2;

/** Starts the updater's loop. */
export function startUpdater(world: World): void {
  const everyMs = world.vpa.updaterSeconds * 1000;
  const loop = () => {
    for (const vpa of [...world.vpas]) {
      const acts = vpa.updateMode === 'Recreate' || vpa.updateMode === 'Auto' || vpa.updateMode === 'InPlaceOrRecreate';
      if (!vpa.deleted && acts && vpa.recommendation !== undefined) {
        update(world, vpa);
      }
    }
    world.after(everyMs, loop);
  };
  world.after(Math.floor(world.random.fork('vpa-updater').between(0, everyMs)), loop);
}

function update(world: World, vpa: Vpa): void {
  for (const workload of [...world.workloads.values()]) {
    if (targets(vpa, workload)) {
      const size = sizeLog2(workload.pods.filter((pod) => pod.deletingMs === undefined).length);
      for (const counter of [vpa.evicted, vpa.inPlaceUpdated]) {
        counter.set(size, counter.get(size) ?? 0);
      }
      for (const revision of workload.revisions) {
        updateGroup(world, vpa, revision, size);
      }
    }
  }
}

/** The pods of one ReplicaSet or StatefulSet. */
function updateGroup(world: World, vpa: Vpa, revision: Revision, size: number): void {
  const living = revision.pods.filter((pod) => pod.deletingMs === undefined);
  const configured = revision.replicas;
  if (living.length < (vpa.minReplicas ?? MIN_REPLICAS)) {
    return;
  }
  const ranked = living
    .map((pod) => rank(world, vpa, pod))
    .filter((candidate): candidate is Ranked => candidate !== undefined)
    .sort((a, b) => Number(b.grows) - Number(a.grows) || b.change - a.change);
  const running = living.filter((pod) => pod.startMs !== undefined).length;
  const tolerance = Math.floor(configured * EVICTION_TOLERANCE);
  let taken = 0;
  for (const { pod } of ranked) {
    const spare = running - taken > configured - tolerance;
    const onlyOne = running === configured && tolerance === 0 && taken === 0;
    if (pod.startMs === undefined || spare || onlyOne) {
      taken += act(world, vpa, pod, size) ? 1 : 0;
    }
  }
}

function act(world: World, vpa: Vpa, pod: Pod, size: number): boolean {
  if (vpa.updateMode === 'InPlaceOrRecreate' && pod.startMs !== undefined) {
    if (!world.broken('resize', pod.namespace)) {
      resizeInPlace(pod, () => pod.containers.forEach((container) => applyTarget(vpa, container)));
      vpa.inPlaceUpdated.set(size, (vpa.inPlaceUpdated.get(size) ?? 0) + 1);
      world.events.push({ atMs: world.now, namespace: pod.namespace, what: 'resized', object: pod.name, by: vpa.name });
      return true;
    }
    vpa.inPlaceFailed.set('InPlaceUpdateError', (vpa.inPlaceFailed.get('InPlaceUpdateError') ?? 0) + 1);
    world.events.push({
      atMs: world.now,
      namespace: pod.namespace,
      what: 'resize-refused',
      object: pod.name,
      by: vpa.name,
    });
    return false;
  }
  const evicted = evict(world, pod, vpa.name);
  const counter = evicted ? vpa.evicted : vpa.evictionErrors;
  counter.set(size, (counter.get(size) ?? 0) + 1);
  return evicted;
}
