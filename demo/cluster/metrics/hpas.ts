// kube_horizontalpodautoscaler_* (kubernetes/kube-state-metrics: internal/store/horizontalpodautoscaler.go), and the
// controller's own gauge. A condition has its three series from the moment the controller first set it.

import { labelsOf } from '../labels';
import type { Hpa } from '../objects/hpa';
import type { World } from '../world';
import { allowlisted } from './objectLabels';
import { seconds, type Emit } from './sample';

const PREFIX = 'kube_horizontalpodautoscaler_';

/** Emits the series of every HPA. */
export function emitHpas(world: World, emit: Emit): void {
  for (const hpa of world.hpas) {
    emitHpa(hpa, emit);
  }
}

function emitHpa(hpa: Hpa, emit: Emit): void {
  const base = labelsOf(hpa, 'base', () => ({ namespace: hpa.namespace, horizontalpodautoscaler: hpa.name }));
  const target = () => ({
    ...base,
    scaletargetref_api_version: 'apps/v1',
    scaletargetref_kind: hpa.targetKind,
    scaletargetref_name: hpa.targetName,
  });
  emit(`${PREFIX}created`, base, seconds(hpa.createdMs));
  emit(`${PREFIX}info`, labelsOf(hpa, 'info', target), 1);
  emit(`${PREFIX}labels`, allowlisted(hpa, base, hpa.labels), 1);
  emit(`${PREFIX}metadata_generation`, base, 0);
  emit(`${PREFIX}spec_max_replicas`, base, hpa.maxReplicas);
  emit(`${PREFIX}spec_min_replicas`, base, hpa.minReplicas);
  emit(`${PREFIX}status_current_replicas`, base, hpa.status.currentReplicas);
  emit(`${PREFIX}status_desired_replicas`, base, hpa.status.desiredReplicas);
  if (hpa.tolerance?.scaleUp !== undefined) {
    emit(`${PREFIX}spec_behavior_scale_up_tolerance`, base, hpa.tolerance.scaleUp);
  }
  if (hpa.tolerance?.scaleDown !== undefined) {
    emit(`${PREFIX}spec_behavior_scale_down_tolerance`, base, hpa.tolerance.scaleDown);
  }
  for (const [condition, { status: holds }] of hpa.status.conditions) {
    for (const status of ['true', 'false', 'unknown']) {
      const labels = labelsOf(hpa, `${condition}/${status}`, () => ({ ...base, condition, status }));
      emit(`${PREFIX}status_condition`, labels, status === holds ? 1 : 0);
    }
  }
  emitMetrics(hpa, emit);
}

function metricLabels(hpa: Hpa, name: string, type: 'utilization' | 'average' | 'value', container?: string) {
  return labelsOf(hpa, `${name}/${type}/${container ?? ''}`, () => ({
    namespace: hpa.namespace,
    horizontalpodautoscaler: hpa.name,
    metric_name: name,
    metric_target_type: type,
    ...(container === undefined ? {} : { container }),
  }));
}

function emitMetrics(hpa: Hpa, emit: Emit): void {
  for (const metric of hpa.metrics) {
    const name = metric.type === 'Resource' ? metric.resource : metric.name;
    const container = metric.type === 'Resource' ? metric.container : undefined;
    if ('utilization' in metric) {
      emit(`${PREFIX}spec_target_metric`, metricLabels(hpa, name, 'utilization', container), metric.utilization);
    } else if ('averageValue' in metric) {
      emit(`${PREFIX}spec_target_metric`, metricLabels(hpa, name, 'average', container), metric.averageValue);
    } else {
      emit(`${PREFIX}spec_target_metric`, metricLabels(hpa, name, 'value'), metric.value);
    }
  }
  for (const { name, container, ...values } of hpa.status.metrics) {
    for (const type of ['utilization', 'average', 'value'] as const) {
      const value = values[type];
      if (value !== undefined) {
        emit(`${PREFIX}status_target_metric`, metricLabels(hpa, name, type, container), value);
      }
    }
  }
}

/** Emits horizontal_pod_autoscaler_controller_desired_replicas of kube-controller-manager. */
export function emitControllerManager(world: World, emit: Emit): void {
  for (const entry of world.controllerDesired.values()) {
    const labels = labelsOf(entry, 'base', () => ({ namespace: entry.namespace, hpa_name: entry.name }));
    emit('horizontal_pod_autoscaler_controller_desired_replicas', labels, entry.desired);
  }
}
