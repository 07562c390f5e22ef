// Who is scaled and who scales. A workload is (cluster, namespace, kind, name); never joined across clusters (docs/signals.md, "Joins").
import { compareText } from '../kit/array';

/** A scaled object: Deployment, StatefulSet, Argo Rollout or another kind with a /scale subresource. */
export interface WorkloadRef {
  /** Value of the cluster label, '' when the series carry none. */
  readonly cluster: string;
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

/** Families of actors. `keda` is the operator (0 <-> N, paused); KEDA's own HPA acts as `hpa`. */
export type ScalerFamily =
  | 'hpa'
  | 'keda'
  | 'vpa'
  | 'cluster-autoscaler'
  | 'karpenter'
  | 'rollout'
  | 'pdb'
  | 'quota'
  | 'node'
  | 'gitops'
  | 'ci'
  | 'human'
  | 'cron'
  | 'drain'
  | 'external';

/** One actor: its family and, where it has one, the name of its object. */
export interface ScalerRef {
  readonly family: ScalerFamily;
  readonly name?: string;
}

/** Kinds with a controller that makes the pods itself: no other workload stands behind them. */
const OWN_PODS: readonly string[] = [
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
  'DeploymentConfig',
  'Rollout',
];

/** False for a custom resource behind which a Deployment or StatefulSet may stand. */
export function hasOwnPods(kind: string): boolean {
  return OWN_PODS.includes(kind);
}

/** One text per workload, usable as a map key and in URLs. */
export function workloadKey(ref: WorkloadRef): string {
  return `${ref.cluster}/${ref.namespace}/${ref.kind}/${ref.name}`;
}

/** Order by cluster, namespace, kind, name. */
export function compareWorkloads(a: WorkloadRef, b: WorkloadRef): number {
  return compareText(workloadKey(a), workloadKey(b));
}

/** True when both name the same actor. */
export function sameScaler(a: ScalerRef, b: ScalerRef): boolean {
  return a.family === b.family && a.name === b.name;
}

/** Writers that are not autoscalers: numbers alone rarely tell them apart. */
export function isOutside(family: ScalerFamily): boolean {
  return ['gitops', 'ci', 'human', 'cron', 'drain', 'external'].includes(family);
}
