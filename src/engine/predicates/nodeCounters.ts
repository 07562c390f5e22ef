// Who speaks of nodes, and which workloads wait for one.
import type { Interval, UnixMs } from '../../kit/interval';
import { distinct } from '../../kit/array';
import { runsWhere, valueAt } from '../../model/signal';
import type { Facts } from '../episodes/facts';
import type { NodeSeries } from '../signals/facts';
import { requestPerPod } from '../signals/proposal';
import type { ScalerRef } from '../../model/workload';

/** The node autoscalers that speak, one actor per pool; `node` where none is scraped. */
export function nodeActors(series: readonly NodeSeries[]): ScalerRef[] {
  const actors = series.map((s): ScalerRef =>
    s.pool === '' ? { family: s.family } : { family: s.family, name: s.pool }
  );
  const named = new Map(actors.map((a) => [`${a.family}/${a.name ?? ''}`, a]));
  return named.size === 0 ? [{ family: 'node' }] : [...named.values()];
}

/** The workloads of the same cluster. */
export function workloadsOf(facts: Facts, fleet: readonly Facts[]): Facts[] {
  return fleet.filter((f) => f.workload.cluster === facts.workload.cluster && f.workload.kind !== 'Cluster');
}

/** Pods of a workload that no node fits at `t`, by samples near it. */
export function waitingAt(facts: Facts, t: UnixMs): number {
  return facts.unschedulable.filter((signal) => valueAt(signal, t) === 1).length;
}

/** True when a pod of this workload fits some node at all, GPUs and the like included: else no node of these sizes helps. */
export function fitsSomeNode(facts: Facts): boolean {
  const resources = distinct(
    facts.pods.flatMap((pod) => [...pod.requests.keys()].map((key) => key.split('/')[1] ?? ''))
  );
  return resources.every((resource) => {
    const largest = facts.nodes.largest.get(resource);
    const asks = requestPerPod(facts, resource);
    return largest === undefined || asks === undefined || asks <= largest;
  });
}

/** Spans in which one pod or more of these workloads waits for a node, and the most that waited at once. */
export function waits(workloads: readonly Facts[]): { spans: Interval[]; most: number } {
  const signals = workloads.flatMap((f) => f.unschedulable);
  const spans = signals.flatMap((signal) => runsWhere(signal, (v) => v === 1));
  const times = [...new Set(spans.flatMap((s) => [s.from, s.to]))];
  const most = Math.max(0, ...times.map((t) => signals.filter((signal) => valueAt(signal, t) === 1).length));
  return { spans, most };
}
