// Under which labels a series says in which cluster it was scraped (how the choice is written: model/clusterLabel.ts). Where
// it takes two labels to tell one from another, a cluster is called by both values: `prod/europe-west1`.
import type { Labels } from '../model/series';
import { anyOf } from './selector';

/** The usual names of the cluster label (docs/signals.md, "Joins"). */
export const CLUSTER_LABELS: readonly string[] = [
  'cluster',
  'k8s_cluster',
  'kubernetes_cluster',
  'cluster_name',
  'k8s_cluster_name',
  'cluster_id',
  'clusterID',
  'clustername',
];

type Parts = ReadonlyArray<readonly string[]>;

/** Choices in parts: every series of a sweep is read with the same one. */
const PARTS = new Map<string, Parts>([['auto', [CLUSTER_LABELS]]]);

/** The labels whose values together name a cluster; of each the names that it may have, best first. */
export function clusterParts(clusterLabel: string): Parts {
  const parts = PARTS.get(clusterLabel) ?? clusterLabel.split(',').map((part) => part.split('|'));
  PARTS.set(clusterLabel, parts);
  return parts;
}

/** All names under which the cluster may stand: the ones chosen, or the usual ones for 'auto'. */
export function clusterLabelsOf(clusterLabel: string): readonly string[] {
  return clusterParts(clusterLabel).flat();
}

/** The cluster that these labels name; '' when they name none. */
export function clusterOf(labels: Labels, clusterLabel: string): string {
  const values = clusterParts(clusterLabel).map(
    (names) => names.map((name) => labels[name] ?? '').find((value) => value !== '') ?? ''
  );
  return values.every((value) => value === '') ? '' : values.join('/');
}

/** The values in the name of a cluster; a slash too many belongs to the first of them (an ARN has some). */
function valuesOf(cluster: string, parts: number): string[] {
  const pieces = cluster.split('/');
  const first = Math.max(1, pieces.length - parts + 1);
  return [pieces.slice(0, first).join('/'), ...pieces.slice(first)];
}

/** Matchers that select the series of a cluster; none for ''. Under 'auto' by the most usual name. */
export function clusterMatchers(cluster: string, clusterLabel: string): string[] {
  if (cluster === '') {
    return [];
  }
  const parts = clusterLabel === 'auto' ? [CLUSTER_LABELS.slice(0, 1)] : clusterParts(clusterLabel);
  const values = valuesOf(cluster, parts.length);
  return parts.flatMap((names, i) => {
    const value = values[i] ?? '';
    // A series has one of several names: each of them has that value or is not there.
    return names.map((name) => anyOf(name, names.length === 1 ? [value] : [value, '']) ?? '');
  });
}

/** Matchers for clusters given as a regular expression, such as a dashboard's `$cluster`. */
export function clusterPatternMatcher(quotedPattern: string, clusterLabel: string): string {
  const [first = 'cluster'] = clusterLabelsOf(clusterLabel);
  return `${first}=~${quotedPattern}`;
}
