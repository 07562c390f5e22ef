// When a ResourceQuota leaves no room for one more pod of a workload.
import type { UnixMs } from '../../kit/interval';
import { valueAt } from '../../model/signal';
import type { Facts } from '../episodes/facts';
import type { QuotaFacts } from '../signals/facts';
import { requestPerPod } from '../signals/proposal';

/** Lines of a quota that can refuse a pod: counts of other objects, storage and services cannot. */
const REFUSES_PODS = /^(?:pods|count\/pods|(?:(?:requests|limits)\.)?(?:cpu|memory))$/;

/** What one more pod takes of this line, pods, cores or bytes; undefined where no pod tells. */
export function takesOf(facts: Facts, { resource }: QuotaFacts): number | undefined {
  return resource === 'pods' || resource === 'count/pods'
    ? 1
    : resource.startsWith('limits.')
      ? undefined
      : requestPerPod(facts, resource.replace('requests.', ''));
}

/** A pod of the usual size would no longer fit into what is left of this line of the quota. */
export function isQuotaFull(facts: Facts, quota: QuotaFacts, at: UnixMs): boolean {
  const hard = valueAt(quota.hard, at);
  const used = valueAt(quota.used, at);
  if (!REFUSES_PODS.test(quota.resource) || hard === undefined || used === undefined || hard <= 0) {
    return false;
  }
  return used / hard >= 0.98 || used + (takesOf(facts, quota) ?? 0) > hard;
}
