// Who waited for which nodes: the waits of a cluster by the pools that would do for them, read from where pods were bound.
// A limit and a stampede of a pool concern those alone who waited for it.
import { distinct, groupBy } from '../../kit/array';
import { sum } from '../../kit/stats';
import { workloadKey, type ScalerRef } from '../../model/workload';
import type { Facts } from '../episodes/facts';
import { homesOf, poolKey, poolsOfWait, waitingAt, waitsOf, type PodWait } from '../signals/nodeWaits';

/** Waits of one workload. */
export interface Waiting {
  readonly facts: Facts;
  readonly waits: readonly PodWait[];
}

/** Those of its waits that the same pools would have ended. */
export interface PoolWaits extends Waiting {
  /** None where that is not known. */
  readonly pools: readonly ScalerRef[];
}

/** All waits of these workloads. */
export function poolWaitsOf(workloads: readonly Facts[]): PoolWaits[] {
  return workloads.flatMap((facts) => {
    const homes = homesOf(facts);
    const told = waitsOf(facts).map((wait) => ({ wait, pools: poolsOfWait(wait, homes) }));
    const groups = groupBy(told, ({ pools }) => pools.map(poolKey).join(' '));
    return [...groups.values()].map((own) => ({
      facts,
      pools: own[0]?.pools ?? [],
      waits: own.map(({ wait }) => wait),
    }));
  });
}

/** Who waited for this pool, or for nobody knows which where it is undefined: one entry for each workload. */
export function waitingFor(all: readonly PoolWaits[], pool: ScalerRef | undefined): Waiting[] {
  const key = poolKey(pool);
  const own = all.filter(({ pools }) => (pool ? pools.some((one) => poolKey(one) === key) : pools.length === 0));
  return [...groupBy(own, ({ facts }) => workloadKey(facts.workload)).values()].map((parts) => ({
    ...(parts[0] as PoolWaits),
    waits: parts.flatMap(({ waits }) => waits),
  }));
}

/** Most pods that waited at once: pods of different workloads may share a name. */
export function mostWaiting(all: ReadonlyArray<Pick<Waiting, 'waits'>>): number {
  const starts = distinct(all.flatMap(({ waits }) => waits.map(({ span }) => span.from)));
  return Math.max(0, ...starts.map((t) => sum(all.map(({ waits }) => waitingAt(waits, t)))));
}
