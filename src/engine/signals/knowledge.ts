// What is known, per cluster and namespace: what was asked, what failed or was cut there, what anybody exports there.
// The law: absence after "not read" is no absence.
import { groupBy } from '../../kit/array';
import { withoutTimes } from '../../kit/times';
import { UNEXPORTED, type Knowledge, type Knows } from '../../model/knowledge';
import type { ExportedKind, FailedQuery, Labels, Series, SeriesSet, SignalKind } from '../../model/series';
import type { WorkloadRef } from '../../model/workload';
import { atPace, paceReader, type Paces } from './pace';

/**
 * Families whose objects each have all of these kinds: where one of them is seen, the others must be too, or somebody keeps
 * them back (kube-state-metrics writes them for every object; so do KEDA for every trigger, the recommender for every
 * container).
 */
const TOGETHER: ReadonlyArray<readonly SignalKind[]> = [
  ['hpa.info', 'hpa.min', 'hpa.max', 'hpa.current', 'hpa.desired', 'hpa.spec-metric', 'hpa.condition'],
  ['workload.replicas', 'workload.generation', 'workload.ready', 'workload.status-replicas', 'workload.updated'],
  ['pod.owner', 'pod.created', 'pod.container', 'pod.request', 'pod.scheduled', 'pod.ready'],
  ['replicaset.owner', 'replicaset.created'],
  ['vpa.target', 'vpa.lower', 'vpa.upper', 'vpa.uncapped'],
  ['keda.active', 'keda.value'],
  ['pdb.allowed', 'pdb.expected', 'pdb.healthy'],
];
const FAMILY = new Map(TOGETHER.flatMap((kinds) => kinds.map((kind) => [kind, kinds] as const)));

/** The kinds that each object has which has this one; nothing where a kind stands alone. */
export function siblingsOf(kind: SignalKind): readonly SignalKind[] {
  return FAMILY.get(kind) ?? [];
}

/** Node autoscalers. */
const TOOLS = ['cluster-autoscaler', 'karpenter'] as const;

/** Things whose replicas are exported; those of any other target are told by its HPA. */
const EXPORTED: readonly string[] = ['Deployment', 'StatefulSet', 'Cluster'];

/** Kinds whose value is an instant of the cluster's clock: they say nothing beside samples of another clock. */
const INSTANTS = /\.(created|scheduled|last-active)$|^pod\.ready$/;

/** Kinds come from one metric per kind of workload: seeing StatefulSets says nothing of Deployments. */
function presenceKey(kind: SignalKind, workloadKind: string): string {
  return kind.startsWith('workload.') && workloadKind !== 'Cluster' ? `${kind}/${workloadKind}` : kind;
}

/** Of a node autoscaler: its own key for each kind. Series of Karpenter tell a pool. */
function toolKey(kind: SignalKind, attributes: Labels): string {
  return kind.startsWith('nodes.') ? `${kind}/${attributes.pool === undefined ? TOOLS[0] : TOOLS[1]}` : kind;
}

/** Before VPA 1.5 evictions are counted for the cluster as a whole: that says nothing of any one VPA. */
function isOfObject({ kind, object }: Series): boolean {
  return kind !== 'vpa.evicted' || object !== '';
}

function presenceOf(series: readonly Series[]): ReadonlySet<string> {
  const seen = new Set<string>();
  // Series come in the order of their kinds, and of most kinds the first one tells all.
  let told: SignalKind | undefined;
  for (const one of series) {
    if (one.kind !== told && isOfObject(one)) {
      seen.add(one.kind);
      seen.add(presenceKey(one.kind, one.attributes.kind ?? ''));
      seen.add(toolKey(one.kind, one.attributes));
      told = /^(workload|nodes)\./.test(one.kind) ? undefined : one.kind;
    }
  }
  return seen;
}

/** The same of what was not read, by cluster. */
function elsewhereOf(told: readonly ExportedKind[]): ReadonlyMap<string, ReadonlySet<string>> {
  const clusters = groupBy(told, ({ cluster }) => cluster);
  return new Map(
    [...clusters].map(([cluster, own]) => [
      cluster,
      new Set(own.flatMap(({ kind, workload = '' }) => [kind, presenceKey(kind, workload)])),
    ])
  );
}

/** True when this node autoscaler tells anything in the cluster. */
function isToolSeen(tool: string, cluster: ReadonlySet<string>): boolean {
  return [...cluster].some((key) => key.startsWith('nodes.') && key.endsWith(`/${tool}`));
}

/** Groups are cluster autoscaler's: without one there is no limit of a group to be told. */
function hasNoGroups(kind: SignalKind, cluster: ReadonlySet<string>): boolean {
  return kind === 'nodes.group-limit' && !isToolSeen(TOOLS[0], cluster);
}

/** Of two node autoscalers one may be scraped only in part: seeing the other one's additions says nothing of its own. */
function lacksTool(kind: SignalKind, cluster: ReadonlySet<string>): boolean {
  const isSeen = (tool: string): boolean => isToolSeen(tool, cluster);
  return kind === 'nodes.added' && TOOLS.some((tool) => isSeen(tool) && !cluster.has(`${kind}/${tool}`));
}

interface Place {
  /** Presence in the cluster, in what was not read of it, and in the namespace. */
  readonly cluster: ReadonlySet<string>;
  readonly elsewhere: ReadonlySet<string>;
  readonly here: ReadonlySet<string>;
  readonly paces: () => Paces;
  readonly failures: readonly FailedQuery[];
}

function isExported(kind: SignalKind, workloadKind: string, place: Place): boolean {
  if (lacksTool(kind, place.cluster)) {
    return false;
  }
  const key = presenceKey(kind, workloadKind);
  if (place.here.has(key) || hasNoGroups(kind, place.cluster)) {
    return true;
  }
  const family = FAMILY.get(kind) ?? [];
  const kept = family.some((sibling) => place.here.has(presenceKey(sibling, workloadKind)));
  return !kept && (place.cluster.has(key) || place.elsewhere.has(key));
}

function knowledge(kind: SignalKind, workloadKind: string, place: Place, set: SeriesSet): Knowledge {
  const failures = place.failures.filter((failure) => failure.kinds.includes(kind));
  const whole = failures.find((failure) => failure.partial !== true);
  if (whole) {
    return { state: 'failed', reason: withoutTimes(whole.message) };
  }
  if (!set.asked.includes(kind)) {
    return { state: 'failed', reason: 'was not asked for' };
  }
  if (INSTANTS.test(kind) && (set.cleaned?.outside ?? 0) > 0) {
    return { state: 'failed', reason: 'samples come from outside the time range: clocks disagree' };
  }
  const isProxied = kind === 'workload.replicas' && !EXPORTED.includes(workloadKind);
  if (!isProxied && set.elsewhere?.includes(kind) !== true && !isExported(kind, workloadKind, place)) {
    return UNEXPORTED;
  }
  const [cut] = failures;
  if (cut) {
    return { state: 'partial', reason: withoutTimes(cut.message), isCut: true };
  }
  return atPace(kind, place.paces());
}

function inNamespace(failures: readonly FailedQuery[], namespace: string): FailedQuery[] {
  return failures.filter(({ namespaces }) => namespaces === undefined || namespaces.includes(namespace));
}

/** What this makes, made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The same, found once for each kind of signal. */
function knowingOnce(find: Knows): Knows {
  const known = new Map<SignalKind, Knowledge>();
  return (kind) => {
    const found = known.get(kind) ?? find(kind);
    known.set(kind, found);
    return found;
  };
}

/** Hands out what is known of each kind, for the workloads of one place. */
export type KnowledgeAt = (ref: WorkloadRef) => Knows;

/**
 * @param set what a sweep brought home
 * @param byCluster its series
 * @returns for a cluster and the series of one namespace in it: what is known of the workloads there
 */
export function knowledgeReader(
  set: SeriesSet,
  byCluster: ReadonlyMap<string, readonly Series[]>
): (cluster: string, namespace: string, here: readonly Series[]) => KnowledgeAt {
  const clusters = new Map([...byCluster].map(([name, own]) => [name, presenceOf(own)]));
  const elsewhere = elsewhereOf(set.elsewhereIn ?? []);
  const nothing: ReadonlySet<string> = new Set();
  const pacesOf = paceReader();
  return (cluster, namespace, here) => {
    const place: Place = {
      cluster: clusters.get(cluster) ?? nothing,
      elsewhere: elsewhere.get(cluster) ?? nothing,
      here: presenceOf(here),
      // A cluster as a whole has no series of its own: it is known at the pace of everything in it.
      paces: once(() => pacesOf(here.length > 0 ? here : (byCluster.get(cluster) ?? []))),
      failures: inNamespace(set.failed, namespace),
    };
    // Of a workload nothing but its kind enters: all of one kind in the place share what is known.
    const byWorkloadKind = new Map<string, Knows>();
    return ({ kind }) => {
      const knows = byWorkloadKind.get(kind) ?? knowingOnce((asked) => knowledge(asked, kind, place, set));
      byWorkloadKind.set(kind, knows);
      return knows;
    };
  };
}
