// The deployment controller: one ReplicaSet per pod template, rolling updates within maxSurge and maxUnavailable, and
// proportional scaling in the middle of one (kubernetes: pkg/controller/deployment/rolling.go, sync.go).
// A ReplicaSet's generation moves only when its replicas do.

import type { Pod, Revision, Workload } from '../objects/workload';
import { newest } from '../objects/workload';
import type { World } from '../world';
import { createPod, deletePod } from './pods';

/** Absolute maxSurge and maxUnavailable for the current replicas, as KSM prints them. */
export function rollingLimits(workload: Workload): { maxSurge: number; maxUnavailable: number } {
  const { maxSurge = '25%', maxUnavailable = '25%' } = workload.spec;
  const share = (value: number | string, round: (x: number) => number) =>
    typeof value === 'number' ? value : round((parseFloat(value) / 100) * workload.replicas);
  const surge = share(maxSurge, Math.ceil);
  const unavailable = share(maxUnavailable, Math.floor);
  return { maxSurge: surge, maxUnavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

/** Brings ReplicaSets and pods one step closer to the spec; called after every change. */
export function reconcileDeployment(world: World, workload: Workload): void {
  const current = newest(workload);
  const old = workload.revisions.filter((revision) => revision !== current && revision.replicas > 0);
  const scaled = workload.replicas !== workload.observedReplicas;
  workload.observedReplicas = workload.replicas;
  if (old.length === 0) {
    scaleReplicaSet(current, workload.replicas);
  } else {
    if (scaled) {
      scaleProportionally(workload, [current, ...old]);
    }
    growNew(workload, current);
    shrinkOld(workload, current, old);
  }
  for (const revision of workload.revisions) {
    if (revision.replicas > 0 || revision.pods.length > 0) {
      syncReplicaSet(world, workload, revision);
    }
  }
}

/** Has every pod come from the newest template? */
export function isComplete(workload: Workload): boolean {
  return workload.revisions.every((revision) => revision === newest(workload) || revision.replicas === 0);
}

/** A ReplicaSet is created with its first replicas: that is generation 1, not 2. */
function scaleReplicaSet(revision: Revision, replicas: number): void {
  if (revision.replicas !== replicas) {
    revision.replicas = replicas;
    revision.generation++;
  }
}

const sum = (revisions: readonly Revision[]) => revisions.reduce((total, revision) => total + revision.replicas, 0);

function scaleProportionally(workload: Workload, revisions: Revision[]): void {
  const total = sum(revisions);
  const allowed = workload.replicas > 0 ? workload.replicas + rollingLimits(workload).maxSurge : 0;
  let toAdd = allowed - total;
  const bySize = [...revisions].sort((a, b) => b.replicas - a.replicas);
  for (const revision of bySize) {
    const share = total > 0 ? Math.round((revision.replicas * (allowed - total)) / total) : 0;
    const change = toAdd > 0 ? Math.min(share, toAdd) : Math.max(share, toAdd);
    toAdd -= change;
    scaleReplicaSet(revision, Math.max(0, revision.replicas + change));
  }
}

function growNew(workload: Workload, current: Revision): void {
  const limit = workload.replicas + rollingLimits(workload).maxSurge;
  const room = Math.max(0, limit - sum(workload.revisions));
  if (current.replicas > workload.replicas) {
    scaleReplicaSet(current, workload.replicas);
  } else if (current.replicas < workload.replicas && room > 0) {
    scaleReplicaSet(current, current.replicas + Math.min(room, workload.replicas - current.replicas));
  }
}

function shrinkOld(workload: Workload, current: Revision, old: Revision[]): void {
  const minAvailable = workload.replicas - rollingLimits(workload).maxUnavailable;
  let mayGo = sum(workload.revisions) - minAvailable - (current.replicas - available(current));
  for (const revision of old) {
    const unhealthy = Math.min(mayGo, revision.replicas - available(revision));
    if (unhealthy > 0) {
      scaleReplicaSet(revision, revision.replicas - unhealthy);
      mayGo -= unhealthy;
    }
  }
  let surplus = workload.revisions.reduce((total, revision) => total + available(revision), 0) - minAvailable;
  for (const revision of old) {
    const gone = Math.min(surplus, mayGo, revision.replicas);
    if (gone > 0) {
      scaleReplicaSet(revision, revision.replicas - gone);
      surplus -= gone;
      mayGo -= gone;
    }
  }
}

/** Ready pods that a revision may keep. */
export function available(revision: Revision): number {
  const ready = revision.pods.filter((pod) => pod.ready && pod.deletingMs === undefined).length;
  return Math.min(ready, revision.replicas);
}

function syncReplicaSet(world: World, workload: Workload, revision: Revision): void {
  const living = revision.pods.filter((pod) => pod.deletingMs === undefined);
  const missing = revision.replicas - living.length;
  if (missing > 0 && !revision.failing) {
    for (let i = 0; i < missing; i++) {
      const suffix = world.random.suffix(5);
      if (!createPod(world, workload, revision, `${revision.name}-${suffix}`)) {
        break;
      }
    }
  } else if (missing < 0) {
    living.sort(byDeletionRank);
    for (const pod of living.slice(0, -missing)) {
      deletePod(world, pod);
    }
  }
}

/** Unscheduled, then not running, then not ready, then youngest first (controller_utils.go: ActivePodsWithRanks). */
function byDeletionRank(a: Pod, b: Pod): number {
  const stage = (pod: Pod) => (pod.node === undefined ? 0 : pod.startMs === undefined ? 1 : pod.ready ? 3 : 2);
  return stage(a) - stage(b) || (b.readyChangedMs ?? 0) - (a.readyChangedMs ?? 0) || b.createdMs - a.createdMs;
}
