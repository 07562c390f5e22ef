// Deployments and StatefulSets with their revisions (a Deployment's revision is a ReplicaSet), their pods and the nodes
// these run on: plain data, moved by control/. A pod knows its workload and its node and both list their pods, so they
// stand in one file.

import { present } from '../present';
import type { DemandCurve } from '../demand';
import type { Labels } from '../labels';
import type { ContainerSpec, Resources, WorkloadKind, WorkloadSpec } from '../specs/workload';
import type { PodContainer, UsageSample } from './container';

export interface Workload {
  readonly kind: WorkloadKind;
  readonly namespace: string;
  readonly name: string;
  readonly createdMs: number;
  readonly spec: WorkloadSpec;
  readonly selector: Labels;
  readonly podLabels: Labels;
  /** Live objects' labels; they change when an owner adopts the object. */
  labels: Labels;
  replicas: number;
  paused: boolean;
  generation: number;
  /** Newest last. */
  revisions: Revision[];
  /** All pods, the terminating ones too. */
  pods: Pod[];
  /** Replicas at the deployment controller's last look: a change in the middle of a rollout scales proportionally. */
  observedReplicas: number;
  demand: DemandCurve;
  /** Unevenness of load over the pods, 0 = even. */
  spread: DemandCurve;
  usageAtMs: number;
  usageSeed: number;
  /** CPU demand and CPU used in the last step of the usage model, in cores. */
  demandedCores: number;
  usedCores: number;
}

/** One pod template with the pods made from it. */
export interface Revision {
  readonly name: string;
  readonly createdMs: number;
  readonly containers: ContainerSpec[];
  replicas: number;
  generation: number;
  pods: Pod[];
  /** The API server refuses its pods (quota, LimitRange): condition ReplicaFailure. */
  failing: boolean;
}

export interface Pod {
  readonly name: string;
  readonly uid: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly workload: Workload;
  readonly revision: Revision;
  readonly ordinal: number;
  /** Decides its share of uneven load. */
  readonly salt: number;
  readonly containers: PodContainer[];
  readonly createdMs: number;
  node?: Node;
  scheduledMs?: number;
  unscheduledSinceMs?: number;
  startMs?: number;
  ready: boolean;
  readyChangedMs?: number;
  deletingMs?: number;
  gone: boolean;
  /** The VPA admission controller's annotation `vpaUpdates`. */
  vpaUpdates?: string;
  disruptionReason?: string;
  sample?: UsageSample;
  sampledCpuSeconds?: number[];
  /** Samples were lost: the next one is only the base of the one after it. */
  sampleGap?: boolean;
}

export interface Node {
  readonly name: string;
  readonly createdMs: number;
  readonly pool: string;
  readonly providerId?: string;
  readonly labels: Labels;
  readonly allocatable: Required<Resources> & { pods: number };
  readonly pods: Set<Pod>;
  readonly requested: Required<Resources>;
  unschedulable: boolean;
  taints: Taint[];
  ready: boolean;
  deletingMs?: number;
  /** Since when a node autoscaler could do without it. */
  unneededSinceMs?: number;
}

export interface Taint {
  key: string;
  value?: string;
  effect: string;
}

/** The revision that new pods come from. */
export function newest(workload: Workload): Revision {
  return present(workload.revisions[workload.revisions.length - 1]);
}
