// VPA as KSM's CustomResourceState shows it (names as kube-state-metrics 2.8 had them), and the VPA components' own counters with the labels
// of VPA 1.5 and later. `controlledResources` is never exported: an uncontrolled resource just has no recommendation.

import { labelsOf } from '../labels';
import type { Vpa } from '../objects/vpa';
import type { World } from '../world';
import type { Emit } from './sample';

const MODES = ['Auto', 'Recreate', 'Initial', 'Off', 'InPlaceOrRecreate', 'InPlace'] as const;
const BOUNDS = {
  target: 'target',
  lowerbound: 'lowerBound',
  upperbound: 'upperBound',
  uncappedtarget: 'uncappedTarget',
} as const;
const UNITS = { cpu: 'core', memory: 'byte' } as const;

/** Emits kube_verticalpodautoscaler_*. */
export function emitVpas(world: World, emit: Emit): void {
  for (const vpa of world.vpas) {
    if (!vpa.deleted) {
      emitVpa(vpa, emit);
    }
  }
}

function emitVpa(vpa: Vpa, emit: Emit): void {
  const base = labelsOf(vpa, 'base', () => ({
    namespace: vpa.namespace,
    verticalpodautoscaler: vpa.name,
    customresource_group: 'autoscaling.k8s.io',
    customresource_kind: 'VerticalPodAutoscaler',
    customresource_version: 'v1',
    target_api_version: 'apps/v1',
    target_kind: vpa.targetKind,
    target_name: vpa.targetName,
  }));
  for (const mode of MODES) {
    const labels = labelsOf(vpa, mode, () => ({ ...base, update_mode: mode }));
    emit('kube_verticalpodautoscaler_spec_updatepolicy_updatemode', labels, mode === vpa.updateMode ? 1 : 0);
  }
  if (vpa.recommendation === undefined) {
    return;
  }
  const provided = labelsOf(vpa, 'condition', () => ({ ...base, condition: 'RecommendationProvided' }));
  emit('kube_verticalpodautoscaler_status_condition', provided, 1);
  for (const recommendation of vpa.recommendation) {
    const { container } = recommendation;
    for (const resource of ['cpu', 'memory'] as const) {
      const labels = labelsOf(vpa, `${container}/${resource}`, () => ({
        ...base,
        container,
        resource,
        unit: UNITS[resource],
      }));
      for (const [suffix, field] of Object.entries(BOUNDS)) {
        const value = recommendation[field][resource];
        if (value !== undefined) {
          emit(`kube_verticalpodautoscaler_status_recommendation_containerrecommendations_${suffix}`, labels, value);
        }
      }
    }
  }
}

/** Emits the counters of updater, admission controller and recommender. */
export function emitVpaComponents(world: World, emit: Emit): void {
  for (const vpa of world.vpas) {
    if (!vpa.deleted && vpa.updateMode !== 'Off' && vpa.updateMode !== 'Initial') {
      emitUpdater(vpa, emit);
    }
  }
  const applied = (value: string) => labelsOf(world, `admission/${value}`, () => ({ applied: value }));
  emit(
    'vpa_admission_controller_admission_pods_total',
    applied('true'),
    world.counters.get('vpa_admission_applied') ?? 0
  );
  emit(
    'vpa_admission_controller_admission_pods_total',
    applied('false'),
    world.counters.get('vpa_admission_skipped') ?? 0
  );
  const aggregates = world.vpas.reduce((sum, vpa) => sum + vpa.aggregates.size, 0);
  emit(
    'vpa_recommender_aggregate_container_states_count',
    labelsOf(world, 'plain', () => ({})),
    aggregates
  );
}

function emitUpdater(vpa: Vpa, emit: Emit): void {
  const names = { vpa_name: vpa.name, vpa_namespace: vpa.namespace };
  const update_mode = vpa.updateMode;
  const sized = (size: number, extra: Record<string, string>) =>
    labelsOf(vpa, `${size}/${Object.values(extra).join('/')}`, () => ({
      ...names,
      vpa_size_log2: String(size),
      ...extra,
    }));
  for (const [size, count] of vpa.evicted) {
    emit('vpa_updater_evicted_pods_total', sized(size, { update_mode }), count);
  }
  for (const [size, count] of vpa.inPlaceUpdated) {
    emit('vpa_updater_in_place_updated_pods_total', sized(size, {}), count);
  }
  for (const [size, count] of vpa.evictionErrors) {
    emit('vpa_updater_failed_eviction_attempts_total', sized(size, { update_mode, reason: 'EvictionError' }), count);
  }
  for (const [reason, count] of vpa.inPlaceFailed) {
    emit(
      'vpa_updater_failed_in_place_update_attempts_total',
      labelsOf(vpa, reason, () => ({ ...names, reason })),
      count
    );
  }
}
