/** @jest-environment node */
// A sweep over a database in memory: what one failed query leaves, what a slow one holds up, what a large fleet costs.
import { DIALECTS } from '../../tests/support/dialects';
import { readColumns } from '../../tests/support/recordedSource';
import { fakeDatabase, type Behaviour, type Stored } from '../../tests/support/fakeDatabase';
import { RECORDED, recording } from '../../tests/support/truth';
import { analyze } from '../engine';
import type { Failure } from '../model/failure';
import type { Labels, SeriesSet } from '../model/series';
import { sweepSource } from './sweep';
import type { SweepOptions, SweepProgress, SweepRequest } from './seriesSource';
import type { Transport, TransportQuery } from './transport';

const PLACES = ['gitops-between', 'hpa-double', 'keda-zero-flap'];
function storedOf(namespaces: readonly string[]): Stored[] {
  return readColumns(recording('30s'), namespaces).map((c) => ({
    labels: c.labels,
    times: Float64Array.from(c.times),
    values: Float64Array.from(c.values),
  }));
}

const stored = storedOf(PLACES);

function sweep(
  behaviour: Behaviour = {},
  request: Partial<SweepRequest> = {},
  options: SweepOptions = {},
  columns = stored
): Promise<SeriesSet> {
  return sweepSource(fakeDatabase(columns, behaviour)).fetch(
    { range: RECORDED, clusterLabel: 'auto', ...request },
    options
  );
}

/** Deployments in namespaces of their own, one sample each scrape. */
function fleet(workloads: number): Stored[] {
  const times = Float64Array.from({ length: 20 }, (_, i) => RECORDED.to - (20 - i) * 30_000);
  return Array.from({ length: workloads }, (_, i) => {
    const labels = { namespace: `team-${String(i).padStart(4, '0')}`, deployment: 'web' };
    return ['kube_deployment_spec_replicas', 'kube_deployment_metadata_generation'].map((__name__) => ({
      labels: { __name__, ...labels },
      times,
      values: times.map(() => 3),
    }));
  }).flat();
}

test('brings what the rules need, and they speak', async () => {
  const set = await sweep();
  const found = analyze(set).findings.map((f) => `${f.workload.namespace} ${f.rule}`);
  expect(found).toEqual(
    expect.arrayContaining([
      'gitops-between hpa-gitops-replicas',
      'hpa-double hpa-double-target',
      'keda-zero-flap keda-zero-flap',
    ])
  );
  expect(set.failed).toEqual([]);
});

test.each([['ksm-1.9'], ['ksm-1.9-old-names']])(
  'as %s names them, requests and allocatable are read as today, and nobody else is asked for old names',
  async (id) => {
    const dialect = DIALECTS.find((one) => one.id === id);
    const plain = storedOf(['gitops-between']);
    const old = plain.flatMap((one, i) =>
      (dialect?.as({ ...one, times: [...one.times], values: [...one.values] }, i) ?? []).map((c) => ({
        labels: c.labels,
        times: Float64Array.from(c.times),
        values: Float64Array.from(c.values),
      }))
    );
    const told = (set: SeriesSet): string[] =>
      set.series
        .filter(({ kind }) => ['pod.request', 'node.allocatable', 'hpa.labels', 'hpa.max'].includes(kind))
        .map(({ kind, object, attributes: { container, resource }, values }) =>
          [kind, object, container, resource, ...values].join(' ')
        )
        .sort();
    const asked: string[] = [];
    const today = await sweep({ sees: ({ expr }) => asked.push(expr) }, {}, {}, plain);
    expect(asked.filter((expr) => /^last_over_time.*_cpu_cores/.test(expr))).toEqual([]);
    expect(told(today).filter((text) => text.startsWith('pod.request')).length).toBeGreaterThan(0);
    expect(told(await sweep({}, {}, {}, old))).toEqual(told(today));
  }
);

test('a cluster is asked for under the label that its series carry', async () => {
  const asked: string[] = [];
  const columns = stored.map((one) => ({ ...one, labels: { ...one.labels, k8s_cluster: 'eu' } }));
  const set = await sweep({ sees: ({ expr }) => asked.push(expr) }, { cluster: 'eu' }, {}, columns);
  expect(analyze(set).workloads.map((one) => one.workload.cluster)).toEqual(['eu', 'eu', 'eu']);
  expect(asked.some((expr) => expr.includes('k8s_cluster="eu"'))).toBe(true);
  expect((await sweep({}, { cluster: 'us' }, {}, columns)).series).toEqual([]);
});

/** As one label of two clusters reads: the same objects, and in the second one nothing ever happens. */
function twoClusters(name: string): Stored[] {
  return stored.flatMap((one) => [
    { ...one, labels: { ...one.labels, [name]: 'north' } },
    { ...one, labels: { ...one.labels, [name]: 'south' }, values: one.values.map(() => one.values[0] ?? 0) },
  ]);
}

test.each([['cluster_id'], ['flotte']])(
  'two clusters with the same objects are two, told apart by %s',
  async (name) => {
    const set = await sweep({}, {}, {}, twoClusters(name));
    const north = analyze(await sweep({}, { clusterLabel: name, cluster: 'north' }, {}, twoClusters(name)));
    const report = analyze(set);
    expect(report.clusterLabel).toBe(name);
    expect(set.failed).toEqual([]);
    expect(new Set(report.workloads.map(({ workload }) => workload.cluster))).toEqual(new Set(['north', 'south']));
    const loud = report.findings.filter((f) => f.severity !== 'info' && f.workload.cluster === 'north');
    expect(loud.map((f) => f.id)).toEqual(north.findings.filter((f) => f.severity !== 'info').map((f) => f.id));
    const asked = analyze(await sweep({}, { cluster: 'north' }, {}, twoClusters(name)));
    expect(asked.findings.map((f) => f.id)).toEqual(north.findings.map((f) => f.id));
  }
);

/** One cluster scraped with honor_labels, the other one without; kube-state-metrics of the latter runs in 'hpa-double'. */
function twoSpellings(): Stored[] {
  return twoClusters('cluster').map((one) => {
    const { namespace = '', pod, container, ...rest } = one.labels;
    const isOthers = one.labels.exported_namespace !== undefined || one.labels.__name__?.startsWith('container_');
    if (one.labels.cluster === 'north' || namespace === '' || isOthers === true) {
      return one;
    }
    const own = Object.entries({ exported_pod: pod, exported_container: container }).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value]]
    );
    const labels = { ...rest, ...Object.fromEntries(own), exported_namespace: namespace, namespace: 'hpa-double' };
    return { ...one, labels };
  });
}

test.each([[[]], [['gitops-between']], [['gitops-between', 'hpa-double']]])(
  'two spellings of the namespace in one store, asked for %j: every series is read as it is spelled',
  async (namespaces) => {
    const ids = async (columns: Stored[]): Promise<string[]> => {
      const set = await sweep({}, { namespaces }, {}, columns);
      return [
        set.exported === 'some' ? 'some' : 'one',
        ...set.series.map((s) => `${s.kind} ${s.cluster} ${s.namespace} ${s.object} ${s.times.length}`),
      ];
    };
    const [spelled, ...mixed] = await ids(twoSpellings());
    const [, ...plain] = await ids(twoClusters('cluster'));
    expect(spelled).toBe('some');
    expect(mixed).toEqual(plain);
  }
);

test('two spellings in a fleet too large for one question', async () => {
  const half = fleet(500).map((one, i) => {
    const { namespace = '', ...rest } = one.labels;
    return i < 500 ? one : { ...one, labels: { ...rest, exported_namespace: namespace, namespace: 'monitoring' } };
  });
  const more = fleet(700).slice(1000);
  const set = await sweep({}, {}, {}, [...half, ...more]);
  expect(analyze(set).workloads).toHaveLength(700);
});

test('a narrow choice without a VPA knows whether VPAs are exported at all', async () => {
  const sizeOf = async (columns: Stored[]): Promise<string[]> => {
    const set = await sweep({}, { namespaces: ['hpa-double'] }, {}, columns);
    return analyze(set).workloads.map((one) => one.sizeOwner.state);
  };
  expect(await sizeOf(stored)).toEqual(['unknown']);
  expect(await sizeOf(storedOf([...PLACES, 'ok-vpa-initial']))).toEqual(['manifest']);
});

test('a failed query is named and leaves the rest standing', async () => {
  const set = await sweep({
    fails: (q) => (q.expr.includes('keda_scaler') ? 'query timed out in expression evaluation' : undefined),
  });
  expect(set.failed.map((f) => f.message)).toEqual(
    set.failed.map(() => expect.stringContaining('Choose a shorter time range'))
  );
  expect(set.failed.flatMap((f) => f.kinds)).toContain('keda.active');
  const report = analyze(set);
  expect(report.findings.map((f) => f.rule)).toContain('hpa-gitops-replicas');
  expect(report.unassessed.find((u) => u.rule === 'keda-scaler-errors')).toMatchObject({ state: 'failed' });
  expect(report.diagnostics.filter((d) => d.severity === 'error').length).toBe(set.failed.length);
});

test.each([
  ['everything fails', (): string => '403 Forbidden'],
  [
    'only the census fails',
    (q: { id: string }): string | undefined => (q.id.startsWith('census') ? 'boom' : undefined),
  ],
])('%s: no exception, and nothing is called calm', async (_, fails) => {
  const set = await sweep({ fails });
  expect(set.failed.length).toBeGreaterThan(0);
});

test('an abort ends it with the reason given', async () => {
  const controller = new AbortController();
  const sees = (query: { id: string }): void =>
    void (query.id.startsWith('hpa') && controller.abort(new Error('newer request')));
  await expect(sweep({ sees }, {}, { abort: controller.signal })).rejects.toThrow('newer request');
});

test('three requests at a time, progress to the end', async () => {
  let most = 0;
  const steps: Array<readonly [number, number]> = [];
  await sweep(
    { sees: (_, underWay) => (most = Math.max(most, underWay)) },
    {},
    { onProgress: (p) => steps.push([p.answered, p.total]) }
  );
  expect(most).toBe(3);
  const last = steps.at(-1);
  expect(last?.[0]).toBe(last?.[1]);
  expect(steps.every(([answered], i) => answered === i + 1)).toBe(true);
});

test('warnings of the database are told once', async () => {
  const set = await sweep({ notices: ['results are partial'] });
  expect(set.notices).toEqual(['results are partial']);
});

test('a namespace asked for is the only one that comes', async () => {
  const set = await sweep({}, { namespaces: ['gitops-between'] });
  expect([...new Set(set.series.map((s) => s.namespace).filter((ns) => ns !== ''))]).toEqual(['gitops-between']);
});

test('the same without honor_labels', async () => {
  const renamed = stored.map((one) => {
    const { namespace, container, pod, ...rest } = one.labels;
    const moved = Object.entries({ namespace, container, pod }).filter(([, value]) => value !== undefined);
    const labels = {
      ...rest,
      ...Object.fromEntries(moved.map(([key, value]) => [`exported_${key}`, value ?? ''])),
      namespace: 'monitoring',
      container: 'kube-state-metrics',
      pod: 'ksm-0',
    };
    return rest.exported_namespace === undefined ? { ...one, labels } : one;
  });
  const straight = analyze(await sweep()).findings.map((f) => f.id);
  const set = await sweep({}, {}, {}, renamed);
  expect(analyze(set).findings.map((f) => f.id)).toEqual(straight);
});

test('a large fleet is read in parts, each judged and let go, and no query is too long', async () => {
  const asked: string[] = [];
  const parts: SeriesSet[] = [];
  const take = (part: SeriesSet): void => void parts.push(part);
  const last = await sweep({ sees: (q) => asked.push(q.expr) }, {}, { take }, fleet(4000));
  expect(parts.map(({ part }) => part)).toEqual(parts.map(() => 'workloads'));
  expect([last.part, last.fleet?.suspects, last.fleet?.quiet]).toEqual(['nodes', 4000, []]);
  const read = parts.flatMap(({ series }) => series.filter(({ kind }) => kind === 'workload.replicas'));
  expect(new Set(read.map(({ namespace }) => namespace)).size).toBe(4000);
  expect(Math.max(...parts.map(({ series }) => series.length))).toBeLessThan(3000);
  expect(Math.max(...asked.map((expr) => expr.length))).toBeLessThan(16_000);
});

test('while a part is judged the next one is read, and no more than that', async () => {
  let asked = 0;
  const seen: Array<{ before: number; after: number; later: number }> = [];
  const pause = () => new Promise((resolve) => setTimeout(resolve, 150));
  const take = async (): Promise<void> => {
    const before = asked;
    await pause();
    const after = asked;
    await pause();
    seen.push({ before, after, later: asked });
  };
  await sweep({ sees: () => asked++ }, {}, { take }, fleet(1500));
  expect(seen.length).toBeGreaterThan(2);
  expect(seen.slice(0, -1).every(({ before, after, later }) => after > before && later === after)).toBe(true);
});

test('what goes wrong as a part is taken ends the sweep', async () => {
  const take = () => Promise.reject(new Error('the worker died'));
  let asked = 0;
  await expect(sweep({ sees: () => asked++ }, {}, { take }, fleet(1500))).rejects.toThrow('the worker died');
  const before = asked;
  await new Promise((resolve) => setTimeout(resolve, 100));
  // The part that was being read ahead is asked for no further.
  expect(asked).toBe(before);
});

test('a caller who gives up while a part is judged ends what is read ahead', async () => {
  const caller = new AbortController();
  let asked = 0;
  const take = async (): Promise<void> => caller.abort(new Error('nobody waits'));
  const options = { take, abort: caller.signal };
  await expect(sweep({ sees: () => asked++ }, {}, options, fleet(1500))).rejects.toThrow('nobody waits');
  const before = asked;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(asked).toBe(before);
});

test('progress of a large fleet tells suspects read of suspects named, and queries over all its stages', async () => {
  const steps: SweepProgress[] = [];
  await sweep({}, {}, { onProgress: (step) => steps.push(step) }, fleet(700));
  expect(steps.every(({ answered }, i) => answered === i + 1)).toBe(true);
  // Scans come before anything is read, and it is known then that they do.
  expect(steps.find(({ isLarge }) => isLarge)?.read).toBeUndefined();
  expect(steps.filter(({ isLarge }) => isLarge).length).toBeGreaterThan(20);
  expect(steps[0]?.isLarge).toBeUndefined();
  const read = steps.flatMap((step) => step.read ?? []);
  expect(read[0]).toEqual({ done: 0, of: 700, unnamed: 0 });
  expect(read.every(({ done, of }, i) => of === 700 && done >= (read[i - 1]?.done ?? 0))).toBe(true);
  // While the last part is read, all but that one are done: parts of 50, 200 and what fits into a query.
  expect(new Set(read.map(({ done }) => done)).size).toBe(4);
  expect(read.at(-1)?.done).toBeGreaterThan(250);
});

/** A database whose scans answer with these workloads only. */
function scanned(columns: Stored[], names: readonly string[], behaviour: Behaviour = {}): Transport {
  const database = fakeDatabase(columns, behaviour);
  const named = names.map((namespace) => ({
    labels: { namespace, deployment: 'web' },
    times: Float64Array.of(RECORDED.to),
    values: Float64Array.of(3),
  }));
  return {
    ...database,
    instant: async (queries, at, abort) => {
      const [query] = queries;
      if (query?.id.startsWith('kept-back-')) {
        return [{ id: query.id, series: [], notices: [] }];
      }
      return query?.id.startsWith('scan-') && behaviour.fails?.(query) === undefined
        ? [
            {
              id: query.id,
              series: query.id === 'scan-rewritten-0' ? named : [],
              notices: behaviour.notices ?? [],
              partial: behaviour.partial?.(query),
            },
          ]
        : database.instant(queries, at, abort);
    },
  };
}

test('in a large fleet what no scan names is not read, and told by name', async () => {
  const set = await sweepSource(scanned(fleet(700), ['team-0007'])).fetch({ range: RECORDED, clusterLabel: 'auto' });
  expect(new Set(set.series.map(({ namespace }) => namespace))).toEqual(new Set(['team-0007']));
  expect(set.fleet?.quiet.map(({ namespace, name }) => `${namespace}/${name}`)).toHaveLength(699);
  const { quiet = [], workloads } = analyze(set);
  expect(workloads.map(({ workload }) => workload.namespace)).toEqual(['team-0007']);
  expect(quiet.flatMap((one) => one.workloads)).toHaveLength(699);
});

/** A Rollout that is alone in its namespace: only its HPA tells of it, or of itself. */
function alone(target: Labels): Stored[] {
  return ['info', 'status_desired_replicas', 'status_current_replicas'].map((name) => ({
    labels: {
      __name__: `kube_horizontalpodautoscaler_${name}`,
      namespace: 'canary',
      horizontalpodautoscaler: 'shop',
      ...(name === 'info' && target),
    },
    times: Float64Array.of(RECORDED.to - 60_000, RECORDED.to - 30_000),
    values: Float64Array.of(1, 1),
  }));
}
const ROLLOUT = { scaletargetref_kind: 'Rollout', scaletargetref_name: 'shop' };

test.each<[number, Labels]>([
  [10, ROLLOUT],
  [700, ROLLOUT],
  [700, {}],
  [11_000, ROLLOUT],
])(
  'a namespace without any workload of Kubernetes itself is seen beside %i workloads, its HPA telling %j',
  async (workloads, target) => {
    const range = { from: RECORDED.to - 600_000, to: RECORDED.to };
    const read = new Set<string>();
    const take = ({ series }: SeriesSet): void => series.forEach(({ namespace }) => read.add(namespace));
    const set = await sweepSource(scanned([...fleet(workloads), ...alone(target)], [])).fetch(
      { range, clusterLabel: 'auto' },
      { take }
    );
    take(set);
    const quiet = (set.fleet?.quiet ?? []).map(({ namespace }) => namespace);
    expect([...read, ...quiet]).toContain('canary');
  },
  60_000
);

/** What must be known of every workload, of one of the fleet: without it nobody is judged. */
function core(): Stored[] {
  const hpa = { namespace: 'team-0000', horizontalpodautoscaler: 'web' };
  const more: Readonly<Record<string, Labels>> = {
    info: { scaletargetref_kind: 'Deployment', scaletargetref_name: 'web' },
    status_condition: { condition: 'ScalingActive', status: 'true' },
  };
  const names = [
    'info',
    'spec_min_replicas',
    'spec_max_replicas',
    'status_current_replicas',
    'status_desired_replicas',
  ];
  return [...names, 'status_condition'].map((name) => ({
    labels: { __name__: `kube_horizontalpodautoscaler_${name}`, ...hpa, ...more[name] },
    times: Float64Array.of(RECORDED.to - 60_000, RECORDED.to - 30_000),
    values: Float64Array.of(3, 3),
  }));
}

test('a scan that failed proves nothing', async () => {
  const fails = ({ id }: { id: string }): string | undefined => (id === 'scan-rewritten-0' ? 'boom' : undefined);
  const source = sweepSource(scanned([...fleet(700), ...core()], [], { fails }));
  const report = analyze(await source.fetch({ range: RECORDED, clusterLabel: 'auto' }));
  expect(report.quiet?.map(({ verdict, workloads }) => [verdict, workloads.length])).toEqual([
    ['calm-as-far-as-seen', 700],
  ]);
  expect(report.quiet?.[0]?.unjudged).toContainEqual(
    expect.objectContaining({ rule: 'hpa-flapping', state: 'failed', reason: expect.stringContaining('boom') })
  );
  expect(report.unread).toHaveLength(1);
  expect(report.verdict).not.toBe('calm');
});

test.each<[string, Behaviour]>([
  [
    'by the word of the database',
    { partial: ({ id }) => (id === 'scan-rewritten-0' ? { kind: 'cut', message: 'a store is away' } : undefined) },
  ],
  ['by a remark that its condition lost elements', { notices: ['PromQL warning: encountered a mix of types'] }],
])('a scan that was answered in part proves nothing, %s', async (_, behaviour) => {
  const source = sweepSource(scanned([...fleet(700), ...core()], [], behaviour));
  const set = await source.fetch({ range: RECORDED, clusterLabel: 'auto' });
  expect(set.fleet?.unscanned).toContainEqual(expect.objectContaining({ scan: 'rewritten', state: 'partial' }));
  expect(analyze(set).quiet?.map(({ verdict }) => verdict)).toEqual(['calm-as-far-as-seen']);
});

test('where the modes of VPAs were cut nobody knows which of them are off', async () => {
  const vpa = ['spec_updatepolicy_updatemode', 'status_recommendation_containerrecommendations_target'].map((name) => ({
    labels: {
      __name__: `kube_customresource_verticalpodautoscaler_${name}`,
      namespace: 'team-0007',
      verticalpodautoscaler: 'web',
      target_kind: 'Deployment',
      target_name: 'web',
      update_mode: 'Off',
      resource: 'cpu',
    },
    times: Float64Array.of(RECORDED.to),
    values: Float64Array.of(1),
  }));
  const partial = ({ id }: { id: string }): Failure | undefined =>
    id.startsWith('census-vpa.mode') ? { kind: 'cut', message: 'half of it' } : undefined;
  const source = sweepSource(scanned([...fleet(700), ...vpa], [], { partial }));
  const set = await source.fetch({ range: RECORDED, clusterLabel: 'auto' });
  expect(set.fleet?.unscanned).toContainEqual(
    expect.objectContaining({ scan: 'sized-twice', state: 'partial', reason: 'half of it' })
  );
});

test('a list that failed proves nothing either', async () => {
  const fails = ({ id }: { id: string }): string | undefined => (id.startsWith('census-hpa.info') ? 'boom' : undefined);
  const source = sweepSource(scanned([...fleet(700), ...core()], [], { fails }));
  const report = analyze(await source.fetch({ range: RECORDED, clusterLabel: 'auto' }));
  expect(report.quiet?.map(({ verdict }) => verdict)).toEqual(['not-judged']);
});

test('a range that is too long for the workloads of one namespace is shortened, and that is no remark but a part unread', async () => {
  const from = RECORDED.to - 30 * 86_400_000;
  const alike = fleet(9).map((one, i) => ({
    ...one,
    labels: { ...one.labels, namespace: `team-${Math.floor(i / 6)}`, deployment: `web${i >> 1}` },
  }));
  const set = await sweep({}, { range: { from, to: RECORDED.to } }, {}, alike);
  expect(set.leftOut).toContainEqual(
    expect.objectContaining({
      namespaces: ['team-0'],
      error: {
        kind: 'shortened',
        message: expect.stringMatching(
          /^Only the last \d+ d of 30 d of team-0 were read: more raw samples than fit into memory$/
        ),
        advice: 'Choose a shorter time range or fewer namespaces.',
      },
    })
  );
  const report = analyze(set);
  expect(report.workloads).toHaveLength(9);
  expect([report.verdict, ...report.workloads.map(({ verdict }) => verdict)]).not.toContain('calm');
  expect(report.unread).toContainEqual(expect.objectContaining({ why: 'shortened' }));
});

test('every sample twice gives the same report as once, and says so', async () => {
  const twice = stored.map(({ labels, times, values }) => ({
    labels,
    times: Float64Array.from([...times, ...times]),
    values: Float64Array.from([...values, ...values]),
  }));
  const { diagnostics: plain, ...once } = analyze(await sweep());
  const { diagnostics, ...doubled } = analyze(await sweep({}, {}, {}, twice));
  expect(doubled).toEqual(once);
  expect(plain).toEqual([]);
  expect(diagnostics.map((d) => d.message).join()).toMatch(/samples came more than once and were counted once/);
});

test('a scrape interval of 0 cannot arise, whatever stands in the samples', async () => {
  const still = stored.map((one) => ({ ...one, times: one.times.map(() => RECORDED.to - 60_000) }));
  const set = await sweep({}, {}, {}, still);
  expect(set.series.every((series) => series.times.length === 1)).toBe(true);
  expect(analyze(set).swept.scrape).toBeGreaterThanOrEqual(1000);
});

test('an empty database is empty, not failed', async () => {
  const set = await sweep({}, {}, {}, []);
  expect([set.series, set.failed]).toEqual([[], []]);
});

/** An HPA on percent with two pods, of which one is resized as it runs. */
function resized(
  own: Readonly<Record<string, string>> = { namespace: 'shop', pod: 'web-a', container: 'app' }
): Stored[] {
  const times = Float64Array.from({ length: 40 }, (_, i) => RECORDED.to - (40 - i) * 30_000);
  const one = (labels: Record<string, string>, value: (i: number) => number): Stored => ({
    labels,
    times,
    values: times.map((_, i) => value(i)),
  });
  const space: Record<string, string> =
    own.exported_namespace === undefined ? { namespace: 'shop' } : { exported_namespace: 'shop', namespace: 'mon' };
  const requests = { __name__: 'kube_pod_container_resource_requests', resource: 'cpu' };
  const still = { ...own, ...(own.exported_pod === undefined ? { pod: 'web-b' } : { exported_pod: 'web-b' }) };
  const hpa = { ...space, horizontalpodautoscaler: 'web' };
  const target = { metric_name: 'cpu', metric_target_type: 'utilization' };
  return [
    one({ __name__: 'kube_deployment_spec_replicas', ...space, deployment: 'web' }, () => 2),
    one({ __name__: 'kube_horizontalpodautoscaler_status_desired_replicas', ...hpa }, () => 2),
    one({ __name__: 'kube_horizontalpodautoscaler_spec_target_metric', ...hpa, ...target }, () => 60),
    one({ ...requests, ...own }, (i) => (i < 20 ? 0.5 : 0.25)),
    one({ ...requests, ...still }, () => 0.5),
  ];
}

test.each([
  ['honor_labels', { namespace: 'shop', pod: 'web-a', container: 'app' }],
  [
    'without honor_labels',
    {
      namespace: 'mon',
      pod: 'ksm-0',
      container: 'ksm',
      exported_namespace: 'shop',
      exported_pod: 'web-a',
      exported_container: 'app',
    },
  ],
])('the course of a request comes for the pod that was resized alone: %s', async (_, own) => {
  const set = await sweep({}, {}, {}, resized(own));
  const lengths = set.series
    .filter(({ kind }) => kind === 'pod.request')
    .map(({ object, times }) => [object, times.length > 1]);
  expect(lengths).toEqual([
    ['web-a', true],
    ['web-b', false],
  ]);
  expect(set.failed).toEqual([]);
});

test('where resizes could not be read, requests count as not read', async () => {
  const set = await sweep(
    { fails: ({ id }) => (id.startsWith('resized') ? 'query timed out' : undefined) },
    {},
    {},
    resized()
  );
  expect(set.failed.flatMap(({ kinds }) => kinds)).toEqual(['pod.request']);
});

describe('a range that follows the clock', () => {
  const partsSeen = async (options: SweepOptions, columns = stored): Promise<Array<string | undefined>> => {
    const seen: Array<string | undefined> = [];
    await sweep({ sees: ({ windowed }) => seen.push(windowed?.form) }, {}, options, columns);
    return seen;
  };

  test('tells the parts of its questions, and no other does', async () => {
    expect(new Set(await partsSeen({ isFollowed: true }))).toEqual(new Set([undefined, 'samples', 'last', 'grid']));
    expect(new Set(await partsSeen({}))).toEqual(new Set([undefined]));
  });

  test('of a large fleet nothing is remembered but who there is', async () => {
    const seen = await partsSeen({ isFollowed: true }, fleet(700));
    expect(seen.filter((form) => form !== undefined)).toEqual(['last']);
  });
});

const names = (size: number): string[] => Array.from({ length: size }, (_, i) => `team-${String(i).padStart(4, '0')}`);

test.each<[string, number, readonly string[]]>([
  ['all of many', 11_000, []],
  ['those that were chosen', 500, names(500)],
])(
  'however many namespaces there are, no query is too long for a database: %s',
  async (_, size, namespaces) => {
    const asked: TransportQuery[] = [];
    const range = { from: RECORDED.to - 3_600_000, to: RECORDED.to };
    const database = fakeDatabase(fleet(size), { sees: (query) => asked.push(query) });
    const nobody: Transport = {
      ...database,
      instant: async (queries, at, abort) => {
        const answers = await database.instant(queries, at, abort);
        return answers.map((one) => (one.id.startsWith('scan-') ? { ...one, series: [] } : one));
      },
    };
    const set = await sweepSource(nobody, { wholeUpTo: 0 }).fetch({ range, clusterLabel: 'auto', namespaces });
    expect(Math.max(...asked.map(({ expr }) => expr.length))).toBeLessThan(12_000);
    // And together they ask for every namespace, once.
    const generations = asked.filter(({ id }) => id === 'scan-rewritten-0').map(({ expr }) => expr);
    const patterns = generations.map(
      (expr) => new RegExp(`^(?:${/namespace=~"([^"]*)"/.exec(expr)?.[1]?.replaceAll('\\\\', '\\') ?? ''})$`)
    );
    expect(patterns.length).toBeGreaterThan(1);
    expect(names(size).every((name) => patterns.filter((pattern) => pattern.test(name)).length === 1)).toBe(true);
    expect(set.fleet?.quiet).toHaveLength(size);
  },
  60_000
);
