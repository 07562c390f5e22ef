// kube_node_*, and the metrics of the node autoscalers (kubernetes/autoscaler: cluster-autoscaler/proposals/metrics.md; karpenter v1).

import { labelsOf, type Labels } from '../labels';
import type { World } from '../world';
import { seconds, type Emit } from './sample';

const CONDITIONS = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable'];
const UNITS = { cpu: 'core', memory: 'byte', pods: 'integer' } as const;

/** Emits kube_node_*. */
export function emitNodes(world: World, emit: Emit): void {
  for (const node of world.nodes) {
    const base = labelsOf(node, 'base', () => ({ node: node.name }));
    emit('kube_node_created', base, seconds(node.createdMs));
    if (node.providerId !== undefined) {
      const info = labelsOf(node, 'info', () => ({ ...base, provider_id: node.providerId ?? '' }));
      emit('kube_node_info', info, 1);
    }
    emit('kube_node_spec_unschedulable', base, node.unschedulable ? 1 : 0);
    for (const resource of ['cpu', 'memory', 'pods'] as const) {
      const labels = labelsOf(node, resource, () => ({ ...base, resource, unit: UNITS[resource] }));
      emit('kube_node_status_allocatable', labels, node.allocatable[resource]);
    }
    for (const condition of CONDITIONS) {
      const holds = condition === 'Ready' ? node.ready : false;
      for (const status of ['true', 'false', 'unknown']) {
        const labels = labelsOf(node, `${condition}/${status}`, () => ({ ...base, condition, status }));
        emit('kube_node_status_condition', labels, status === String(holds) ? 1 : 0);
      }
    }
    for (const { key, value, effect } of node.taints) {
      const labels = labelsOf(node, key, () => ({ ...base, key, effect, ...(value === undefined ? {} : { value }) }));
      emit('kube_node_spec_taint', labels, 1);
    }
    if (node.deletingMs !== undefined) {
      emit('kube_node_deletion_timestamp', base, seconds(node.deletingMs));
    }
  }
}

/** Emits cluster_autoscaler_* and karpenter_*. */
export function emitNodeAutoscalers(world: World, emit: Emit): void {
  for (const values of [world.counters, world.gauges]) {
    for (const [key, value] of values) {
      if (key.startsWith('cluster_autoscaler_') || key.startsWith('karpenter_')) {
        const brace = key.indexOf('{');
        const name = brace < 0 ? key : key.slice(0, brace);
        emit(
          name,
          labelsOf(world, key, () => (brace < 0 ? {} : (JSON.parse(key.slice(brace)) as Labels))),
          value
        );
      }
    }
  }
  for (const spec of world.nodeAutoscalers) {
    if (spec.kind === 'cluster-autoscaler') {
      const group = labelsOf(spec, 'group', () => ({ node_group: spec.pool.name }));
      const state = labelsOf(spec, 'ready', () => ({ state: 'ready' }));
      emit('cluster_autoscaler_nodes_count', state, world.nodes.length);
      emit(
        'cluster_autoscaler_max_nodes_count',
        labelsOf(spec, 'plain', () => ({})),
        spec.max
      );
      emit('cluster_autoscaler_node_group_min_count', group, spec.min);
      emit('cluster_autoscaler_node_group_max_count', group, spec.max);
    }
  }
}
