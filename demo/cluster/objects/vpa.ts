// A VerticalPodAutoscaler with the recommender's memory of its pods.

import type { Histogram } from '../vpa/histogram';
import type { VpaContainerPolicy, VpaUpdateMode } from '../scenario';
import type { Pod, Resources } from './pod';
import type { WorkloadKind } from './workload';

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
  /** Highest memory of a pod's containers within its current window. */
  readonly memoryPeaks: WeakMap<Pod, Array<{ windowEndMs: number; peak: number }>>;
  /** Updater counters by vpa_size_log2 (signals: the label follows the pod count). */
  readonly evicted: Map<number, number>;
  readonly evictionErrors: Map<number, number>;
  readonly inPlaceUpdated: Map<number, number>;
  readonly inPlaceFailed: Map<string, number>;
}
