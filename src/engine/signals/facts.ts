// The facts of one workload: every signal about it, joined by the labels that say the target (docs/signals.md, "Joins").
import { firstWhere } from '../../kit/array';
import type { Interval, Millis, UnixMs } from '../../kit/interval';
import type { Labels, SignalKind } from '../../model/series';
import type { Knows } from '../../model/knowledge';
import { valueAt, type Signal } from '../../model/signal';
import { SETTLED } from './clocks';
import type { ScalerRef, WorkloadRef } from '../../model/workload';

/** One metric of an HPA: what it aims at and what it last saw. */
export interface MetricFacts {
  /** `cpu`, `memory`, or the name of an external, object or pods metric. */
  readonly name: string;
  readonly container: string;
  readonly type: 'utilization' | 'average' | 'value';
  readonly target: Signal | undefined;
  readonly status: Signal | undefined;
  /** For utilization: the same reading per pod, cores or bytes. */
  readonly average: Signal | undefined;
}

export interface HpaFacts {
  readonly name: string;
  readonly ref: ScalerRef;
  /** True when no series tells its target: it was joined because its numbers move with those of the workload alone. */
  readonly isInferred: boolean;
  /** Name of the ScaledObject that owns it; undefined for a hand-made HPA. */
  readonly scaledObject: string | undefined;
  /** True when no series tells that owner: it was concluded from names. */
  readonly isOwnerInferred: boolean;
  readonly desired: Signal | undefined;
  readonly current: Signal | undefined;
  readonly min: Signal | undefined;
  readonly max: Signal | undefined;
  /** 1 while the condition is true, 0 while it is false or unknown; undefined when never set. */
  readonly scalingActive: Signal | undefined;
  readonly ableToScale: Signal | undefined;
  readonly scalingLimited: Signal | undefined;
  readonly metrics: readonly MetricFacts[];
}

export interface RecommendationFacts {
  readonly container: string;
  readonly resource: string;
  readonly target: Signal | undefined;
  readonly lower: Signal | undefined;
  readonly upper: Signal | undefined;
  readonly uncapped: Signal | undefined;
}

export interface VpaFacts {
  readonly name: string;
  readonly ref: ScalerRef;
  /** True when no series tells the kind of its target: a Deployment was assumed. */
  readonly isInferred: boolean;
  readonly recommendations: readonly RecommendationFacts[];
  /** Update mode -> 1 while set. Empty when the mode is not exported: then it is unknown, not acting. */
  readonly modes: ReadonlyMap<string, Signal>;
  /** It resized living pods: its updater counts so, or pods changed to what it recommended. */
  readonly resizedInPlace: boolean;
  /** It was seen at work: evictions or resizes counted, or pods of this workload born with what it recommended. */
  readonly seenActing: boolean;
  /** Counter of evictions. */
  readonly evicted: Signal | undefined;
  readonly evictionFailed: Signal | undefined;
  /** Counters of pods resized without a restart, and of such attempts that failed. */
  readonly inPlace: Signal | undefined;
  readonly inPlaceFailed: Signal | undefined;
}

export interface TriggerFacts {
  readonly index: string;
  readonly metric: string;
  readonly active: Signal | undefined;
  readonly value: Signal | undefined;
  readonly errors: Signal | undefined;
  /** When a fallback answered in place of its source; see fallbackSpans. */
  readonly fallback: readonly Interval[];
}

export interface ScaledObjectFacts {
  readonly name: string;
  readonly ref: ScalerRef;
  /** True when no series tells its target, neither its own nor those of an HPA that it is known to own. */
  readonly isInferred: boolean;
  readonly triggers: readonly TriggerFacts[];
  readonly paused: Signal | undefined;
  /** Conditions of the custom resource, 1 or 0: Active, Ready, Paused, Fallback. */
  readonly conditions: ReadonlyMap<string, Signal>;
  /** Unix seconds. */
  readonly lastActive: Signal | undefined;
  readonly cooldown: Signal | undefined;
  readonly min: Signal | undefined;
}

/** One pod that existed in the range. */
export interface PodFacts {
  readonly name: string;
  readonly created: UnixMs;
  readonly owner: string;
  /** Pods of one template are born with one size unless somebody rewrites them: the owner, with the revision of a StatefulSet. */
  readonly template: string;
  /** `container/resource` -> request when last seen, cores or bytes. */
  readonly requests: ReadonlyMap<string, number>;
  /** The course of those that changed while it lived: it was resized in place. */
  readonly resized: ReadonlyMap<string, Signal>;
  /** Names of its containers; empty when not exported. */
  readonly containers: readonly string[];
  /** Node it was bound to, '' when unknown. */
  readonly node: string;
  /** When it was bound to its node; undefined when it never was, or when that is not exported. */
  readonly scheduled: UnixMs | undefined;
  /** When it last became ready; undefined while it is not, or when that is not exported. */
  readonly ready: UnixMs | undefined;
  /** Cores it uses, on a grid; undefined where use was not read. */
  readonly usage: Signal | undefined;
}

/** A disruption budget of the namespace that may stand over this workload: which pods it selects is not exported. */
export interface BudgetFacts {
  readonly name: string;
  readonly allowed: Signal | undefined;
  readonly expected: Signal | undefined;
  readonly healthy: Signal | undefined;
  /** True when only this workload of the namespace has as many pods as the budget expects. */
  readonly only: boolean;
}

/** One line of a ResourceQuota of the namespace. */
export interface QuotaFacts {
  readonly name: string;
  readonly resource: string;
  readonly hard: Signal | undefined;
  readonly used: Signal | undefined;
}

/** A smallest or largest size that a LimitRange of the namespace allows. */
export interface LimitFacts {
  readonly name: string;
  /** Container or Pod. */
  readonly type: string;
  readonly resource: string;
  readonly constraint: string;
  readonly value: number;
}

/** Who adds and removes nodes. */
export type NodeScaler = 'cluster-autoscaler' | 'karpenter';

/** The pool that a node is of; the family is `node` where a label names a group and nobody says who scales it. */
export interface NodePool {
  readonly ref: ScalerRef;
  /** True when something of the node itself tells it; else it is concluded from counters or from nodes alike. */
  readonly told: boolean;
}

/** One node that existed in the range. */
export interface NodeLife {
  readonly name: string;
  /** Exact, also where it lies before the range; undefined when not exported. */
  readonly created: UnixMs | undefined;
  /** Its first and last sample. */
  readonly seen: Interval;
  /** True when it was gone before the range ended. */
  readonly gone: boolean;
  /** Who tainted it for removal, where a sample caught that. */
  readonly removedBy: NodeScaler | undefined;
  /** Cores and bytes for pods. */
  readonly cpu: number | undefined;
  readonly memory: number | undefined;
  /** True when all pods that ran on it were of work that ends: it came for that, and went after it. */
  readonly forJobs: boolean;
  /** True when the cloud took it back, as far as a taint or the counter of its autoscaler tells. */
  readonly takenBack: boolean;
  /** Undefined where several may have made it, or nobody who is known. */
  readonly pool?: NodePool;
}

/** One series of a node autoscaler: a counter or a gauge, of one pool or of all. */
export interface NodeSeries {
  readonly family: NodeScaler;
  /** NodePool or node group, '' for the whole cluster. */
  readonly pool: string;
  readonly resource: string;
  readonly state: string;
  readonly direction: string;
  readonly reason: string;
  /** API of Karpenter that its spelling tells; undefined where it tells none. */
  readonly api: 'v1alpha5' | 'v1beta1' | undefined;
  readonly signal: Signal;
}

/** Nodes of the workload's cluster, as far as rules need them. */
export interface NodeFacts {
  /** Largest allocatable amount of any node by resource, cores or bytes. */
  readonly largest: ReadonlyMap<string, number>;
  /** 1 while the node is cordoned. */
  readonly cordoned: ReadonlyMap<string, Signal>;
  readonly lives: readonly NodeLife[];
  readonly byName: ReadonlyMap<string, NodeLife>;
  /** Counters: nodes made, nodes removed for lack of use. */
  readonly added: readonly NodeSeries[];
  /** Counter of nodes that registered: Karpenter's alone. */
  readonly joined: readonly NodeSeries[];
  readonly removed: readonly NodeSeries[];
  /** Gauges: how large it is, how large it may be. */
  readonly size: readonly NodeSeries[];
  readonly limit: readonly NodeSeries[];
  /** Counter of refused additions, gauge of groups that are held back. */
  readonly refused: readonly NodeSeries[];
  readonly backoff: readonly NodeSeries[];
  /** Counter of evictions of all VPAs together: updaters before VPA 1.5 name none. */
  readonly evicted: Signal | undefined;
  /** Counter of pods that the VPA's admission gave a size, all namespaces together. */
  readonly admitted: Signal | undefined;
}

/** A pod template that came to life inside the range: a rollout began. */
export interface RolloutFacts {
  /** `ReplicaSet web-5d4 was created`, in words that stand alone. */
  readonly what: string;
  /** Birth of the ReplicaSet, exact to the second; else the earliest instant that the samples allow. */
  readonly at: UnixMs;
  /** When it was for sure, unix milliseconds; a second later for a ReplicaSet. */
  readonly by: UnixMs;
  readonly evidence: SignalKind;
}

/** What seems to stand behind a custom resource that an HPA scales, and what its numbers prove (standsBehind.ts). */
export interface Behind {
  readonly kind: string;
  readonly name: string;
  /** Numbers of the HPA that it took over, and excursions from which it came back to them. */
  readonly copied: number;
  readonly returned: number;
  /** How sure that makes any finding at most. */
  readonly confidence: 'likely' | 'possible';
}

export interface WorkloadFacts {
  readonly workload: WorkloadRef;
  /** As a scaler's series tells it, `apps/v1`; undefined where none does. */
  readonly apiVersion: string | undefined;
  /** What is known of each kind of signal about it: a missing series is an absence only where the kind was read. */
  readonly knows: Knows;
  readonly range: Interval;
  /**
   * Its last sample in the range, or the cluster's where it has none of its own: how things stand is read here. When all
   * falls silent at once, nothing has changed.
   */
  readonly end: UnixMs;
  readonly scrape: Millis;
  /** What seems to stand behind a scaled custom resource: replicas, generation, pods and rollouts are then of that. */
  readonly behind?: Behind;
  /** spec.replicas; for custom targets that of what stands behind them, else the HPA's current replicas stand in for it. */
  readonly replicas: Signal | undefined;
  readonly replicasAreProxy: boolean;
  readonly generation: Signal | undefined;
  readonly ready: Signal | undefined;
  readonly statusReplicas: Signal | undefined;
  readonly updated: Signal | undefined;
  readonly replicaFailure: Signal | undefined;
  readonly labels: Labels;
  readonly hpas: readonly HpaFacts[];
  readonly vpas: readonly VpaFacts[];
  readonly scaledObjects: readonly ScaledObjectFacts[];
  /** In the order of their births. */
  readonly pods: readonly PodFacts[];
  readonly rollouts: readonly RolloutFacts[];
  /** 1 while a pod of the workload is Pending because no node fits. */
  readonly unschedulable: ReadonlyArray<Signal & { readonly pod: string }>;
  readonly budgets: readonly BudgetFacts[];
  readonly quotas: readonly QuotaFacts[];
  readonly limits: readonly LimitFacts[];
  readonly nodes: NodeFacts;
  /** Pods that a rollout may take away at once; undefined when not exported. */
  readonly maxUnavailable: number | undefined;
  /** Pods of which a container was last ended for want of memory. */
  readonly oomKilled: number;
  /** False when scalers name it but no object of that name has any series. */
  readonly exists: boolean;
  /** Cores used by all its pods, on a grid. */
  readonly usage: Signal | undefined;
}

/** An HPA or a ScaledObject of unknown target. */
export interface UntoldScaler {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

/** All workloads of a sweep. */
export interface SweepFacts {
  readonly range: Interval;
  readonly scrape: Millis;
  readonly workloads: readonly WorkloadFacts[];
  /** HPAs that no series and no numbers give a target. */
  readonly untold: readonly UntoldScaler[];
  /** Paused ScaledObjects without a target: KEDA deletes the HPA that told it. */
  readonly untoldPauses: readonly UntoldScaler[];
}

/** The object of Argo CD or Flux that a label of the workload names: a tool that may write its manifest back. */
export function gitOwnerOf({ labels }: Pick<WorkloadFacts, 'labels'>): string | undefined {
  return labels.argocd ?? labels.fluxKustomization ?? labels.fluxHelm;
}

/** True when the VPA changes pods at `at`: by its mode, or, where no mode is exported, because it was seen doing so. */
export function mayResize(vpa: VpaFacts, at: UnixMs): boolean {
  return vpa.modes.size === 0 ? vpa.seenActing : couldResize(vpa, at);
}

/** True unless its mode says Off: what an unknown one may have done is nobody else's. */
export function couldResize(vpa: VpaFacts, at: UnixMs): boolean {
  return valueAt(vpa.modes.get('Off'), at) !== 1;
}

/**
 * True when a deploy began in the span, or less than `shadow` before it. A deploy may explain what follows it, never what
 * went before: the fix that somebody rolls out is not the cause of the fight that it ends.
 */
export function followsDeploy(facts: Pick<WorkloadFacts, 'rollouts'>, span: Interval, shadow: Millis): boolean {
  return facts.rollouts.some((r) => r.at <= span.to && r.at > span.from - shadow);
}

/** The pods with span.from < birth <= span.to. */
export function bornWithin({ pods }: Pick<WorkloadFacts, 'pods'>, span: Interval): readonly PodFacts[] {
  return pods.slice(
    firstWhere(pods, (pod) => pod.created > span.from),
    firstWhere(pods, (pod) => pod.created > span.to)
  );
}

/** When the metrics speak of the pods again that a write at `t` left behind: before the next deploy, whose pods are young. */
export function settledAfter(facts: Pick<WorkloadFacts, 'rollouts' | 'range'>, t: UnixMs): UnixMs {
  const deploy = facts.rollouts.find((r) => r.at > t)?.at ?? Infinity;
  return Math.min(t + SETTLED, deploy - 1, facts.range.to);
}

/** What a VPA recommends of the resource that a metric is a percentage of, in the container it looks at. */
export function recommendationsFor(vpa: VpaFacts, metric: MetricFacts): RecommendationFacts[] {
  return vpa.recommendations.filter(
    (r) => r.resource === metric.name && (metric.container === '' || r.container === metric.container)
  );
}
