// What the fleet page asks where a watcher is scraped: two instant queries, however large the fleet.
import type { Impact } from '../model/finding';
import { anyOf, selector } from './selector';
import { WATCH_SERIES, type WatchSeriesId } from './watchSeries';

/** Impacts that have a series of their own, under the same name in the model and in the table of series. */
export const WATCHED_IMPACTS = [
  'replicaMinutesShort',
  'replicaMinutesWasted',
  'reversalsPerHour',
  'hiddenWrites',
  'podsMade',
  'evictions',
  'coreSwing',
  'minutesAtMax',
] as const satisfies ReadonlyArray<WatchSeriesId & keyof Impact>;

const FINDINGS = ['finding', 'info', 'confidence', 'begin', 'end', ...WATCHED_IMPACTS] as const;
const SWEEPS = ['workloads', 'unjudged', 'unread', 'leftOut', 'last', 'window', 'scrape', 'samples'] as const;

const BY_NAME = new Map(Object.entries(WATCH_SERIES).map(([id, { name }]) => [name, id as WatchSeriesId]));

/** Which series of the watcher bears this name; undefined for any other. */
export function watchSeriesOf(name: string | undefined): WatchSeriesId | undefined {
  return name === undefined ? undefined : BY_NAME.get(name);
}

const named = (ids: readonly WatchSeriesId[], ...matchers: Array<string | undefined>): string =>
  selector(ids.map((id) => WATCH_SERIES[id].name).join('|'), matchers);

/** Whether anybody watches, since when, how wholly, and how many workloads there are by verdict. */
export function sweepsQuery(): { readonly id: string; readonly expr: string } {
  return { id: 'watcher-sweeps', expr: named(SWEEPS) };
}

/** Every finding, of all or of one cluster and some namespaces. */
export function findingsQuery(
  cluster: string,
  namespaces: readonly string[]
): { readonly id: string; readonly expr: string } {
  const place = [cluster === '' ? undefined : anyOf('cluster', [cluster]), anyOf('namespace', namespaces)];
  return { id: 'watcher-findings', expr: named(FINDINGS, ...place) };
}
