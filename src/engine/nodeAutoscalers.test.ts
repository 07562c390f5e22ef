/** @jest-environment node */
// One cluster with a cluster autoscaler and a Karpenter of two NodePools, and workloads that have nothing to do with each
// other. Whose nodes came is told in four ways, or in none; scraped every 15, 30 and 60 s.
import { extraSeries, type Extra } from '../../tests/support/extraSeries';
import { START } from '../../tests/support/tape';
import { seriesSet, workload } from '../../tests/support/workload';
import type { Series } from '../model/series';
import type { Finding } from '../model/finding';
import { analyze } from './analyze';

const MINUTES = 40;
/** How the nodes tell whose they are. */
type Told = 'series' | 'provider' | 'taint' | 'joined' | 'nothing';
interface Made {
  readonly name: string;
  readonly pool: 'burst' | 'general' | 'memory';
  readonly at: number;
}

/** Karpenter's simulated provider gives its nodes names that tell nothing; groups of cluster autoscaler name theirs. */
const NODES: readonly Made[] = [
  ...['festive-banzai-2398', 'keen-tesla-771', 'bold-euler-52', 'wise-noether-9001'].map((name): Made => ({
    name,
    pool: 'general',
    at: 11,
  })),
  { name: 'loving-darwin-33', pool: 'memory', at: 9.5 },
  { name: 'burst-7xk2p', pool: 'burst', at: 13.5 },
  { name: 'burst-q9m4z', pool: 'burst', at: 13.6 },
];

function world(told: Told, pace: number) {
  const length = (MINUTES * 60) / pace + 1;
  /** Values by minute: each holds from its minute on; undefined is a hole. */
  const column = (...steps: ReadonlyArray<readonly [number, number | undefined]>): string =>
    Array.from({ length }, (_, k) => {
      const value = steps.filter(([at]) => at * 60 <= k * pace).at(-1)?.[1];
      return value === undefined ? '_' : String(value);
    }).join(' ');
  const seconds = (minute: number): number => START / 1000 + Math.round(minute * 60);
  const cluster: Extra[] = [
    ...['base-1', 'base-2'].flatMap((name): Extra[] => [
      ['node.unschedulable', name, column([0, 0])],
      ['node.created', name, seconds(-900)],
      ['node.allocatable', name, 8, { resource: 'cpu' }],
    ]),
    ...NODES.flatMap(({ name, pool, at }): Extra[] => {
      const isKarpenter = pool !== 'burst';
      return [
        ['node.unschedulable', name, column([0, undefined], [at, 0])],
        ['node.created', name, seconds(at)],
        ['node.allocatable', name, 4, { resource: 'cpu' }],
        ...(told === 'series' ? [['node.pool', name, 4, isKarpenter ? { pool } : { group: pool }] as Extra] : []),
        ...(told === 'provider'
          ? [['node.info', name, 1, { providerId: `kwok:${isKarpenter ? '//' : ''}${name}` }] as Extra]
          : []),
        ...(told === 'taint'
          ? [['node.taint', name, 1, { key: isKarpenter ? 'karpenter.sh/unregistered' : 'team', value: pool }] as Extra]
          : []),
      ];
    }),
    ['nodes.added', '', column([0, 3], [10.6, 5])],
    ['nodes.added', '', column([0, 7], [10.5, 11]), { pool: 'general', reason: 'provisioned' }],
    ['nodes.added', '', column([0, 1], [9, 2]), { pool: 'memory', reason: 'provisioned' }],
    ...(told === 'joined' || told === 'provider'
      ? ([
          ['nodes.joined', '', column([0, 7], [11.1, 11]), { pool: 'general' }],
          ['nodes.joined', '', column([0, 1], [9.6, 2]), { pool: 'memory' }],
        ] as Extra[])
      : []),
    ['nodes.limit', '', column([0, 100]), { pool: 'general', resource: 'cpu' }],
    ['nodes.size', '', column([0, 28], [10.5, 44]), { pool: 'general', resource: 'cpu' }],
    ['nodes.limit', '', column([0, 10]), { pool: 'memory', resource: 'cpu' }],
    ['nodes.size', '', column([0, 4], [9, 8]), { pool: 'memory', resource: 'cpu' }],
    ...(told === 'series' || told === 'taint'
      ? ([
          ['nodes.limit', '', column([0, 9]), { nodeGroup: 'burst' }],
          ['nodes.size', '', column([0, 0], [10.6, 2]), { nodeGroup: 'burst' }],
        ] as Extra[])
      : []),
  ];
  const web = (ns: string, name: string, nodes: readonly string[], ready: string): Series[] =>
    workload({
      ns,
      name,
      scrape: `${pace}s`,
      replicas: column([0, 3], [10, 8]),
      ready: column([0, 3], [nodes[0]?.startsWith('base') ? 10.5 : 13.8, 8]),
      hpas: [{ name, max: 30, metrics: [{ target: 60, unseen: true }] }],
      pods: [
        { at: '-2h', count: 3, cpu: 0.4, node: ['base-1', 'base-2'], scheduled: '1s', ready: '20s' },
        { at: '9m58s', count: 5, cpu: 0.4, node: nodes, scheduled: ready, ready: '5m' },
      ],
    });
  const general = NODES.filter((n) => n.pool === 'general').map((n) => n.name);
  const stuck = ['memory-pod-0003', 'memory-pod-0004'].map((pod): Extra => [
    'pod.unschedulable',
    pod,
    column([0, undefined], [10.1, 1]),
  ]);
  const hungry = workload({
    ns: 'cache',
    name: 'memory',
    scrape: `${pace}s`,
    replicas: column([0, 2], [9, 3], [10, 5]),
    ready: column([0, 2], [9.9, 3]),
    hpas: [{ name: 'memory', max: 12, metrics: [{ target: 60, unseen: true }] }],
    pods: [
      { at: '-2h', count: 2, cpu: 3, node: ['base-1', 'base-2'], scheduled: '1s', ready: '20s' },
      { at: '8m58s', cpu: 3, node: 'loving-darwin-33', scheduled: '33s', ready: '50s' },
      { at: '9m58s', count: 2, cpu: 3 },
    ],
  });
  return seriesSet(
    ...['a', 'b', 'c', 'd', 'e'].map((name) => web(`team-${name}`, name, general, '70s')),
    ...['g', 'h'].map((name) => web(`team-${name}`, name, ['burst-7xk2p', 'burst-q9m4z'], '3m40s')),
    web('team-i', 'i', ['base-1', 'base-2'], '1s'),
    hungry,
    extraSeries({ ns: 'cache', scrape: `${pace}s`, length }, stuck),
    extraSeries({ scrape: `${pace}s`, length }, cluster)
  );
}

function all(told: Told, pace: number): Finding[] {
  return analyze(world(told, pace)).findings.flatMap((f) => [f, ...f.caused]);
}

function actorsOf({ actors }: Finding): string[] {
  return actors.map(({ family, name }) => (name === undefined ? family : `${family}:${name}`));
}

/** Who is named for the wait of each workload. */
function waits(findings: readonly Finding[]): Record<string, string[]> {
  const lags = findings.filter((f) => f.rule === 'scaleout-node-lag');
  return Object.fromEntries(lags.map((f) => [f.workload.name, actorsOf(f)]));
}

describe.each([15, 30, 60])('every %i s', (pace) => {
  test.each<Told>(['series', 'provider', 'taint', 'joined'])(
    'told by %s: each wait to the pool whose node came',
    (told) => {
      const named = waits(all(told, pace));
      const group = told === 'series' || told === 'taint' ? 'cluster-autoscaler:burst' : 'cluster-autoscaler';
      expect(named).toMatchObject({
        a: ['hpa:a', told === 'taint' ? expect.stringMatching(/^karpenter/) : 'karpenter:general'],
        e: ['hpa:e', told === 'taint' ? expect.stringMatching(/^karpenter/) : 'karpenter:general'],
        g: ['hpa:g', group],
        h: ['hpa:h', group],
      });
      expect(named.i).toBeUndefined();
    }
  );

  test('nothing tells but counters of both: nobody is accused', () => {
    const named = waits(all('nothing', pace));
    expect(named.a).toEqual(['hpa:a', 'node']);
    expect(named.g).toEqual(['hpa:g', 'node']);
  });

  test('a stampede blames those whose pods went to the new nodes of its pool', () => {
    const [stampede, ...others] = all('series', pace).filter((f) => f.rule === 'provisioner-stampede');
    expect(others).toEqual([]);
    expect(stampede?.workloads?.map((w) => w.name).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(stampede && actorsOf(stampede)).toEqual([...'abcde'].map((n) => `hpa:${n}`).concat('karpenter:general'));
    expect(stampede?.summary).toMatch(/^5 HPAs scaled out .* 25 pods waited up to .* for nodes of NodePool general\.$/);
  });

  test('a limit lists the pods that wait for that pool', () => {
    const limits = all('series', pace).filter((f) => f.rule === 'node-limit-reached');
    expect(limits.map((f) => [actorsOf(f), f.workloads?.map((w) => w.name), f.confidence])).toEqual([
      [['karpenter:memory'], ['memory'], 'certain'],
    ]);
    expect(limits[0]?.summary).toMatch(
      /^NodePool memory has no room for another node under its maximum of 10 cpu, and 2 pods of 1 workload wait/
    );
  });

  test('node autoscalers scraped at a quarter of the pace of everything else tell the same', () => {
    const set = world('series', pace);
    const slower = set.series.map((s) => {
      const isKept = (_: number, i: number): boolean => !s.kind.startsWith('nodes.') || i % 4 === 0;
      return { ...s, times: s.times.filter(isKept), values: s.values.filter(isKept) };
    });
    const told = (findings: readonly Finding[]): string[] =>
      findings.filter((f) => f.workload.kind === 'Cluster').map((f) => `${f.id} ${actorsOf(f).join(' ')}`);
    expect(told(analyze({ ...set, series: slower }).findings)).toEqual(told(analyze(set).findings));
    expect(told(analyze(set).findings).length).toBeGreaterThan(1);
  });

  test('two autoscalers with pools that do not meet are no rivals', () => {
    expect(all('series', pace).map((f) => f.rule)).not.toContain('dual-node-autoscalers');
  });
});

test('a cluster keeps its own pace beside one that is scraped four times as often', () => {
  const slow = world('series', 60);
  const quick = world('nothing', 15).series.filter((s) => !s.kind.startsWith('node'));
  const inCluster = (series: readonly Series[], cluster: string): Series[] => series.map((s) => ({ ...s, cluster }));
  const ofNodes = (findings: readonly Finding[]): string[] =>
    findings.filter((f) => f.workload.cluster === 'b' && f.workload.kind === 'Cluster').map((f) => f.id);
  const alone = ofNodes(analyze({ ...slow, series: inCluster(slow.series, 'b') }).findings);
  const others = ['a1', 'a2', 'a3'].flatMap((name) => inCluster(quick, name));
  const both = { ...slow, series: [...others, ...inCluster(slow.series, 'b')] };
  expect(alone.length).toBeGreaterThan(1);
  expect(ofNodes(analyze(both).findings)).toEqual(alone);
});
