// Nodes and the policies that stand between a controller and its pods.

import type { Labels } from '../labels';
import type { Resources, Pod } from './pod';

export interface Taint {
  key: string;
  value?: string;
  effect: string;
}

export interface Node {
  readonly name: string;
  readonly createdMs: number;
  readonly pool: string;
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

export interface PodDisruptionBudget {
  readonly namespace: string;
  readonly name: string;
  readonly createdMs: number;
  readonly selector: Labels;
  minAvailable?: number | string;
  maxUnavailable?: number | string;
  /** How many pods the selected workloads want; read at each use. */
  expectedPods: () => number;
}

export interface ResourceQuota {
  readonly namespace: string;
  readonly name: string;
  hard: { pods?: number; 'requests.cpu'?: number; 'requests.memory'?: number };
}

export interface LimitRange {
  readonly namespace: string;
  readonly name: string;
  readonly items: ReadonlyArray<{
    type: 'Container' | 'Pod';
    min?: Resources;
    max?: Resources;
    default?: Resources;
    defaultRequest?: Resources;
  }>;
}
