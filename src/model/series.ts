// What a source hands to the engine: samples tagged with what they mean. Metric names stay in the room `queries`.
import type { Interval } from '../kit/interval';
import type { Cleaned } from './cleaned';
import type { Failure } from './failure';
import type { ScanId } from './scan';
import type { WorkloadRef } from './workload';

/** Label names and values as the database sent them. */
export type Labels = Readonly<Record<string, string>>;

/** The meaning of a series; one kind for all spellings of it. `object` and `attributes` of each kind are told in queries/catalogue.ts. */
export type SignalKind =
  | 'hpa.info'
  | 'hpa.labels'
  | 'hpa.min'
  | 'hpa.max'
  | 'hpa.current'
  | 'hpa.desired'
  | 'hpa.condition'
  | 'hpa.spec-metric'
  | 'hpa.status-metric'
  | 'workload.replicas'
  | 'workload.generation'
  | 'workload.ready'
  | 'workload.status-replicas'
  | 'workload.updated'
  | 'workload.max-unavailable'
  | 'workload.labels'
  | 'workload.condition'
  | 'workload.created'
  | 'replicaset.owner'
  | 'replicaset.created'
  | 'statefulset.revision'
  | 'pod.owner'
  | 'pod.created'
  | 'pod.request'
  | 'pod.request-history'
  | 'pod.container'
  | 'pod.unschedulable'
  | 'pod.oom-killed'
  | 'pod.scheduled'
  | 'pod.ready'
  | 'vpa.target'
  | 'vpa.lower'
  | 'vpa.upper'
  | 'vpa.uncapped'
  | 'vpa.mode'
  | 'vpa.evicted'
  | 'vpa.eviction-failed'
  | 'vpa.in-place'
  | 'vpa.in-place-failed'
  | 'vpa.admitted'
  | 'keda.active'
  | 'keda.value'
  | 'keda.errors'
  | 'keda.paused'
  | 'scaledobject.info'
  | 'scaledobject.condition'
  | 'scaledobject.last-active'
  | 'scaledobject.cooldown'
  | 'scaledobject.min'
  | 'scaledobject.max'
  | 'usage.cpu'
  | 'usage.memory'
  | 'node.allocatable'
  | 'node.unschedulable'
  | 'node.created'
  | 'node.taint'
  | 'node.info'
  | 'node.pool'
  | 'nodes.added'
  | 'nodes.joined'
  | 'nodes.removed'
  | 'nodes.size'
  | 'nodes.limit'
  | 'nodes.group-limit'
  | 'nodes.refused'
  | 'nodes.backoff'
  | 'pdb.allowed'
  | 'pdb.expected'
  | 'pdb.healthy'
  | 'quota.limit'
  | 'limit.range';

/** Whether namespaces of objects arrive as `exported_namespace`: of none, of all, of some of the series of one store. */
export type Exported = boolean | 'some';

/** What a series is about, in one spelling whatever the dialect of its labels. */
export interface SeriesIdentity {
  readonly kind: SignalKind;
  readonly cluster: string;
  readonly namespace: string;
  /** Name of the object that the series describes: the HPA, the Deployment, the pod, the ScaledObject. */
  readonly object: string;
  /** Further labels that matter for this kind, under our names. */
  readonly attributes: Labels;
}

/** One series: unix milliseconds in ascending order, none twice, and finite values; columns of equal length. */
export interface Series extends SeriesIdentity {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** A question that failed, was not asked, or was answered in part: what it asked for, and why it has no whole answer. */
export interface FailedQuery {
  readonly kinds: readonly SignalKind[];
  readonly query: string;
  /** What happened and what to do, in one line. */
  readonly message: string;
  readonly error?: Failure;
  /** The namespaces it asked for; absent means all. */
  readonly namespaces?: readonly string[];
  /** True when there is an answer, but cut, limited or with a warning. */
  readonly partial?: boolean;
  /** True when it was never sent. */
  readonly notAsked?: boolean;
}

/** A part of the question that was not asked, because the whole would be more than can be read at once. */
export interface LeftOut {
  readonly kinds: readonly SignalKind[];
  /** The namespaces concerned; absent means all that were asked for. */
  readonly namespaces?: readonly string[];
  /** The part of the range that was left out. */
  readonly range: Interval;
  /** Of kind `shortened`: how much it is, and what to do to have it read. */
  readonly error: Failure;
}

/** A scan without an answer, or whose answer says nothing because nobody exports what it looks at. */
export interface Unscanned {
  readonly scan: ScanId;
  readonly state: 'failed' | 'partial' | 'unexported';
  /** Why, where a failure says so; ''. */
  readonly reason: string;
  readonly kinds: readonly SignalKind[];
  /** The namespaces concerned; absent means all. */
  readonly namespaces?: readonly string[];
  /** The clusters concerned; absent means all. */
  readonly clusters?: readonly string[];
  /** The kind of workload concerned; absent means all. */
  readonly workload?: string;
}

/** A kind that somebody exports in a cluster; of workloads, for one kind of them. */
export interface ExportedKind {
  readonly cluster: string;
  readonly kind: SignalKind;
  readonly workload?: string;
}

/** Metrics of KEDA, and those of CPU and memory, that HPAs have a status of; CPU and memory that they ask for. */
export type ReadingSource = 'keda' | 'resource' | 'resource-asked';

/** How many metrics of one source had a status in all of a cluster, on a grid: where there is no point, none had. */
export interface ReadingElsewhere {
  readonly cluster: string;
  readonly source: ReadingSource;
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** Distance of the points of the grid, milliseconds. */
  readonly step: number;
}

/** The fleet as its scans saw it. */
export interface FleetReading {
  /** Workloads that a scan named: they were read, or the report says that they were not. */
  readonly suspects: number;
  /** Workloads that no scan named: nothing was read of them. */
  readonly quiet: readonly WorkloadRef[];
  readonly unscanned: readonly Unscanned[];
  /** True where only chosen namespaces were scanned: nothing is said of the others. */
  readonly isChosen?: boolean;
}

/** Everything a sweep brought home. */
export interface SeriesSet {
  readonly range: Interval;
  readonly series: readonly Series[];
  /** True when only some namespaces were asked, or may have been: what is absent there may well exist elsewhere. */
  readonly narrowed?: boolean;
  /** Kinds that count as exported in every cluster, although what was read of this narrow choice holds none of them. */
  readonly elsewhere?: readonly SignalKind[];
  /** The same, as the series of single clusters tell it: of one cluster it says nothing of another. */
  readonly elsewhereIn?: readonly ExportedKind[];
  /** Who reads metrics in all of the clusters, where only a part of them was read; absent where that is not known. */
  readonly readingIn?: readonly ReadingElsewhere[];
  readonly exported?: Exported;
  /** The labels that tell clusters apart (queries/clusterLabels.ts); 'auto' or absent while that is any of the usual ones. */
  readonly clusterLabel?: string;
  /** Ids of the set-ups with a list of names that the series come from (queries/setups.ts); absent where none is known. */
  readonly setups?: readonly string[];
  /** Kinds that were asked for; a kind outside this list was never looked for. */
  readonly asked: readonly SignalKind[];
  readonly failed: readonly FailedQuery[];
  /** What was left out of the question; absent when nothing was. */
  readonly leftOut?: readonly LeftOut[];
  /** What was not taken over as it came; absent when everything was. */
  readonly cleaned?: Cleaned;
  /** Remarks of the source that take nothing from its answers. */
  readonly notices: readonly string[];
  /** Series of other workloads of these clusters: they tell when anything was scraped there, and nothing else. */
  readonly witnesses?: readonly Series[];
  /** What this part of a large fleet is about; absent where everything was read at once. */
  readonly part?: 'workloads' | 'nodes';
  /** What scans said of a large fleet; it comes with the last part. */
  readonly fleet?: FleetReading;
}
