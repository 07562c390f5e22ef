// A KEDA ScaledObject with the operator's state.

import type { Labels } from '../labels';
import type { KedaTriggerSpec, ScaledObjectSpec } from '../specs/scaledObject';
import type { WorkloadKind } from '../specs/workload';

export interface Trigger {
  readonly index: number;
  readonly spec: KedaTriggerSpec;
  /** The HPA's name for it: s<index>-<scaler>-..., or cpu / memory. */
  readonly metricName: string;
  /** Last published values; they freeze while the source fails. */
  active?: boolean;
  value?: number;
  errors: number;
  requests: Map<string, number>;
  /** Failures in a row, for the fallback. */
  failures: number;
}

export interface ScaledObject {
  readonly namespace: string;
  readonly name: string;
  readonly createdMs: number;
  readonly spec: ScaledObjectSpec;
  readonly targetKind: WorkloadKind;
  readonly targetName: string;
  readonly hpaName: string;
  readonly labels: Labels;
  readonly triggers: Trigger[];
  minReplicas: number;
  maxReplicas: number;
  cooldownSeconds: number;
  paused: boolean;
  pausedReplicas?: number;
  pausedScaleIn: boolean;
  deleted: boolean;
  conditions: { Ready: boolean; Active: boolean; Fallback: boolean; Paused: boolean; HPAActive?: boolean };
  lastActiveMs?: number;
  errors: number;
}
