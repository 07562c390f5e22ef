// Who in the whole of a cluster reads a metric, where only a part of it is read: asked when something in that part does not.
import { groupBy } from '../kit/array';
import type { Millis } from '../kit/interval';
import type { ReadingElsewhere, Series } from '../model/series';
import { clusterOf } from '../queries/clusterLabels';
import type { PlanScope } from '../queries/plan';
import { readingQueries, readingStep } from '../queries/readingQueries';
import type { Inquiry } from './inquiry';

/** Samples of a metric that may be missing beside those of its HPA: a pass that failed, a scrape that was lost. */
const FEW = 4;

/** True where an HPA with pods missed a metric for more than a moment. */
export function missesMetrics(series: readonly Series[]): boolean {
  const objectOf = ({ cluster, namespace, object }: Series): string => JSON.stringify([cluster, namespace, object]);
  const metricOf = (one: Series): string => `${objectOf(one)}${one.attributes.metric ?? ''}`;
  const of = (kind: Series['kind']): Series[] => series.filter((one) => one.kind === kind);
  const awake = new Map(of('hpa.current').map((one) => [objectOf(one), one.values.filter((n) => n > 0).length]));
  const told = groupBy(of('hpa.status-metric'), metricOf);
  return of('hpa.spec-metric').some((one) => {
    const most = Math.max(0, ...(told.get(metricOf(one)) ?? []).map(({ times }) => times.length));
    return (awake.get(objectOf(one)) ?? 0) - most >= FEW;
  });
}

/**
 * Asks when anybody reads.
 * @returns undefined where that has no whole answer
 */
export async function askReadings(
  inquiry: Inquiry,
  scope: PlanScope,
  scrape: Millis
): Promise<readonly ReadingElsewhere[] | undefined> {
  const before = inquiry.failed.length;
  const found: ReadingElsewhere[] = [];
  await inquiry.ask(readingQueries(scope, scrape), scope.range, ({ series }, { source }) =>
    series.forEach(({ labels, times, values }) =>
      found.push({
        cluster: clusterOf(labels, scope.clusterLabel),
        source,
        times: Float64Array.from(times),
        values: Float64Array.from(values),
        step: readingStep(scope, scrape),
      })
    )
  );
  return inquiry.failed.length > before ? undefined : found;
}
