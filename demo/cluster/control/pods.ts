// The life of a pod: created, admitted, scheduled, started, ready, evicted or deleted, gone. Times follow the workload's
// spec; every transition lets the owner reconcile.

import type { Pod, Revision, Workload } from '../objects/workload';
import type { World } from '../world';
import { admit } from './admission';
import { disruptionsAllowed } from './disruption';
import { podRequests, schedule, unbind } from './scheduler';
import { countUsage } from './usage';

const REFUSED_RETRY_MS = 15_000;

/** The owner's reconcile function, set once by control/workloads.ts (pods and their owners call each other). */
export const owner: { reconcile: (world: World, workload: Workload) => void } = {
  reconcile: () => undefined,
};

/** Creates a pod of a revision. Returns false if the API server refused it. */
export function createPod(world: World, workload: Workload, revision: Revision, name: string, ordinal = -1): boolean {
  const random = world.random.fork(`${workload.namespace}/${name}/${world.now}`);
  const pod: Pod = {
    name,
    uid: random.uid(),
    namespace: workload.namespace,
    labels: workload.podLabels,
    workload,
    revision,
    ordinal,
    salt: random.seed,
    createdMs: world.now,
    ready: false,
    gone: false,
    containers: revision.containers.map((container, i) => ({
      name: container.name,
      image: container.image ?? `registry.invalid/${workload.name}:1`,
      share: container.share ?? (i === 0 ? 1 : 0),
      requests: { ...container.requests },
      limits: { ...container.limits },
      cpuSeconds: 0,
      memoryBytes: 0,
      restarts: 0,
    })),
  };
  if (admit(world, pod) !== undefined) {
    if (!revision.failing) {
      revision.failing = true;
      world.after(REFUSED_RETRY_MS, () => {
        revision.failing = false;
        owner.reconcile(world, workload);
      });
    }
    return false;
  }
  workload.pods.push(pod);
  revision.pods.push(pod);
  schedule(world, pod, (bound) => startLater(world, bound, random.unit()));
  return true;
}

function startLater(world: World, pod: Pod, chance: number): void {
  const { startSeconds = 4, readySeconds = 1 } = pod.workload.spec;
  const [low, high] = typeof startSeconds === 'number' ? [startSeconds, startSeconds] : startSeconds;
  world.after(Math.round((low + (high - low) * chance) * 1000), () => {
    if (pod.deletingMs !== undefined) {
      return;
    }
    pod.startMs = world.now;
    pod.readyChangedMs = world.now;
    for (const container of pod.containers) {
      container.startMs = world.now;
    }
    world.after(readySeconds * 1000, () => setReady(world, pod, true));
  });
}

/** Flips a pod's readiness. */
export function setReady(world: World, pod: Pod, ready: boolean): void {
  if (pod.deletingMs !== undefined || pod.gone || pod.ready === ready) {
    return;
  }
  countUsage(world, pod.workload);
  pod.ready = ready;
  pod.readyChangedMs = world.now;
  owner.reconcile(world, pod.workload);
}

/** Deletes a pod; it stays visible as terminating until its grace time is over. */
export function deletePod(world: World, pod: Pod): void {
  if (pod.deletingMs !== undefined) {
    return;
  }
  countUsage(world, pod.workload);
  pod.deletingMs = world.now;
  const { terminationSeconds = 1 } = pod.workload.spec;
  world.after((pod.startMs === undefined ? Math.min(1, terminationSeconds) : terminationSeconds) * 1000, () => {
    pod.gone = true;
    pod.workload.pods = pod.workload.pods.filter((other) => other !== pod);
    pod.revision.pods = pod.revision.pods.filter((other) => other !== pod);
    unbind(pod);
    world.pending.delete(pod);
    retryPending(world);
    owner.reconcile(world, pod.workload);
  });
}

/** The Eviction API: refused while a PodDisruptionBudget allows no disruption. */
export function evict(world: World, pod: Pod, by: string): boolean {
  const refused = pod.ready && disruptionsAllowed(world, pod) < 1;
  const { namespace, name: object } = pod;
  world.events.push({ atMs: world.now, namespace, what: refused ? 'eviction-refused' : 'evicted', object, by });
  if (refused) {
    return false;
  }
  pod.disruptionReason = 'EvictionByEvictionAPI';
  deletePod(world, pod);
  owner.reconcile(world, pod.workload);
  return true;
}

/** Changes the requests of a living pod in place; the node keeps count. */
export function resizeInPlace(pod: Pod, resize: () => void): void {
  const before = podRequests(pod);
  resize();
  const after = podRequests(pod);
  if (pod.node !== undefined) {
    pod.node.requested.cpu += after.cpu - before.cpu;
    pod.node.requested.memory += after.memory - before.memory;
  }
}

/** Lets waiting pods try again, oldest first. */
export function retryPending(world: World): void {
  for (const pod of [...world.pending]) {
    schedule(world, pod, (bound) => startLater(world, bound, 0.5));
  }
}
