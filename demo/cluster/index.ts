// The door of the simulated cluster: an independent witness for the engine. It shares no code with src/.

export { createCluster, type Cluster, type ClusterOptions, type ClusterPlan } from './cluster';
export { renderMetrics, writeOpenMetrics, type RecordedSeries } from './metrics/exposition';
export type { Target } from './metrics/targets';
export { record, type Dialect, type RecordOptions } from './record';
export type { Scenario } from './specs/scenario';
export { COMPRESSED_VPA, LIVE_VPA, REAL_VPA, type VpaTiming } from './timing';
export type { ReplicaWrite, ClusterEvent } from './world';
export { Random } from './random';
export { Cast, exportedBy, STORIES, storyOf, type Story } from './scenarios';
