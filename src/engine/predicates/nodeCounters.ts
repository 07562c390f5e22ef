// Who speaks of nodes, and which workloads wait for one.
import { distinct } from '../../kit/array';
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
