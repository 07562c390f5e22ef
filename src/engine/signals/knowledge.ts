// What is known, per cluster and namespace: what was asked, what failed or was cut there, what anybody exports there.
// The law: absence after "not read" is no absence.
import { groupBy } from '../../kit/array';
import { median, quantile } from '../../kit/stats';
import { withoutTimes } from '../../kit/times';
import { READ, UNEXPORTED, type Knowledge, type Knows } from '../../model/knowledge';
import type { FailedQuery, Series, SeriesSet, SignalKind } from '../../model/series';
import type { WorkloadRef } from '../../model/workload';

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

/** Things whose replicas are exported; those of any other target are told by its HPA. */
const EXPORTED: readonly string[] = ['Deployment', 'StatefulSet', 'Cluster'];

/** Kinds of which one sample tells all: a scrape that fails takes nothing from them. */
const ONCE = /^(pod|replicaset|limit|quota)\.|\.(info|labels|created|allocatable|max-unavailable|spec-metric|min|max)$/;

/** Kinds whose value is an instant of the cluster's clock: they say nothing beside samples of another clock. */
const INSTANTS = /\.(created|scheduled|last-active)$|^pod\.ready$/;

/** Share of the scrapes that may fail before what was read counts as partial, and before nothing follows from absence. */
const MISSING_SHARE = 0.04;
const MISSING_TOO_MANY = 25;

/** Kinds come from one metric per kind of workload: seeing StatefulSets says nothing of Deployments. */
function presenceKey(kind: SignalKind, workloadKind: string): string {
  return kind.startsWith('workload.') && workloadKind !== 'Cluster' ? `${kind}/${workloadKind}` : kind;
}

function presenceOf(series: readonly Series[]): ReadonlySet<string> {
  return new Set(series.flatMap((s) => [s.kind, presenceKey(s.kind, s.attributes.kind ?? '')]));
}

/** Who is scraped together: one exporter that fails takes these kinds with it. */
function exporterOf(kind: SignalKind): string {
  return kind.startsWith('keda.') ? 'keda' : /^vpa\.(evict|in-place)/.test(kind) ? 'vpa-updater' : 'kube-state-metrics';
}

/** Share of the scrapes between first and last sample that left nothing. The pace is that of the densest quarter. */
function missingShare(series: Series): number | undefined {
  const { times } = series;
  const gaps = Array.from(times.slice(1), (t, i) => t - (times[i] ?? t));
  const pace = quantile(gaps, 0.25);
  if (pace === undefined || pace <= 0 || gaps.length < 8) {
    return undefined;
  }
  const expected = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / pace;
  return Math.max(0, 1 - gaps.length / Math.max(1, Math.round(expected)));
}

/** Exporters that left out more scrapes than a healthy one does, with the share, in percent. */
function thinnedExporters(series: readonly Series[]): ReadonlyMap<string, number> {
  const raw = series.filter((s) => s.times.length > 1);
  const out = new Map<string, number>();
  for (const [exporter, own] of groupBy(raw, (s) => exporterOf(s.kind))) {
    const share = median(own.map(missingShare).filter((x): x is number => x !== undefined));
    if (share !== undefined && share > MISSING_SHARE) {
      out.set(exporter, Math.round(share * 100));
    }
  }
  return out;
}

interface Place {
  /** Presence in the cluster, and in the namespace. */
  readonly cluster: ReadonlySet<string>;
  readonly here: ReadonlySet<string>;
  readonly thinned: ReadonlyMap<string, number>;
  readonly failures: readonly FailedQuery[];
}

function isExported(kind: SignalKind, ref: WorkloadRef, place: Place): boolean {
  const key = presenceKey(kind, ref.kind);
  if (place.here.has(key)) {
    return true;
  }
  const family = FAMILY.get(kind) ?? [];
  const kept = family.some((sibling) => place.here.has(presenceKey(sibling, ref.kind)));
  return !kept && place.cluster.has(key);
}

function knowledge(kind: SignalKind, ref: WorkloadRef, place: Place, set: SeriesSet): Knowledge {
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
  const isProxied = kind === 'workload.replicas' && !EXPORTED.includes(ref.kind);
  if (!isProxied && set.elsewhere?.includes(kind) !== true && !isExported(kind, ref, place)) {
    return UNEXPORTED;
  }
  const [cut] = failures;
  if (cut) {
    return { state: 'partial', reason: withoutTimes(cut.message) };
  }
  const thinned = place.thinned.get(exporterOf(kind));
  return thinned === undefined || ONCE.test(kind)
    ? READ
    : {
        state: 'partial',
        reason: `${thinned} % of the scrapes left no sample`,
        isThinned: thinned <= MISSING_TOO_MANY,
      };
}

function inNamespace(failures: readonly FailedQuery[], namespace: string): FailedQuery[] {
  return failures.filter(({ namespaces }) => namespaces === undefined || namespaces.includes(namespace));
}

/** Hands out what is known of each kind, for the workloads of one place. */
export type KnowledgeAt = (ref: WorkloadRef) => Knows;

/**
 * @param set what a sweep brought home
 * @returns for a cluster and the series of one namespace in it: what is known of the workloads there
 */
export function knowledgeReader(
  set: SeriesSet
): (cluster: string, namespace: string, here: readonly Series[]) => KnowledgeAt {
  const clusters = new Map([...groupBy(set.series, (s) => s.cluster)].map(([name, own]) => [name, presenceOf(own)]));
  const nothing: ReadonlySet<string> = new Set();
  return (cluster, namespace, here) => {
    const place: Place = {
      cluster: clusters.get(cluster) ?? nothing,
      here: presenceOf(here),
      thinned: thinnedExporters(here),
      failures: inNamespace(set.failed, namespace),
    };
    return (ref) => {
      const known = new Map<SignalKind, Knowledge>();
      return (kind) => {
        const before = known.get(kind);
        if (before) {
          return before;
        }
        const found = knowledge(kind, ref, place, set);
        known.set(kind, found);
        return found;
      };
    };
  };
}
