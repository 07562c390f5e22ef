// KEDA: the ScaledObject through KSM's CustomResourceState (docs/signals.md, "KEDA"), and the operator's own metrics (kedacore/keda:
// pkg/metricscollector/prommetrics.go). While a source fails, active and metrics_value keep their last values; on pause
// they vanish.

import { labelsOf } from '../labels';
import type { ScaledObject, Trigger } from '../objects/scaledObject';
import type { World } from '../world';
import { seconds, type Emit } from './sample';

/** Scalers that count their requests in keda_scaler_http_requests_total. */
const ASKED_BY_HTTP = new Set(['metrics-api', 'prometheus']);

/** Emits kube_scaledobject_*. */
export function emitScaledObjects(world: World, emit: Emit): void {
  for (const object of world.scaledObjects) {
    const base = labelsOf(object, 'crs', () => ({
      namespace: object.namespace,
      scaledobject: object.name,
      customresource_group: 'keda.sh',
      customresource_kind: 'ScaledObject',
      customresource_version: 'v1alpha1',
      hpa: object.hpaName,
      target_kind: `apps/v1.${object.targetKind}`,
      target_name: object.targetName,
    }));
    const triggers = [...new Set(object.triggers.map(({ spec }) => spec.type))].join(',');
    emit(
      'kube_scaledobject_info',
      labelsOf(object, 'info', () => ({ ...base, triggers })),
      1
    );
    emit('kube_scaledobject_spec_min_replicas', base, object.minReplicas);
    if (object.spec.maxReplicaCount !== undefined) {
      emit('kube_scaledobject_spec_max_replicas', base, object.maxReplicas);
    }
    if (object.spec.cooldownPeriod !== undefined) {
      emit('kube_scaledobject_spec_cooldown_seconds', base, object.cooldownSeconds);
    }
    for (const [condition, holds] of Object.entries(object.conditions)) {
      emit(
        'kube_scaledobject_status_condition',
        labelsOf(object, condition, () => ({ ...base, condition })),
        holds === true ? 1 : 0
      );
    }
    emit(
      'kube_scaledobject_status_last_active_time',
      base,
      object.lastActiveMs === undefined ? 0 : seconds(object.lastActiveMs)
    );
  }
}

/** Emits the operator's metrics. */
export function emitKedaOperator(world: World, emit: Emit): void {
  const build = { version: 'main', goversion: 'go1.26.8', goos: 'linux', goarch: 'amd64' };
  emit(
    'keda_build_info',
    labelsOf(world, 'keda-build', () => build),
    1
  );
  const registered = new Map<string, number>();
  for (const object of world.scaledObjects) {
    const { namespace, name } = object;
    registered.set(namespace, (registered.get(namespace) ?? 0) + 1);
    const base = labelsOf(object, 'operator', () => ({ namespace, scaledObject: name }));
    emit('keda_scaled_object_errors_total', base, object.errors);
    emit('keda_scaled_object_paused', base, object.paused || object.pausedScaleIn ? 1 : 0);
    const loop = labelsOf(object, 'loop', () => ({ namespace, resource: name, type: 'scaledobject' }));
    emit('keda_internal_scale_loop_latency_seconds', loop, 0.0005);
    for (const trigger of object.triggers) {
      emitTrigger(object, trigger, emit);
    }
  }
  for (const [namespace, count] of registered) {
    emit(
      'keda_resource_registered_total',
      labelsOf(world, `keda/${namespace}`, () => ({ namespace, type: 'scaled_object' })),
      count
    );
  }
}

function emitTrigger(object: ScaledObject, trigger: Trigger, emit: Emit): void {
  const { namespace, name: scaledObject } = object;
  const outside = 'signal' in trigger.spec;
  const labels = labelsOf(trigger, 'base', () => ({
    namespace,
    scaledObject,
    metric: trigger.metricName,
    scaler: outside ? scalerName(trigger.spec.type) : 'cpuMemoryScaler',
    triggerIndex: String(trigger.index),
    type: 'scaledobject',
  }));
  if (trigger.active !== undefined) {
    emit('keda_scaler_active', labels, trigger.active ? 1 : 0);
  }
  if (!outside || object.paused) {
    return;
  }
  if (trigger.value !== undefined) {
    emit('keda_scaler_metrics_value', labels, trigger.value);
    emit('keda_scaler_metrics_latency_seconds', labels, 0.001);
  }
  emit('keda_scaler_detail_errors_total', labels, trigger.errors);
  if (!ASKED_BY_HTTP.has(trigger.spec.type)) {
    return;
  }
  for (const [status_code, count] of trigger.requests) {
    const request = labelsOf(trigger, status_code, () => ({
      namespace,
      scaled_resource: scaledObject,
      scaler: trigger.spec.type,
      metric_name: trigger.metricName,
      status_code,
    }));
    emit('keda_scaler_http_requests_total', request, count);
  }
}

/** metrics-api -> metricsAPIScaler, kafka -> kafkaScaler. */
function scalerName(type: string): string {
  const camel = type.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return `${camel.replace(/Api\b/, 'API')}Scaler`;
}
