// A HorizontalPodAutoscaler: spec, status and what its controller keeps in memory only.

import type { HpaBehavior, HpaMetricSpec } from '../specs/hpa';
import type { Labels } from '../labels';
import type { WorkloadKind } from '../specs/workload';

export type ConditionStatus = 'true' | 'false' | 'unknown';

export interface Condition {
  status: ConditionStatus;
  reason: string;
}

/** One entry of status.currentMetrics. */
export interface MetricStatus {
  readonly name: string;
  readonly container?: string;
  utilization?: number;
  average?: number;
  value?: number;
}

export interface Hpa {
  readonly namespace: string;
  readonly name: string;
  readonly createdMs: number;
  readonly targetKind: WorkloadKind;
  readonly targetName: string;
  readonly labels: Labels;
  /** The ScaledObject that owns it, if any. */
  readonly scaledObject?: string;
  minReplicas: number;
  maxReplicas: number;
  metrics: HpaMetricSpec[];
  behavior?: HpaBehavior;
  tolerance?: { scaleUp?: number; scaleDown?: number };
  deleted: boolean;
  status: {
    currentReplicas: number;
    desiredReplicas: number;
    conditions: Map<'AbleToScale' | 'ScalingActive' | 'ScalingLimited', Condition>;
    metrics: MetricStatus[];
  };
  memory: HpaMemory;
}

/** Lost when the controller restarts (conflicts: a restart resets stabilization). */
export interface HpaMemory {
  recommendations: Array<{ atMs: number; replicas: number }>;
  scaleUps: ScaleEvent[];
  scaleDowns: ScaleEvent[];
  /** The controller knows the selector only after the first pass that computed metrics. */
  selectorKnown: boolean;
}

export interface ScaleEvent {
  atMs: number;
  change: number;
}
