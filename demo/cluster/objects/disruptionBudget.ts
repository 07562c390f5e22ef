// A PodDisruptionBudget.

import type { Labels } from '../labels';

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
