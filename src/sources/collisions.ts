// Objects of two clusters under one name: where no known label tells clusters apart, their series fall into one, and what is
// then seen is neither. Copies of one scrape differ for a moment at most; two objects differ nearly always.
import { distinct, groupBy } from '../kit/array';
import { count } from '../kit/text';
import type { FailedQuery, Series, SignalKind } from '../model/series';
import { metricNameOf } from '../queries/catalogue';
import { identityKey } from './mergeSeries';

/** Kinds that each object has once, and that say the same whoever reads them. */
const TELLING: readonly SignalKind[] = ['workload.generation', 'workload.replicas', 'hpa.min', 'hpa.max'];
/** Samples to compare at least, and the share of them that differs when there are two objects. */
const LEAST = 8;
const SHARE = 0.5;
/** Names to show of a longer list. */
const SHOWN = 3;

/** True when most samples of one have another value than the last one of the other. */
function disagree(a: Series, b: Series): boolean {
  let at = -1;
  let compared = 0;
  let differing = 0;
  a.times.forEach((t, i) => {
    while ((b.times[at + 1] ?? Infinity) <= t) {
      at++;
    }
    if (at >= 0 && t <= (b.times.at(-1) ?? -Infinity)) {
      compared++;
      differing += a.values[i] === b.values[at] ? 0 : 1;
    }
  });
  return compared >= LEAST && differing / compared > SHARE;
}

/** The first series of each object that stands for several. */
function colliding(series: readonly Series[]): Series[] {
  const telling = series.filter(({ kind }) => TELLING.includes(kind));
  return [...groupBy(telling, identityKey).values()].flatMap(([first, ...twins]) =>
    first && twins.some((twin) => disagree(first, twin)) ? [first] : []
  );
}

/** Namespaces in which objects collide, as a query that failed: nothing that was read there can be told apart. */
export function collisionsIn(series: readonly Series[]): FailedQuery[] {
  const found = colliding(series);
  const [first] = found;
  if (!first) {
    return [];
  }
  const names = distinct(found.map(({ namespace, object }) => `${namespace}/${object}`));
  const namespaces = distinct(found.map(({ namespace }) => namespace));
  const shown = names.slice(0, SHOWN).join(', ') + (names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '');
  const what = names.length === 1 ? '1 name stands' : `${count(names.length, 'name')} stand`;
  const message = `${what} for several objects with different numbers: ${shown}. If the database holds several clusters, name the label that tells them apart (app settings; command line: --cluster-label).`;
  const kinds = distinct(series.filter((s) => namespaces.includes(s.namespace)).map(({ kind }) => kind));
  return [{ kinds, query: metricNameOf(first.kind), message, namespaces }];
}
