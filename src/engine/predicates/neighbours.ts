// Who lives in the same namespace. Rules about neighbours ask for each workload of a part; the namespaces are told once.
import { groupBy } from '../../kit/array';
import type { WorkloadRef } from '../../model/workload';
import type { Facts } from '../episodes/facts';

const PLACES = new WeakMap<readonly Facts[], ReadonlyMap<string, readonly Facts[]>>();

const placeOf = ({ cluster, namespace }: WorkloadRef): string => JSON.stringify([cluster, namespace]);

/** The other workloads of its cluster and namespace, in the order of the fleet. */
export function neighboursOf(facts: Facts, fleet: readonly Facts[]): Facts[] {
  const places = PLACES.get(fleet) ?? groupBy(fleet, ({ workload }) => placeOf(workload));
  PLACES.set(fleet, places);
  return (places.get(placeOf(facts.workload)) ?? []).filter((other) => other !== facts);
}
