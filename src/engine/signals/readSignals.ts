// Series -> facts: one WorkloadFacts per workload, everything joined by target labels, never by object names.
import { compareText, distinct, distinctBy, groupBy, isPresent, sortBy } from '../../kit/array';
import { median } from '../../kit/stats';
import { hasMoments, withoutTimes } from '../../kit/times';
import { lengthOf, type UnixMs } from '../../kit/interval';
import { eachInSteps, finish, type Steps } from '../../kit/steps';
import type { Labels, Series, SeriesSet, SignalKind } from '../../model/series';
import { runsWhere, type Signal } from '../../model/signal';
import type { Knows } from '../../model/knowledge';
import { hasOwnPods, workloadKey, type WorkloadRef } from '../../model/workload';
import type {
  Behind,
  SweepFacts,
  HpaFacts,
  NodeFacts,
  ScaledObjectFacts,
  UntoldScaler,
  VpaFacts,
  WorkloadFacts,
} from './facts';
import { readHpas, type Target } from './readHpas';
import { podsOf, untoldRollouts, readPods, type PodIndex } from './readPods';
import { isClusterWide, mayBeClusterWide, nodesOf, ownersByNode } from './readNodes';
import type { OwnersOf } from './nodePools';
import { budgetsOf, limitsOf, quotasOf } from './readPolicy';
import { fallbackSpans } from './fallbackSpans';
import { readScaledObjects } from './readScaledObjects';
import { readVpas, seenAtWork } from './readVpas';
import { knowledgeReader, type KnowledgeAt } from './knowledge';
import { knowingBehind, readBehind } from './readBehind';
import { PATIENCE } from './clocks';
import { typicalGap } from './typicalGap';
import { withSharedMoments } from './sharedMoments';

/** Scrape interval when nothing tells it. */
const DEFAULT_SCRAPE = 30_000;

type ByKind = ReadonlyMap<SignalKind, readonly Series[]>;

function kindsIn(series: readonly Series[]): ByKind {
  return groupBy(series, (s) => s.kind) as Map<SignalKind, Series[]>;
}

/** Series of kinds that every scrape brings, in the order of their kinds. */
function pacing(byKind: ByKind): Series[] {
  return [...(byKind.get('hpa.desired') ?? []), ...(byKind.get('workload.replicas') ?? [])];
}

/** Median distance of the samples of these series, milliseconds. */
function medianPace(series: readonly Series[], otherwise: number): number {
  const medians = series
    .slice(0, 50)
    .map((one) => typicalGap(one.times))
    .filter(isPresent);
  return Math.max(1000, median(medians) ?? otherwise);
}

/** How often all of it was scraped. Clusters and namespaces may be scraped at paces of their own. */
function scrapeOf(byKind: ByKind, otherwise = DEFAULT_SCRAPE): number {
  return medianPace(pacing(byKind), otherwise);
}

/** How often each cluster was scraped. */
function paceByCluster(byKind: ByKind, otherwise: number): (cluster: string) => number {
  const own = groupBy(pacing(byKind), (s) => s.cluster);
  const paces = new Map([...own].map(([cluster, series]) => [cluster, medianPace(series, otherwise)]));
  return (cluster) => paces.get(cluster) ?? otherwise;
}

/** Series of targets of their own, and of custom resources, often scraped more slowly than the rest of kube-state-metrics. */
const OTHER_TARGETS = /^(keda|vpa|scaledobject|nodes)\./;

/** Makes signals out of series; a value is known for two and a half scrapes of its target. */
export function signalReader(scrape: number): (series: Series | undefined) => Signal | undefined {
  return (series) => {
    const pace = series && OTHER_TARGETS.test(series.kind) ? Math.max(scrape, typicalGap(series.times) ?? 0) : scrape;
    return series && { times: series.times, values: series.values, staleAfter: pace * PATIENCE };
  };
}

function attributesText({ attributes }: Series): string {
  return Object.keys(attributes)
    .sort()
    .map((key) => `${key}=${attributes[key] ?? ''}`)
    .join('\u0000');
}

/** By kind, cluster, namespace, object, attributes. */
function compareIdentity(a: Series, b: Series): number {
  return (
    compareText(a.kind, b.kind) ||
    compareText(a.cluster, b.cluster) ||
    compareText(a.namespace, b.namespace) ||
    compareText(a.object, b.object) ||
    compareText(attributesText(a), attributesText(b))
  );
}

/** Whether names from outside would pass for moments in our sentences. */
function looksLikeMoments({ cluster, namespace, object, attributes }: Series): boolean {
  if (hasMoments(cluster) || hasMoments(namespace) || hasMoments(object)) {
    return true;
  }
  for (const key in attributes) {
    if (hasMoments(attributes[key] ?? '')) {
      return true;
    }
  }
  return false;
}

/** Such names lose what makes them look so. */
function plainNames(s: Series): Series {
  const attributes = Object.fromEntries(Object.entries(s.attributes).map(([key, value]) => [key, withoutTimes(value)]));
  const [cluster, namespace, object] = [s.cluster, s.namespace, s.object].map(withoutTimes) as [string, string, string];
  return { ...s, cluster, namespace, object, attributes };
}

/** One order whatever the order of the answers: sources keep it already, so mostly nothing is moved. */
function inOrder(series: readonly Series[]): readonly Series[] {
  const plain = series.some(looksLikeMoments) ? series.map((s) => (looksLikeMoments(s) ? plainNames(s) : s)) : series;
  const isSorted = plain.every((s, i) => i === 0 || compareIdentity(plain[i - 1] ?? s, s) <= 0);
  return isSorted ? plain : [...plain].sort(compareIdentity);
}

interface Named<T> {
  readonly facts: T;
  readonly target: Target;
}

/** An object, and whom it scales where that is known. */
interface MaybeNamed<T> {
  readonly facts: T;
  readonly target: Named<T>['target'] | undefined;
}

function toldIn<T>(objects: ReadonlyArray<MaybeNamed<T>>): Array<Named<T>> {
  return objects.flatMap(({ facts, target }) => (target ? [{ facts, target }] : []));
}

function untoldIn(objects: ReadonlyArray<MaybeNamed<{ readonly name: string }>>): string[] {
  return objects.filter(({ target }) => !target).map(({ facts }) => facts.name);
}

/** Shorter pauses are no more than a step of some other work. */
const PAUSE = 600_000;

function wasPaused({ paused }: ScaledObjectFacts): boolean {
  return runsWhere(paused, (value) => value === 1).some((span) => lengthOf(span) >= PAUSE);
}

interface Corner {
  readonly series: ReadonlyMap<SignalKind, readonly Series[]>;
  readonly hpas: ReadonlyArray<Named<HpaFacts>>;
  /** Names of HPAs and of ScaledObjects without a target, and of those among the latter that were paused. */
  readonly untold: {
    readonly hpas: readonly string[];
    readonly scaledObjects: readonly string[];
    readonly paused: readonly string[];
  };
  readonly vpas: ReadonlyArray<Named<VpaFacts>>;
  readonly scaledObjects: ReadonlyArray<Named<ScaledObjectFacts>>;
  /** By the name of an HPA on a custom resource. */
  readonly behind: ReadonlyMap<string, Behind>;
  readonly pods: PodIndex;
  readonly unschedulable: ReadonlyMap<string, Series>;
  readonly nodes: NodeFacts;
  readonly knowledge: KnowledgeAt;
  readonly end: UnixMs;
}

function targetsOf(corner: Corner): Array<{ kind: string; name: string }> {
  const own = (corner.series.get('workload.replicas') ?? []).map((s) => ({
    kind: s.attributes.kind ?? 'Deployment',
    name: s.object,
  }));
  const scaled = [...corner.hpas, ...corner.vpas, ...corner.scaledObjects].map((named) => named.target);
  const all = [...own, ...scaled].filter((target) => target.name !== '');
  return distinctBy(all, ({ kind, name }) => `${kind}/${name}`);
}

function labelsOf(series: readonly Series[]): Labels {
  return Object.assign({}, ...series.map((s) => s.attributes)) as Labels;
}

/** Why the scalers on a workload are not wholly known: some of the namespace do not tell whom they scale. */
function doubtsOf(
  hpas: readonly HpaFacts[],
  isOwned: boolean,
  untold: Corner['untold']
): ReadonlyMap<SignalKind, string> {
  const inferred = hpas.filter((hpa) => hpa.isInferred).map((hpa) => hpa.name);
  const of = (what: string, names: readonly string[]): string =>
    `no series tells the target of ${what} ${names.join(', ')}`;
  const hpaDoubt =
    inferred.length > 0
      ? `${of('HPA', inferred)}: it is concluded from numbers that move together`
      : untold.hpas.length > 0
        ? of('HPA', untold.hpas)
        : undefined;
  const pauseDoubt = untold.paused.length > 0 ? of('ScaledObject', untold.paused) : undefined;
  const objectDoubt = untold.scaledObjects.length > 0 ? of('ScaledObject', untold.scaledObjects) : undefined;
  return new Map([
    ...(hpaDoubt === undefined ? [] : [['hpa.info', hpaDoubt] as const]),
    ...(objectDoubt === undefined ? [] : [['scaledobject.info', objectDoubt] as const]),
    ...(pauseDoubt === undefined || isOwned ? [] : [['keda.paused', pauseDoubt] as const]),
  ]);
}

/**
 * What is known, with these doubts. An inferred target makes up for a series that nobody exports.
 * @param isOwned true where a ScaledObject is known to own the workload: no other does
 */
function knowingTargets(knows: Knows, hpas: readonly HpaFacts[], isOwned: boolean, untold: Corner['untold']): Knows {
  const doubts = doubtsOf(hpas, isOwned, untold);
  if (doubts.size === 0) {
    return knows;
  }
  const isInferred = hpas.some((hpa) => hpa.isInferred);
  return (kind) => {
    const known = knows(kind);
    const reason = doubts.get(kind);
    const stands = known.state !== 'read' && !(kind === 'hpa.info' && isInferred);
    return reason === undefined || stands ? known : { state: 'partial', reason };
  };
}

/** The same, with the spans in which a fallback spoke: the targets stand in its HPA. */
function withFallback(object: ScaledObjectFacts, hpas: readonly HpaFacts[]): ScaledObjectFacts {
  const targetOf = (metric: string): Signal | undefined =>
    hpas.flatMap((hpa) => hpa.metrics).find((m) => m.name === metric && m.type === 'average')?.target;
  const triggers = object.triggers.map((t) => ({ ...t, fallback: fallbackSpans(t, targetOf(t.metric)) }));
  return { ...object, triggers };
}

function readWorkload(ref: WorkloadRef, corner: Corner, set: SeriesSet, scrape: number): WorkloadFacts {
  const toSignal = signalReader(scrape);
  const mine = <T>(named: ReadonlyArray<Named<T>>): T[] =>
    named.filter((n) => n.target.kind === ref.kind && n.target.name === ref.name).map((n) => n.facts);
  const hpas = mine(corner.hpas);
  const scaledObjects = mine(corner.scaledObjects);
  // An HPA may have moved on from a custom resource to what has pods of its own.
  const behind = hasOwnPods(ref.kind) ? undefined : hpas.map((hpa) => corner.behind.get(hpa.name)).find(isPresent);
  // Whose numbers these are: its own, or those of what its operator writes.
  const object = behind ? { ...ref, kind: behind.kind, name: behind.name } : ref;
  const find = (kind: SignalKind): Series | undefined =>
    corner.series
      .get(kind)
      ?.find((s) => s.object === object.name && (s.attributes.kind ?? object.kind) === object.kind);
  const scalers = [...corner.hpas, ...corner.scaledObjects, ...corner.vpas].filter(
    ({ target }) => target.kind === ref.kind && target.name === ref.name
  );
  const replicas = toSignal(find('workload.replicas'));
  const proxy = ref.kind === 'Deployment' || ref.kind === 'StatefulSet' ? undefined : hpas[0]?.current;
  const isProxied = !replicas && proxy !== undefined;
  const own = corner.knowledge(object);
  const updated = toSignal(find('workload.updated'));
  const statusReplicas = toSignal(find('workload.status-replicas'));
  const owned = podsOf(corner.pods, object, set.range, scrape);
  // Pods of one name that follow each other are one here: these series know them by name.
  const names = distinct(owned.pods.map((pod) => pod.name));
  const labels = labelsOf(
    (corner.series.get('workload.labels') ?? []).filter((s) => s.object === ref.name && s.attributes.kind === ref.kind)
  );
  return {
    workload: ref,
    apiVersion: scalers.map(({ target }) => target.api).find(isPresent),
    knows: knowingTargets(
      isProxied ? knowingBehind(ref.kind, own, corner.knowledge) : own,
      hpas,
      scaledObjects.length > 0,
      corner.untold
    ),
    range: set.range,
    end: replicas?.times.at(-1) ?? corner.end,
    scrape,
    ...(behind ? { behind } : {}),
    replicas: replicas ?? proxy,
    replicasAreProxy: isProxied,
    generation: toSignal(find('workload.generation')),
    ready: toSignal(find('workload.ready')),
    statusReplicas,
    updated,
    replicaFailure: behind ? undefined : toSignal(find('workload.condition')),
    labels,
    hpas,
    vpas: mine(corner.vpas).map((vpa) => seenAtWork(vpa, owned.pods)),
    scaledObjects: scaledObjects.map((scaled) => withFallback(scaled, hpas)),
    ...owned,
    rollouts: sortBy(
      [...owned.rollouts, ...untoldRollouts(updated, statusReplicas, owned.rollouts, scrape)],
      (r) => r.at
    ),
    // What keeps pods from coming is told once, of the object that makes them.
    unschedulable: (behind ? [] : names).flatMap((pod) => {
      const signal = toSignal(corner.unschedulable.get(pod));
      return signal ? [{ ...signal, pod }] : [];
    }),
    budgets: budgetsOf(corner.series, ref.name, replicas ?? proxy, toSignal),
    quotas: behind ? [] : quotasOf(corner.series, toSignal),
    limits: limitsOf(corner.series),
    nodes: corner.nodes,
    maxUnavailable: find('workload.max-unavailable')?.values.at(-1),
    oomKilled: killedIn(corner, names),
    exists: replicas !== undefined || owned.pods.length > 0 || proxy !== undefined,
  };
}

function killedIn(corner: Corner, pods: readonly string[]): number {
  const killed = new Set(
    (corner.series.get('pod.oom-killed') ?? []).filter((s) => s.attributes.reason === 'OOMKilled').map((s) => s.object)
  );
  return pods.filter((name) => killed.has(name)).length;
}

/** The cluster as a pseudo workload, for kinds that are about nodes (decision 0003). */
function readCluster(
  cluster: string,
  nodes: NodeFacts,
  set: SeriesSet,
  scrape: number,
  knowledge: KnowledgeAt
): WorkloadFacts {
  const corner = readCorner(new Map(), nodes, set.range.to, scrape, knowledge);
  const ref = { cluster, namespace: '', kind: 'Cluster', name: cluster === '' ? 'cluster' : cluster };
  return { ...readWorkload(ref, corner, set, scrape), exists: true };
}

function readCorner(byKind: ByKind, nodes: NodeFacts, end: UnixMs, scrape: number, knowledge: KnowledgeAt): Corner {
  const toSignal = signalReader(scrape);
  const hpas = readHpas(byKind, toSignal);
  const scaledObjects = readScaledObjects(byKind, toSignal);
  return {
    series: byKind,
    hpas: toldIn(hpas),
    untold: {
      hpas: untoldIn(hpas),
      scaledObjects: untoldIn(scaledObjects),
      paused: untoldIn(scaledObjects.filter(({ facts }) => wasPaused(facts))),
    },
    vpas: readVpas(byKind, toSignal),
    scaledObjects: toldIn(scaledObjects),
    behind: readBehind(byKind, { hpas, scaledObjects, toSignal, scrape, knowledge }),
    pods: readPods(byKind),
    unschedulable: new Map((byKind.get('pod.unschedulable') ?? []).map((s) => [s.object, s])),
    nodes,
    knowledge,
    end,
  };
}

/** The last sample of each cluster; series that are read once carry the end of the range and tell nothing. */
function endsOf(byKind: ByKind): ReadonlyMap<string, UnixMs> {
  const ends = new Map<string, UnixMs>();
  for (const { cluster, times } of pacing(byKind)) {
    ends.set(cluster, Math.max(ends.get(cluster) ?? -Infinity, times.at(-1) ?? 0));
  }
  return ends;
}

/** Whose pods ran on which node, looked up when somebody asks. */
function ownersIn(byKind: ByKind, cluster: string): OwnersOf {
  const own = (kind: SignalKind): Series[] => (byKind.get(kind) ?? []).filter((s) => s.cluster === cluster);
  let owners: OwnersOf | undefined;
  return (node) => (owners ??= ownersByNode([...own('pod.owner'), ...own('pod.request')]))(node);
}

/** Joins everything that was read into one record per workload, in the order of their keys. */
export function readSignals(set: SeriesSet): SweepFacts {
  return finish(readSignalsInSteps(set));
}

/** The same, a namespace or a workload a step. */
export function* readSignalsInSteps(set: SeriesSet): Steps<SweepFacts> {
  const ordered = yield* withSharedMoments(inOrder(set.series));
  const byKind = kindsIn(ordered);
  const scrape = scrapeOf(byKind);
  const byCluster = groupBy(ordered, (s) => s.cluster);
  const wide = [...byKind].flatMap(([kind, own]) => (mayBeClusterWide(kind) ? own.filter(isClusterWide) : []));
  const paceOf = paceByCluster(byKind, scrape);
  const nodes = new Map(
    [...groupBy(wide, (s) => s.cluster)].map(([cluster, series]) => [
      cluster,
      nodesOf(series, signalReader(paceOf(cluster)), {
        range: set.range,
        scrape: paceOf(cluster),
        ownersOf: ownersIn(byKind, cluster),
      }),
    ])
  );
  const noNodes = nodesOf([], signalReader(scrape), { range: set.range, scrape, ownersOf: () => [] });
  const ends = endsOf(byKind);
  const knowledgeIn = knowledgeReader(set, byCluster);
  const places = groupBy(
    ordered.filter((s) => !isClusterWide(s)),
    (s) => `${s.cluster}\u0000${s.namespace}`
  );
  const untold: UntoldScaler[] = [];
  const untoldPauses: UntoldScaler[] = [];
  const workloads: WorkloadFacts[] = [];
  for (const series of places.values()) {
    const [first] = series;
    const here = kindsIn(series);
    const pace = scrapeOf(here, scrape);
    const cluster = first?.cluster ?? '';
    const around = nodes.get(cluster) ?? noNodes;
    const namespace = first?.namespace ?? '';
    const knowledge = knowledgeIn(cluster, namespace, series);
    const corner = readCorner(here, around, ends.get(cluster) ?? set.range.to, pace, knowledge);
    untold.push(...corner.untold.hpas.map((name) => ({ cluster, namespace, name })));
    untoldPauses.push(...corner.untold.paused.map((name) => ({ cluster, namespace, name })));
    yield;
    const read = yield* eachInSteps(targetsOf(corner), ({ kind, name }) =>
      readWorkload({ cluster, namespace, kind, name }, corner, set, pace)
    );
    workloads.push(...read);
  }
  const clusters = [...byCluster.keys()].map((cluster) => {
    const around = nodes.get(cluster) ?? noNodes;
    return readCluster(cluster, around, set, paceOf(cluster), knowledgeIn(cluster, '', []));
  });
  return {
    range: set.range,
    scrape,
    workloads: [...workloads, ...clusters].sort((a, b) =>
      compareText(workloadKey(a.workload), workloadKey(b.workload))
    ),
    untold,
    untoldPauses,
  };
}
