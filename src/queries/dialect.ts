// In which dialect series speak, read off their labels: what queries for people must say about namespaces.
import type { Exported, Labels } from '../model/series';
import { spellingOf } from './namespaceMatchers';

/** True for what kube-state-metrics tells of a workload or an HPA; whole frames of other series may stand beside it. */
function isState(one: Labels): boolean {
  return one.horizontalpodautoscaler !== undefined || one.deployment !== undefined;
}

/** How series with these labels spell namespaces. */
export function dialectOf(labels: readonly Labels[]): { readonly exported: Exported } {
  return { exported: spellingOf(labels.filter(isState)) ?? false };
}
