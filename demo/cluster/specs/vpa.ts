// What somebody asks of a VerticalPodAutoscaler.

import type { Resources, WorkloadKind } from './workload';

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
