// What is said of two data sources that seem to hold the same cluster.
import { count, enumerate } from '../../kit/text';
import type { Twins } from '../../views/fleet/twinSources';

/** A remark with its reason and what to do. */
export function twinsText({ sources, workloads, areAlike }: Twins): string {
  const both = `${enumerate(sources.map(({ name }) => name))} both hold ${count(workloads, 'workload')} of the same cluster, namespace, kind and name`;
  return areAlike
    ? `${both}, and their replicas move alike: they seem to store the same cluster. Nothing is merged, so each of these is told and counted twice. Choose one of the two to have it once.`
    : `${both}. If they store the same cluster, each of these is told and counted twice: choose one of the two.`;
}
