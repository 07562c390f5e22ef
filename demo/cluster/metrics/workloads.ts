// kube_deployment_*, kube_replicaset_* and kube_statefulset_* (kubernetes/kube-state-metrics: docs/metrics/workload).

import { available, isComplete, rollingLimits } from '../control/deployment';
import { labelsOf } from '../labels';
import type { Revision, Workload } from '../objects/workload';
import { newest } from '../objects/workload';
import type { World } from '../world';
import { allowlisted } from './objectLabels';
import { seconds, type Emit } from './sample';

interface Counts {
  total: number;
  ready: number;
  updated: number;
}

/** Emits the series of every workload. */
export function emitWorkloads(world: World, emit: Emit): void {
  for (const workload of world.workloads.values()) {
    if (workload.kind === 'StatefulSet') {
      emitStatefulSet(workload, emit);
    } else {
      emitDeployment(workload, emit);
      for (const revision of workload.revisions) {
        emitReplicaSet(workload, revision, emit);
      }
    }
  }
}

function countPods(workload: Workload): Counts {
  const counts = { total: 0, ready: 0, updated: 0 };
  for (const pod of workload.pods) {
    if (pod.deletingMs === undefined) {
      counts.total++;
      counts.ready += pod.ready ? 1 : 0;
      counts.updated += pod.revision === newest(workload) ? 1 : 0;
    }
  }
  return counts;
}

function emitDeployment(workload: Workload, emit: Emit): void {
  const { namespace, name } = workload;
  const base = labelsOf(workload, 'base', () => ({ namespace, deployment: name }));
  const counts = countPods(workload);
  const limits = rollingLimits(workload);
  emit('kube_deployment_created', base, seconds(workload.createdMs));
  emit('kube_deployment_labels', allowlisted(workload, base, workload.labels), 1);
  emit('kube_deployment_metadata_generation', base, workload.generation);
  emit('kube_deployment_spec_paused', base, workload.paused ? 1 : 0);
  emit('kube_deployment_spec_replicas', base, workload.replicas);
  emit('kube_deployment_spec_strategy_rollingupdate_max_surge', base, limits.maxSurge);
  emit('kube_deployment_spec_strategy_rollingupdate_max_unavailable', base, limits.maxUnavailable);
  emit('kube_deployment_status_observed_generation', base, workload.generation);
  emit('kube_deployment_status_replicas', base, counts.total);
  emit('kube_deployment_status_replicas_available', base, counts.ready);
  emit('kube_deployment_status_replicas_ready', base, counts.ready);
  emit(
    'kube_deployment_status_replicas_unavailable',
    base,
    Math.max(0, Math.max(counts.total, workload.replicas) - counts.ready)
  );
  emit('kube_deployment_status_replicas_updated', base, counts.updated);
  const enough = counts.ready >= workload.replicas - limits.maxUnavailable;
  emitCondition(
    workload,
    emit,
    'Available',
    enough,
    enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable'
  );
  const done = isComplete(workload);
  emitCondition(workload, emit, 'Progressing', true, done ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated');
  if (workload.revisions.some((revision) => revision.failing)) {
    emitCondition(workload, emit, 'ReplicaFailure', true, 'unknown');
  }
}

function emitCondition(workload: Workload, emit: Emit, condition: string, holds: boolean, reason: string): void {
  const { namespace, name: deployment } = workload;
  for (const status of ['true', 'false', 'unknown']) {
    const labels = labelsOf(workload, `${condition}/${reason}/${status}`, () => ({
      namespace,
      deployment,
      condition,
      status,
      reason,
    }));
    emit('kube_deployment_status_condition', labels, (status === 'true') === holds && status !== 'unknown' ? 1 : 0);
  }
}

function emitReplicaSet(workload: Workload, revision: Revision, emit: Emit): void {
  const { namespace } = workload;
  const base = labelsOf(revision, 'base', () => ({ namespace, replicaset: revision.name }));
  const owner = labelsOf(revision, 'owner', () => ({
    ...base,
    owner_kind: 'Deployment',
    owner_name: workload.name,
    owner_is_controller: 'true',
  }));
  emit('kube_replicaset_created', base, seconds(revision.createdMs));
  emit('kube_replicaset_metadata_generation', base, Math.max(1, revision.generation));
  emit('kube_replicaset_owner', owner, 1);
  emit('kube_replicaset_spec_replicas', base, revision.replicas);
  emit('kube_replicaset_status_ready_replicas', base, available(revision));
  emit('kube_replicaset_status_replicas', base, revision.pods.filter((pod) => pod.deletingMs === undefined).length);
}

function emitStatefulSet(workload: Workload, emit: Emit): void {
  const { namespace, name } = workload;
  const base = labelsOf(workload, 'base', () => ({ namespace, statefulset: name }));
  const counts = countPods(workload);
  const update = newest(workload);
  const current = workload.pods.every((pod) => pod.revision === update)
    ? update
    : (workload.revisions[workload.revisions.length - 2] ?? update);
  emit('kube_statefulset_created', base, seconds(workload.createdMs));
  emit('kube_statefulset_labels', allowlisted(workload, base, workload.labels), 1);
  emit('kube_statefulset_metadata_generation', base, workload.generation);
  emit('kube_statefulset_replicas', base, workload.replicas);
  emit('kube_statefulset_status_observed_generation', base, workload.generation);
  emit('kube_statefulset_status_replicas', base, counts.total);
  emit('kube_statefulset_status_replicas_available', base, counts.ready);
  emit('kube_statefulset_status_replicas_current', base, counts.total - (current === update ? 0 : counts.updated));
  emit('kube_statefulset_status_replicas_ready', base, counts.ready);
  emit('kube_statefulset_status_replicas_updated', base, counts.updated);
  emit(
    'kube_statefulset_status_current_revision',
    labelsOf(current, 'current', () => ({ ...base, revision: current.name })),
    1
  );
  emit(
    'kube_statefulset_status_update_revision',
    labelsOf(update, 'update', () => ({ ...base, revision: update.name })),
    1
  );
}
