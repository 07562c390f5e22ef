// Pods and ReplicaSets of a workload, by owner references. Creation times are values, so exact whatever the scrape.
import { distinct, groupBy, sortBy } from '../../kit/array';
import type { Interval, Millis, UnixMs } from '../../kit/interval';
import type { Series, SignalKind } from '../../model/series';
import { edgesOf, valueAt, type Signal } from '../../model/signal';
import type { WorkloadRef } from '../../model/workload';
import { PATIENCE } from './clocks';
import type { PodFacts, RolloutFacts } from './facts';
import { typicalGap } from './typicalGap';

type ByKind = ReadonlyMap<SignalKind, readonly Series[]>;

/** Lookups by owner, made once per namespace. */
export interface PodIndex {
  readonly podsByOwner: ReadonlyMap<string, readonly PodFacts[]>;
  readonly replicaSetsByOwner: ReadonlyMap<string, ReadonlyArray<{ readonly name: string; readonly created: number }>>;
  readonly usageByPod: ReadonlyMap<string, Series>;
  /** The newest revision over time, by StatefulSet. */
  readonly revisionsBySet: ReadonlyMap<string, readonly Series[]>;
}

/** Looks up by pod; `id` is that of the pod, made once for all look-ups. */
type ByPod<T> = (pod: Series, id: string) => T | undefined;

function idOf(series: Series): string {
  return `${series.object}\u0000${series.attributes.uid ?? ''}`;
}

/** By uid where both sides have one: a StatefulSet's pods keep their names when they are replaced. */
function byPod<T>(entries: ReadonlyArray<readonly [Series, T]>): ByPod<T> {
  const told = entries.some(([series]) => series.attributes.uid !== undefined);
  const exact = told ? new Map(entries.map(([series, value]) => [idOf(series), value])) : undefined;
  let named: Map<string, T> | undefined;
  return (pod, id) => {
    if (exact && pod.attributes.uid !== undefined) {
      return exact.get(id);
    }
    named ??= new Map(entries.map(([series, value]) => [series.object, value]));
    return named.get(pod.object);
  };
}

function keyOf({ attributes }: Series): string {
  return `${attributes.container ?? ''}/${attributes.resource ?? ''}`;
}

function readRequests(series: readonly Series[]): ByPod<ReadonlyMap<string, number>> {
  const groups = groupBy(series, idOf);
  return byPod(
    [...groups.values()].map((own) => [own[0] as Series, new Map(own.map((s) => [keyOf(s), s.values.at(-1) ?? NaN]))])
  );
}

/** The requests of a pod that changed after its birth: what stands before is another pod of that name. */
function readResized(
  series: readonly Series[]
): (pod: Series, id: string, created: UnixMs) => ReadonlyMap<string, Signal> {
  const moved = series.filter((s) => s.values.some((value) => value !== s.values[0]));
  const groups = groupBy(moved, idOf);
  const own = byPod([...groups.values()].map((group) => [group[0] as Series, group]));
  return (pod, id, created) => {
    const courses = (own(pod, id) ?? []).map((s) => [keyOf(s), since(s, created)] as const);
    return new Map(courses.filter(([, { values }]) => values.some((value) => value !== values[0])));
  };
}

/** The samples from birth on; creation times are whole seconds. */
function since({ times, values }: Series, created: UnixMs): Signal {
  const first = times.findIndex((t) => t >= created);
  const from = first < 0 ? times.length : first;
  const staleAfter = (typicalGap(times) ?? 0) * PATIENCE;
  return { times: times.slice(from), values: values.slice(from), staleAfter };
}

/** Use is read on a grid of 30 s or of the scrape; after this long a pod's last reading says nothing any more. */
const USAGE_STALE: Millis = 150_000;

/** Instants that are exported as values, unix seconds. */
function instants(series: readonly Series[] | undefined): ByPod<UnixMs> {
  return byPod((series ?? []).map((s) => [s, (s.values.at(-1) ?? NaN) * 1000]));
}

/** Reads the pods of one namespace. */
export function readPods(byKind: ByKind): PodIndex {
  const sizes = byKind.get('pod.request') ?? [];
  const requests = readRequests(sizes);
  const resized = readResized(sizes);
  const nodes = byPod(sizes.filter((s) => s.attributes.node).map((s) => [s, s.attributes.node ?? '']));
  const groups = groupBy(byKind.get('pod.container') ?? [], idOf);
  const containers = byPod(
    [...groups.values()].map((own) => [own[0] as Series, own.map((c) => c.attributes.container ?? '')])
  );
  const created = instants(byKind.get('pod.created'));
  const scheduled = instants(byKind.get('pod.scheduled'));
  const ready = instants(byKind.get('pod.ready'));
  const usageByPod = new Map((byKind.get('usage.cpu') ?? []).map((s) => [s.object, s]));
  const pods = (byKind.get('pod.owner') ?? []).flatMap((s) => {
    const id = idOf(s);
    const at = created(s, id);
    const owner = `${s.attributes.ownerKind ?? ''}/${s.attributes.ownerName ?? ''}`;
    const pod = {
      name: s.object,
      created: at ?? NaN,
      owner,
      template: owner,
      requests: requests(s, id) ?? new Map<string, number>(),
      resized: resized(s, id, at ?? NaN),
      containers: containers(s, id) ?? [],
      node: nodes(s, id) ?? '',
      scheduled: scheduled(s, id),
      ready: ready(s, id),
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
    revisionsBySet: groupBy(byKind.get('statefulset.revision') ?? [], (s) => s.object),
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

/** The first ReplicaSet of a young Deployment is its birth, not a rollout: only those with an older sibling count. */
function rolloutsOfSets(sets: ReadonlyArray<{ name: string; created: UnixMs }>, range: Interval): RolloutFacts[] {
  return sets
    .filter((set, i) => i > 0 && set.created > range.from && set.created <= range.to)
    .map((set) => ({
      what: `ReplicaSet ${set.name} was created`,
      at: set.created,
      by: set.created + 1000,
      evidence: 'replicaset.created',
    }));
}

/**
 * A revision that takes over from another one is a deploy, a rollback too. A pair of kube-state-metrics that answers out of
 * step names both for a while: only a revision that was away for some scrapes takes over.
 */
function rolloutsOfRevisions(series: readonly Series[], scrape: Millis): RolloutFacts[] {
  const away = PATIENCE * scrape;
  const samples = series.flatMap((s) => Array.from(s.times, (t) => ({ t, revision: s.attributes.revision ?? '' })));
  const seen = new Map<string, UnixMs>();
  const rollouts: RolloutFacts[] = [];
  for (const { t, revision } of sortBy(
    samples,
    (sample) => sample.t,
    (sample) => sample.revision
  )) {
    const mine = seen.get(revision);
    const other = Math.max(...[...seen].filter(([name]) => name !== revision).map(([, at]) => at));
    if (other > (mine ?? -Infinity) && t - (mine ?? -Infinity) > away) {
      const at = other + 1;
      rollouts.push({ what: `revision ${revision} was created`, at, by: t, evidence: 'statefulset.revision' });
    }
    seen.set(revision, t);
  }
  return rollouts;
}

/**
 * Rollouts that no birth tells of: a rollback takes an old ReplicaSet again, and ReplicaSets need not be exported. All pods
 * stand, and suddenly few of them are of the newest template; pods that were evicted or scaled away do not stand.
 */
export function untoldRollouts(
  updated: Signal | undefined,
  standing: Signal | undefined,
  told: readonly RolloutFacts[],
  scrape: Millis
): RolloutFacts[] {
  return edgesOf(updated)
    .filter(({ from, to, interval, acrossGap }) => {
      const isTold = told.some((r) => r.at > interval.from - 2 * scrape && r.at <= interval.to);
      return !acrossGap && !isTold && to < 0.5 * from && (valueAt(standing, interval.to) ?? 0) >= from;
    })
    .map(({ interval }) => ({
      what: 'most pods are no longer of the newest template: a rollout, or one taken back',
      at: interval.from + 1,
      by: interval.to,
      evidence: 'workload.updated',
    }));
}

/** A StatefulSet's pods are of the newest revision at their birth. */
function withRevision(pod: PodFacts, rollouts: readonly RolloutFacts[]): PodFacts {
  const latest = rollouts.filter((rollout) => rollout.at <= pod.created).at(-1);
  return latest ? { ...pod, template: `${pod.owner} since ${latest.at}` } : pod;
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
  const revised =
    ref.kind === 'StatefulSet' ? rolloutsOfRevisions(index.revisionsBySet.get(ref.name) ?? [], scrape) : [];
  const rollouts = [...rolloutsOfSets(sets, range), ...revised];
  const names = distinct(pods.map((pod) => pod.name));
  const usage = names.map((name) => index.usageByPod.get(name)).filter((s): s is Series => s !== undefined);
  return {
    pods: revised.length === 0 ? pods : pods.map((pod) => withRevision(pod, revised)),
    rollouts,
    usage: sumOnGrid(usage, Math.max(scrape, 60_000) * PATIENCE),
  };
}
