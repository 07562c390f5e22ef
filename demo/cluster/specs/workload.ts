// What somebody asks of a workload: its pods, how they start and what they use.

import type { Demand } from '../demand';
import type { Labels } from '../labels';

export type WorkloadKind = 'Deployment' | 'StatefulSet';

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

/** How a workload's pods behave and what the API server holds of it. */
export interface WorkloadSpec {
  name: string;
  kind?: WorkloadKind;
  replicas: number;
  /** Node selector: its pods go to nodes of this pool alone; anywhere when absent. */
  nodePool?: string;
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
