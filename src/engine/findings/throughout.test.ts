/** @jest-environment node */
// What is claimed of everybody in a cluster is claimed only where everybody was read, or whatever the rest is like.
import { extraSeries, type Extra } from '../../../tests/support/extraSeries';
import { again } from '../../../tests/support/promtool';
import { START } from '../../../tests/support/tape';
import { seriesSet, workload } from '../../../tests/support/workload';
import type { Report } from '../../model/report';
import type { FleetReading, ReadingElsewhere, ReadingSource, SeriesSet, SignalKind } from '../../model/series';
import { analyze } from '../analyze';

const PART = 'only a part of the cluster was read';

const told = ({ findings }: Report): string[] =>
  findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
const reasonOf = ({ unassessed }: Report, rule: string): string | undefined =>
  unassessed.find((one) => one.rule === rule)?.reason;

/** The same as a choice of namespaces, as suspects of a large fleet, and as the nodes of one. */
const narrow = (set: SeriesSet): SeriesSet => ({ ...set, narrowed: true });
const suspects = (set: SeriesSet): SeriesSet => ({ ...narrow(set), part: 'workloads' });
const nodesOf = (set: SeriesSet, more: Partial<FleetReading> = {}): SeriesSet => ({
  ...narrow(set),
  part: 'nodes',
  fleet: { suspects: 1, quiet: [], unscanned: [], ...more },
});
const without = (set: SeriesSet, kind: SignalKind): SeriesSet => ({
  ...set,
  series: set.series.filter((one) => one.kind !== kind),
  elsewhere: (set.elsewhere ?? []).filter((one) => one !== kind),
});

describe('all HPAs of KEDA are blind', () => {
  const worker = (ns: string) =>
    workload({
      ns,
      name: 'worker',
      replicas: 3,
      length: 121,
      hpas: [
        {
          name: 'keda-hpa-worker',
          scaledObject: 'worker',
          max: 10,
          active: '1x60 0x60',
          metrics: [{ name: 's0-kafka-jobs', type: 'average', target: 10, status: '9.4x60 _x60' }],
        },
      ],
      scaledObjects: [{ name: 'worker', triggers: [{ metric: 's0-kafka-jobs', active: 1, value: 28, errors: 0 }] }],
    });
  const rule = 'external-metrics-apiservice-clash';
  const whole = seriesSet(worker('a'), worker('b'));

  test('is told where all of them were read', () => {
    expect(told(analyze(whole))).toEqual([rule, rule]);
  });

  test.each([
    ['a few namespaces', narrow(whole)],
    ['the suspects of a large fleet', suspects(whole)],
  ])('is not told of %s: others may read theirs', (_, set) => {
    const report = analyze(set);
    expect(told(report)).not.toContain(rule);
    expect(reasonOf(report, rule)).toBe(PART);
  });

  /** What the database counts in all of the cluster, from one minute of it to another. */
  const counted = (source: ReadingSource, from: number, to: number): ReadingElsewhere => ({
    cluster: '',
    source,
    step: 30_000,
    times: Float64Array.from({ length: 2 * (to - from) }, (_, k) => START + from * 60_000 + k * 30_000),
    values: new Float64Array(2 * (to - from)).fill(7),
  });
  const asked = [counted('resource', 0, 30), counted('resource-asked', 0, 30)];

  test('is told of a part whose database says that nobody else reads them either', () => {
    const report = analyze({ ...suspects(whole), readingIn: [counted('keda', 0, 15), ...asked] });
    expect(told(report)).toEqual([rule, rule]);
    expect(report.findings[0]?.evidence[0]?.seen).toBe(
      '2 HPAs of KEDA have no status of their external metrics, and nobody else in the cluster has one'
    );
    expect(reasonOf(report, rule)).toBeUndefined();
  });

  test.each([
    ['others read theirs', [counted('keda', 0, 30), ...asked]],
    [
      'nobody reads CPU or memory either',
      [counted('keda', 0, 15), counted('resource', 0, 15), counted('resource-asked', 0, 30)],
    ],
  ])('is not told of a part whose database says that %s', (_, readingIn) => {
    const report = analyze({ ...suspects(whole), readingIn });
    expect(told(report)).not.toContain(rule);
    expect(reasonOf(report, rule)).toBeUndefined();
  });

  test('is an overlap of selectors where neighbours are blind and the database says that others read theirs', () => {
    const other = workload({
      ns: 'a',
      name: 'other',
      replicas: 3,
      length: 121,
      hpas: [
        {
          name: 'keda-hpa-other',
          scaledObject: 'other',
          active: '1x60 0x60',
          metrics: [{ name: 's0-kafka-more', type: 'average', target: 10, status: '9.4x60 _x60' }],
        },
      ],
      scaledObjects: [{ name: 'other', triggers: [{ metric: 's0-kafka-more', active: 1, value: 28, errors: 0 }] }],
    });
    const set = narrow(seriesSet(worker('a'), other));
    const [first] = analyze({ ...set, readingIn: [counted('keda', 0, 30), ...asked] }).findings;
    expect(first).toMatchObject({ rule: 'selector-overlap', severity: 'high', confidence: 'likely' });
    expect(told(analyze({ ...set, readingIn: [counted('keda', 0, 15), ...asked] }))).not.toContain('selector-overlap');
  });

  test('is not told where one namespace was not answered', () => {
    const failed = [{ kinds: ['hpa.status-metric'], query: '', message: 'too slow', namespaces: ['c'] }] as const;
    const report = analyze({ ...whole, failed });
    expect(told(report)).not.toContain(rule);
    expect(reasonOf(report, rule)).toBe('too slow');
  });
});

const LENGTH = 281;
const at = (minutes: number): number => START / 1000 + minutes * 60;
const node = (name: string, from: number): Extra[] => [
  ['node.unschedulable', name, `_x${from * 4} 0x27 _x${LENGTH - from * 4 - 28}`],
  ['node.created', name, at(from - 0.1)],
];
const NODES = ['a', 'b', 'c'];
const base: Extra[] = [
  ['node.unschedulable', 'base', `0x${LENGTH - 1}`],
  ['node.created', 'base', at(-999)],
];

describe('nodes that come and go', () => {
  const rule = 'node-consolidation-thrash';
  const cluster = extraSeries({ length: LENGTH }, [...base, ...NODES.flatMap((name, i) => node(name, 5 + 15 * i))]);
  const web = workload({
    ns: 'shop',
    name: 'web',
    replicas: `${again('4x19 12x29 4x9', 4)} 4x40`,
    hpas: [{ name: 'web', min: 2, max: 30, metrics: [{ target: 60, unseen: true }] }],
    pods: [{ at: '-1h', count: 4, cpu: 1 }],
  });
  const owned = (kind: string, name: string, on: string) =>
    extraSeries({ ns: 'shop', length: LENGTH }, [
      ['pod.owner', name, 1, { ownerKind: kind, ownerName: kind === 'Job' ? name : 'cache' }],
      ['pod.created', name, at(1)],
      ['pod.request', name, 2, { container: 'one', resource: 'cpu', node: on }],
    ]);
  const cache = [
    ...workload({ ns: 'shop', name: 'cache', kind: 'StatefulSet', replicas: `3x${LENGTH - 1}` }),
    ...NODES.flatMap((on, i) => owned('StatefulSet', `cache-${i}`, on)),
  ];
  const empty = seriesSet(web, cluster);
  const jobs = seriesSet(web, cluster, ...NODES.map((on) => owned('Job', `build-${on}`, on)));
  const taken = seriesSet(web, cluster, cache);

  test('are told where nobody sat on them, if everybody was read', () => {
    expect(told(analyze(empty))).toContain(rule);
    expect(told(analyze(jobs))).not.toContain(rule);
  });

  test('are not told of a part of the cluster: jobs that nobody read may have sat on them', () => {
    for (const set of [narrow(empty), nodesOf(empty)]) {
      expect(told(analyze(set))).not.toContain(rule);
      expect(reasonOf(analyze(set), rule)).toBe(PART);
    }
  });

  test('are told whatever else was not read where others than jobs sat on them', () => {
    const summary = (set: SeriesSet) => analyze(set).findings.find((one) => one.rule === rule)?.summary;
    expect(summary(narrow(taken))).toBe(summary(taken));
    expect(summary(nodesOf(taken))).toMatch(/^3 nodes came and went/);
  });

  test.each(['pod.owner', 'pod.request'] as const)('are not told where somebody keeps %s back', (kind) => {
    const report = analyze(without(jobs, kind));
    expect(told(report)).not.toContain(rule);
    expect(report.unassessed.find((one) => one.rule === rule)).toMatchObject({ state: 'unexported' });
  });
});

describe('two node autoscalers', () => {
  const rule = 'dual-node-autoscalers';
  const cluster = extraSeries({ length: 241 }, [
    ['node.unschedulable', 'base', '0x240'],
    ['node.created', 'base', at(-999)],
    ['node.unschedulable', 'k1', '_x46 0x30 _x163'],
    ['node.created', 'k1', at(11)],
    ['nodes.added', '', '0x40 2x120 4x79'],
    ['nodes.added', '', '0x41 1x120 3x78', { pool: 'general' }],
  ]);
  const set = seriesSet(workload({ ns: 'shop', name: 'web', replicas: 3, length: 241 }), cluster);

  test('are told to answer the same pods only where everybody who may wait was looked at', () => {
    expect(told(analyze(set))).toEqual([rule]);
    expect(told(analyze(narrow(set)))).toEqual([]);
    expect(reasonOf(analyze(narrow(set)), rule)).toBe(PART);
  });

  test('of a large fleet a scan names everybody who waited', () => {
    const unscanned = [{ scan: 'waiting', state: 'failed', reason: 'boom', kinds: ['pod.unschedulable'] }] as const;
    expect(told(analyze(nodesOf(set)))).toEqual([rule]);
    expect(told(analyze(nodesOf(set, { unscanned })))).toEqual([]);
    expect(told(analyze(nodesOf(set, { isChosen: true })))).toEqual([]);
  });
});

test('a crowd is a share of all that have an HPA, or large by itself', () => {
  const cluster = extraSeries({ length: 121 }, base.slice(0, 1).concat([['node.created', 'base', at(-999)]]));
  const crowd = (names: readonly string[], waiting: number) =>
    names.flatMap((name) => [
      ...workload({
        ns: 'shop',
        name,
        replicas: '5x40 15x79',
        hpas: [{ name, max: 30, metrics: [{ target: 60, unseen: true }] }],
        pods: [
          { at: '-1h', count: 5, cpu: 1 },
          { at: '10m5s', count: 10, cpu: 1 },
        ],
      }),
      ...extraSeries(
        { ns: 'shop', length: 121 },
        Array.from({ length: waiting }, (_, k): Extra => [
          'pod.unschedulable',
          `${name}-pod-00${k + 6 < 10 ? '0' : ''}${k + 6}`,
          '_x41 1x9 _x69',
        ])
      ),
    ]);
  const rule = 'provisioner-stampede';
  const three = seriesSet(crowd(['a', 'b', 'c'], 9), cluster);
  const six = seriesSet(crowd(['a', 'b', 'c', 'd', 'e', 'f'], 4), cluster);
  expect([three, six].map((set) => told(analyze(set)).includes(rule))).toEqual([true, true]);
  expect([three, six].map((set) => told(analyze(nodesOf(set))).includes(rule))).toEqual([false, true]);
  expect(reasonOf(analyze(nodesOf(three)), rule)).toBe(PART);
});

test('two blind HPAs are no overlap of selectors while nobody knows whether others read', () => {
  const blind = (name: string) =>
    workload({
      ns: 'shop',
      name,
      replicas: 3,
      length: 121,
      hpas: [{ name, active: '1x60 0x60', metrics: [{ target: 60, status: '50x60 _x60' }] }],
    });
  const set = seriesSet(blind('web'), blind('api'));
  const rules = (report: Report) => report.findings.flatMap((one) => [one, ...one.caused]).map((one) => one.rule);
  expect(rules(analyze(set))).toContain('selector-overlap');
  for (const part of [narrow(set), suspects(set)]) {
    expect(rules(analyze(part))).not.toContain('selector-overlap');
    expect(reasonOf(analyze(part), 'selector-overlap')).toBe(PART);
  }
});
