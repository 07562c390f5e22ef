// Reads what the rules need through a transport: census, raw samples in chunks, usage where needed. A failed query is
// named in the answer and leaves the rest standing.
import type { Interval, Millis } from '../kit/interval';
import { duration } from '../kit/text';
import type { Labels, Series, SeriesSet, SignalKind } from '../model/series';
import {
  kindsOf,
  mainQueries,
  nodeQueries,
  oldQueries,
  usageQueries,
  type PlannedQuery,
  type PlanScope,
} from '../queries/plan';
import { CATALOGUE, isOldName } from '../queries/catalogue';
import { specOfMetric } from '../queries/classify';
import { elsewhereQuery, identityQueries } from '../queries/probeQueries';
import { takeCensus, worthReading, type Census } from './census';
import { SYSTEM_CLOCK, type Clock } from './clock';
import { chooseClusterLabel, labelOfCluster } from './clusterChoice';
import { collisionsIn } from './collisions';
import { Inquiry } from './inquiry';
import { DEFAULT_DEADLINE, Manners } from './manners';
import { mergeSeries } from './mergeSeries';
import { namespacesWithRequests, readResizes } from './resizes';
import { chunkNamespaces, namespacesNeedingUsage, workloadsIn, type NamespaceSize } from './scope';
import { setupsIn } from './seenSetups';
import type { SeriesSource, SweepRequest } from './seriesSource';
import type { Transport } from './transport';

/** Raw points one sweep may bring home: about 150 MB of JSON, read in parts. */
const MAX_POINTS = 6_000_000;
/** Raw points one request may bring: about 12 MB of JSON. */
const MAX_POINTS_PER_QUERY = 500_000;
/** Series with samples per workload, all raw groups together (measured: docs/signals.md, "How many series"). */
const SERIES_PER_WORKLOAD = 40;
/** Up to this many workloads everything is read; above, only what is worth it. */
const FULL_SWEEP_WORKLOADS = 600;
/** Workloads a sweep of a large fleet examines at least, if need be in a shorter window, and at most. */
const EXAMINED = { least: 200, most: 2500 };

function pointsPerWorkload(range: Interval, scrape: Millis): number {
  return (SERIES_PER_WORKLOAD * (range.to - range.from)) / scrape;
}

/** The part of the range that may be read raw: its end, shortened when the points would be too many. */
function affordable(inquiry: Inquiry, range: Interval, workloads: number, scrape: Millis): Interval {
  const points = workloads * pointsPerWorkload(range, scrape);
  if (points <= MAX_POINTS) {
    return range;
  }
  const from = Math.round(range.to - ((range.to - range.from) * MAX_POINTS) / points);
  inquiry.leftOut.push({
    kinds: SWEPT,
    range: { from: range.from, to: from },
    error: {
      kind: 'shortened',
      message: `Only the last ${duration(range.to - from)} of ${duration(range.to - range.from)} were read: more raw samples than fit into memory`,
      advice: 'Choose a shorter time range or fewer namespaces.',
    },
  });
  return { from, to: range.to };
}

async function chooseNamespaces(
  inquiry: Inquiry,
  scope: PlanScope,
  census: Census
): Promise<{ sizes: readonly NamespaceSize[]; filtered: boolean }> {
  const asked = scope.namespaces.length > 0;
  if (asked || workloadsIn(census.sizes) <= FULL_SWEEP_WORKLOADS) {
    return { sizes: census.sizes, filtered: asked };
  }
  const fits = Math.floor(MAX_POINTS / pointsPerWorkload(scope.range, census.scrape));
  const budget = Math.min(EXAMINED.most, Math.max(EXAMINED.least, fits));
  return { sizes: await worthReading(inquiry, scope, census.sizes, budget, SWEPT), filtered: true };
}

/** What is read of a namespace in any case. */
const SWEPT: readonly SignalKind[] = CATALOGUE.map(({ kind }) => kind).filter((kind) => kind !== 'usage.cpu');

/** Kinds that are read only where an HPA cannot speak for demand itself: not to have asked is no gap. */
const ON_DEMAND: readonly SignalKind[] = ['usage.cpu'];

/**
 * Kinds that somebody exports, although the chosen namespaces have none: only then "no VPA" means that there is none, and
 * not that nobody exports it. Asked of narrow sweeps alone; a wide one sees it by itself.
 */
async function askElsewhere(inquiry: Inquiry, range: Interval, series: readonly Series[]): Promise<SignalKind[]> {
  const found = new Set(series.map(({ kind }) => kind));
  const missing = CATALOGUE.map(({ kind }) => kind).filter((kind) => !found.has(kind) && !ON_DEMAND.includes(kind));
  const present = new Set<SignalKind>();
  if (missing.length > 0) {
    await inquiry.ask([{ id: 'elsewhere', expr: elsewhereQuery(missing), kinds: [] }], range, (answer) => {
      answer.series
        .flatMap(({ labels }) => specOfMetric(labels.__name__ ?? '') ?? [])
        .forEach(({ kind }) => present.add(kind));
    });
  }
  return [...present].sort();
}

/** The label by which clusters are told apart, where one is asked for and nobody said under which name it stands. */
async function clusterLabelOf(inquiry: Inquiry, { cluster, clusterLabel, range }: SweepRequest): Promise<string> {
  if (clusterLabel !== 'auto' || cluster === undefined || cluster === '') {
    return clusterLabel;
  }
  const seen: Labels[] = [];
  const queries = identityQueries(range).map((query) => ({ ...query, kinds: [] }));
  await inquiry.ask(queries, range, (answer) => seen.push(...answer.series.map(({ labels }) => labels)));
  return labelOfCluster(seen, cluster);
}

/** What every chunk asks of the whole cluster is asked once. */
function distinctTexts(queries: readonly PlannedQuery[]): PlannedQuery[] {
  return [...new Map(queries.map((query) => [query.expr, query])).values()];
}

/** Where a cluster may stand under one of several labels, the selectors let through what has none of them. */
function isOf(cluster: string | undefined, series: Series): boolean {
  return cluster === undefined || cluster === '' || series.cluster === cluster;
}

async function sweep(inquiry: Inquiry, request: SweepRequest): Promise<SeriesSet> {
  const { range: wanted, namespaces = [], cluster } = request;
  const clusterLabel = await clusterLabelOf(inquiry, request);
  const first: PlanScope = { range: wanted, namespaces, cluster, clusterLabel, exported: undefined };
  const census = await takeCensus(inquiry, first);
  const known = { ...first, exported: census.exported };
  const { sizes, filtered } = await chooseNamespaces(inquiry, known, census);
  const range = affordable(inquiry, wanted, workloadsIn(sizes), census.scrape);
  const scope = { ...known, range };
  const perChunk = Math.floor(MAX_POINTS_PER_QUERY / (pointsPerWorkload(range, census.scrape) / 4));
  const chunks = chunkNamespaces(sizes, Math.max(1, perChunk), filtered);
  const main = [...chunks.flatMap((chunk) => mainQueries({ ...scope, namespaces: chunk })), ...nodeQueries(scope)];
  inquiry.reads = [];
  kindsOf(main).forEach((kind) => inquiry.asked.add(kind));
  await inquiry.ask(main, range);
  if (inquiry.reads.some(({ labels }) => isOldName(labels.__name__ ?? ''))) {
    await inquiry.ask(distinctTexts(chunks.flatMap((chunk) => oldQueries({ ...scope, namespaces: chunk }))), range);
  }
  const told = chooseClusterLabel(inquiry.reads, clusterLabel);
  const read = inquiry.classified(told);
  const sized = namespacesWithRequests(read);
  await readResizes(
    inquiry,
    { ...scope, clusterLabel: told },
    sizes.filter(({ namespace }) => sized.has(namespace))
  );
  const blind = namespacesNeedingUsage(read);
  ON_DEMAND.forEach((kind) => inquiry.asked.add(kind));
  if (blind.length > 0) {
    const use = { ...scope, clusterLabel: told, namespaces: blind };
    await inquiry.ask(usageQueries(use, census.scrape / 1000), range);
  }
  const series = inquiry.classified(told).filter((one) => isOf(cluster, one));
  const narrowed = namespaces.length > 0;
  return {
    range,
    narrowed,
    elsewhere: [
      ...(narrowed ? await askElsewhere(inquiry, range, series) : []),
      ...(blind.length > 0 ? [] : ON_DEMAND),
    ],
    exported: census.exported,
    clusterLabel: told,
    ...setupsIn(inquiry.reads),
    series: mergeSeries(series.map(({ labels: _, ...one }) => one)),
    asked: [...inquiry.asked].sort(),
    failed: [...inquiry.failed, ...collisionsIn(series)],
    ...(inquiry.leftOut.length > 0 && { leftOut: inquiry.leftOut }),
    cleaned: inquiry.cleaned,
    notices: [...new Set(inquiry.notices)],
  };
}

/** A source over any transport. */
export function sweepSource(transport: Transport, clock: Clock = SYSTEM_CLOCK): SeriesSource {
  return {
    fetch: async (request, options = {}) => {
      const manners = new Manners(clock, options.deadline ?? DEFAULT_DEADLINE, options.abort);
      try {
        return await sweep(new Inquiry(transport, options, manners), request);
      } finally {
        manners.end();
      }
    },
  };
}
