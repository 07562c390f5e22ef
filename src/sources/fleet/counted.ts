// Of whom it is told how often they are written to: workloads of a kind that has a generation, where that is exported. Of the
// others a write is only seen by what it moves.
import type { SignalKind } from '../../model/series';
import { Presence } from '../presence';
import type { FleetCensus, KeptBack, Listed } from './census';

/** Whose writes are counted, by where it stands and what kind it is. */
export type Counted = (place: Pick<Listed, 'cluster' | 'namespace'>, kind: string) => boolean;

const COUNTER: SignalKind = 'workload.generation';
const COUNTED: readonly string[] = ['Deployment', 'StatefulSet'];

/** Looks up whose writes are counted in this fleet. */
export function countedIn({ present, keptBack }: Pick<FleetCensus, 'present' | 'keptBack'>): Counted {
  const presence = new Presence();
  present.forEach((one) => presence.add(one));
  const told = new Map<string, boolean>();
  const isTold = (cluster: string, kind: string): boolean => {
    const key = JSON.stringify([cluster, kind]);
    const known = told.get(key) ?? presence.has(cluster, COUNTER, kind);
    told.set(key, known);
    return known;
  };
  const keyOf = ({ cluster, namespace }: Pick<Listed, 'cluster' | 'namespace'>, workload = ''): string =>
    JSON.stringify([cluster, namespace, workload]);
  const lacking = keptBack.filter(({ kinds }) => kinds.includes(COUNTER));
  const lacks = new Set(lacking.map((one: KeptBack) => keyOf(one, one.workload)));
  const isKeptBack = (place: Pick<Listed, 'cluster' | 'namespace'>, kind: string): boolean =>
    lacks.size > 0 && (lacks.has(keyOf(place)) || lacks.has(keyOf(place, kind)));
  return (place, kind) => COUNTED.includes(kind) && isTold(place.cluster, kind) && !isKeptBack(place, kind);
}
