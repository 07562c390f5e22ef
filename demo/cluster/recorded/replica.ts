// Builds a scenario out of a recording's configuration and scripted load, lives it in the simulation, and measures how far
// the replica curve is from the recorded one.

import { createCluster, type Cluster } from '../cluster';
import type { Demand } from '../demand';
import type { RecordedSeries } from '../metrics/exposition';
import type { HpaMetricSpec, HpaSpec, Scenario, ScaledObjectSpec } from '../scenario';
import { COMPRESSED_VPA, SCRIPTED_METRICS } from '../timing';
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
const SETTLED_MS = 90_000;
const DURATION_MS = 4_500_000;

/** Lives a recorded namespace again. */
export function replicate(replica: Replica): { cluster: Cluster; closeness: Closeness } {
  const series = readNamespace(replica.namespace);
  const startMs = last(pick(series, 'kube_deployment_created')[0]) * 1000 + 500;
  const read = scenarioOf(replica.namespace, series, startMs);
  const scenario = replica.edit?.(read) ?? read;
  const cluster = createCluster({ scenarios: [scenario], seed: 1, startMs, vpa: COMPRESSED_VPA, podMetrics: SCRIPTED_METRICS });
  cluster.advanceTo(startMs + DURATION_MS);
  return { cluster, closeness: compare(replica.namespace, cluster, scenario.workload.replicas, startMs) };
}

function scenarioOf(namespace: string, series: RecordedSeries[], startMs: number): Scenario {
  const deployment = pick(series, 'kube_deployment_spec_replicas')[0];
  const name = deployment.labels.deployment;
  const request = (resource: string) => earliest(pick(series, 'kube_pod_container_resource_requests', { resource, container: 'app' }));
  const scaledObjects = pick(series, 'kube_scaledobject_spec_min_replicas').map((row) => scaledObjectOf(series, row.labels.scaledobject));
  const signals = Object.fromEntries(pick(series, 'lab_queue_length').map((row) => [row.labels.queue, stepsOf(row, startMs)]));
  return {
    namespace,
    title: namespace,
    workload: {
      name,
      replicas: deployment.values[deployment.times.findIndex((time) => time >= startMs)],
      containers: [{ name: 'app', requests: { cpu: request('cpu'), memory: request('memory') } }],
      ...LAB_PODS,
    },
    demand: stepsOf(pick(series, 'lab_demand_cores')[0], startMs),
    signals,
    hpas: pick(series, 'kube_horizontalpodautoscaler_info')
      .filter(({ labels }) => !labels.horizontalpodautoscaler.startsWith('keda-hpa-'))
      .map(({ labels }) => hpaOf(series, labels.horizontalpodautoscaler, startMs)),
    scaledObjects,
  };
}

/** The newest value: the first samples may stem from a namespace of the same name before this one. */
function last(row: RecordedSeries): number {
  return row.values[row.values.length - 1];
}

function earliest(rows: RecordedSeries[]): number {
  return rows.reduce((a, b) => (a.times[0] <= b.times[0] ? a : b)).values[0];
}

/** Sampled every 15 s: steps keep jumps where they were seen, less than a scrape late. */
function stepsOf(row: RecordedSeries, startMs: number): Demand {
  return { kind: 'steps', steps: row.times.map((time, i) => [(time - startMs) / 1000 - 7.5, row.values[i]]) };
}

function hpaOf(series: RecordedSeries[], horizontalpodautoscaler: string, startMs: number): HpaSpec {
  const value = (metric: string) => last(pick(series, `kube_horizontalpodautoscaler_${metric}`, { horizontalpodautoscaler })[0]);
  const metrics = pick(series, 'kube_horizontalpodautoscaler_spec_target_metric', { horizontalpodautoscaler });
  return {
    name: horizontalpodautoscaler,
    minReplicas: value('spec_min_replicas'),
    maxReplicas: value('spec_max_replicas'),
    createdSeconds: Math.max(0, value('created') + 0.5 - startMs / 1000),
    metrics: metrics.map((row): HpaMetricSpec => {
      const resource = row.labels.metric_name === 'memory' ? 'memory' : 'cpu';
      return row.labels.metric_target_type === 'utilization'
        ? { type: 'Resource', resource, utilization: row.values[0] }
        : { type: 'Resource', resource, averageValue: row.values[0] };
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
      .sort((a, b) => a.labels.metric_name.localeCompare(b.labels.metric_name))
      .map((row) =>
        row.labels.metric_target_type === 'utilization'
          ? { type: 'cpu' as const, utilization: row.values[0] }
          : { type: 'metrics-api', metric: 'metric-api-value', signal: scaledobject, threshold: row.values[0] }
      ),
  };
}

function compare(namespace: string, cluster: Cluster, initial: number, startMs: number): Closeness {
  const recorded = readWrites(namespace);
  const simulated = cluster.writes.map((write): TrueWrite => ({ ...write, t: write.atMs, writer: write.writer.family }));
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
    simulated.some((write) => Math.abs(write.t - edge.t) <= 30_000 && Math.sign(write.to - write.from) === Math.sign(edge.to - edge.from))
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
    if (writes[middle].t <= t) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low === 0 ? initial : writes[low - 1].to;
}
