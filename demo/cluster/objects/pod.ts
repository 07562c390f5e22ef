// Pods as the API server and the kubelet see them: plain data, moved by control/pods.ts.

import type { Labels } from '../labels';
import type { Node } from './node';
import type { Revision, Workload } from './workload';

/** Amounts of the two resources everyone argues about: cores and bytes. Absent = not set. */
export interface Resources {
  cpu?: number;
  memory?: number;
}

/** A container of a pod template. */
export interface ContainerSpec {
  name: string;
  image?: string;
  requests?: Resources;
  limits?: Resources;
  /** Share of the pod's CPU and memory that this container uses; 1 for the first container, 0 for others by default. */
  share?: number;
}

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

export interface Pod {
  readonly name: string;
  readonly uid: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly workload: Workload;
  readonly revision: Revision;
  readonly ordinal: number;
  /** Decides its share of uneven load. */
  readonly salt: number;
  readonly containers: PodContainer[];
  readonly createdMs: number;
  node?: Node;
  scheduledMs?: number;
  unscheduledSinceMs?: number;
  startMs?: number;
  ready: boolean;
  readyChangedMs?: number;
  deletingMs?: number;
  gone: boolean;
  /** The VPA admission controller's annotation `vpaUpdates`. */
  vpaUpdates?: string;
  disruptionReason?: string;
  sample?: UsageSample;
  sampledCpuSeconds?: number[];
  /** Samples were lost: the next one is only the base of the one after it. */
  sampleGap?: boolean;
}
