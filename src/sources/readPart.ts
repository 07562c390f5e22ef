// Reads the samples of one part of a fleet: the queries planned for it, then what only they show to be needed, and tells whose
// they are.
import { distinctBy } from '../kit/array';
import type { Interval, Millis } from '../kit/interval';
import type {
  Exported,
  ExportedKind,
  FailedQuery,
  LeftOut,
  ReadingElsewhere,
  Series,
  SeriesSet,
  SignalKind,
} from '../model/series';
import { isOldName } from '../queries/catalogue';
import { kindsOf, oldQueries, usageQueries, type PlannedQuery, type PlanScope } from '../queries/plan';
import { clusterLabelInSteps, type Read } from './clusterChoice';
import { collisionsIn, type Labelled } from './collisions';
import type { Inquiry } from './inquiry';
import { mergeInSteps } from './mergeSeries';
import { namespacesWithRequests, readResizes } from './resizes';
import { readRetargeted } from './retargeted';
import { namespacesNeedingUsage, type NamespaceSize } from './scope';
import { setupsIn } from './seenSetups';

export interface PartQuestion {
  readonly scope: PlanScope;
  readonly queries: readonly PlannedQuery[];
  /** Where the queries look, chunk by chunk. */
  readonly chunks: readonly PlanScope[];
  /** The namespaces of the part. */
  readonly sizes: readonly NamespaceSize[];
  readonly scrape: Millis;
  readonly exported: Exported;
  /** What was read before and belongs to it as well: the nodes of the clusters. */
  readonly around?: readonly Read[];
  readonly failedAround?: readonly FailedQuery[];
  readonly askedAround?: readonly SignalKind[];
  readonly leftOut: readonly LeftOut[];
  /** False for series that came along and are not of this part. */
  readonly isMine?: (series: Series) => boolean;
  /** Which kinds are exported elsewhere in the clusters, where only a part of them was read. */
  readonly elsewhere?: (
    range: Interval,
    series: readonly Series[],
    clusterLabel: string
  ) => Promise<readonly ExportedKind[]>;
  /** Who reads metrics in all of the clusters, where only a part of them was read and that matters to it. */
  readonly readings?: (
    series: readonly Series[],
    clusterLabel: string
  ) => Promise<readonly ReadingElsewhere[] | undefined>;
}

/** Kinds that are read only where an HPA cannot speak for demand itself: not to have asked is no gap. */
export const ON_DEMAND: readonly SignalKind[] = ['usage.cpu'];

/** Where a cluster may stand under one of several labels, the selectors let through what has none of them. */
function isOf(cluster: string | undefined, series: Series): boolean {
  return cluster === undefined || cluster === '' || series.cluster === cluster;
}

/** What every chunk asks of the whole cluster is asked once. */
function distinctTexts(queries: readonly PlannedQuery[]): PlannedQuery[] {
  return distinctBy(queries, ({ expr }) => expr);
}

function withoutLabels({ kind, cluster, namespace, object, attributes, times, values }: Labelled): Series {
  return { kind, cluster, namespace, object, attributes, times, values };
}

/** Reads one part and tells clusters apart in it. */
export async function readPart(inquiry: Inquiry, question: PartQuestion): Promise<SeriesSet> {
  const { scope, queries, around = [], isMine = () => true } = question;
  const { range, cluster, clusterLabel } = scope;
  inquiry.reads = [...around];
  [...kindsOf(queries), ...(question.askedAround ?? [])].forEach((kind) => inquiry.asked.add(kind));
  await inquiry.ask(queries, range);
  if (inquiry.reads.some(({ labels }) => isOldName(labels.__name__ ?? ''))) {
    await inquiry.ask(distinctTexts(question.chunks.flatMap(oldQueries)), range);
  }
  const told = await inquiry.finish(clusterLabelInSteps(inquiry.reads, clusterLabel));
  const read = (await inquiry.classifiedInSlices(told)).filter(isMine);
  await readRetargeted(inquiry, { ...scope, clusterLabel: told }, read);
  const sized = namespacesWithRequests(read);
  await readResizes(
    inquiry,
    { ...scope, names: undefined, clusterLabel: told },
    question.sizes.filter(({ namespace }) => sized.has(namespace))
  );
  const blind = namespacesNeedingUsage(read);
  ON_DEMAND.forEach((kind) => inquiry.asked.add(kind));
  if (blind.length > 0) {
    const use = { ...scope, names: undefined, clusterLabel: told, namespaces: blind };
    await inquiry.ask(usageQueries(use, question.scrape / 1000), range);
  }
  const all = await inquiry.classifiedInSlices(told);
  await inquiry.pause();
  const series = all.filter((one) => isOf(cluster, one) && isMine(one));
  const leftOut = [...question.leftOut, ...inquiry.leftOut];
  const elsewhereIn = await question.elsewhere?.(range, series, told);
  const readingIn = await question.readings?.(series, told);
  const merged = await inquiry.finish(mergeInSteps(series.map(withoutLabels)));
  return {
    range,
    narrowed: elsewhereIn !== undefined,
    elsewhere: blind.length > 0 ? [] : ON_DEMAND,
    ...(elsewhereIn && { elsewhereIn }),
    ...(readingIn && { readingIn }),
    exported: question.exported,
    clusterLabel: told,
    ...setupsIn(inquiry.reads),
    series: merged,
    asked: [...inquiry.asked].sort(),
    failed: [...(question.failedAround ?? []), ...inquiry.failed, ...collisionsIn(series)],
    ...(leftOut.length > 0 && { leftOut }),
    cleaned: inquiry.cleaned,
    notices: [...new Set(inquiry.notices)],
  };
}
