// Proposals from pod metrics, with the rules for pods that are not ready or have no metrics yet (kubernetes:
// replica_calculator.go, GetResourceReplicas, groupPods). Quantities are whole milli units and utilization a whole
// percentage, as there.

import type { Hpa } from '../objects/hpa';
import type { Pod } from '../objects/workload';
import type { MetricProposal } from './proposal';
import { isWithin, toleranceOf, type Tolerance } from './tolerance';

/** --horizontal-pod-autoscaler-cpu-initialization-period, --horizontal-pod-autoscaler-initial-readiness-delay. */
const CPU_INITIALIZATION_MS = 300_000;
const INITIAL_READINESS_MS = 30_000;

/** What to measure per pod and what it should be. */
export interface PodTarget {
  name: string;
  container?: string;
  utilization?: number;
  averageValue?: number;
  /** A given value per pod (custom metrics); else CPU or memory from metrics-server. */
  perPod?: number;
}

interface Groups {
  usage: Map<Pod, number>;
  ready: number;
  unready: Pod[];
  missing: Pod[];
}

/** Computes what a per-pod metric asks for. */
export function proposeForPods(
  now: number,
  hpa: Hpa,
  current: number,
  pods: readonly Pod[],
  target: PodTarget
): MetricProposal {
  const failure = `FailedGet${target.perPod === undefined ? 'Resource' : 'Pods'}Metric`;
  const { usage, ready, unready, missing } = groupPods(now, pods, target);
  const requests = target.utilization === undefined ? undefined : requestsOf(pods, target);
  if (usage.size === 0 || requests === 'missing') {
    return { failure };
  }
  const measured = ratioOf(usage, requests, target);
  const tolerance = toleranceOf(hpa);
  const status = {
    name: target.name,
    container: target.container,
    utilization: measured.utilization,
    average: measured.average,
  };
  const wideUp = unready.length > 0 && measured.ratio > 1;
  if (!wideUp && missing.length === 0) {
    return {
      replicas: isWithin(tolerance, measured.ratio) ? current : Math.ceil(measured.ratio * ready - 1e-9),
      status,
    };
  }
  fillGaps(usage, measured.ratio, missing, wideUp ? unready : [], requests, target);
  return {
    replicas: cautious(tolerance, current, measured.ratio, ratioOf(usage, requests, target).ratio, usage.size),
    status,
  };
}

/** The proposal after gaps were filled: never one that turns the direction around. */
function cautious(tolerance: Tolerance, current: number, before: number, after: number, counted: number): number {
  if (isWithin(tolerance, after) || (before < 1 && after > 1) || (before > 1 && after < 1)) {
    return current;
  }
  const replicas = Math.ceil(after * counted - 1e-9);
  return (after < 1 && replicas > current) || (after > 1 && replicas < current) ? current : replicas;
}

function groupPods(now: number, pods: readonly Pod[], target: PodTarget): Groups {
  const groups: Groups = { usage: new Map(), ready: 0, unready: [], missing: [] };
  for (const pod of pods) {
    if (pod.deletingMs !== undefined) {
      continue;
    }
    const value = usageOf(pod, target);
    if (pod.startMs === undefined) {
      groups.unready.push(pod);
    } else if (value === undefined) {
      groups.missing.push(pod);
    } else if (target.name === 'cpu' && isCold(now, pod)) {
      groups.unready.push(pod);
    } else {
      groups.ready++;
      groups.usage.set(pod, value);
    }
  }
  return groups;
}

/** CPU samples of a starting pod do not count. */
function isCold(now: number, pod: Pod): boolean {
  const started = pod.startMs ?? now;
  const changed = pod.readyChangedMs ?? started;
  if (started + CPU_INITIALIZATION_MS > now) {
    return !pod.ready || pod.sample === undefined || pod.sample.atMs < changed + pod.sample.windowMs;
  }
  return !pod.ready && started + INITIAL_READINESS_MS > changed;
}

function usageOf(pod: Pod, target: PodTarget): number | undefined {
  if (target.perPod !== undefined) {
    return pod.ready ? Math.ceil(target.perPod * 1000) : undefined;
  }
  if (pod.sample === undefined) {
    return undefined;
  }
  const values = target.name === 'cpu' ? pod.sample.cpu : pod.sample.memory;
  const one =
    target.container === undefined ? -1 : pod.containers.findIndex((container) => container.name === target.container);
  const total = one >= 0 ? values[one] : values.reduce((sum, value) => sum + value, 0);
  return total === undefined ? undefined : Math.ceil(total * 1000 - 1e-6);
}

/** Requests per pod in milli units; 'missing' if any container lacks one: then the whole metric fails. */
function requestsOf(pods: readonly Pod[], target: PodTarget): Map<Pod, number> | 'missing' {
  const requests = new Map<Pod, number>();
  for (const pod of pods) {
    let total = 0;
    for (const container of pod.containers) {
      if (target.container === undefined || container.name === target.container) {
        const request = target.name === 'cpu' ? container.requests.cpu : container.requests.memory;
        if (request === undefined) {
          return 'missing';
        }
        total += Math.round(request * 1000);
      }
    }
    requests.set(pod, total);
  }
  return requests;
}

function ratioOf(usage: Map<Pod, number>, requests: Map<Pod, number> | undefined, target: PodTarget) {
  let used = 0;
  let requested = 0;
  for (const [pod, value] of usage) {
    used += value;
    requested += requests?.get(pod) ?? 0;
  }
  const average = Math.trunc(used / usage.size) / 1000;
  if (requests === undefined) {
    return {
      ratio: Math.trunc(used / usage.size) / ((target.averageValue ?? 1) * 1000),
      average,
      utilization: undefined,
    };
  }
  const utilization = Math.trunc((used * 100) / requested);
  return { ratio: utilization / (target.utilization ?? 100), average, utilization };
}

/** Missing pods count as idle on the way up and as busy on the way down; pods that are not ready as idle on the way up. */
function fillGaps(
  usage: Map<Pod, number>,
  ratio: number,
  missing: Pod[],
  unready: Pod[],
  requests: Map<Pod, number> | undefined,
  target: PodTarget
): void {
  for (const pod of missing) {
    if (ratio < 1) {
      const full = Math.max(100, target.utilization ?? 100);
      usage.set(
        pod,
        requests === undefined ? (target.averageValue ?? 0) * 1000 : ((requests.get(pod) ?? 0) * full) / 100
      );
    } else if (ratio > 1) {
      usage.set(pod, 0);
    }
  }
  for (const pod of unready) {
    usage.set(pod, 0);
  }
}
