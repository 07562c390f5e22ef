// Deployments and StatefulSets with their revisions (a Deployment's revision is a ReplicaSet): plain data.

import { present } from '../present';
import type { DemandCurve } from '../demand';
import type { Labels } from '../labels';
import type { WorkloadSpec } from '../scenario';
import type { ContainerSpec, Pod } from './pod';

export type WorkloadKind = 'Deployment' | 'StatefulSet';

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

/** The revision that new pods come from. */
export function newest(workload: Workload): Revision {
  return present(workload.revisions[workload.revisions.length - 1]);
}
