// From a proposal to the number written: stabilization, rate policies, bounds, with `behavior` or without (kubernetes:
// horizontal.go, normalizeDesiredReplicas and normalizeDesiredReplicasWithBehaviors).

import type { Condition, Hpa, ScaleEvent } from '../objects/hpa';
import type { HpaPolicy, HpaScalingRules } from '../specs/hpa';

/** --horizontal-pod-autoscaler-downscale-stabilization; also the default window of scaleDown. */
const DOWN_WINDOW_SECONDS = 300;
/** apis/autoscaling/v2/defaults.go. */
const DEFAULT_UP: HpaPolicy[] = [
  { type: 'Pods', value: 4, periodSeconds: 15 },
  { type: 'Percent', value: 100, periodSeconds: 15 },
];
const DEFAULT_DOWN: HpaPolicy[] = [{ type: 'Percent', value: 100, periodSeconds: 15 }];

export interface Normalized {
  replicas: number;
  limited: Condition;
  able: Condition;
}

/** Applies windows, rates and bounds to a proposal. */
export function normalize(now: number, hpa: Hpa, current: number, proposed: number): Normalized {
  const stabilized =
    hpa.behavior === undefined ? stabilizeDown(now, hpa, proposed) : stabilizeBothWays(now, hpa, current, proposed);
  const able: Condition =
    stabilized === proposed
      ? { status: 'true', reason: 'ReadyForNewScale' }
      : { status: 'true', reason: stabilized > proposed ? 'ScaleDownStabilized' : 'ScaleUpStabilized' };
  const [replicas, reason] =
    hpa.behavior === undefined
      ? limitByDefault(hpa, current, stabilized)
      : limitByPolicies(now, hpa, current, stabilized);
  return { replicas, able, limited: { status: reason === 'DesiredWithinRange' ? 'false' : 'true', reason } };
}

/** Remembers a write for the rate policies. */
export function recordScale(now: number, hpa: Hpa, change: number): void {
  if (hpa.behavior !== undefined) {
    const event = { atMs: now, change: Math.abs(change) };
    (change > 0 ? hpa.memory.scaleUps : hpa.memory.scaleDowns).push(event);
  }
}

function stabilizeDown(now: number, hpa: Hpa, proposed: number): number {
  const { memory } = hpa;
  memory.recommendations = memory.recommendations.filter(({ atMs }) => atMs >= now - DOWN_WINDOW_SECONDS * 1000);
  const highest = memory.recommendations.reduce((high, { replicas }) => Math.max(high, replicas), proposed);
  memory.recommendations.push({ atMs: now, replicas: proposed });
  return highest;
}

function stabilizeBothWays(now: number, hpa: Hpa, current: number, proposed: number): number {
  const { memory, behavior } = hpa;
  const upCut = now - (behavior?.scaleUp?.stabilizationWindowSeconds ?? 0) * 1000;
  const downCut = now - (behavior?.scaleDown?.stabilizationWindowSeconds ?? DOWN_WINDOW_SECONDS) * 1000;
  let lower = proposed;
  let upper = proposed;
  for (const { atMs, replicas } of memory.recommendations) {
    if (atMs > upCut) {
      lower = Math.min(lower, replicas);
    }
    if (atMs > downCut) {
      upper = Math.max(upper, replicas);
    }
  }
  memory.recommendations = memory.recommendations.filter(({ atMs }) => atMs >= Math.min(upCut, downCut));
  memory.recommendations.push({ atMs: now, replicas: proposed });
  return Math.min(Math.max(current, lower), upper);
}

function limitByDefault(hpa: Hpa, current: number, desired: number): [number, string] {
  const rate = Math.max(2 * current, 4);
  const most = Math.min(hpa.maxReplicas, rate);
  if (desired < hpa.minReplicas) {
    return [hpa.minReplicas, 'TooFewReplicas'];
  }
  if (desired > most) {
    return [most, hpa.maxReplicas > rate ? 'ScaleUpLimit' : 'TooManyReplicas'];
  }
  return [desired, 'DesiredWithinRange'];
}

function limitByPolicies(now: number, hpa: Hpa, current: number, desired: number): [number, string] {
  const { scaleUps, scaleDowns } = hpa.memory;
  if (desired > current) {
    const rate = Math.max(current, upLimit(now, current, scaleUps, scaleDowns, hpa.behavior?.scaleUp ?? {}));
    const most = Math.min(hpa.maxReplicas, rate);
    return desired > most
      ? [most, hpa.maxReplicas > rate ? 'ScaleUpLimit' : 'TooManyReplicas']
      : [desired, 'DesiredWithinRange'];
  }
  if (desired < current) {
    const rate = Math.min(current, downLimit(now, current, scaleUps, scaleDowns, hpa.behavior?.scaleDown ?? {}));
    const least = Math.max(hpa.minReplicas, rate);
    return desired < least
      ? [least, hpa.minReplicas < rate ? 'ScaleDownLimit' : 'TooFewReplicas']
      : [desired, 'DesiredWithinRange'];
  }
  return [desired, 'DesiredWithinRange'];
}

function changeWithin(now: number, events: readonly ScaleEvent[], seconds: number): number {
  return events.reduce((sum, { atMs, change }) => (atMs > now - seconds * 1000 ? sum + change : sum), 0);
}

function upLimit(now: number, current: number, ups: ScaleEvent[], downs: ScaleEvent[], rules: HpaScalingRules): number {
  if (rules.selectPolicy === 'Disabled') {
    return current;
  }
  const limits = (rules.policies ?? DEFAULT_UP).map(({ type, value, periodSeconds }) => {
    const start = current - changeWithin(now, ups, periodSeconds) + changeWithin(now, downs, periodSeconds);
    return type === 'Pods' ? start + value : Math.ceil(start * (1 + value / 100) - 1e-9);
  });
  return rules.selectPolicy === 'Min' ? Math.min(...limits) : Math.max(...limits);
}

function downLimit(
  now: number,
  current: number,
  ups: ScaleEvent[],
  downs: ScaleEvent[],
  rules: HpaScalingRules
): number {
  if (rules.selectPolicy === 'Disabled') {
    return current;
  }
  const limits = (rules.policies ?? DEFAULT_DOWN).map(({ type, value, periodSeconds }) => {
    const start = current - changeWithin(now, ups, periodSeconds) + changeWithin(now, downs, periodSeconds);
    return type === 'Pods' ? start - value : Math.trunc(start * (1 - value / 100));
  });
  return rules.selectPolicy === 'Min' ? Math.max(...limits) : Math.min(...limits);
}
