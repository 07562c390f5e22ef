// Objects of two clusters under one name: where no label tells clusters apart, their series fall into one, and what is then
// seen is neither.
import { distinct, groupBy } from '../kit/array';
import { count } from '../kit/text';
import type { FailedQuery, Labels, Series, SignalKind } from '../model/series';
import { metricNameOf } from '../queries/catalogue';
import { identityKey } from './identityKey';
import { disagree } from './sameObject';

/** Kinds that each object has once, and that say the same whoever reads them. */
const TELLING: readonly SignalKind[] = ['workload.generation', 'workload.replicas', 'hpa.min', 'hpa.max'];
/** Names to show of a longer list. */
const SHOWN = 3;

/** A series with the labels that it came with. */
export type Labelled = Series & { readonly labels: Labels };

/** One object that stands for several: its first series, and one that tells of another. */
interface Collision {
  readonly first: Labelled;
  readonly other: Labelled;
}

function colliding(series: readonly Labelled[]): Collision[] {
  const telling = series.filter(({ kind }) => TELLING.includes(kind));
  return [...groupBy(telling, identityKey).values()].flatMap(([first, ...twins]) => {
    const other = first && twins.find((twin) => disagree(first, twin));
    return first && other ? [{ first, other }] : [];
  });
}

/** Labels in which the two differ in each case: one of them may tell clusters apart. */
function differences(collisions: readonly Collision[]): string[] {
  const [one] = collisions;
  return Object.keys({ ...one?.first.labels, ...one?.other.labels })
    .filter((name) => collisions.every(({ first, other }) => first.labels[name] !== other.labels[name]))
    .sort();
}

function some(names: readonly string[]): string {
  return names.slice(0, SHOWN).join(', ') + (names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '');
}

/** Namespaces in which objects collide, as a query that failed: nothing that was read there can be told apart. */
export function collisionsIn(series: readonly Labelled[]): FailedQuery[] {
  const found = colliding(series);
  const [first] = found.map((one) => one.first);
  if (!first) {
    return [];
  }
  const names = distinct(found.map(({ first: { namespace, object } }) => `${namespace}/${object}`));
  const namespaces = distinct(found.map((one) => one.first.namespace));
  const what = names.length === 1 ? '1 name stands' : `${count(names.length, 'name')} stand`;
  const labels = differences(found);
  const hint = labels.length === 0 ? 'They differ in no label' : `They differ in ${some(labels)}`;
  const message = `${what} for several objects with different numbers: ${some(names)}. ${hint}. If the database holds several clusters, name the label that tells them apart (app settings; command line: --cluster-label).`;
  const kinds = distinct(series.filter((s) => namespaces.includes(s.namespace)).map(({ kind }) => kind));
  return [{ kinds, query: metricNameOf(first.kind), message, namespaces }];
}
