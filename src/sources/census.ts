// Before the samples: how many workloads there are and where, how often they are scraped, in which dialect, and in a
// large fleet which namespaces are worth reading.
import { groupBy, sortBy } from '../kit/array';
import type { Millis } from '../kit/interval';
import { medianGap } from '../kit/stats';
import { number } from '../kit/text';
import type { Exported, Labels, Series, SignalKind } from '../model/series';
import { spellingOf } from '../queries/namespaceMatchers';
import { blindQueries, censusQueries, movedQueries, scrapeProbe, type PlanScope } from '../queries/plan';
import { chooseClusterLabel } from './clusterChoice';
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
  const [sample] = inquiry.reads;
  const hpa = inquiry.classified(scope.clusterLabel).at(0);
  let scrape = DEFAULT_SCRAPE;
  if (sample && hpa) {
    const probe = scrapeProbe({ ...scope, exported: isExported(sample.labels) }, hpa.object, hpa.namespace);
    await inquiry.ask([probe], scope.range, (answer) => {
      scrape = medianGap(answer.series[0]?.times ?? new Float64Array()) ?? scrape;
    });
  }
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
