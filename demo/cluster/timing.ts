// The clocks of the controllers. Defaults are the published ones; the recorded and the live cluster compress VPA's.

/** Intervals of the VPA components and the fading of their memory. */
export interface VpaTiming {
  /** kubernetes/autoscaler: vertical-pod-autoscaler/docs/flags.md, --recommender-interval, --updater-interval. */
  recommenderSeconds: number;
  updaterSeconds: number;
  /** --cpu-histogram-decay-half-life, --memory-histogram-decay-half-life, --memory-aggregation-interval. */
  cpuHalfLifeSeconds: number;
  memoryHalfLifeSeconds: number;
  memoryWindowSeconds: number;
  /** --confidence-interval-cpu/-memory: bounds are wide until so much history is there. */
  confidenceSeconds: number;
  /** --in-recommendation-bounds-eviction-lifetime-threshold. */
  inBoundsAgeSeconds: number;
}

export const REAL_VPA: VpaTiming = {
  recommenderSeconds: 60,
  updaterSeconds: 60,
  cpuHalfLifeSeconds: 86_400,
  memoryHalfLifeSeconds: 86_400,
  memoryWindowSeconds: 86_400,
  confidenceSeconds: 86_400,
  inBoundsAgeSeconds: 12 * 3600,
};

/** As in the recordings: half-lives of 6 minutes, pods within bounds acted on after 4 minutes. */
export const COMPRESSED_VPA: VpaTiming = {
  ...REAL_VPA,
  cpuHalfLifeSeconds: 360,
  memoryHalfLifeSeconds: 360,
  memoryWindowSeconds: 360,
  confidenceSeconds: 360,
  inBoundsAgeSeconds: 240,
};

/** For watching live: a round in about a minute instead of hours. */
export const LIVE_VPA: VpaTiming = {
  recommenderSeconds: 15,
  updaterSeconds: 30,
  cpuHalfLifeSeconds: 60,
  memoryHalfLifeSeconds: 60,
  memoryWindowSeconds: 60,
  confidenceSeconds: 60,
  inBoundsAgeSeconds: 60,
};

/** How HPA and VPA learn of pods' usage. */
export interface PodMetricsTiming {
  /** metrics-server takes a sample of every pod so often (--metric-resolution in its manifests). */
  resolutionSeconds: number;
  /** Seconds after the cluster's start of the first round; random if absent. */
  phaseSeconds?: number;
}

export const METRICS_SERVER: PodMetricsTiming = { resolutionSeconds: 15 };

/** --horizontal-pod-autoscaler-sync-period; passes were 15.012 s apart on a real controller (measured). */
export const HPA_SYNC_MS = 15_000;
