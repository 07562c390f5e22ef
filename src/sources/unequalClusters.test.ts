/** @jest-environment node */
// Clusters of one store that do not export the same: what the one tells is no witness for the other, whether a fleet is read
// whole, in parts or by a few of its namespaces.
import { fakeDatabase, type Stored } from '../../tests/support/fakeDatabase';
import { readColumns } from '../../tests/support/recordedSource';
import { RECORDED, recording } from '../../tests/support/truth';
import { analyze, mergeReports } from '../engine';
import type { Report } from '../model/report';
import type { Labels, SeriesSet } from '../model/series';
import type { SweepRequest } from './seriesSource';
import { sweepSource } from './sweep';
import type { Transport } from './transport';

const PLACES = ['gitops-between', 'keda-zero-flap', 'vpa-pdb', 'quota-block'];
const recorded: Stored[] = readColumns(recording('30s'), PLACES).map(({ labels, times, values }) => ({
  labels,
  times: Float64Array.from(times),
  values: Float64Array.from(values),
}));

const nameOf = ({ labels }: Stored): string => labels.__name__ ?? '';

/** The same objects in both clusters; the south keeps back what this matches. */
function unequal(keptBack: RegExp, columns = recorded): Stored[] {
  const of = (cluster: string, all: readonly Stored[]): Stored[] =>
    all.map((one) => ({ ...one, labels: { ...one.labels, cluster } }));
  return [
    ...of('north', columns),
    ...of(
      'south',
      columns.filter((one) => !keptBack.test(nameOf(one)))
    ),
  ];
}

/** Read by scans and parts, where `wholeUpTo` is zero. */
async function report(database: Transport, wholeUpTo: number, request: Partial<SweepRequest> = {}): Promise<Report> {
  const parts: Report[] = [];
  const take = (part: SeriesSet): void => void parts.push(analyze(part));
  const last = await sweepSource(database, { wholeUpTo }).fetch(
    { range: { from: RECORDED.to - 3_600_000, to: RECORDED.to }, clusterLabel: 'auto', ...request },
    { take }
  );
  const [first = analyze(last), ...others] = parts;
  return mergeReports(parts.length === 0 ? [first] : [first, ...others, analyze(last)]);
}

/** What is said of each workload: findings, and rules that were not judged, with the reason. */
function told({ workloads, findings }: Report, cluster: string): string[] {
  const own = workloads.filter(({ workload }) => workload.cluster === cluster);
  return [
    ...own.flatMap(({ workload, unjudged }) =>
      unjudged.map(({ rule, state }) => `${workload.namespace}/${workload.name} ${rule} ${state}`)
    ),
    ...findings.filter(({ workload }) => workload.cluster === cluster).map(({ id }) => id),
  ].sort();
}

const KEPT_BACK: ReadonlyArray<[string, RegExp]> = [
  ['conditions of HPAs', /status_condition/],
  ['requests of pods', /resource_requests/],
  ['generations', /metadata_generation/],
  ['the VPA updater', /^vpa_updater/],
  ['KEDA', /^keda/],
  ['quotas and budgets', /resourcequota|poddisruptionbudget/],
];

test.each(KEPT_BACK)('in parts or by name a cluster without %s is judged as it is at once', async (_, keptBack) => {
  expect(recorded.some((one) => keptBack.test(nameOf(one)))).toBe(true);
  const database = fakeDatabase(unequal(keptBack));
  const [whole, inParts, narrow] = [
    await report(database, 600),
    await report(database, 0),
    await report(database, 600, { namespaces: ['keda-zero-flap'] }),
  ];
  expect(inParts.workloads.length).toBe(whole.workloads.length);
  for (const cluster of ['north', 'south']) {
    expect(told(inParts, cluster)).toEqual(told(whole, cluster));
    expect(told(narrow, cluster)).toEqual(told(whole, cluster).filter((text) => /\bkeda-zero-flap\//.test(text)));
  }
});

/** A database whose scans name nobody. */
function calm(columns: readonly Stored[]): Transport {
  const database = fakeDatabase(columns);
  return {
    ...database,
    instant: (queries, at, abort) =>
      queries.every(({ id }) => id.startsWith('scan-'))
        ? Promise.resolve(queries.map(({ id }) => ({ id, series: [], notices: [] })))
        : database.instant(queries, at, abort),
  };
}

/** Rules that were not judged on what no scan named, by cluster. */
function unjudgedIn({ quiet = [] }: Report, cluster: string): string[] {
  const own = quiet.filter(({ workloads }) => workloads.some((one) => one.cluster === cluster));
  return [...new Set(own.flatMap(({ unjudged }) => unjudged.map(({ rule }) => rule)))].sort();
}

/** Deployments with an HPA each, in namespaces of their own; every series that kube-state-metrics writes of them. */
function fleet(size: number, more: readonly Stored[] = []): Stored[] {
  const times = Float64Array.from({ length: 20 }, (_, i) => RECORDED.to - (20 - i) * 30_000);
  const series = (__name__: string, labels: Labels, value = 3): Stored => ({
    labels: { __name__, ...labels },
    times,
    values: times.map(() => value),
  });
  const ofHpa = ['spec_min_replicas', 'spec_max_replicas', 'status_current_replicas', 'status_desired_replicas'];
  const ofWorkload = ['spec_replicas', 'metadata_generation', 'status_replicas_ready', 'status_replicas'];
  const metric = { metric_name: 'cpu', metric_target_type: 'utilization' };
  const all = Array.from({ length: size }, (_, i) => {
    const namespace = `team-${String(i).padStart(4, '0')}`;
    const hpa = { namespace, horizontalpodautoscaler: 'web' };
    const pod = { namespace, pod: 'web-1', uid: String(i), container: 'web', resource: 'cpu' };
    return [
      series(
        'kube_horizontalpodautoscaler_info',
        { ...hpa, scaletargetref_kind: 'Deployment', scaletargetref_name: 'web' },
        1
      ),
      ...ofHpa.map((name) => series(`kube_horizontalpodautoscaler_${name}`, hpa)),
      series(
        'kube_horizontalpodautoscaler_status_condition',
        { ...hpa, condition: 'ScalingActive', status: 'true' },
        1
      ),
      ...['spec', 'status'].map((name) =>
        series(`kube_horizontalpodautoscaler_${name}_target_metric`, { ...hpa, ...metric })
      ),
      ...ofWorkload.map((name) => series(`kube_deployment_${name}`, { namespace, deployment: 'web' })),
      ...['created', 'container_info', 'container_resource_requests'].map((name) => series(`kube_pod_${name}`, pod)),
      series('kube_resourcequota', { namespace, resourcequota: 'team', resource: 'pods', type: 'hard' }, 50),
    ];
  }).flat();
  return [...all, ...more];
}

test.each<[string, RegExp, string]>([
  ['conditions of HPAs', /status_condition/, 'hpa-scaling-inactive'],
  ['HPAs by their targets', /autoscaler_info/, 'hpa-double-target'],
  ['generations', /metadata_generation/, 'hpa-flapping'],
])('nor where its namespace alone keeps back %s', async (_, keptBack, rule) => {
  const here = 'team-0003';
  const columns = fleet(20).filter((one) => one.labels.namespace !== here || !keptBack.test(nameOf(one)));
  const { quiet = [] } = await report(calm(columns), 0);
  const unjudged = quiet.filter(({ unjudged }) => unjudged.some((one) => one.rule === rule));
  expect(quiet.flatMap(({ workloads }) => workloads)).toHaveLength(20);
  expect(unjudged.flatMap(({ workloads }) => workloads.map(({ namespace }) => namespace))).toEqual([here]);
});

test('nor are Deployments judged by what StatefulSets beside them keep back', async () => {
  const sets = fleet(20)
    .filter((one) => nameOf(one) === 'kube_deployment_spec_replicas')
    .map((one) => ({
      ...one,
      labels: { __name__: 'kube_statefulset_replicas', namespace: one.labels.namespace ?? '', statefulset: 'store' },
    }));
  const { quiet = [] } = await report(calm(fleet(20, sets)), 0);
  const unjudged = quiet.filter(({ unjudged }) => unjudged.some((one) => one.rule === 'hpa-flapping'));
  expect(unjudged.flatMap(({ workloads }) => workloads.map(({ kind, name }) => `${kind}/${name}`))).toEqual(
    Array.from({ length: 20 }, () => 'StatefulSet/store')
  );
});

/** What a VPA updater counts. */
function evictions(labels: Labels): Stored[] {
  return ['vpa_updater_evicted_pods_total', 'vpa_updater_failed_eviction_attempts_total'].map((__name__) => ({
    labels: { __name__, vpa_size_log2: '1', ...labels },
    times: Float64Array.of(RECORDED.to - 30_000),
    values: Float64Array.of(7),
  }));
}

test.each<[string, RegExp, string]>([
  ['conditions of HPAs', /status_condition/, 'hpa-scaling-inactive'],
  ['quotas', /resourcequota/, 'quota-blocks-scale-out'],
  ['generations', /metadata_generation/, 'hpa-flapping'],
  ['the VPA updater', /^vpa_updater/, 'vpa-pdb-deadlock'],
])('a quiet workload is calm by no proof where its cluster does not export %s', async (_, keptBack, rule) => {
  const database = calm(unequal(keptBack, fleet(20, evictions({ vpa_name: 'web', vpa_namespace: 'team-0000' }))));
  const quiet = await report(database, 0);
  expect(quiet.quiet?.flatMap(({ workloads }) => workloads)).toHaveLength(40);
  expect(unjudgedIn(quiet, 'south')).toContain(rule);
  expect(unjudgedIn(quiet, 'north')).not.toContain(rule);
});

test('counts of evictions that name no VPA prove nothing of any', async () => {
  const nameless = { ...evictions({})[0] } as Stored;
  const old = await report(calm([...fleet(20), nameless]), 0);
  const named = await report(calm(fleet(20, evictions({ vpa_name: 'web', vpa_namespace: 'team-0000' }))), 0);
  expect(unjudgedIn(old, '')).toContain('vpa-evict-during-scale-out');
  expect(unjudgedIn(named, '')).not.toContain('vpa-evict-during-scale-out');
});
