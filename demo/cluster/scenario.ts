// A scenario is data: one workload, the autoscalers on it, everyone else who writes, and the demand. Times in specs are
// seconds since the cluster's start, resources are cores and bytes.

import type { Demand } from './demand';
import type { Labels } from './labels';
import type { LimitRange, ResourceQuota } from './objects/node';
import type { ContainerSpec, Resources } from './objects/pod';
import type { WorkloadKind } from './objects/workload';
import type { Change, Writer } from './changes';

export type { Change, Writer } from './changes';

/** How a workload's pods behave and what the API server holds of it. */
export interface WorkloadSpec {
  name: string;
  kind?: WorkloadKind;
  replicas: number;
  containers: ContainerSpec[];
  labels?: Labels;
  podLabels?: Labels;
  selector?: Labels;
  maxSurge?: number | string;
  maxUnavailable?: number | string;
  /** From scheduled to running: image and start; a range gives each pod its own. */
  startSeconds?: number | readonly [number, number];
  /** From running to ready. */
  readySeconds?: number;
  terminationSeconds?: number;
  /** Extra CPU of a fresh pod (compilers, caches) for some seconds after its start. */
  warmUp?: { seconds: number; cores: number };
  /** What a pod burns without any work. */
  idleCores?: number;
  memory?: MemorySpec;
  /** Unevenness of load over pods: a pod's share is 1 + spread * u, u in [-1, 1], redrawn every so often. */
  spread?: Demand;
  spreadSeconds?: number;
  /** Upper end of a pod's CPU, whatever the demand (a lock, a single thread). */
  coresPerPodLimit?: number;
}

/** Memory of one pod in bytes. */
export interface MemorySpec {
  base: number;
  perCore?: number;
  /** Fills up with age, until a ceiling: caches and leaks. */
  growPerMinute?: number;
  ceiling?: number;
  /** Work that all pods share, e.g. sessions. */
  shared?: number;
}

export interface HpaPolicy {
  type: 'Pods' | 'Percent';
  value: number;
  periodSeconds: number;
}

export interface HpaScalingRules {
  stabilizationWindowSeconds?: number;
  selectPolicy?: 'Max' | 'Min' | 'Disabled';
  policies?: HpaPolicy[];
}

export interface HpaBehavior {
  scaleUp?: HpaScalingRules;
  scaleDown?: HpaScalingRules;
}

/** One metric of an HPA. Outside signals come from the scenario's `signals`. */
export type HpaMetricSpec =
  | { type: 'Resource'; resource: 'cpu' | 'memory'; container?: string; utilization: number }
  | { type: 'Resource'; resource: 'cpu' | 'memory'; container?: string; averageValue: number }
  | { type: 'External'; name: string; averageValue: number; signal?: string; trigger?: number }
  | { type: 'External'; name: string; value: number; signal?: string; trigger?: number }
  | { type: 'Pods'; name: string; averageValue: number; signal: string };

export interface HpaSpec {
  name: string;
  targetName?: string;
  targetKind?: WorkloadKind;
  minReplicas?: number;
  maxReplicas: number;
  metrics: HpaMetricSpec[];
  behavior?: HpaBehavior;
  tolerance?: { scaleUp?: number; scaleDown?: number };
  labels?: Labels;
  /** Its sync phase follows from here: first pass 15 s after creation. */
  createdSeconds?: number;
}

export type VpaUpdateMode = 'Off' | 'Initial' | 'Recreate' | 'Auto' | 'InPlaceOrRecreate';

export interface VpaContainerPolicy {
  /** '*' for every container. */
  container: string;
  mode?: 'Auto' | 'Off';
  minAllowed?: Resources;
  maxAllowed?: Resources;
  controlledResources?: ReadonlyArray<'cpu' | 'memory'>;
  controlledValues?: 'RequestsAndLimits' | 'RequestsOnly';
}

export interface VpaSpec {
  name: string;
  targetName?: string;
  targetKind?: WorkloadKind;
  updateMode: VpaUpdateMode;
  minReplicas?: number;
  policies?: VpaContainerPolicy[];
  createdSeconds?: number;
}

export type KedaTriggerSpec =
  | { type: 'cpu' | 'memory'; utilization: number }
  | {
      /** As KEDA prints it, e.g. metrics-api, kafka, rabbitmq, cron. */
      type: string;
      /** The rest of the HPA's metric name behind s<index>-; default <type>. */
      metric?: string;
      signal: string;
      threshold: number;
      activationThreshold?: number;
    };

export interface ScaledObjectSpec {
  name: string;
  targetName?: string;
  targetKind?: WorkloadKind;
  minReplicaCount?: number;
  maxReplicaCount?: number;
  idleReplicaCount?: number;
  pollingInterval?: number;
  cooldownPeriod?: number;
  triggers: KedaTriggerSpec[];
  behavior?: HpaBehavior;
  hpaName?: string;
  labels?: Labels;
  fallback?: { failureThreshold: number; replicas: number; writesReplicas?: boolean };
  paused?: { replicas?: number };
  createdSeconds?: number;
}

export interface PdbSpec {
  name: string;
  selector?: Labels;
  minAvailable?: number | string;
  maxUnavailable?: number | string;
}

/** A stretch in which something outside the objects is broken. */
export interface Fault {
  /** vpa-bounds: the updater takes every pod for out of bounds, as with a LimitRange of type Pod (autoscaler#8776). */
  what: 'pod-metrics' | 'external-metrics' | 'signal' | 'vpa-admission' | 'vpa-bounds' | 'resize';
  signal?: string;
  fromSeconds: number;
  toSeconds: number;
}

/** One workload and everyone around it. */
export interface Scenario {
  namespace: string;
  title: string;
  workload: WorkloadSpec;
  /** CPU work for all pods together, in cores. */
  demand: Demand;
  signals?: Record<string, SignalSpec>;
  hpas?: HpaSpec[];
  vpas?: VpaSpec[];
  scaledObjects?: ScaledObjectSpec[];
  pdbs?: PdbSpec[];
  quotas?: Array<Omit<ResourceQuota, 'namespace'>>;
  limitRanges?: Array<Omit<LimitRange, 'namespace'>>;
  writers?: Writer[];
  changes?: Change[];
  faults?: Fault[];
}

/** An outside signal: a given curve, or a queue that the ready pods work off. */
export type SignalSpec = Demand | { kind: 'queue'; arrivals: Demand; perPod: number; start?: number };
