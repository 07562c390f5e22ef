// What one scrape shows in each state, and what the counters count: the measured facts of the signal reference, checked
// in the simulation. Times are seconds since the cluster's start.

import { createCluster, record, storyOf, type Cluster, type RecordedSeries } from './index';
import type { Scenario } from './specs/scenario';

const START = 1_800_000_000_000;
const MEBIBYTE = 1024 ** 2;

const base = (more: Partial<Scenario> = {}): Scenario => ({
  namespace: 'shop',
  title: 'test',
  workload: {
    name: 'web',
    replicas: 4,
    containers: [{ name: 'app', requests: { cpu: 0.5, memory: 256 * MEBIBYTE } }],
    startSeconds: 4,
    readySeconds: 1,
  },
  demand: 1.15,
  ...more,
});
const onCpu = [{ type: 'Resource' as const, resource: 'cpu' as const, utilization: 60 }];
const hpa = (minReplicas: number, maxReplicas: number) => ({
  name: 'web',
  minReplicas,
  maxReplicas,
  metrics: onCpu,
  createdSeconds: 0,
});

function live(scenario: Scenario, seconds: number): { cluster: Cluster; series: RecordedSeries[] } {
  const cluster = createCluster({ scenarios: [scenario], seed: 7, startMs: START });
  return { cluster, series: record(cluster, { fromMs: START, toMs: START + seconds * 1000 }) };
}

function only(series: RecordedSeries[], name: string, labels: Record<string, string> = {}): RecordedSeries | undefined {
  return series.find(
    (one) =>
      one.labels.__name__ === name && Object.entries(labels).every(([label, value]) => one.labels[label] === value)
  );
}

const last = (series: RecordedSeries | undefined) => series?.values[series.values.length - 1];
const hpaMetric = (name: string) => `kube_horizontalpodautoscaler_${name}`;

describe('one scrape', () => {
  it('shows D = C = 0 until the first successful pass, and no metrics', () => {
    const { series } = live(base({ hpas: [hpa(2, 10)] }), 14);
    expect(last(only(series, hpaMetric('status_desired_replicas')))).toBe(0);
    expect(last(only(series, hpaMetric('status_current_replicas')))).toBe(0);
    expect(only(series, hpaMetric('status_condition'))).toBeUndefined();
    expect(only(series, hpaMetric('status_target_metric'))).toBeUndefined();
  });

  it('shows R = D = C when settled', () => {
    const { series } = live(base({ hpas: [hpa(2, 10)] }), 200);
    expect(last(only(series, 'kube_deployment_spec_replicas'))).toBe(4);
    expect(last(only(series, hpaMetric('status_desired_replicas')))).toBe(4);
    expect(last(only(series, hpaMetric('status_current_replicas')))).toBe(4);
    expect(last(only(series, hpaMetric('status_condition'), { condition: 'ScalingActive', status: 'true' }))).toBe(1);
  });

  it('keeps the old value as C after a write, until the next pass', () => {
    const { cluster } = live(
      base({
        hpas: [hpa(2, 10)],
        demand: {
          kind: 'steps',
          steps: [
            [0, 1.15],
            [300, 2.3],
          ],
        },
      }),
      300
    );
    while (cluster.writes.length === 0) {
      cluster.advanceTo(cluster.now + 100);
    }
    const [write] = cluster.writes;
    expect(cluster.hpas[0]?.status).toMatchObject({ currentReplicas: write?.from, desiredReplicas: write?.to });
    cluster.advanceTo(cluster.now + 15_100);
    expect(cluster.hpas[0]?.status.currentReplicas).toBe(write?.to);
  });

  it('shows D = C = 0, no metrics and a false ScalingActive while the target is at zero', () => {
    const { series } = live(
      base({ hpas: [hpa(2, 10)], writers: [{ kind: 'scale', family: 'human', replicas: 0, atSeconds: 100 }] }),
      200
    );
    expect(last(only(series, hpaMetric('status_desired_replicas')))).toBe(0);
    expect(last(only(series, hpaMetric('status_condition'), { condition: 'ScalingActive', status: 'false' }))).toBe(1);
    const metric = only(series, hpaMetric('status_target_metric'));
    expect(metric?.times[metric.times.length - 1]).toBeLessThan(START + 130_000);
  });

  it('enforces bounds at the next pass, without metrics', () => {
    const { cluster } = live(base({ hpas: [hpa(6, 10)] }), 16);
    expect(cluster.writes).toMatchObject([{ from: 4, to: 6, writer: { family: 'hpa' } }]);
    expect(cluster.hpas[0]?.status.metrics).toEqual([]);
  });

  it('deadlocks two HPAs on the same pods', () => {
    const story = storyOf('hpa-double-target');
    const cluster = createCluster({ ...story.build(3), seed: 3, startMs: START });
    cluster.advanceTo(START + 2_400_000);
    for (const { status } of cluster.hpas) {
      expect(status.conditions.get('ScalingActive')).toEqual({ status: 'false', reason: 'AmbiguousSelector' });
    }
    expect(cluster.hpas[1]?.status.desiredReplicas).toBe(0);
    expect(cluster.writes).toHaveLength(0);
  });

  it('shows a refused pod as ReplicaFailure and fewer replicas than wanted', () => {
    const { series } = live(
      base({ hpas: [hpa(2, 10)], demand: 3, quotas: [{ name: 'compute', hard: { pods: 5 } }] }),
      300
    );
    expect(last(only(series, 'kube_deployment_spec_replicas'))).toBe(10);
    expect(last(only(series, 'kube_deployment_status_replicas'))).toBe(5);
    expect(
      last(only(series, 'kube_deployment_status_condition', { condition: 'ReplicaFailure', status: 'true' }))
    ).toBe(1);
    expect(last(only(series, 'kube_resourcequota', { type: 'used', resource: 'pods' }))).toBe(5);
  });

  it('loses the HPA while KEDA is paused and keeps the controller gauge', () => {
    const story = storyOf('keda-paused');
    const cluster = createCluster({ ...story.build(2), seed: 2, startMs: START });
    const series = record(cluster, { fromMs: START, toMs: START + 900_000 });
    const desired = only(series, hpaMetric('status_desired_replicas'));
    expect(desired?.times[desired.times.length - 1]).toBeLessThanOrEqual(START + 600_000);
    expect(last(only(series, 'keda_scaled_object_paused'))).toBe(1);
    expect(last(only(series, 'kube_scaledobject_status_condition', { condition: 'Paused' }))).toBe(1);
    const controller = only(series, 'horizontal_pod_autoscaler_controller_desired_replicas');
    expect(controller?.times[controller.times.length - 1]).toBeGreaterThan(START + 870_000);
  });

  it('freezes a failing trigger at its last values while errors rise', () => {
    const story = storyOf('keda-scaler-errors');
    const cluster = createCluster({ ...story.build(1), seed: 1, startMs: START });
    const series = record(cluster, { fromMs: START, toMs: START + 2_400_000 });
    expect(last(only(series, 'keda_scaler_metrics_value'))).toBe(38);
    expect(last(only(series, 'keda_scaler_active'))).toBe(1);
    expect(last(only(series, 'keda_scaler_detail_errors_total'))).toBeGreaterThan(70);
    expect(last(only(series, 'kube_scaledobject_status_condition', { condition: 'Ready' }))).toBe(0);
    expect(last(only(series, hpaMetric('status_condition'), { condition: 'ScalingActive', status: 'false' }))).toBe(1);
  });
});

describe('the recorder', () => {
  it('doubles every series for an HA pair and spells the exported dialect', () => {
    const cluster = createCluster({ scenarios: [base()], seed: 1, startMs: START });
    const series = record(cluster, {
      fromMs: START,
      toMs: START + 60_000,
      haReplicas: 2,
      dialect: 'exported',
      externalLabels: { cluster: 'a' },
    });
    const rows = series.filter(({ labels }) => labels.__name__ === 'kube_deployment_spec_replicas');
    expect(rows.map(({ labels }) => labels.prometheus_replica).sort()).toEqual(['prometheus-0', 'prometheus-1']);
    expect(rows[0]?.labels).toMatchObject({ exported_namespace: 'shop', namespace: 'monitoring', cluster: 'a' });
  });

  it('leaves gaps for missed scrapes and tells them with up', () => {
    const cluster = createCluster({ scenarios: [base()], seed: 1, startMs: START });
    const series = record(cluster, { fromMs: START, toMs: START + 1_500_000, missRate: 0.2, jitterSeconds: 1 });
    const up = only(series, 'up', { job: 'kube-state-metrics' });
    const replicas = only(series, 'kube_deployment_spec_replicas');
    expect(up?.values.filter((value) => value === 1)).toHaveLength(replicas?.values.length ?? 0);
    expect(replicas?.values.length).toBeLessThan(95);
  });
});
