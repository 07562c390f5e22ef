// In which dialect series speak, read off their labels: what queries for people must say about namespace and cluster.
import { isPresent } from '../kit/array';
import type { Labels } from '../model/series';
import { clusterLabelIn } from './clusterLabels';

/** How series name their namespace and their cluster. */
export interface Dialect {
  /** kube-state-metrics is scraped without honor_labels: namespaces arrive as `exported_namespace`. */
  readonly exported: boolean;
  /** Name of the label that tells clusters apart; as asked for when no series shows it. */
  readonly clusterLabel: string;
}

/**
 * The dialect of series with these labels.
 * @param clusterLabel the chosen name, 'auto' to look for the usual ones
 */
export function dialectOf(labels: readonly Labels[], clusterLabel: string): Dialect {
  const isState = (one: Labels): boolean => one.horizontalpodautoscaler !== undefined || one.deployment !== undefined;
  return {
    exported: labels.some((one) => one.exported_namespace !== undefined && isState(one)),
    clusterLabel: labels.map((one) => clusterLabelIn(one, clusterLabel)).find(isPresent) ?? clusterLabel,
  };
}
