// kube_pod_* (kubernetes/kube-state-metrics: docs/metrics/workload/pod-metrics.md). Requests are read from the pod's spec;
// their label `node` is empty, that is absent, until the pod is bound.

import { labelsOf, type Labels } from '../labels';
import type { Pod } from '../objects/workload';
import type { PodContainer } from '../objects/container';
import type { World } from '../world';
import { seconds, type Emit } from './sample';

const PHASES = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'] as const;
const UNITS = { cpu: 'core', memory: 'byte' } as const;

/** Emits the series of every pod, terminating ones included. */
export function emitPods(world: World, emit: Emit): void {
  for (const workload of world.workloads.values()) {
    for (const pod of workload.pods) {
      emitPod(pod, emit);
      for (const container of pod.containers) {
        emitContainer(pod, container, emit);
      }
    }
  }
}

function baseOf(pod: Pod): Labels {
  return labelsOf(pod, 'base', () => ({ namespace: pod.namespace, pod: pod.name, uid: pod.uid }));
}

function ownerOf(pod: Pod): { kind: string; name: string } {
  return pod.workload.kind === 'Deployment'
    ? { kind: 'ReplicaSet', name: pod.revision.name }
    : { kind: 'StatefulSet', name: pod.workload.name };
}

function emitPod(pod: Pod, emit: Emit): void {
  const base = baseOf(pod);
  const owner = ownerOf(pod);
  const node = pod.node === undefined ? undefined : { node: pod.node.name };
  const created = { created_by_kind: owner.kind, created_by_name: owner.name, host_network: 'false' };
  emit('kube_pod_created', base, seconds(pod.createdMs));
  emit(
    'kube_pod_info',
    labelsOf(pod, node === undefined ? 'info' : 'info/bound', () => ({ ...base, ...created, ...node })),
    1
  );
  const owners = () => ({ ...base, owner_kind: owner.kind, owner_name: owner.name, owner_is_controller: 'true' });
  emit('kube_pod_owner', labelsOf(pod, 'owner', owners), 1);
  const annotations = pod.vpaUpdates === undefined ? undefined : { annotation_vpa_updates: pod.vpaUpdates };
  emit(
    'kube_pod_annotations',
    labelsOf(pod, 'annotations', () => ({ ...base, ...annotations })),
    1
  );
  emitStatus(pod, base, emit);
}

function emitStatus(pod: Pod, base: Labels, emit: Emit): void {
  const phase = pod.startMs === undefined ? 'Pending' : 'Running';
  for (const name of PHASES) {
    emit(
      'kube_pod_status_phase',
      labelsOf(pod, name, () => ({ ...base, phase: name })),
      name === phase ? 1 : 0
    );
  }
  if (pod.node !== undefined) {
    const ready = pod.ready ? 'true' : 'false';
    for (const condition of ['true', 'false', 'unknown']) {
      emit(
        'kube_pod_status_ready',
        labelsOf(pod, condition, () => ({ ...base, condition })),
        condition === ready ? 1 : 0
      );
    }
    emit('kube_pod_status_scheduled_time', base, seconds(pod.scheduledMs ?? pod.createdMs));
  }
  if (pod.startMs !== undefined) {
    emit('kube_pod_start_time', base, seconds(pod.startMs));
  }
  if (pod.ready && pod.readyChangedMs !== undefined) {
    emit('kube_pod_status_ready_time', base, seconds(pod.readyChangedMs));
  }
  if (pod.unscheduledSinceMs !== undefined) {
    emit('kube_pod_status_unschedulable', base, 1);
    emit('kube_pod_status_unscheduled_time', base, seconds(pod.unscheduledSinceMs));
  }
  if (pod.deletingMs !== undefined) {
    emit('kube_pod_deletion_timestamp', base, seconds(pod.deletingMs));
    if (pod.disruptionReason !== undefined) {
      const reason = pod.disruptionReason;
      emit(
        'kube_pod_status_disruption_reason',
        labelsOf(pod, 'disruption', () => ({ ...base, reason })),
        1
      );
    }
  }
}

function emitContainer(pod: Pod, container: PodContainer, emit: Emit): void {
  const base = baseOf(pod);
  const of = labelsOf(container, 'base', () => ({ ...base, container: container.name }));
  const image = { image: container.image, image_spec: container.image };
  emit(
    'kube_pod_container_info',
    labelsOf(container, 'info', () => ({ ...of, ...image })),
    1
  );
  const node = pod.node === undefined ? undefined : { node: pod.node.name };
  for (const resource of ['cpu', 'memory'] as const) {
    const labels = labelsOf(container, node === undefined ? resource : `${resource}/bound`, () => ({
      ...of,
      ...node,
      resource,
      unit: UNITS[resource],
    }));
    const request = container.requests[resource];
    const limit = container.limits[resource];
    if (request !== undefined) {
      emit('kube_pod_container_resource_requests', labels, request);
    }
    if (limit !== undefined) {
      emit('kube_pod_container_resource_limits', labels, limit);
    }
  }
  if (pod.startMs !== undefined) {
    emit('kube_pod_container_status_restarts_total', of, container.restarts);
  }
  if (container.lastTerminatedReason !== undefined) {
    const reason = container.lastTerminatedReason;
    emit(
      'kube_pod_container_status_last_terminated_reason',
      labelsOf(container, 'terminated', () => ({ ...of, reason })),
      1
    );
  }
}
