// What the API server does to a pod at creation: the VPA webhook sets requests, LimitRange fills and forbids, the quota
// refuses. Order as in Kubernetes: mutating admission, then LimitRange and ResourceQuota.

import type { LimitRange, ResourceQuota } from '../specs/policies';
import type { Pod } from '../objects/workload';
import type { PodContainer } from '../objects/container';
import { admitVpa } from '../vpa/admission';
import type { World } from '../world';
import { podRequests } from './scheduler';

/** Changes the pod as the webhooks do; returns the reason why it may not be created, if any. */
export function admit(world: World, pod: Pod): string | undefined {
  const ranges = world.limitRanges.filter((range) => range.namespace === pod.namespace);
  admitVpa(world, pod);
  for (const range of ranges) {
    fillDefaults(range, pod);
  }
  for (const range of ranges) {
    if (violates(range, pod)) {
      return 'LimitRange';
    }
  }
  const quota = world.quotas.find(
    (candidate) => candidate.namespace === pod.namespace && exceeds(world, candidate, pod)
  );
  return quota === undefined ? undefined : 'ResourceQuota';
}

/** What the namespace's living pods use of its quota. */
export function quotaUsed(world: World, quota: ResourceQuota): Record<keyof ResourceQuota['hard'], number> {
  const used = { pods: 0, 'requests.cpu': 0, 'requests.memory': 0 };
  for (const workload of world.workloads.values()) {
    if (workload.namespace === quota.namespace) {
      for (const pod of workload.pods) {
        const request = podRequests(pod);
        used.pods += 1;
        used['requests.cpu'] += request.cpu;
        used['requests.memory'] += request.memory;
      }
    }
  }
  used['requests.cpu'] = Math.round(used['requests.cpu'] * 1000) / 1000;
  return used;
}

function exceeds(world: World, quota: ResourceQuota, pod: Pod): boolean {
  const used = quotaUsed(world, quota);
  const request = podRequests(pod);
  const { hard } = quota;
  return (
    used.pods + 1 > (hard.pods ?? Infinity) ||
    used['requests.cpu'] + request.cpu > (hard['requests.cpu'] ?? Infinity) + 1e-9 ||
    used['requests.memory'] + request.memory > (hard['requests.memory'] ?? Infinity)
  );
}

function fillDefaults(range: LimitRange, pod: Pod): void {
  for (const item of range.items) {
    if (item.type === 'Container') {
      for (const container of pod.containers) {
        container.requests = { ...item.defaultRequest, ...container.requests };
        container.limits = { ...item.default, ...container.limits };
      }
    }
  }
}

function violates(range: LimitRange, pod: Pod): boolean {
  return range.items.some((item) => {
    const subjects: Array<Pick<PodContainer, 'requests'>> =
      item.type === 'Pod' ? [{ requests: podRequests(pod) }] : pod.containers;
    return subjects.some(({ requests }) =>
      (['cpu', 'memory'] as const).some((resource) => {
        const request = requests[resource];
        return (
          request !== undefined &&
          (request > (item.max?.[resource] ?? Infinity) || request < (item.min?.[resource] ?? 0))
        );
      })
    );
  });
}
