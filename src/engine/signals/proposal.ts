// What the metrics alone ask for, before stabilization, rate policies and bounds (kubernetes/kubernetes:
// pkg/controller/podautoscaler/replica_calculator.go). One sync behind, ready count approximate: good to about one replica.
import { firstWhere, isPresent, lastAtOrBefore } from '../../kit/array';
import type { Interval, UnixMs } from '../../kit/interval';
import { valueAt, type Signal } from '../../model/signal';
import { podRequestAt } from './podRequests';
import type { HpaFacts, MetricFacts, TriggerFacts, WorkloadFacts } from './facts';

/** Cluster default of the HPA's dead band (--horizontal-pod-autoscaler-tolerance). */
export const TOLERANCE = 0.1;

/** True for metrics taken from the pods themselves, where the ready pods count. */
export function isResource(metric: MetricFacts): boolean {
  return metric.name === 'cpu' || metric.name === 'memory';
}

/** True when an HPA of KEDA reads work of one of its triggers at `t`; those that use CPU or memory never let it sleep. */
export function readsWork(hpas: readonly HpaFacts[], t: UnixMs): boolean {
  return hpas.some((hpa) => hpa.metrics.some((m) => !isResource(m) && (valueAt(m.status, t) ?? 0) > 0));
}

/** status / target of one metric at `t`; undefined while the HPA does not see it. */
export function ratioAt(metric: MetricFacts, t: UnixMs): number | undefined {
  const status = valueAt(metric.status, t);
  const target = valueAt(metric.target, t);
  return status === undefined || target === undefined || target <= 0 ? undefined : status / target;
}

/**
 * Pods that the status was measured over: those of the last pass, less the ones that are not ready. Ready pods of now
 * may already be the answer to that status, so they only count where they are fewer and the HPA did not just scale in.
 */
export function measuredPods(facts: WorkloadFacts, hpa: HpaFacts, current: number, t: UnixMs): number {
  const desired = valueAt(hpa.desired, t);
  const scaledIn = desired !== undefined && desired < current;
  return scaledIn ? current : Math.min(current, valueAt(facts.ready, t) ?? current);
}

/** One metric at `t` with the pods that it is reckoned with; undefined while the HPA does not see it. */
function readingAt(
  facts: WorkloadFacts,
  hpa: HpaFacts,
  metric: MetricFacts,
  t: UnixMs
): { readonly ratio: number; readonly current: number; readonly pods: number } | undefined {
  const ratio = ratioAt(metric, t);
  const current = valueAt(hpa.current, t) ?? valueAt(facts.replicas, t);
  if (ratio === undefined || current === undefined || current === 0) {
    return undefined;
  }
  const perPod = isResource(metric) || metric.type === 'value' ? measuredPods(facts, hpa, current, t) : current;
  return { ratio, current, pods: Math.max(perPod, 1) };
}

/** Replicas that one metric asks for at `t`, inside the dead band the current number. */
export function metricProposalAt(
  facts: WorkloadFacts,
  hpa: HpaFacts,
  metric: MetricFacts,
  t: UnixMs
): number | undefined {
  const reading = readingAt(facts, hpa, metric, t);
  if (!reading) {
    return undefined;
  }
  const { ratio, current, pods } = reading;
  return Math.abs(ratio - 1) <= TOLERANCE ? current : Math.ceil(pods * ratio - 1e-9);
}

/**
 * What the metrics need before they are rounded up and beside the dead band: 2.7 pods; undefined unless every metric tells.
 * @param most the pods that they were measured over were no more than this
 */
export function hpaNeedAt(facts: WorkloadFacts, hpa: HpaFacts, t: UnixMs, most = Infinity): number | undefined {
  const readings = hpa.metrics.map((metric) => readingAt(facts, hpa, metric, t)).filter(isPresent);
  return readings.length === 0 || readings.length < hpa.metrics.length
    ? undefined
    : Math.max(...readings.map(({ pods, ratio }) => Math.min(pods, most) * ratio));
}

/** The larger of two numbers, of which either may be missing. */
function larger(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

/** The largest proposal of the metrics that one HPA sees. */
export function hpaProposalAt(facts: WorkloadFacts, hpa: HpaFacts, t: UnixMs): number | undefined {
  let most: number | undefined;
  for (const metric of hpa.metrics) {
    most = larger(most, metricProposalAt(facts, hpa, metric, t));
  }
  return most;
}

/** Cores or bytes that one pod of the workload requests, by its newest pods. */
export function requestPerPod(facts: WorkloadFacts, resource: string, before: UnixMs = Infinity): number | undefined {
  for (let i = firstWhere(facts.pods, (pod) => pod.created > before) - 1; i >= 0; i--) {
    const pod = facts.pods[i];
    if (pod && pod.requests.size > 0) {
      return podRequestAt(pod, resource, before);
    }
  }
  return undefined;
}

/** What CPU use asks for when the HPA itself cannot say: usage / (request x target). */
function usageProposalAt(facts: WorkloadFacts, metric: MetricFacts, t: UnixMs): number | undefined {
  const usage = valueAt(facts.usage, t);
  const target = valueAt(metric.target, t);
  if (metric.name !== 'cpu' || metric.container !== '' || usage === undefined || target === undefined || target <= 0) {
    return undefined;
  }
  if (metric.type === 'average') {
    return Math.ceil(usage / target - 1e-9);
  }
  const request = requestPerPod(facts, 'cpu', t);
  return metric.type === 'utilization' && request !== undefined
    ? Math.ceil(usage / ((request * target) / 100) - 1e-9)
    : undefined;
}

function triggerOf(facts: WorkloadFacts, metric: MetricFacts): TriggerFacts | undefined {
  return facts.scaledObjects.flatMap((so) => so.triggers).find((trigger) => trigger.metric === metric.name);
}

/** A few polls of KEDA (30 s by default): so long an error speaks for the samples around it. */
const ERROR_WINDOW = 120_000;

/** The span around `t` in which a fallback answers in place of the source. */
function fallbackAt(trigger: TriggerFacts, t: UnixMs): Interval | undefined {
  return trigger.fallback.find((span) => t >= span.from && t <= span.to);
}

/** The last value that came from the source: under a fallback the one before it. */
export function lastReading(trigger: TriggerFacts, t: UnixMs): number | undefined {
  const fallback = fallbackAt(trigger, t);
  const before = fallback ? lastAtOrBefore(trigger.value?.times ?? new Float64Array(), fallback.from - 1) : -1;
  return fallback ? trigger.value?.values[before] : valueAt(trigger.value, t);
}

/** True while the trigger's source fails: its value then stands frozen and must not be believed (docs/signals.md, "KEDA"). */
export function isFailing(trigger: TriggerFacts, t: UnixMs): boolean {
  if (fallbackAt(trigger, t)) {
    return true;
  }
  const now = valueAt(trigger.errors, t);
  const before = valueAt(trigger.errors, t - ERROR_WINDOW);
  const after = valueAt(trigger.errors, t + ERROR_WINDOW);
  return now !== undefined && (before === undefined ? after !== undefined && after > now : now > before);
}

/** What a KEDA trigger's value asks for: value / target for average targets. */
function triggerProposalAt(facts: WorkloadFacts, metric: MetricFacts, t: UnixMs): number | undefined {
  const trigger = triggerOf(facts, metric);
  const value = valueAt(trigger?.value, t);
  const target = valueAt(metric.target, t);
  if (!trigger || value === undefined || target === undefined || target <= 0 || isFailing(trigger, t)) {
    return undefined;
  }
  return Math.ceil(value / target - 1e-9);
}

/** Replicas that demand asks for at `t`, by the best witness there is: HPA status, trigger value, CPU use. */
export function proposalAt(facts: WorkloadFacts, t: UnixMs): number | undefined {
  let seen: number | undefined;
  for (const hpa of facts.hpas) {
    seen = larger(seen, hpaProposalAt(facts, hpa, t));
  }
  if (seen !== undefined) {
    return seen;
  }
  const metrics = facts.hpas.flatMap((hpa) => hpa.metrics);
  const others = metrics
    .flatMap((metric) => [triggerProposalAt(facts, metric, t), usageProposalAt(facts, metric, t)])
    .filter((p): p is number => p !== undefined);
  return others.length === 0 ? undefined : Math.max(...others);
}

/** The proposal on the grid of the replica samples. */
export function proposalSignal(facts: WorkloadFacts): Signal | undefined {
  const grid = facts.replicas;
  if (!grid) {
    return undefined;
  }
  const times: number[] = [];
  const values: number[] = [];
  for (const t of grid.times) {
    const value = proposalAt(facts, t);
    if (value !== undefined) {
      times.push(t);
      values.push(value);
    }
  }
  return { times: Float64Array.from(times), values: Float64Array.from(values), staleAfter: grid.staleAfter };
}

/** The request per pod as the HPA itself sees it: average / ((utilization + 0.5) / 100); undefined for other targets. */
export function impliedRequest(metric: MetricFacts): Signal | undefined {
  if (metric.type !== 'utilization' || !metric.average || !metric.status) {
    return undefined;
  }
  const { times, values, staleAfter } = metric.average;
  const out: Array<[number, number]> = [];
  times.forEach((t, i) => {
    const utilization = valueAt(metric.status, t);
    if (utilization !== undefined && utilization >= 5) {
      out.push([t, (values[i] ?? NaN) / ((utilization + 0.5) / 100)]);
    }
  });
  return { times: Float64Array.from(out, (s) => s[0]), values: Float64Array.from(out, (s) => s[1]), staleAfter };
}
