// A life that many workloads of the fleet share: a shape, lived once in the simulated cluster and scraped like the
// recording. What differs from one workload to the next are names and uids; where they stand, marks stand.
import { createCluster, record, type ClusterPlan } from '../../../demo/cluster';
import { specOfMetric } from '../../../src/queries/classify';
import type { Scrapes } from './scrapes';
import type { Manner, Shape } from './shapes';

/** Stand for what a workload brings itself; from Unicode's private use area, so that no label contains them. */
export const MARKS = { namespace: '\uE000', name: '\uE001', uid: '\uE002' } as const;

export interface TemplateSeries {
  /** Sorted by name; values may contain marks. */
  readonly labels: ReadonlyArray<readonly [name: string, value: string]>;
  readonly times: number[];
  readonly values: number[];
}

export interface Template {
  readonly shape: string;
  readonly manner: Manner;
  readonly series: readonly TemplateSeries[];
}

/** Each life begins so long before the first scrape: objects stand, pods are ready. */
const BEFORE_MS = 120_000;
/** Read by no rule, but a reader of generations would miss it. */
const ALSO_KEPT = /^kube_(deployment|statefulset)_status_observed_generation$/;

const NAMESPACE = /^(vpa_)?namespace$/;
/** Labels whose value is the name of an object. */
const OBJECT =
  /^(deployment|statefulset|replicaset|pod|horizontalpodautoscaler|scaled[oO]bject|verticalpodautoscaler|vpa_name|hpa|owner_name|target_name|scaletargetref_name|revision|resourcequota|poddisruptionbudget|label_.+)$/;

/** The same label, with marks for what is this workload's own. */
function marked(name: string, value: string, own: { namespace: string; workload: RegExp }): string {
  if (NAMESPACE.test(name)) {
    return value === own.namespace ? MARKS.namespace : value;
  }
  if (name === 'uid') {
    return `${MARKS.uid}${value.slice(8)}`;
  }
  return OBJECT.test(name) ? value.replace(own.workload, MARKS.name) : value;
}

/** The one workload of a plan, which the stamp renames. */
function onlyWorkload({ scenarios }: ClusterPlan, shape: string): { namespace: string; workload: RegExp } {
  const [scenario, ...more] = scenarios;
  if (!scenario || more.length > 0) {
    throw new Error(`${shape} has ${scenarios.length} workloads, a template has one`);
  }
  return { namespace: scenario.namespace, workload: new RegExp(`\\b${scenario.workload.name}\\b`, 'g') };
}

/** Lives a shape once. */
export function liveTemplate(shape: Shape, seed: number, { range, seconds, targets }: Scrapes): Template {
  const plan = shape.build(seed);
  const own = onlyWorkload(plan, shape.id);
  const cluster = createCluster({ ...plan, seed, startMs: range.from - BEFORE_MS });
  const scraped = record(cluster, {
    fromMs: range.from,
    toMs: range.to,
    scrapeSeconds: seconds,
    targets: [...targets.keys()],
    phasesMs: Object.fromEntries([...targets].map(([target, { phaseMs }]) => [target, phaseMs])),
    keep: (name) => ALSO_KEPT.test(name) || specOfMetric(name) !== undefined,
  });
  const instances = new Map([...targets.values()].map(({ labels }) => [labels.job, labels.instance]));
  const mine = scraped.filter(({ labels }) => (labels.vpa_namespace ?? labels.namespace) === own.namespace);
  return {
    shape: shape.id,
    manner: shape.manner,
    series: mine.map(({ labels, times, values }) => ({
      labels: Object.entries({ ...labels, instance: instances.get(labels.job) ?? '' })
        .map(([name, value]) => [name, marked(name, value, own)] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
      times,
      values,
    })),
  };
}
