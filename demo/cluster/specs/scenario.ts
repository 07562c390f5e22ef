// A scenario is data: one workload, the autoscalers on it, everyone else who writes, and the demand. Times in specs are
// seconds since the cluster's start, resources are cores and bytes.

import type { Demand } from '../demand';
import type { Change, Writer } from './changes';
import type { HpaSpec } from './hpa';
import type { LimitRange, PdbSpec, ResourceQuota } from './policies';
import type { ScaledObjectSpec } from './scaledObject';
import type { VpaSpec } from './vpa';
import type { WorkloadSpec } from './workload';

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

/** An outside signal: a given curve, a queue that the ready pods work off, or the work of one ready pod, averaged over some time. */
export type SignalSpec =
  | Demand
  | { kind: 'queue'; arrivals: Demand; perPod: number; start?: number }
  | { kind: 'per-pod'; work: Demand; averageSeconds: number };
