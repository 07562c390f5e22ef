// Before the samples: how many workloads there are and where, how often they are scraped, in which dialect, and in a
// large fleet which namespaces are worth reading.
import { groupBy, isPresent, sortBy } from '../kit/array';
import type { Millis } from '../kit/interval';
import { medianGap } from '../kit/stats';
import { number } from '../kit/text';
import type { Exported, Labels, Series, SignalKind } from '../model/series';
import { spellingOf } from '../queries/namespaceMatchers';
import { blindQueries, censusQueries, movedQueries, scrapeProbe, type PlanScope } from '../queries/plan';
import { chooseClusterLabel } from './clusterChoice';
import type { Labelled } from './collisions';
import type { Inquiry } from './inquiry';
import { workloadsIn, type NamespaceSize } from './scope';
import type { TransportAnswer } from './transport';

/** Scrape interval when no HPA tells it. */
const DEFAULT_SCRAPE: Millis = 30_000;

export interface Census {
  readonly sizes: readonly NamespaceSize[];
  readonly scrape: Millis;
  readonly exported: Exported;
}

function addUp(into: Map<string, number>, answer: TransportAnswer, weight: (value: number) => number): void {
  for (const series of answer.series) {
    const namespace = series.labels.exported_namespace ?? series.labels.namespace ?? '';
    into.set(namespace, (into.get(namespace) ?? 0) + weight(series.values.at(-1) ?? 0));
  }
}

const isExported = (labels: Labels): boolean => labels.exported_namespace !== undefined;

/** Clusters whose pace is asked: more cost more than they tell. */
const PROBED = 4;

/** One HPA of each cluster, as far as the usual labels tell clusters. */
function oneOfEach(hpas: readonly Labelled[]): Labelled[] {
  return [...new Map([...hpas].reverse().map((hpa) => [hpa.cluster, hpa])).values()].reverse().slice(0, PROBED);
}

/** The shortest distance of samples: what is scraped more slowly elsewhere costs less than is planned for. */
async function scrapeOf(inquiry: Inquiry, scope: PlanScope): Promise<Millis> {
  const probes = oneOfEach(inquiry.classified(scope.clusterLabel)).map((hpa, i) => {
    const spelled = { ...scope, exported: isExported(hpa.labels) };
    return { ...scrapeProbe(spelled, hpa.object, hpa.namespace), id: `scrape-${i}` };
  });
  const gaps: Millis[] = [];
  await inquiry.ask(probes, scope.range, ({ series }) => {
    gaps.push(...series.map(({ times }) => medianGap(times)).filter(isPresent));
  });
  return gaps.length === 0 ? DEFAULT_SCRAPE : Math.min(...gaps);
}

/** Sizes of namespaces, scrape interval and dialect: everything that shapes the main queries. */
export async function takeCensus(inquiry: Inquiry, scope: PlanScope): Promise<Census> {
  const sizes = new Map<string, number>();
  const labels: Labels[] = [];
  const [infos, counts] = [censusQueries(scope).filter((q) => q.kind), censusQueries(scope).filter((q) => !q.kind)];
  await inquiry.ask(infos, scope.range);
  await inquiry.ask(counts, scope.range, (answer) => {
    addUp(sizes, answer, (value) => value);
    labels.push(...answer.series.map((series) => series.labels));
  });
  const exported = spellingOf(labels) ?? false;
  const scrape = await scrapeOf(inquiry, scope);
  return { sizes: [...sizes].map(([namespace, workloads]) => ({ namespace, workloads })), scrape, exported };
}

/** Namespaces with two HPAs on one target: a conflict that moves nothing. */
function doubleTargets(infos: readonly Series[]): string[] {
  const targets = groupBy(infos, (s) =>
    [s.cluster, s.namespace, s.attributes.targetKind, s.attributes.targetName].join('\u0000')
  );
  return [...targets.values()]
    .filter((group) => new Set(group.map((s) => s.object)).size > 1)
    .map((group) => group[0]?.namespace ?? '');
}

/** How much each namespace is worth reading; undefined where that tells none from another, or was not told. */
async function scores(inquiry: Inquiry, scope: PlanScope): Promise<Map<string, number> | undefined> {
  const score = new Map<string, number>();
  const failures = inquiry.failed.length;
  await inquiry.ask(movedQueries(scope), scope.range, (answer) => addUp(score, answer, (writes) => writes));
  await inquiry.ask(blindQueries(scope), scope.range, (answer) => addUp(score, answer, () => 1e6));
  const label = chooseClusterLabel(inquiry.reads, scope.clusterLabel);
  doubleTargets(inquiry.classified(label)).forEach((namespace) =>
    score.set(namespace, (score.get(namespace) ?? 0) + 1e6)
  );
  return inquiry.failed.length > failures || score.size === 0 ? undefined : score;
}

/**
 * In a large fleet: the namespaces in the order in which they are worth reading, up to `budget` workloads. First those
 * with an HPA that is blind or shares its target, then those with most writes; all of them where that is not known. The
 * rest is told as left out.
 * @param kinds what is read of a namespace
 */
export async function worthReading(
  inquiry: Inquiry,
  scope: PlanScope,
  sizes: readonly NamespaceSize[],
  budget: number,
  kinds: readonly SignalKind[]
): Promise<NamespaceSize[]> {
  const score = await scores(inquiry, scope);
  const ranked = sortBy(
    sizes.filter(({ namespace }) => score === undefined || score.has(namespace)),
    ({ namespace }) => -(score?.get(namespace) ?? 0),
    ({ namespace }) => namespace
  );
  let total = 0;
  const kept = new Set(ranked.filter((size, i) => (total += size.workloads) <= budget || i === 0));
  const leave = (left: readonly NamespaceSize[], what: string, advice: string): void => {
    if (left.length > 0) {
      const message = `${number(workloadsIn(left))} ${what}`;
      const namespaces = left.map(({ namespace }) => namespace).sort();
      inquiry.leftOut.push({ kinds, namespaces, range: scope.range, error: { kind: 'shortened', message, advice } });
    }
  };
  leave(
    ranked.filter((size) => !kept.has(size)),
    `more workloads ${score ? 'were written to but not' : 'were not'} examined`,
    'Filter by namespace, or choose a shorter time range.'
  );
  leave(
    sizes.filter(({ namespace }) => score?.has(namespace) === false),
    'workloads in namespaces where nothing was written were not examined',
    'Filter by namespace to have them judged.'
  );
  return [...kept];
}
