// How large each namespace of a fleet is: whether it can be read in full depends on that.
import type { Interval, Millis } from '../../kit/interval';
import type { WorkloadRef } from '../../model/workload';
import type { Fleet, SourceName } from './fleetRows';

/** A namespace, as far as it matters for reading it. */
export interface Place {
  /** Workloads in it, read or not. */
  readonly workloads: number;
  readonly range: Interval;
  readonly scrape: Millis;
}

export interface Places extends Omit<Place, 'workloads'> {
  readonly sizes: ReadonlyMap<string, number>;
}

/** Distance of samples where nothing was read that tells it. */
const USUAL_SCRAPE: Millis = 30_000;

const keyOf = ({ namespace }: WorkloadRef, source: SourceName | undefined): string =>
  `${source?.uid ?? ''} ${namespace}`;

/** The namespaces of a fleet. */
export function placesOf({ rows, quiet, unnamed, range }: Fleet): Places {
  const sizes = new Map<string, number>();
  const add = (workload: WorkloadRef, source: SourceName | undefined): void => {
    const key = keyOf(workload, source);
    sizes.set(key, (sizes.get(key) ?? 0) + 1);
  };
  rows.forEach(({ workload, source }) => add(workload, source));
  quiet.forEach(({ history, source }) => add(history.workload, source));
  unnamed.forEach(({ workloads, source }) => workloads.forEach((one) => add(one, source)));
  const scrape = quiet[0]?.history.scrape ?? rows[0]?.history?.scrape ?? USUAL_SCRAPE;
  return { sizes, range, scrape };
}

/** The namespace of a workload. */
export function placeOf({ sizes, ...place }: Places, workload: WorkloadRef, source?: SourceName): Place {
  return { ...place, workloads: sizes.get(keyOf(workload, source)) ?? 0 };
}
