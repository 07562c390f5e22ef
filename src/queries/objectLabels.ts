// By which labels a folded answer still says whose it is: where an object lives, in both spellings, in which cluster, and its name.
import type { SignalSpec } from './catalogue';
import { clusterLabelsOf } from './clusterLabels';

/** Where an object lives, in both spellings. */
const PLACE = ['namespace', 'exported_namespace'];

/** Labels that name the object of a series of this kind. */
export function objectLabels(spec: SignalSpec, clusterLabel: string): string[] {
  const own = spec.object.includes('deployment') ? ['deployment', 'statefulset'] : spec.object;
  const exported = own.includes('pod') ? ['exported_pod'] : [];
  return [...(spec.namespace ?? PLACE), ...clusterLabelsOf(clusterLabel), ...own, ...exported];
}
