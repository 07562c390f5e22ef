// When a cluster was scraped at all, told by some workloads of each. The workloads of a part of a fleet may all be new: what they
// lack of the range is then no gap. And where nothing was scraped, what is not read was not calm either.
import { compareText, groupBy, sortBy } from '../../kit/array';
import type { FailedQuery, Series } from '../../model/series';
import { samplesQueries, type PlanScope } from '../../queries/plan';
import type { Inquiry } from '../inquiry';
import { mergeInSteps } from '../mergeSeries';
import type { ListedWorkload } from './census';

/** Of each cluster: not all of so many are new, or scraped by the one of several exporters that was down. */
const EACH = 8;

/** Some workloads of a cluster, from namespaces all over it: those of one may have come together. */
function someOf(own: readonly ListedWorkload[]): ListedWorkload[] {
  const places = sortBy([...groupBy(own, ({ namespace }) => namespace)], ([namespace]) => namespace);
  const apart = Math.max(1, places.length / EACH);
  const chosen = places.filter((_, i) => Math.floor(i / apart) !== Math.floor((i - 1) / apart));
  const each = Math.ceil(EACH / chosen.length);
  return chosen.flatMap(([, workloads]) =>
    [...workloads].sort((a, b) => compareText(a.name, b.name) || compareText(a.kind, b.kind)).slice(0, each)
  );
}

export interface Witnesses {
  readonly series: readonly Series[];
  /** Queries without a whole answer. */
  readonly failed: readonly FailedQuery[];
}

/** The same choice whatever the order of the list. */
export function witnessesOf(workloads: readonly ListedWorkload[]): ListedWorkload[] {
  return [...groupBy(workloads, ({ cluster }) => cluster).values()].flatMap(someOf);
}

/**
 * Samples of some workloads of each cluster.
 * @param scope with the label that tells clusters apart
 */
export async function readWitnesses(
  inquiry: Inquiry,
  scope: PlanScope,
  workloads: readonly ListedWorkload[]
): Promise<Witnesses> {
  const chosen = witnessesOf(workloads);
  if (chosen.length === 0) {
    return { series: [], failed: [] };
  }
  const namesOf = (kind: string): string[] =>
    [...new Set(chosen.filter((one) => one.kind === kind).map(({ name }) => name))].sort();
  const names = {
    hpas: [],
    deployments: namesOf('Deployment'),
    statefulSets: namesOf('StatefulSet'),
    vpas: [],
    scaledObjects: [],
  };
  const namespaces = [...new Set(chosen.map(({ namespace }) => namespace))].sort();
  inquiry.reads = [];
  await inquiry.ask(
    samplesQueries('workload.replicas', { ...scope, names, namespaces, between: undefined }),
    scope.range
  );
  const series = await inquiry.classifiedInSlices(scope.clusterLabel);
  inquiry.reads = [];
  // The numbers of these workloads are read elsewhere: what is missing is only when they were scraped.
  const failed = inquiry.failed.map((one) => ({ ...one, kinds: [] }));
  return { series: await inquiry.finish(mergeInSteps(series)), failed };
}
