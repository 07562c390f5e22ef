/** @jest-environment node */
// The same in a simulated cluster, where both autoscalers really answer waiting pods: a node group of cluster autoscaler
// and two NodePools, each with workloads that select it, and workloads that need none of them. Scraped at three paces.
import { createCluster, record, type Scenario } from '../../demo/cluster';
import { readSimulated } from '../../tests/support/simulatedSource';
import { thin } from '../../tests/support/thin';
import type { Finding } from '../model/finding';
import type { SeriesSet } from '../model/series';
import { analyze } from './analyze';

const GIBIBYTE = 1024 ** 3;
const START = Date.UTC(2026, 0, 5, 8, 0, 0);
const SECONDS = 2700;
/** Everybody's load rises at this second. */
const JUMP = 900;

function scenario(name: string, nodePool: string | undefined, low: number, high: number): Scenario {
  const request = 1;
  const target = 60;
  const cores = (replicas: number): number => (replicas * request * target) / 100;
  return {
    namespace: `team-${name}`,
    title: '',
    workload: {
      name,
      replicas: low,
      nodePool,
      containers: [{ name: 'app', requests: { cpu: request, memory: GIBIBYTE } }],
      startSeconds: [3, 9],
      readySeconds: 2,
      terminationSeconds: 4,
    },
    demand: {
      kind: 'steps',
      steps: [
        [0, cores(low) * 0.98],
        [JUMP, cores(high) * 0.98],
      ],
    },
    hpas: [
      {
        name,
        minReplicas: 1,
        maxReplicas: 40,
        metrics: [{ type: 'Resource', resource: 'cpu', utilization: target }],
      },
    ],
  };
}

function life(): SeriesSet {
  const size = { cpu: 4, memory: 16 * GIBIBYTE };
  const cluster = createCluster({
    seed: 7,
    startMs: START,
    nodePools: [
      { name: 'base', count: 4, cpu: 16, memory: 64 * GIBIBYTE },
      { ...size, name: 'burst', count: 1 },
      { ...size, name: 'general', count: 3 },
      { ...size, name: 'memory', count: 1 },
    ],
    nodeAutoscalers: [
      {
        kind: 'cluster-autoscaler',
        pool: { ...size, name: 'burst', provider: 'kwok:' },
        min: 1,
        max: 30,
        bootSeconds: 150,
      },
      {
        kind: 'karpenter',
        pool: { ...size, name: 'general', provider: 'kwok://' },
        anonymous: true,
        max: 60,
        bootSeconds: 75,
      },
      {
        kind: 'karpenter',
        pool: { ...size, name: 'memory', provider: 'kwok://' },
        anonymous: true,
        max: 2,
        bootSeconds: 75,
      },
    ],
    scenarios: [
      ...['ada', 'bea', 'cleo', 'dora', 'eva'].map((name) => scenario(name, 'general', 2, 9)),
      scenario('gus', 'burst', 2, 8),
      scenario('hal', 'burst', 2, 7),
      scenario('ivy', 'base', 2, 9),
      scenario('jon', 'memory', 2, 14),
    ],
  });
  const range = { from: START, to: START + SECONDS * 1000 };
  return readSimulated(record(cluster, { fromMs: range.from, toMs: range.to, scrapeSeconds: 15 }), range);
}

const recorded = life();

function actorsOf({ actors }: Finding): string[] {
  return actors.map(({ family, name }) => (name === undefined ? family : `${family}:${name}`));
}

describe.each([1, 2, 4])('every %i. scrape of 15 s', (pace) => {
  const findings = analyze(thin(recorded, pace, 0)).findings.flatMap((f) => [f, ...f.caused]);
  const of = (rule: string): Finding[] => findings.filter((f) => f.rule === rule);

  test('each wait is laid to the pool whose node came', () => {
    const named = Object.fromEntries(of('scaleout-node-lag').map((f) => [f.workload.name, actorsOf(f)]));
    expect(named).toMatchObject({
      ...Object.fromEntries(
        ['ada', 'bea', 'cleo', 'dora', 'eva'].map((name) => [name, [`hpa:${name}`, 'karpenter:general']])
      ),
      gus: ['hpa:gus', 'cluster-autoscaler:burst'],
      hal: ['hpa:hal', 'cluster-autoscaler:burst'],
    });
    expect(named.ivy).toBeUndefined();
  });

  test('one stampede, of those who wait for nodes of one pool', () => {
    const all = of('provisioner-stampede').map((f) => [f.workloads?.map((w) => w.name).sort(), actorsOf(f).at(-1)]);
    expect(all).toEqual([[['ada', 'bea', 'cleo', 'dora', 'eva'], 'karpenter:general']]);
  });

  test('one limit, with the pods of that pool alone', () => {
    const all = of('node-limit-reached').map((f) => [f.workloads?.map((w) => w.name), actorsOf(f)]);
    expect(all).toEqual([[['jon'], ['karpenter:memory']]]);
  });

  test('the autoscalers are no rivals', () => {
    expect(of('dual-node-autoscalers')).toEqual([]);
  });
});
