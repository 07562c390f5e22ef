// Pods and ReplicaSets of a workload, by owner references. Creation times are values, so exact whatever the scrape (signals.md section 6).
import { groupBy, sortBy } from '../../kit/array';
import type { Interval, Millis, UnixMs } from '../../kit/interval';
import type { Series, SignalKind } from '../../model/series';
import type { Signal } from '../../model/signal';
import type { WorkloadRef } from '../../model/workload';
import type { PodFacts, RolloutFacts } from './facts';

type ByKind = ReadonlyMap<SignalKind, readonly Series[]>;

/** Lookups by owner, made once per namespace. */
export interface PodIndex {
  readonly podsByOwner: ReadonlyMap<string, readonly PodFacts[]>;
  readonly replicaSetsByOwner: ReadonlyMap<string, ReadonlyArray<{ readonly name: string; readonly created: number }>>;
  readonly usageByPod: ReadonlyMap<string, Series>;
}

function readRequests(series: readonly Series[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const byPod = new Map<string, Map<string, number>>();
  for (const s of series) {
    const requests = byPod.get(s.object) ?? new Map<string, number>();
    byPod.set(s.object, requests);
    requests.set(`${s.attributes.container ?? ''}/${s.attributes.resource ?? ''}`, s.values.at(-1) ?? NaN);
  }
  return byPod;
}

/** Use is read on a grid of 30 s or of the scrape; after this long a pod's last reading says nothing any more. */
const USAGE_STALE: Millis = 150_000;

/** Instants that are exported as values, unix seconds, by object. */
function instants(series: readonly Series[] | undefined): ReadonlyMap<string, UnixMs> {
  return new Map((series ?? []).map((s) => [s.object, (s.values.at(-1) ?? NaN) * 1000]));
}

/** Reads the pods of one namespace. */
export function readPods(byKind: ByKind): PodIndex {
  const requests = readRequests(byKind.get('pod.request') ?? []);
  const nodes = new Map(
    (byKind.get('pod.request') ?? []).filter((s) => s.attributes.node).map((s) => [s.object, s.attributes.node ?? ''])
  );
  const containers = groupBy(byKind.get('pod.container') ?? [], (s) => s.object);
  const created = instants(byKind.get('pod.created'));
  const scheduled = instants(byKind.get('pod.scheduled'));
  const ready = instants(byKind.get('pod.ready'));
  const usageByPod = new Map((byKind.get('usage.cpu') ?? []).map((s) => [s.object, s]));
  const pods = (byKind.get('pod.owner') ?? []).flatMap((s) => {
    const at = created.get(s.object);
    const owner = `${s.attributes.ownerKind ?? ''}/${s.attributes.ownerName ?? ''}`;
    const pod = {
      name: s.object,
      created: at ?? NaN,
      owner,
      requests: requests.get(s.object) ?? new Map<string, number>(),
      containers: (containers.get(s.object) ?? []).map((c) => c.attributes.container ?? ''),
      node: nodes.get(s.object) ?? '',
      scheduled: scheduled.get(s.object),
      ready: ready.get(s.object),
      usage: usageOf(usageByPod.get(s.object)),
    };
    return at === undefined ? [] : [pod];
  });
  const born = new Map(
    (byKind.get('replicaset.created') ?? []).map((s) => [s.object, (s.values.at(-1) ?? NaN) * 1000])
  );
  const sets = (byKind.get('replicaset.owner') ?? []).map((s) => ({
    owner: `${s.attributes.ownerKind ?? ''}/${s.attributes.ownerName ?? ''}`,
    name: s.object,
    created: born.get(s.object) ?? NaN,
  }));
  return {
    podsByOwner: groupBy(
      sortBy(
        pods,
        (pod) => pod.created,
        (pod) => pod.name
      ),
      (pod) => pod.owner
    ),
    replicaSetsByOwner: groupBy(
      sortBy(
        sets,
        (set) => set.created,
        (set) => set.name
      ),
      (set) => set.owner
    ),
    usageByPod,
  };
}

function usageOf(series: Series | undefined): Signal | undefined {
  return series && { times: series.times, values: series.values, staleAfter: USAGE_STALE };
}

function sumOnGrid(series: readonly Series[], staleAfter: Millis): Signal | undefined {
  const totals = new Map<number, number>();
  for (const s of series) {
    s.times.forEach((t, i) => totals.set(t, (totals.get(t) ?? 0) + (s.values[i] ?? 0)));
  }
  const samples = [...totals].sort((a, b) => a[0] - b[0]);
  return samples.length === 0
    ? undefined
    : { times: Float64Array.from(samples, (s) => s[0]), values: Float64Array.from(samples, (s) => s[1]), staleAfter };
}

/** The pods, rollouts and CPU use of one workload. */
export function podsOf(
  index: PodIndex,
  ref: WorkloadRef,
  range: Interval,
  scrape: Millis
): { pods: readonly PodFacts[]; rollouts: readonly RolloutFacts[]; usage: Signal | undefined } {
  const owner = `${ref.kind}/${ref.name}`;
  const sets = index.replicaSetsByOwner.get(owner) ?? [];
  const owners = [owner, ...sets.map((set) => `ReplicaSet/${set.name}`)];
  const pods = sortBy(
    owners.flatMap((o) => index.podsByOwner.get(o) ?? []),
    (pod) => pod.created,
    (pod) => pod.name
  );
  // The first ReplicaSet of a young Deployment is its birth, not a rollout: only those with an older sibling count.
  const rollouts = sets
    .filter((set, i) => i > 0 && set.created > range.from && set.created <= range.to)
    .map((set) => ({ replicaSet: set.name, at: set.created }));
  const usage = pods.map((pod) => index.usageByPod.get(pod.name)).filter((s): s is Series => s !== undefined);
  return { pods, rollouts, usage: sumOnGrid(usage, Math.max(scrape, 60_000) * 2.5) };
}
