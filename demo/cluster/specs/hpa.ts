// What somebody asks of a HorizontalPodAutoscaler.

import type { Labels } from '../labels';
import type { WorkloadKind } from './workload';

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
