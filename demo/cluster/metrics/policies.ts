// kube_poddisruptionbudget_*, kube_resourcequota and kube_limitrange.

import { quotaUsed } from '../control/admission';
import { disruptionStatus } from '../control/disruption';
import { labelsOf } from '../labels';
import type { World } from '../world';
import { seconds, type Emit } from './sample';

/** Emits the series of budgets, quotas and limit ranges. */
export function emitPolicies(world: World, emit: Emit): void {
  for (const pdb of world.pdbs) {
    const base = labelsOf(pdb, 'base', () => ({ namespace: pdb.namespace, poddisruptionbudget: pdb.name }));
    const status = disruptionStatus(world, pdb);
    emit('kube_poddisruptionbudget_created', base, seconds(pdb.createdMs));
    emit('kube_poddisruptionbudget_status_current_healthy', base, status.currentHealthy);
    emit('kube_poddisruptionbudget_status_desired_healthy', base, status.desiredHealthy);
    emit('kube_poddisruptionbudget_status_expected_pods', base, status.expectedPods);
    emit('kube_poddisruptionbudget_status_pod_disruptions_allowed', base, status.disruptionsAllowed);
    emit('kube_poddisruptionbudget_status_observed_generation', base, 1);
  }
  for (const quota of world.quotas) {
    const used = quotaUsed(world, quota);
    for (const resource of ['pods', 'requests.cpu', 'requests.memory'] as const) {
      const hard = quota.hard[resource];
      if (hard !== undefined) {
        const labels = (type: string) =>
          labelsOf(quota, `${resource}/${type}`, () => ({
            namespace: quota.namespace,
            resourcequota: quota.name,
            resource,
            type,
          }));
        emit('kube_resourcequota', labels('hard'), hard);
        emit('kube_resourcequota', labels('used'), used[resource]);
      }
    }
  }
  for (const range of world.limitRanges) {
    for (const item of range.items) {
      for (const constraint of ['min', 'max', 'default', 'defaultRequest'] as const) {
        for (const resource of ['cpu', 'memory'] as const) {
          const value = item[constraint]?.[resource];
          if (value !== undefined) {
            const { namespace, name: limitrange } = range;
            const labels = () => ({ namespace, limitrange, resource, type: item.type, constraint });
            emit('kube_limitrange', labelsOf(range, `${item.type}/${constraint}/${resource}`, labels), value);
          }
        }
      }
    }
  }
}
