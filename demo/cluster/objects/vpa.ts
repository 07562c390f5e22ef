// A VerticalPodAutoscaler with the recommender's memory of its pods.

import type { Histogram } from './histogram';
import type { VpaContainerPolicy, VpaUpdateMode } from '../specs/vpa';
import type { PodContainer } from './container';
import type { Resources, WorkloadKind } from '../specs/workload';

export interface ContainerRecommendation {
  readonly container: string;
  target: Resources;
  lowerBound: Resources;
  upperBound: Resources;
  uncappedTarget: Resources;
}

/** Samples of one container name over all pods, old ones fading (model.AggregateContainerState). */
export interface Aggregate {
  readonly cpu: Histogram;
  readonly memory: Histogram;
  firstSampleMs: number;
  lastSampleMs: number;
  sampleCount: number;
}

/** Highest memory of a container within its current window. */
export interface MemoryWindow {
  endMs: number;
  peak: number;
}

export interface Vpa {
  readonly namespace: string;
  readonly name: string;
  readonly createdMs: number;
  readonly targetKind: WorkloadKind;
  readonly targetName: string;
  updateMode: VpaUpdateMode;
  minReplicas?: number;
  policies: VpaContainerPolicy[];
  deleted: boolean;
  recommendation?: ContainerRecommendation[];
  readonly aggregates: Map<string, Aggregate>;
  readonly memoryWindows: WeakMap<PodContainer, MemoryWindow>;
  /** Updater counters by vpa_size_log2 (signals: the label follows the pod count). */
  readonly evicted: Map<number, number>;
  readonly evictionErrors: Map<number, number>;
  readonly inPlaceUpdated: Map<number, number>;
  readonly inPlaceFailed: Map<string, number>;
}
