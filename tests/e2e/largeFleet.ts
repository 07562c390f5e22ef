// A data source that holds a large fleet, by formula: it answers the questions of a sweep as Prometheus' data source would, one
// namespace like the other, so that no database need be filled. Every so many workloads two HPAs fight over one Deployment;
// those are what a sweep reads.
import type { Page } from '@playwright/test';
import { fakeDatabase, type Stored } from '../support/fakeDatabase';

export interface LargeFleet {
  readonly workloads: number;
  /** Every so many workloads one is fought over. */
  readonly foughtEach: number;
  readonly from: number;
  readonly to: number;
}

interface Frame {
  readonly labels: Readonly<Record<string, string | undefined>>;
  readonly times: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

const PER_NAMESPACE = 100;
const SCRAPE = 30_000;
const HPA = 'kube_horizontalpodautoscaler';

const namespaceOf = (n: number): string => `team-${String(n).padStart(3, '0')}`;
const homeOf = (workload: number): string => namespaceOf(Math.floor(workload / PER_NAMESPACE));
const deploymentOf = (i: number): string => `app-${String(i).padStart(5, '0')}`;

/** Samples of one fight: the second HPA puts back what the first one wrote, every four minutes. */
function column({ from, to }: LargeFleet, value: (turn: number) => number) {
  const times = Float64Array.from({ length: Math.floor((to - from) / SCRAPE) }, (_, i) => from + (i + 1) * SCRAPE);
  return { times, values: Float64Array.from(times, (_, i) => value(Math.floor(i / 8))) };
}

/** Every series of the workloads that are fought over. */
function samples(fleet: LargeFleet): Stored[] {
  const replicas = column(fleet, (turn) => 3 + 2 * (turn % 2));
  const generation = column(fleet, (turn) => 1 + turn);
  const constant = (value: number) => column(fleet, () => value);
  const [one, two, ten] = [constant(1), constant(2), constant(10)];
  const count = Math.ceil(fleet.workloads / fleet.foughtEach);
  return Array.from({ length: count }, (_, k) => k * fleet.foughtEach).flatMap((i) => {
    const namespace = homeOf(i);
    const deployment = deploymentOf(i);
    const target = { scaletargetref_kind: 'Deployment', scaletargetref_name: deployment };
    const ofHpa = (name: string): Stored[] => {
      const own = { namespace, horizontalpodautoscaler: name };
      const condition = { condition: 'ScalingActive', status: 'true' };
      return [
        { labels: { __name__: `${HPA}_info`, ...own, ...target }, ...one },
        { labels: { __name__: `${HPA}_spec_min_replicas`, ...own }, ...two },
        { labels: { __name__: `${HPA}_spec_max_replicas`, ...own }, ...ten },
        { labels: { __name__: `${HPA}_status_desired_replicas`, ...own }, ...replicas },
        { labels: { __name__: `${HPA}_status_current_replicas`, ...own }, ...replicas },
        { labels: { __name__: `${HPA}_status_condition`, ...own, ...condition }, ...one },
      ];
    };
    return [
      { labels: { __name__: 'kube_deployment_spec_replicas', namespace, deployment }, ...replicas },
      { labels: { __name__: 'kube_deployment_metadata_generation', namespace, deployment }, ...generation },
      { labels: { __name__: 'kube_deployment_status_replicas_ready', namespace, deployment }, ...replicas },
      ...ofHpa(deployment),
      ...ofHpa(`${deployment}-old`),
    ];
  });
}

/** The namespaces that a question selects; none where it looks for labels that a scrape renamed. */
function askedIn(expr: string, { workloads }: LargeFleet): number[] {
  if (/exported_namespace=~?"[^"]/.test(expr)) {
    return [];
  }
  const text = /[{,]namespace=~?("(?:[^"\\]|\\.)*")/.exec(expr)?.[1];
  const isAsked = new RegExp(text === undefined ? '' : `^(?:${JSON.parse(text) as string})$`);
  return Array.from({ length: Math.ceil(workloads / PER_NAMESPACE) }, (_, n) => n).filter((n) =>
    isAsked.test(namespaceOf(n))
  );
}

/** What the lists of the census say: who there is, and who scales whom. Half of the workloads have an HPA. */
function listed(expr: string, fleet: LargeFleet): Frame[] | undefined {
  const at = { times: [fleet.to], values: [1] };
  const workloads = (): number[] =>
    askedIn(expr, fleet).flatMap((n) => Array.from({ length: PER_NAMESPACE }, (_, i) => n * PER_NAMESPACE + i));
  const counted = /^count by \(namespace.*\((kube_\w+)\[/.exec(expr)?.[1];
  if (counted === 'kube_deployment_spec_replicas' || counted === `${HPA}_info`) {
    return askedIn(expr, fleet).map((n) => ({ ...at, labels: { namespace: namespaceOf(n) }, values: [PER_NAMESPACE] }));
  }
  if (expr.startsWith('last_over_time(kube_deployment_spec_replicas')) {
    return workloads().map((i) => ({ ...at, labels: { namespace: homeOf(i), deployment: deploymentOf(i) } }));
  }
  if (expr.startsWith(`last_over_time(${HPA}_info`) && !expr.includes('horizontalpodautoscaler=')) {
    return workloads().flatMap((i) => {
      const own = (suffix: string): Frame => ({
        ...at,
        labels: {
          namespace: homeOf(i),
          horizontalpodautoscaler: `${deploymentOf(i)}${suffix}`,
          scaletargetref_kind: 'Deployment',
          scaletargetref_name: deploymentOf(i),
        },
      });
      return i % fleet.foughtEach === 0 ? [own(''), own('-old')] : i % 2 === 0 ? [own('')] : [];
    });
  }
  return undefined;
}

/** Which kinds there are at all. */
function exported(expr: string, { to }: LargeFleet): Frame[] | undefined {
  const names = [
    'info',
    'spec_min_replicas',
    'spec_max_replicas',
    'status_desired_replicas',
    'status_current_replicas',
  ];
  return /^count by \(__name__\b.*_horizontalpodautoscaler_info/.test(expr)
    ? [...names, 'status_condition'].map((name) => ({
        labels: { __name__: `${HPA}_${name}` },
        times: [to],
        values: [1],
      }))
    : undefined;
}

function toFrames(series: readonly Frame[], isMatrix: boolean): unknown[] {
  const meta = {
    type: isMatrix ? 'timeseries-multi' : 'numeric-multi',
    custom: { resultType: isMatrix ? 'matrix' : 'vector' },
  };
  const frames = series.map(({ labels, times, values }) => ({
    schema: {
      refId: 'Q0',
      meta,
      fields: [
        { name: 'Time', type: 'time' },
        { name: 'Value', type: 'number', labels },
      ],
    },
    data: { values: [Array.from(times), Array.from(values)] },
  }));
  return frames.length > 0 ? frames : [{ schema: { refId: 'Q0', meta, fields: [] }, data: { values: [] } }];
}

/**
 * Answers every question of the page with this fleet.
 * @param pause milliseconds that raw samples take to come
 * @returns what was asked, as it is asked
 */
export async function serveLargeFleet(
  page: Page,
  fleet: LargeFleet,
  { pause }: { readonly pause: number }
): Promise<{ readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const database = fakeDatabase(samples(fleet));
  await page.route('**/api/ds/query*', async (route) => {
    const { queries } = route.request().postDataJSON() as { queries: Array<{ expr: string; range?: boolean }> };
    const [{ expr, range } = { expr: '' }] = queries;
    asked.push(expr);
    const isMatrix = range === true || expr.endsWith(']');
    const isRaw = isMatrix || /^last_over_time\(.*(namespace|scaletargetref)/.test(expr);
    if (isMatrix && pause > 0) {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    const list = listed(expr, fleet) ?? exported(expr, fleet);
    const [answer] =
      list || !isRaw ? [] : await database.instant([{ id: 'Q0', expr, from: fleet.from }], fleet.to, undefined);
    const frames = toFrames(list ?? answer?.series ?? [], isMatrix);
    await route.fulfill({ json: { results: { Q0: { status: 200, frames } } } });
  });
  return { asked };
}
