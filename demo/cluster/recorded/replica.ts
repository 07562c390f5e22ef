// Builds a scenario out of a recording's configuration and scripted load, lives it in the simulation, and measures how far
// the replica curve is from the recorded one.

import { createCluster, type Cluster } from '../cluster';
import type { Demand } from '../demand';
import type { RecordedSeries } from '../metrics/exposition';
import type { HpaMetricSpec, HpaSpec } from '../specs/hpa';
import type { Scenario } from '../specs/scenario';
import type { ScaledObjectSpec } from '../specs/scaledObject';
import { COMPRESSED_VPA, type PodMetricsTiming } from '../timing';
import { present } from '../present';
import { pick, readNamespace, readWrites, type TrueWrite } from './reading';

/** A recorded namespace and what cannot be read from its series (windows, writers, polling). */
export interface Replica {
  namespace: string;
  edit?: (scenario: Scenario) => Scenario;
}

/** How close the simulation came. */
export interface Closeness {
  recordedWrites: number;
  simulatedWrites: number;
  /** Mean of |simulated - recorded| replicas over the time after the first minutes. */
  meanError: number;
  /** Recorded replicas on average, as a scale for the error. */
  meanReplicas: number;
  /** Share of recorded writes with a simulated one of the same direction within 30 s. */
  edgesWithin30s: number;
  writes: { recorded: TrueWrite[]; simulated: TrueWrite[] };
}

/** The pods of the recording: KWOK's stages take 4 to 9.5 s and make a pod ready as it starts. */
const LAB_PODS = { startSeconds: [4, 9.5], readySeconds: 0, terminationSeconds: 1 } as const;
/** Their usage came from a script that took means over 10 s, in step with the story's clock. */
const SCRIPTED_METRICS: PodMetricsTiming = { resolutionSeconds: 10, phaseSeconds: 3.05 };
const SETTLED_MS = 90_000;
const DURATION_MS = 4_500_000;

/** Lives a recorded namespace again. */
export function replicate(replica: Replica): { cluster: Cluster; closeness: Closeness } {
  const series = readNamespace(replica.namespace);
  const startMs = last(one(series, 'kube_deployment_created')) * 1000 + 500;
  const read = scenarioOf(replica.namespace, series, startMs);
  const scenario = replica.edit?.(read) ?? read;
  const cluster = createCluster({
    scenarios: [scenario],
    seed: 1,
    startMs,
    vpa: COMPRESSED_VPA,
    podMetrics: SCRIPTED_METRICS,
  });
  cluster.advanceTo(startMs + DURATION_MS);
  return { cluster, closeness: compare(replica.namespace, cluster, scenario.workload.replicas, startMs) };
}

function scenarioOf(namespace: string, series: RecordedSeries[], startMs: number): Scenario {
  const deployment = one(series, 'kube_deployment_spec_replicas');
  const name = label(deployment, 'deployment');
  const request = (resource: string) =>
    earliest(pick(series, 'kube_pod_container_resource_requests', { resource, container: 'app' }));
  const scaledObjects = pick(series, 'kube_scaledobject_spec_min_replicas').map((row) => ({
    ...scaledObjectOf(series, label(row, 'scaledobject')),
    createdSeconds: 0.5,
  }));
  const signals = Object.fromEntries(
    pick(series, 'lab_queue_length').map((row) => [label(row, 'queue'), stepsOf(row, startMs)])
  );
  return {
    namespace,
    title: namespace,
    workload: {
      name,
      replicas: present(deployment.values[deployment.times.findIndex((time) => time >= startMs)]),
      containers: [{ name: 'app', requests: { cpu: request('cpu'), memory: request('memory') } }],
      ...LAB_PODS,
    },
    demand: { kind: 'noise', share: 0.02, everySeconds: 10, of: stepsOf(one(series, 'lab_demand_cores'), startMs) },
    signals,
    hpas: pick(series, 'kube_horizontalpodautoscaler_info')
      .map((row) => label(row, 'horizontalpodautoscaler'))
      .filter((hpa) => !hpa.startsWith('keda-hpa-'))
      .map((hpa) => hpaOf(series, hpa, startMs)),
    scaledObjects,
  };
}

/** The newest value: the first samples may stem from a namespace of the same name before this one. */
function last(row: RecordedSeries): number {
  return present(row.values[row.values.length - 1]);
}

function one(series: RecordedSeries[], name: string, labels?: Record<string, string>): RecordedSeries {
  return present(pick(series, name, labels)[0]);
}

function label(row: RecordedSeries, name: string): string {
  return row.labels[name] ?? '';
}

function first(row: RecordedSeries): number {
  return present(row.values[0]);
}

function earliest(rows: RecordedSeries[]): number {
  return first(rows.reduce((a, b) => (present(a.times[0]) <= present(b.times[0]) ? a : b)));
}

/** Sampled every 15 s: steps keep jumps where they were seen, less than a scrape late. */
function stepsOf(row: RecordedSeries, startMs: number): Demand {
  return { kind: 'steps', steps: row.times.map((time, i) => [(time - startMs) / 1000 - 7.5, row.values[i] ?? 0]) };
}

function hpaOf(series: RecordedSeries[], horizontalpodautoscaler: string, startMs: number): HpaSpec {
  const value = (metric: string) =>
    last(one(series, `kube_horizontalpodautoscaler_${metric}`, { horizontalpodautoscaler }));
  const metrics = pick(series, 'kube_horizontalpodautoscaler_spec_target_metric', { horizontalpodautoscaler });
  return {
    name: horizontalpodautoscaler,
    minReplicas: value('spec_min_replicas'),
    maxReplicas: value('spec_max_replicas'),
    createdSeconds: Math.max(0, value('created') + 0.5 - startMs / 1000),
    metrics: metrics.map((row): HpaMetricSpec => {
      const resource = row.labels.metric_name === 'memory' ? 'memory' : 'cpu';
      return row.labels.metric_target_type === 'utilization'
        ? { type: 'Resource', resource, utilization: first(row) }
        : { type: 'Resource', resource, averageValue: first(row) };
    }),
  };
}

function scaledObjectOf(series: RecordedSeries[], scaledobject: string): ScaledObjectSpec {
  const value = (metric: string) => pick(series, `kube_scaledobject_${metric}`, { scaledobject })[0]?.values[0];
  const hpa = { horizontalpodautoscaler: `keda-hpa-${scaledobject}` };
  const metrics = pick(series, 'kube_horizontalpodautoscaler_spec_target_metric', hpa);
  return {
    name: scaledobject,
    minReplicaCount: value('spec_min_replicas'),
    maxReplicaCount: value('spec_max_replicas'),
    cooldownPeriod: value('spec_cooldown_seconds'),
    pollingInterval: 15,
    triggers: metrics
      .sort((a, b) => label(a, 'metric_name').localeCompare(label(b, 'metric_name')))
      .map((row) =>
        row.labels.metric_target_type === 'utilization'
          ? { type: 'cpu' as const, utilization: first(row) }
          : { type: 'metrics-api', metric: 'metric-api-value', signal: scaledobject, threshold: first(row) }
      ),
  };
}

function compare(namespace: string, cluster: Cluster, initial: number, startMs: number): Closeness {
  const recorded = readWrites(namespace);
  const simulated = cluster.writes.map((write): TrueWrite => ({
    ...write,
    t: write.atMs,
    writer: write.writer.family,
  }));
  const late = (write: TrueWrite) => write.t >= startMs + SETTLED_MS;
  let error = 0;
  let replicas = 0;
  let moments = 0;
  for (let t = startMs + SETTLED_MS; t < startMs + DURATION_MS; t += 1000) {
    const truth = at(recorded, initial, t);
    error += Math.abs(at(simulated, initial, t) - truth);
    replicas += truth;
    moments++;
  }
  const edges = recorded.filter(late);
  const near = edges.filter((edge) =>
    simulated.some(
      (write) =>
        Math.abs(write.t - edge.t) <= 30_000 && Math.sign(write.to - write.from) === Math.sign(edge.to - edge.from)
    )
  );
  return {
    recordedWrites: edges.length,
    simulatedWrites: simulated.filter(late).length,
    meanError: error / moments,
    meanReplicas: replicas / moments,
    edgesWithin30s: edges.length === 0 ? 1 : near.length / edges.length,
    writes: { recorded, simulated },
  };
}

function at(writes: readonly TrueWrite[], initial: number, t: number): number {
  let low = 0;
  let high = writes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (present(writes[middle]).t <= t) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return writes[low - 1]?.to ?? initial;
}
