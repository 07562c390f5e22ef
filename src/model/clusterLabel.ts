// The choice of the labels that tell clusters apart, as it is written in settings, on the command line and in reports:
// `auto`, `cluster_id`, `cluster|k8s_cluster` for either, `cluster,location` for both together.
import { distinct } from '../kit/array';
import { count } from '../kit/text';
import type { Report } from './report';

const CHOICE = /^[a-zA-Z_][a-zA-Z0-9_]*([|,][a-zA-Z_][a-zA-Z0-9_]*)*$/;

/** True for `auto`, a label name, or several of them with `|` or `,` between. */
export function isClusterLabel(text: string): boolean {
  return CHOICE.test(text);
}

/** The clusters of a report, in order of their names; those of workloads that no label tells are not among them. */
export function clustersOf({ workloads }: Report): string[] {
  return distinct(workloads.map(({ workload }) => workload.cluster))
    .filter((cluster) => cluster !== '')
    .sort();
}

/** `2 clusters, told apart by cluster_id`; undefined where no label names any. */
export function clusterWords(report: Report): string | undefined {
  const clusters = clustersOf(report);
  const label = report.clusterLabel ?? 'auto';
  return clusters.length === 0 || label === 'auto'
    ? undefined
    : `${count(clusters.length, 'cluster')}, told apart by ${label.replaceAll('|', ' or ').replaceAll(',', ' and ')}`;
}
