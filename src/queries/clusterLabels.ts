// Under which label a series says in which cluster it was scraped.
import type { Labels } from '../model/series';

/** The usual names of the cluster label (docs/signals.md, "Joins"). */
export const CLUSTER_LABELS: readonly string[] = ['cluster', 'k8s_cluster', 'kubernetes_cluster', 'cluster_name'];

/** The names under which the cluster may stand: the one chosen, or the usual ones for 'auto'. */
export function clusterLabelsOf(clusterLabel: string): readonly string[] {
  return clusterLabel === 'auto' ? CLUSTER_LABELS : [clusterLabel];
}

/** The label that tells clusters apart on a series with these labels; undefined when there is none. */
export function clusterLabelIn(labels: Labels | undefined, clusterLabel = 'auto'): string | undefined {
  return clusterLabelsOf(clusterLabel).find((name) => labels?.[name] !== undefined);
}
