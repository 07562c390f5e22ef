// What counters of node autoscalers say: rises with their interval. A counter with labels begins at its first event, so
// a series that appears inside the range has risen too; a fall is a restart of the autoscaler.
import { sortBy } from '../../kit/array';
import type { Interval, UnixMs } from '../../kit/interval';
import { edgesOf, runsWhere, valueAt } from '../../model/signal';
import type { Facts } from '../episodes/facts';
import type { NodeScaler, NodeSeries } from '../signals/facts';
import type { ScalerRef } from '../../model/workload';

export interface Rise {
  readonly family: NodeScaler;
  readonly pool: string;
  readonly interval: Interval;
  readonly by: number;
}

function risesOf(series: NodeSeries, facts: Facts): Rise[] {
  const { family, pool, signal } = series;
  const first = signal.times[0] ?? NaN;
  const start = signal.values[0] ?? 0;
  const appeared = first > facts.range.from + 4 * facts.scrape && start > 0;
  const born: Rise[] = appeared
    ? [{ family, pool, interval: { from: first - facts.scrape, to: first }, by: start }]
    : [];
  const rises = edgesOf(signal).filter((e) => !e.acrossGap && e.to !== 0);
  return [
    ...born,
    ...rises.map((e) => ({ family, pool, interval: e.interval, by: e.to > e.from ? e.to - e.from : e.to })),
  ];
}

/** All rises of these counters, in order. */
export function rises(series: readonly NodeSeries[], facts: Facts): Rise[] {
  return sortBy(
    series.flatMap((s) => risesOf(s, facts)),
    (r) => r.interval.to
  );
}

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

/** True when a pod of this workload fits some node at all: otherwise no node of the known sizes would help. */
export function fitsSomeNode(facts: Facts): boolean {
  const pod = facts.pods.at(-1);
  return ['cpu', 'memory'].every((resource) => {
    const largest = facts.nodes.largest.get(resource);
    let asks = 0;
    pod?.requests.forEach((value, key) => (asks += key.endsWith(`/${resource}`) ? value : 0));
    return largest === undefined || asks <= largest;
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
