// Every way of knowing less of the same hours: queries that fail, are cut or come back empty, metric names that an agent
// keeps back, exporters that nobody scrapes, scrapes that are lost or doubled.
import type { Unassessed } from '../../src/model/report';
import type { SeriesSet, SignalKind } from '../../src/model/series';
import { specOfMetric } from '../../src/queries/classify';
import {
  mainQueries,
  nodeQueries,
  resizedQueries,
  usageQueries,
  type PlannedQuery,
  type PlanScope,
} from '../../src/queries/plan';
import type { Column } from './recordedSource';
import { doubled, type Scrapes } from './scrapes';
import { chance, everyNth, gridOf, keepSamples } from './thin';

/** One way of knowing less. */
export interface Loss {
  readonly title: string;
  readonly apply: (set: SeriesSet) => SeriesSet;
  /** Whether this entry of a report names what was lost as the reason. */
  readonly isReason: (entry: Unassessed) => boolean;
}

function without(set: SeriesSet, kinds: readonly SignalKind[]): SeriesSet {
  return { ...set, series: set.series.filter((s) => !kinds.includes(s.kind)) };
}

/** The entry names a kind that is gone; an HPA without its target is joined by its numbers, and the entry says that. */
export function lacks(kinds: readonly SignalKind[]): Loss['isReason'] {
  return (entry) =>
    (entry.state === 'unexported' && entry.kinds.some((kind) => kinds.includes(kind))) || isJoined(kinds, entry);
}

function isJoined(kinds: readonly SignalKind[], { reason }: Unassessed): boolean {
  return kinds.includes('hpa.info') && reason.includes('no series tells the target of HPA');
}

function says(state: Unassessed['state'], words: RegExp): Loss['isReason'] {
  return (entry) => entry.state === state && words.test(entry.reason);
}

function failing({ id, expr, kinds }: PlannedQuery): Loss {
  const failed = [{ kinds, query: expr, message: 'query timed out' }];
  return {
    title: `query ${id} failed`,
    apply: (set) => ({ ...without(set, kinds), failed: [...set.failed, ...failed] }),
    isReason: (entry) => says('failed', /query timed out/)(entry) || isJoined(kinds, entry),
  };
}

/** Half of its series are not in the answer, and the answer says so. */
function cut({ id, expr, kinds }: PlannedQuery): Loss {
  const failed = [{ kinds, query: expr, message: 'the answer is partial', partial: true }];
  return {
    title: `query ${id} cut`,
    apply: (set) => ({
      ...set,
      series: set.series.filter(
        (s) =>
          !kinds.includes(s.kind) ||
          chance(`${s.kind}/${s.namespace}/${s.object}/${JSON.stringify(s.attributes)}`) < 0.5
      ),
      failed: [...set.failed, ...failed],
    }),
    isReason: (entry) => says('partial', /the answer is partial/)(entry) || lacks(kinds)(entry),
  };
}

function emptied({ id, kinds }: PlannedQuery): Loss {
  return { title: `query ${id} empty`, apply: (set) => without(set, kinds), isReason: lacks(kinds) };
}

/** What any part of the queries of a sweep can do. */
function queryLosses({ range }: SeriesSet): Loss[] {
  const scope: PlanScope = { range, namespaces: [], clusterLabel: 'auto', exported: false };
  const queries = [...mainQueries(scope), ...nodeQueries(scope), ...usageQueries(scope, 15), ...resizedQueries(scope)];
  return queries.flatMap((query) => [failing(query), cut(query), emptied(query)]);
}

const isOfPace = says('partial', /scrapes|sample/);

function thinned(title: string, apply: Loss['apply']): Loss {
  return { title, apply, isReason: isOfPace };
}

/** Samples that are lost one by one, scrapes that are lost whole, and a scraper that comes less often. */
function sampleLosses(full: SeriesSet): Loss[] {
  const grid = gridOf(full);
  return [
    ...[0.1, 0.5, 0.9].flatMap((share) => [
      thinned(`${share * 100} % of the samples lost`, (set) =>
        keepSamples(set, (at, s) => chance(`${s.kind} ${s.object} ${at}`) >= share)
      ),
      thinned(`${share * 100} % of the scrapes lost`, (set) =>
        keepSamples(set, (at) => chance(`scrape ${at}`) >= share)
      ),
    ]),
    ...[2, 10].map((every) => thinned(`every ${every}. scrape`, (set) => everyNth(set, grid, every))),
  ];
}

/** The kinds that these columns tell of. */
export function kindsOf(columns: readonly Column[]): SignalKind[] {
  const kinds = columns.map(({ labels }) => specOfMetric(labels.__name__ ?? '')?.kind);
  return [...new Set(kinds)].filter((kind): kind is SignalKind => kind !== undefined);
}

function group(columns: readonly Column[], nameOf: (column: Column) => string): Array<[string, Column[]]> {
  const groups = new Map<string, Column[]>();
  columns.forEach((column) => groups.set(nameOf(column), [...(groups.get(nameOf(column)) ?? []), column]));
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function dropped(title: string, scrapes: Scrapes, lost: readonly Column[]): Loss {
  const gone = new Set(lost);
  return {
    title,
    apply: () => scrapes.read(scrapes.columns.filter((column) => !gone.has(column))),
    isReason: lacks(kindsOf(lost)),
  };
}

/** `kube_<resource>_…`: what `--resources` of kube-state-metrics, and most keep lists, are written in. */
function collectorOf({ labels }: Column): string {
  return /^(kube_(?:customresource_)?[a-z]+)_/.exec(labels.__name__ ?? '')?.[1] ?? '';
}

/** The series of scalers and workloads that a widely used chart of an agent keeps by default (grafana/k8s-monitoring-helm). */
const KEEP_LIST =
  /^(kube_horizontalpodautoscaler_(spec_(min|max)_replicas|status_(current|desired)_replicas)|kube_(deployment|statefulset)_(spec_replicas|replicas|status_replicas.*|metadata_generation)|kube_pod_(owner|container_resource_requests)|kube_replicaset_owner|container_cpu_usage_seconds_total)$/;

const nameOf = ({ labels }: Column): string => labels.__name__ ?? '';
const jobOf = ({ labels }: Column): string => labels.job ?? '';
const kindOf = (column: Column): string => specOfMetric(nameOf(column))?.kind ?? '';

/** One loss for each group; groups of a single metric name are left out, where names are taken one by one already. */
function byGroup(scrapes: Scrapes, groupOf: (column: Column) => string, title: (name: string) => string): Loss[] {
  return group(scrapes.columns, groupOf)
    .filter(([, lost]) => groupOf === nameOf || new Set(lost.map(nameOf)).size > 1)
    .map(([name, lost]) => dropped(title(name), scrapes, lost));
}

/** Names, kinds of several names, collectors and targets that somebody keeps back. */
function columnLosses(scrapes: Scrapes): Loss[] {
  const kept = scrapes.columns.filter((column) => !KEEP_LIST.test(nameOf(column)));
  return [
    ...byGroup(scrapes, nameOf, (name) => `no ${name}`),
    ...byGroup(scrapes, kindOf, (kind) => `no ${kind}`),
    ...byGroup(scrapes, collectorOf, (name) => `nothing of ${name || 'other exporters'}`),
    ...byGroup(scrapes, jobOf, (job) => `target ${job} not scraped`),
    dropped('a keep list of an agent', scrapes, kept),
  ];
}

/** Samples that come twice: nothing is lost, and nothing may be. */
function doublings(scrapes: Scrapes): Loss[] {
  return [0, 1, 400, 2000].map((later) => ({
    title: later === 0 ? 'every sample twice' : `every sample again ${later} ms later`,
    apply: () => scrapes.read(scrapes.columns.map((column) => doubled(column, later))),
    isReason: () => false,
  }));
}

/** Everything that can be taken from what a sweep would have made of these scrapes. */
export function lossesOf(scrapes: Scrapes, full: SeriesSet): Loss[] {
  return [...columnLosses(scrapes), ...queryLosses(full), ...sampleLosses(full), ...doublings(scrapes)];
}
