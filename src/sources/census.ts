// Before the samples: how many workloads there are and where, how often they are scraped, in which dialect.
import { distinctBy, groupBy, isPresent } from '../kit/array';
import type { Millis } from '../kit/interval';
import { medianGap, sum } from '../kit/stats';
import type { Exported, Labels } from '../model/series';
import { spellingOf } from '../queries/namespaceMatchers';
import { censusQueries, hpaCounts, scrapeProbe, type PlannedQuery, type PlanScope } from '../queries/plan';
import type { Read } from './clusterChoice';
import type { Labelled } from './collisions';
import type { Inquiry } from './inquiry';
import { chunkNamespaces, type NamespaceSize } from './scope';
import type { TransportAnswer } from './transport';

/** Scrape interval when no HPA tells it. */
const DEFAULT_SCRAPE: Millis = 30_000;

export interface Census {
  readonly sizes: readonly NamespaceSize[];
  readonly scrape: Millis;
  readonly exported: Exported;
  /** The HPAs with their targets, as they were told. */
  readonly hpas: readonly Read[];
}

const namespaceOf = (labels: Labels): string => labels.exported_namespace ?? labels.namespace ?? '';

/** Adds up counts of workloads. */
function addUp(into: Map<string, number>, answer: TransportAnswer): void {
  for (const { labels, values } of answer.series) {
    const namespace = namespaceOf(labels);
    into.set(namespace, (into.get(namespace) ?? 0) + (values.at(-1) ?? 0));
  }
}

/** Where only custom resources are scaled no workload is counted: their HPAs stand for them. */
function addUncounted(into: Map<string, number>, hpas: readonly Labelled[]): void {
  const others = groupBy(
    hpas.filter(({ labels }) => !into.has(namespaceOf(labels))),
    ({ labels }) => namespaceOf(labels)
  );
  others.forEach((own, namespace) => into.set(namespace, own.length));
}

const isExported = (labels: Labels): boolean => labels.exported_namespace !== undefined;

/** Clusters whose pace is asked: more cost more than they tell. */
const PROBED = 4;

/** One HPA of each cluster, as far as the usual labels tell clusters. */
function oneOfEach(hpas: readonly Labelled[]): Labelled[] {
  return distinctBy([...hpas].reverse(), ({ cluster }) => cluster)
    .reverse()
    .slice(0, PROBED);
}

/** The shortest distance of samples: what is scraped more slowly elsewhere costs less than is planned for. */
async function scrapeOf(inquiry: Inquiry, hpas: readonly Labelled[], scope: PlanScope): Promise<Millis> {
  const probes = oneOfEach(hpas).map((hpa, i) => {
    const spelled = { ...scope, exported: isExported(hpa.labels) };
    return { ...scrapeProbe(spelled, hpa.object, hpa.namespace), id: `scrape-${i}` };
  });
  const gaps: Millis[] = [];
  await inquiry.ask(probes, scope.range, ({ series }) => {
    gaps.push(...series.map(({ times }) => medianGap(times)).filter(isPresent));
  });
  return gaps.length === 0 ? DEFAULT_SCRAPE : Math.min(...gaps);
}

/** Above this many workloads HPAs are asked for in pieces of as many: each answer is taken in at once. */
const PER_ANSWER = 1_000;

/** Who scales whom. The pieces of a large fleet are made of its HPAs: they may stand where no workload is counted. */
async function infoQueries(
  inquiry: Inquiry,
  scope: PlanScope,
  { sizes, exported }: { readonly sizes: ReadonlyMap<string, number>; readonly exported: Exported }
): Promise<{ readonly queries: readonly PlannedQuery[]; readonly exported: Exported }> {
  const infos = (of: PlanScope): PlannedQuery[] => censusQueries(of).filter((query) => query.kind);
  if (sum([...sizes.values()]) <= PER_ANSWER) {
    return { queries: infos(scope), exported };
  }
  inquiry.renew();
  const hpas = new Map<string, number>();
  const before = inquiry.failed.length;
  const labels: Labels[] = [];
  await inquiry.ask(hpaCounts(scope), scope.range, (answer) => {
    addUp(hpas, answer);
    labels.push(...answer.series.map((series) => series.labels));
  });
  const counted = [...hpas].map(([namespace, workloads]) => ({ namespace, workloads }));
  if (inquiry.failed.length > before) {
    return { queries: infos(scope), exported };
  }
  // HPAs may be spelled in another way than workloads: a cluster whose exporter tells of custom resources only.
  const own = spellingOf(labels) ?? exported;
  const spelled = sizes.size === 0 || own === exported ? own : 'some';
  const chunks = chunkNamespaces(counted, PER_ANSWER, false);
  inquiry.renew();
  return {
    queries: chunks.flatMap((some) => infos({ ...scope, exported: spelled, namespaces: some })),
    exported: spelled,
  };
}

/** Sizes of namespaces, scrape interval and dialect: everything that shapes the main queries. */
export async function takeCensus(inquiry: Inquiry, scope: PlanScope): Promise<Census> {
  const sizes = new Map<string, number>();
  const labels: Labels[] = [];
  await inquiry.ask(
    censusQueries(scope).filter((query) => !query.kind),
    scope.range,
    (answer) => {
      addUp(sizes, answer);
      labels.push(...answer.series.map((series) => series.labels));
    }
  );
  const infos = await infoQueries(inquiry, scope, { sizes, exported: spellingOf(labels) ?? false });
  await inquiry.ask(infos.queries, scope.range);
  const told = [...inquiry.reads];
  const hpas = await inquiry.classifiedInSlices(scope.clusterLabel);
  addUncounted(sizes, hpas);
  const scrape = await scrapeOf(inquiry, hpas, scope);
  return {
    sizes: [...sizes].map(([namespace, workloads]) => ({ namespace, workloads })),
    scrape,
    exported: infos.exported,
    hpas: told,
  };
}
