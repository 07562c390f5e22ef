// Reads what the rules need through a transport: census, raw samples in chunks, usage where needed; at most three
// requests at a time. A failed query is named in the answer and leaves the rest standing.
import type { Interval } from '../kit/interval';
import { median } from '../kit/stats';
import type { FailedQuery, Series, SeriesSet, SignalKind } from '../model/series';
import { classify } from '../queries/classify';
import { censusQueries, kindsOf, mainQueries, movedQueries, nodeQueries, scrapeProbe, usageQueries, type PlannedQuery, type PlanScope } from '../queries/plan';
import { mergeSeries } from './mergeSeries';
import { chunkNamespaces, namespacesNeedingUsage, type NamespaceSize } from './scope';
import type { SeriesSource, SweepOptions, SweepRequest } from './seriesSource';
import type { Transport, TransportAnswer } from './transport';

/** Requests under way at once: Prometheus gains at most its cores, VictoriaMetrics queues beyond four (query-plan.md section 1). */
const IN_FLIGHT = 3;
/** Raw points one sweep may bring home before the window is cut (query-plan.md section 6). */
const MAX_POINTS = 6_000_000;
/** Raw points one request may bring: about 12 MB of JSON. */
const MAX_POINTS_PER_QUERY = 500_000;
/** Series that carry samples per workload, all raw groups together. */
const SERIES_PER_WORKLOAD = 40;
/** Above this many workloads only those that were written to are read in full. */
const FULL_SWEEP_WORKLOADS = 600;
/** Workloads a sweep examines at most. */
const MAX_EXAMINED = 2500;

interface Collected {
  readonly series: Series[];
  readonly failed: FailedQuery[];
  readonly notices: string[];
  readonly asked: Set<SignalKind>;
}

class Progress {
  private answered = 0;
  private total = 0;
  public constructor(private readonly report: SweepOptions['onProgress']) {}

  public expect(count: number): void {
    this.total += count;
  }

  public done(query: PlannedQuery): void {
    this.answered++;
    this.report?.({ answered: this.answered, total: this.total, waitingFor: query.id });
  }
}

function explain(message: string): string {
  const text = message.toLowerCase();
  if (/too many samples|maxsamples|maxseries|max-samples|unique timeseries|maxexportseries|would load|response body too large/.test(text)) {
    return `${message} (The server's limit: choose a shorter time range or fewer namespaces.)`;
  }
  if (/timeout|timed out|deadline/.test(text)) {
    return `${message} (Choose a shorter time range, or raise the query timeout of the data source.)`;
  }
  if (/401|403|forbidden|unauthorized|access denied/.test(text)) {
    return `${message} (Ask for query permission on this data source.)`;
  }
  return message;
}

function collect(into: Collected, query: PlannedQuery, answer: TransportAnswer, request: SweepRequest): void {
  query.kinds.forEach((kind) => into.asked.add(kind));
  into.notices.push(...answer.notices);
  if (answer.error) {
    into.failed.push({ kinds: query.kinds, query: query.expr, message: explain(answer.error.message) });
  }
  for (const raw of answer.series) {
    const identity = classify(raw.labels, request.clusterLabel, query.kind);
    if (identity && raw.times.length > 0) {
      into.series.push({ ...identity, times: raw.times, values: raw.values });
    }
  }
}

/** Runs the queries, a few at a time, in order; each answer is handed on as it comes. */
async function ask(
  transport: Transport,
  queries: readonly PlannedQuery[],
  range: Interval,
  options: SweepOptions,
  progress: Progress,
  take: (query: PlannedQuery, answer: TransportAnswer) => void
): Promise<void> {
  progress.expect(queries.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let query = queries[next++]; query; query = queries[next++]) {
      options.abort?.throwIfAborted();
      const [answer] =
        query.stepSeconds === undefined
          ? await transport.instant([query], range.to, options.abort)
          : await transport.range([query], { ...range, stepSeconds: query.stepSeconds }, options.abort);
      if (answer) {
        take(query, answer);
      }
      progress.done(query);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
}

function medianGap(times: Float64Array): number | undefined {
  const gaps: number[] = [];
  for (let i = 1; i < times.length; i++) {
    gaps.push((times[i] ?? 0) - (times[i - 1] ?? 0));
  }
  return median(gaps);
}

interface Census {
  readonly sizes: NamespaceSize[];
  readonly scrape: number;
  readonly exported: boolean;
}

/** Sizes of namespaces, scrape interval and dialect: everything that shapes the main queries. */
async function takeCensus(
  transport: Transport,
  scope: PlanScope,
  options: SweepOptions,
  progress: Progress,
  into: Collected,
  request: SweepRequest
): Promise<Census> {
  const sizes = new Map<string, number>();
  let exported = false;
  await ask(transport, censusQueries(scope), scope.range, options, progress, (query, answer) => {
    if (query.kind === 'hpa.info') {
      collect(into, query, answer, request);
      exported = exported || answer.series.some((series) => series.labels.exported_namespace !== undefined);
      return;
    }
    if (answer.error) {
      into.failed.push({ kinds: query.kinds, query: query.expr, message: explain(answer.error.message) });
    }
    for (const series of answer.series) {
      const namespace = series.labels.exported_namespace ?? series.labels.namespace ?? '';
      sizes.set(namespace, (sizes.get(namespace) ?? 0) + (series.values.at(-1) ?? 0));
    }
  });
  const sample = into.series.find((series) => series.kind === 'hpa.info');
  let scrape = 30_000;
  if (sample) {
    const probe = scrapeProbe({ ...scope, exported }, sample.object, sample.namespace);
    await ask(transport, [probe], scope.range, options, progress, (_, answer) => {
      scrape = medianGap(answer.series[0]?.times ?? new Float64Array()) ?? scrape;
    });
  }
  const list = [...sizes].map(([namespace, workloads]) => ({ namespace, workloads }));
  return { sizes: list, scrape, exported };
}

/** The part of the range that may be read raw: its end, shortened when the fleet is large. */
function affordable(range: Interval, workloads: number, scrape: number): Interval {
  const points = (workloads * SERIES_PER_WORKLOAD * (range.to - range.from)) / scrape;
  return points <= MAX_POINTS ? range : { from: Math.round(range.to - ((range.to - range.from) * MAX_POINTS) / points), to: range.to };
}

/** In a large fleet, the namespaces in which anything was written; capped, and the rest is counted. */
async function onlyMoved(
  transport: Transport,
  scope: PlanScope,
  sizes: readonly NamespaceSize[],
  options: SweepOptions,
  progress: Progress,
  into: Collected
): Promise<NamespaceSize[]> {
  const moved = new Map<string, number>();
  await ask(transport, movedQueries(scope), scope.range, options, progress, (query, answer) => {
    if (answer.error) {
      into.failed.push({ kinds: query.kinds, query: query.expr, message: explain(answer.error.message) });
    }
    for (const series of answer.series) {
      const namespace = series.labels.exported_namespace ?? series.labels.namespace ?? '';
      moved.set(namespace, (moved.get(namespace) ?? 0) + 1);
    }
  });
  const scaled = new Set(into.series.filter((s) => s.kind === 'hpa.info').map((s) => s.namespace));
  const wanted = sizes
    .filter((size) => moved.has(size.namespace) || scaled.has(size.namespace))
    .sort((a, b) => (moved.get(b.namespace) ?? 0) - (moved.get(a.namespace) ?? 0));
  let total = 0;
  const kept = wanted.filter((size) => (total += size.workloads) <= MAX_EXAMINED);
  const left = wanted.slice(kept.length).reduce((n, size) => n + size.workloads, 0);
  if (left > 0) {
    into.notices.push(`${left} more workloads were written to but not examined: filter by namespace to see them.`);
  }
  return kept;
}

async function sweep(transport: Transport, request: SweepRequest, options: SweepOptions): Promise<SeriesSet> {
  const into: Collected = { series: [], failed: [], notices: [], asked: new Set() };
  const progress = new Progress(options.onProgress);
  const base: PlanScope = {
    range: request.range,
    namespaces: request.namespaces ?? [],
    cluster: request.cluster,
    clusterLabel: request.clusterLabel,
    exported: undefined,
  };
  const census = await takeCensus(transport, base, options, progress, into, request);
  const scope = { ...base, exported: census.exported };
  const total = census.sizes.reduce((n, size) => n + size.workloads, 0);
  const large = total > FULL_SWEEP_WORKLOADS && scope.namespaces.length === 0;
  const sizes = large ? await onlyMoved(transport, scope, census.sizes, options, progress, into) : census.sizes;
  const examined = sizes.reduce((n, size) => n + size.workloads, 0);
  const range = affordable(request.range, examined, census.scrape);
  if (range.from > request.range.from) {
    const hours = ((range.to - range.from) / 3_600_000).toFixed(1);
    into.notices.push(`Only the last ${hours} h were read: more raw samples than a browser should hold. Zoom in or filter by namespace.`);
  }
  const perWorkload = (SERIES_PER_WORKLOAD / 4) * ((range.to - range.from) / census.scrape);
  const chunks = chunkNamespaces(sizes, Math.max(1, Math.floor(MAX_POINTS_PER_QUERY / perWorkload)), large || scope.namespaces.length > 0);
  const main = [...chunks.flatMap((namespaces) => mainQueries({ ...scope, range, namespaces })), ...nodeQueries({ ...scope, range })];
  into.series.length = 0;
  kindsOf(main).forEach((kind) => into.asked.add(kind));
  await ask(transport, main, range, options, progress, (query, answer) => collect(into, query, answer, request));
  const blind = namespacesNeedingUsage(into.series);
  if (blind.length > 0) {
    const usage = usageQueries({ ...scope, range, namespaces: blind }, census.scrape / 1000);
    await ask(transport, usage, range, options, progress, (query, answer) => collect(into, query, answer, request));
  }
  const notices = [...new Set(into.notices)];
  return { range, series: mergeSeries(into.series), asked: [...into.asked].sort(), failed: into.failed, notices };
}

/** A source over any transport. */
export function sweepSource(transport: Transport): SeriesSource {
  return { fetch: (request, options = {}) => sweep(transport, request, options) };
}
