// A container of a living pod, and what metrics-server last said of it.

import type { Resources } from '../specs/workload';

/** A container of a living pod, with what the kubelet counted. */
export interface PodContainer {
  readonly name: string;
  readonly image: string;
  readonly share: number;
  requests: Resources;
  limits: Resources;
  cpuSeconds: number;
  memoryBytes: number;
  restarts: number;
  startMs?: number;
  lastTerminatedReason?: string;
  /** How long the life before the last restart was. */
  lifeMs?: number;
}

/** Usage of one container as metrics-server last published it. */
export interface UsageSample {
  atMs: number;
  windowMs: number;
  /** Cores and bytes per container, in the pod's container order. */
  cpu: number[];
  memory: number[];
}
