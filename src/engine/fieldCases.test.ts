/** @jest-environment node */
// What other clusters look like: cases that once fooled a rule, each with what it must say now. Kept apart from the cases
// of single rules because most of them are about what is read, or about who must stay silent.
import { extraSeries, type Extra } from '../../tests/support/extraSeries';
import { again } from '../../tests/support/promtool';
import { START } from '../../tests/support/tape';
import { seriesSet, workload, type WorkloadCase } from '../../tests/support/workload';
import { isPresent } from '../kit/array';
import type { Labels, Series } from '../model/series';
import type { Report } from '../model/report';
import { analyze } from './analyze';

function told(...parts: ReadonlyArray<readonly Series[]>): string[] {
  const { findings } = analyze(seriesSet(...parts));
  return findings.filter((f) => f.severity !== 'info').map((f) => `${f.severity} ${f.rule}`);
}

function report(...parts: ReadonlyArray<readonly Series[]>): Report {
  return analyze(seriesSet(...parts));
}

function writersOf(r: Report): string[] {
  return (r.workloads[0]?.actions ?? [])
    .filter((a) => a.field === 'replicas' && a.from !== a.to)
    .map((a) => `${a.from}→${a.to} ${a.actor.family} ${a.verb}`);
}

const keda: WorkloadCase = {
  ns: 'mail',
  name: 'jobs',
  replicas: '4x80',
  hpas: [{ name: 'keda-hpa-jobs', scaledObject: 'jobs', metrics: [{ name: 's0-kafka', type: 'average', target: 5 }] }],
};
const web: WorkloadCase = { ns: 'shop', name: 'web', replicas: '4x80', hpas: [{ name: 'web' }] };
const extra = (rows: readonly Extra[], length = 81) => extraSeries({ ns: 'shop', length }, rows);

describe('who puts to sleep and who wakes', () => {
  const two = (active: number) => [
    { metric: 's0-kafka', active, value: 40 },
    { metric: 's1-redis', active: 0, value: 0 },
  ];
  const fall: WorkloadCase = {
    ...keda,
    replicas: '8x30 0x0 8x48',
    hpas: [{ ...keda.hpas?.[0], name: 'keda-hpa-jobs', desired: '8x80', current: '8x30 0x0 8x48' }],
  };

  test('one active trigger of two: KEDA does not write 0', () => {
    const r = report(workload({ ...fall, scaledObjects: [{ name: 'jobs', cooldown: 300, triggers: two(1) }] }));
    expect(writersOf(r)[0]).toBe('8→0 external write');
    expect(r.findings.map((f) => f.rule)).not.toContain('keda-cooldown-cliff');
  });

  test('an HPA with a minimum of 0 sleeps and wakes by itself', () => {
    const byItself = workload({
      ...web,
      replicas: '4x20 0x20 3x39',
      hpas: [{ name: 'web', min: 0, desired: '4x20 0x20 3x39', current: '4x21 0x20 3x38' }],
    });
    expect(writersOf(report(byItself))).toEqual(['4→0 hpa scale', '0→3 hpa scale']);
    const byHand = workload({
      ...web,
      replicas: '4x20 0x20 3x39',
      hpas: [{ name: 'web', min: 1, desired: '4x20 0x20 3x39', current: '4x20 0x20 3x39' }],
    });
    expect(writersOf(report(byHand))).toEqual(['4→0 external write', '0→3 external write']);
  });

  test('both idle: it does', () => {
    const idle = workload({ ...fall, scaledObjects: [{ name: 'jobs', cooldown: 300, triggers: two(0) }] });
    expect(writersOf(report(idle))[0]).toBe('8→0 keda sleep');
  });

  test('from 0 beyond the minimum between two samples: KEDA lifted it, its HPA climbed on', () => {
    const rise = (writes: number): WorkloadCase => ({
      ...keda,
      replicas: '0x20 8x60',
      generation: `5x20 ${5 + writes}x60`,
      hpas: [{ ...keda.hpas?.[0], name: 'keda-hpa-jobs', min: 1, desired: '0x20 8x60', current: '0x20 8x60' }],
      scaledObjects: [{ name: 'jobs', triggers: [{ metric: 's0-kafka', active: '0x19 1x61', value: 40 }] }],
    });
    expect(writersOf(report(workload(rise(2))))).toEqual(['0→8 hpa scale']);
    expect(writersOf(report(workload(rise(1))))).toEqual(['0→8 keda wake']);
  });

  test('the operator at a slower pace than kube-state-metrics: its wakes stay its own', () => {
    const cycles = again('0x15 1x0 3x4 0x1', 10);
    const base = workload({
      ...keda,
      replicas: cycles,
      hpas: [{ ...keda.hpas?.[0], name: 'keda-hpa-jobs', desired: cycles }],
    });
    const [active] = workload({
      ...keda,
      replicas: cycles,
      scaledObjects: [{ name: 'jobs', triggers: [{ metric: 's0-kafka', active: 0 }] }],
    }).filter((s) => s.kind === 'keda.active');
    const times = Float64Array.from({ length: 119 }, (_, i) => START + (25 + 30 * i) * 1000);
    const pulse = times.map((t) => (((t - START) / 1000) % 360 >= 236 && ((t - START) / 1000) % 360 < 272 ? 1 : 0));
    const r = report(base, [{ ...(active as Series), times, values: pulse }]);
    expect(new Set(writersOf(r).filter((w) => w.startsWith('0→')))).toEqual(new Set(['0→1 keda wake']));
    expect(r.findings.map((f) => f.rule)).not.toContain('keda-zero-gitops');
  });

  test('only the custom resource is exported: its conditions tell', () => {
    const crs = (active: number): Series[] =>
      extraSeries({ ns: 'mail', length: 161 }, [
        ['scaledobject.info', 'jobs', 1, { targetKind: 'Deployment', targetName: 'jobs', hpa: 'keda-hpa-jobs' }],
        ['scaledobject.condition', 'jobs', `${active}x160`, { condition: 'Active' }],
        ['scaledobject.condition', 'jobs', '1x160', { condition: 'Ready' }],
      ]);
    const heal = workload({
      ...keda,
      labels: { argocd: 'storefront' },
      replicas: again('0x17 2x1', 8),
      hpas: [{ ...keda.hpas?.[0], name: 'keda-hpa-jobs', desired: 0, current: 0, active: 0 }],
    });
    expect(told(heal, crs(0))).toContain('high keda-zero-gitops');
    const paused = extraSeries({ ns: 'mail', length: 321 }, [
      ['scaledobject.info', 'jobs', 1, { targetKind: 'Deployment', targetName: 'jobs', hpa: 'keda-hpa-jobs' }],
      ['scaledobject.condition', 'jobs', '0x20 1x300', { condition: 'Paused' }],
    ]);
    const gone = workload({
      ...keda,
      replicas: '4x320',
      hpas: [{ ...keda.hpas?.[0], name: 'keda-hpa-jobs', desired: '4x20 _x300' }],
    });
    expect(told(gone, paused)).toContain('medium keda-paused');
  });

  test('an HPA of KEDA with a name of its own is known by its metric', () => {
    const asleep = workload({
      ...keda,
      name: 'worker',
      replicas: '0x80',
      hpas: [
        {
          name: 'worker',
          desired: 0,
          current: 0,
          active: 0,
          metrics: [{ name: 's0-kafka-orders', type: 'average', target: 10, unseen: true }],
        },
      ],
      scaledObjects: [{ name: 'worker-so', triggers: [{ metric: 's0-kafka-orders', active: 0, value: 40 }] }],
    });
    const [finding] = report(asleep).findings;
    expect([finding?.rule, finding?.actors[0]?.name]).toEqual(['keda-activation-gap', 'worker-so']);
  });

  test('a paused second ScaledObject fights nobody', () => {
    const steps = '3x20 4x20 5x20 6x20 5x20 4x20 3x20';
    const pair = workload({
      ...keda,
      replicas: steps,
      scaledObjects: [
        { name: 'jobs', paused: 0, triggers: [{ metric: 's0-kafka', active: 1, value: 20 }] },
        { name: 'old', paused: 1, cooldown: 300 },
      ],
    });
    expect(told(pair)).not.toContain('critical keda-double-scaledobject');
  });
});

describe('custom targets and StatefulSets', () => {
  test.each(['Deployment', 'StatefulSet', 'Rollout'] as const)('flapping is flapping on a %s', (kind) => {
    const swing = again('4x19 6x19', 7);
    const hpa = {
      name: 'web',
      desired: swing,
      current: `4 ${swing}`,
      metrics: [{ target: 60, asks: again('4.4x19 5.3x19', 7) }],
    };
    expect(told(workload({ ...web, kind, replicas: swing, hpas: [hpa] }))).toEqual(['medium hpa-flapping']);
  });

  test('two pods of one name are two pods', () => {
    const names = [0, 1, 2, 3, 4, 5, 6, 7];
    const rows = names.flatMap((p): Extra[] =>
      [0, 1].flatMap((life): Extra[] => {
        const uid = life === 0 ? `f${p}` : `a${p}`;
        const born = START / 1000 + (life === 0 ? -7200 : 355 + p * 60);
        return [
          ['pod.owner', `db-${p}`, 1, { ownerKind: 'StatefulSet', ownerName: 'db', uid }],
          ['pod.created', `db-${p}`, born, { uid }],
          [
            'pod.request',
            `db-${p}`,
            life === 0 ? 0.5 : 1,
            { container: 'app', resource: 'cpu', uid, node: `n${life}` },
          ],
        ];
      })
    );
    const set = workload({
      ns: 'shop',
      name: 'db',
      kind: 'StatefulSet',
      replicas: '8x80',
      vpas: [{ name: 'db', mode: 'Recreate', cpu: 1, evicted: '0x23 1x3 2x3 3x3 4x3 5x3 6x3 7x3 8x28' }],
    });
    const r = report(set, extra(rows));
    expect(r.findings.filter((f) => f.severity !== 'info')).toEqual([]);
    const sizes = r.workloads[0]?.actions.filter((a) => a.field === 'size').map((a) => `${a.from} ${a.to}`);
    expect(sizes).toEqual(['0.5 1']);
  });
});

describe('an HPA seen to go there and back', () => {
  // Every five samples it visits 8 for one; the status tells it the first two times, later it is over between two samples.
  const round = '4x4 8 ';
  const minutely: WorkloadCase = { ...web, scrape: '60s', length: 61 };
  const swings = (desired: string, current: string): string[] => {
    const replicas = `${round.repeat(3)}4x45`;
    const generation = `${'1x4 2 3x4 4 5x4 6 7x10'} 9x10 11x25`;
    const metrics = [{ target: 60, status: 59 }];
    const r = report(
      workload({ ...minutely, replicas, generation, hpas: [{ name: 'web', desired, current, metrics }] })
    );
    const own = r.workloads[0]?.actions.filter((a) => a.field === 'replicas') ?? [];
    return own.map((a) => `${a.from}→${a.to} ${a.actor.family}${a.verb === 'hidden' ? ' hidden' : ''}`);
  };

  test('does so between the samples too', () => {
    const own = swings(`${round.repeat(2)}4x50`, '4x60');
    expect(own).toEqual([
      '4→8 hpa',
      '8→4 hpa',
      '4→8 hpa',
      '8→4 hpa',
      '4→8 hpa',
      '8→4 hpa',
      '4→4 hpa hidden',
      '4→4 hpa hidden',
    ]);
  });

  test('where it never was caught writing that number, somebody else did', () => {
    expect(
      swings('4x60', `${round.repeat(3)}4x45`).filter((line) => /external/.test(line)).length
    ).toBeGreaterThanOrEqual(3);
  });
});

describe('a fall to the minimum on a target without a generation', () => {
  const orders: WorkloadCase = { ns: 'pass', name: 'orders', kind: 'Rollout', replicas: 7, scrape: '30s' };
  const fall = (status: string): Report => {
    const stands = '7x30 3 5 7x20 3 5 7x26';
    const hpas = [
      { name: 'orders', min: 3, max: 12, desired: stands, current: stands, metrics: [{ target: 60, status }] },
    ];
    return report(workload({ ...orders, replicas: stands, length: 81, hpas }));
  };
  const falls = (r: Report) =>
    (r.workloads.find(({ workload: { kind } }) => kind === 'Rollout')?.actions ?? []).filter((a) => a.to === 3);

  test('that no reading asked for is a lift out of what somebody wrote below it', () => {
    const found = falls(fall('59x30 98 98 59x20 98 98 59x26'));
    expect(found.map((a) => `${a.actor.family} ${a.verb}`)).toEqual(['hpa enforce-bounds', 'hpa enforce-bounds']);
    expect(found[0]?.others).toEqual([{ family: 'external' }]);
  });

  test('is its own where the reading of that pass asks for no more', () => {
    const found = falls(fall('59x30 25 98 59x20 25 98 59x26'));
    expect(found.map((a) => a.verb)).toEqual(['scale', 'scale']);
  });
});

describe('Git above the need', () => {
  test('the value an HPA had let go of is not its own wish', () => {
    // Git writes 14 at samples 20 and 48; the HPA accepts, holds it for its window, and steps down to 8 again.
    const replicas = '8x19 14x19 8x7 14x19 8x7 14x19 8x20';
    const metrics = [{ target: 60, asks: 8 }];
    const r = report(
      workload({ ...web, replicas, hpas: [{ name: 'web', desired: replicas, current: replicas, metrics }] })
    );
    expect(writersOf(r).filter((w) => w.startsWith('8→14'))).toEqual(Array(3).fill('8→14 external write'));
  });
});

describe('deploys of a StatefulSet', () => {
  const db: WorkloadCase = { ...web, name: 'db', kind: 'StatefulSet' };
  const deploys = (rows: ReadonlyArray<readonly [revision: string, values: string]>): string[] => {
    const revisions = rows.map(([revision, values]): Extra => [
      'statefulset.revision',
      'db',
      values,
      { revision: `db-${revision}` },
    ]);
    const { workloads } = report(workload(db), extra(revisions));
    return (workloads[0]?.actions ?? []).filter((a) => a.verb === 'rollout').map((a) => a.reason);
  };

  test('a new revision is one, and so is the way back', () => {
    expect(deploys([['a', '1x30 _x51']])).toEqual([]);
    expect(deploys([['a', '1x30 _x51'], ['b', '_x30 1x51']])).toEqual(['revision db-b was created']); // prettier-ignore
    const back = [['a', '1x30 _x20 1x31'], ['b', '_x30 1x20 _x31']] as const; // prettier-ignore
    expect(deploys(back)).toEqual(['revision db-b was created', 'revision db-a was created']);
  });

  test('neither an outage nor a pair of exporters out of step adds one', () => {
    expect(deploys([['a', '1x30 _x20 1x31']])).toEqual([]);
    expect(deploys([['a', '1x31 _ 1 _x48'], ['b', '_x31 1 _ 1x48']])).toEqual(['revision db-b was created']); // prettier-ignore
  });

  test('on a likely finding nothing is paused, and a StatefulSet gets no surge that it does not know', () => {
    const rolled: WorkloadCase = {
      ...db,
      replicas: '8x80',
      ready: '8x40 6x12 8x28',
      hpas: [
        { name: 'web', desired: '8x40 10x40', metrics: [{ name: 'cpu', target: 60, status: '60x40 95x12 60x28' }] },
      ],
    };
    const revisions: Extra[] = [
      ['statefulset.revision', 'db', '1x40 _x41', { revision: 'db-a' }],
      ['statefulset.revision', 'db', '_x40 1x41', { revision: 'db-b' }],
      ['workload.updated', 'db', '8x40 0x4 4x8 8x28', { kind: 'StatefulSet' }],
      ['replicaset.created', 'other', 1],
    ];
    const found = report(workload(rolled), extra(revisions)).findings.find((f) => f.rule === 'rollout-under-pressure');
    expect(found?.confidence).not.toBe('certain');
    expect(found?.fixes[0]).toMatchObject({ title: 'First confirm, then: pause the rollout' });
    expect(found?.fixes[0]?.command).toBeUndefined();
    expect(found?.fixes[1]?.patches?.[0]?.kind).toBe('HorizontalPodAutoscaler');
  });
});

describe('a rollback', () => {
  const back = (standing: string): string[] => {
    const rows: Extra[] = [
      ['workload.updated', 'web', '8x40 2x2 6 8x38', { kind: 'Deployment' }],
      ['workload.status-replicas', 'web', standing, { kind: 'Deployment' }],
    ];
    const { workloads } = report(workload({ ...web, replicas: '8x80' }), extra(rows));
    return (workloads[0]?.actions ?? []).filter((a) => a.verb === 'rollout').map((a) => `${a.actor.family} ${a.field}`);
  };

  test('no ReplicaSet is born, yet most pods are suddenly of another template', () => {
    expect(back('8x40 10x3 8x38')).toEqual(['ci template']);
  });

  test('pods that are gone are no rollback', () => {
    expect(back('8x40 2x2 6 8x38')).toEqual([]);
  });
});

describe('budgets, quotas, nodes', () => {
  const api: WorkloadCase = {
    ns: 'shop',
    name: 'api',
    replicas: '3x80',
    vpas: [{ name: 'api', mode: 'Recreate', cpu: 0.5 }],
  };
  const closed: Extra[] = [
    ['pdb.allowed', 'api-pdb', '0x80'],
    ['pdb.expected', 'api-pdb', '3x80'],
  ];

  test('an updater that restarted still counts what it was refused', () => {
    const failed: Extra = [
      'vpa.eviction-failed',
      'api',
      '500+1x40 0+1x39',
      { mode: 'Recreate', reason: 'EvictionError' },
    ];
    expect(told(workload(api), extra([...closed, failed]))).toContain('medium vpa-pdb-deadlock');
  });

  test("the updater's own rate limit is nobody's refusal", () => {
    const failed: Extra = [
      'vpa.eviction-failed',
      'api',
      '0+1x80',
      { mode: 'Recreate', reason: 'EvictionRateLimiterWaitFailed' },
    ];
    expect(told(workload(api), extra([failed]))).toEqual([]);
  });

  const growing = {
    name: 'web',
    metrics: [{ name: 'queue', type: 'average' as const, target: 10, asks: '3x19 9x60' }],
  };
  const short: WorkloadCase = { ...web, replicas: '3x19 9x60', ready: '3x80', hpas: [growing] };
  const refused: Extra[] = [
    ['workload.status-replicas', 'web', '3x80', { kind: 'Deployment' }],
    ['workload.condition', 'web', '_x20 1x60', { kind: 'Deployment', condition: 'ReplicaFailure', status: 'true' }],
  ];
  const quota = (resource: string, used: string, hard: number): Extra[] => [
    ['quota.limit', 'q', used, { resource, type: 'used' }],
    ['quota.limit', 'q', `${hard}x80`, { resource, type: 'hard' }],
  ];

  test('pods refused for another reason are not the quota', () => {
    expect(told(workload(short), extra([...refused, ...quota('pods', '3x80', 1000)]))).not.toContain(
      'critical quota-blocks-scale-out'
    );
    expect(told(workload(short), extra([...refused, ...quota('count/configmaps', '50x80', 50)]))).not.toContain(
      'critical quota-blocks-scale-out'
    );
    const full = report(
      workload(short),
      extra([...refused, ...quota('count/configmaps', '50x80', 50), ...quota('pods', '3x80', 3)])
    );
    expect(full.findings[0]?.summary).toContain('the quota of 3 pods stops at 3');
  });

  test('a pod that asks for more GPUs than any node has waits for no node of these sizes', () => {
    const waiting: WorkloadCase = { ...web, replicas: '1x80', hpas: [], pods: [{ at: '-1h', cpu: 1 }] };
    const nodes = (gpus: number): Extra[] => [
      ['pod.request', 'web-pod-0000', 4, { container: 'app', resource: 'nvidia_com_gpu' }],
      ['pod.unschedulable', 'web-pod-0000', '1x80'],
      ['node.allocatable', 'n1', 8, { resource: 'cpu' }],
      ['node.allocatable', 'n1', gpus, { resource: 'nvidia_com_gpu' }],
      ['nodes.size', '', '5x80'],
      ['nodes.limit', '', '5x80'],
    ];
    expect(told(workload(waiting), extra(nodes(8)))).toContain('critical node-limit-reached');
    expect(told(workload(waiting), extra(nodes(1)))).not.toContain('critical node-limit-reached');
  });

  test('cluster autoscaler that tells of no group: a limit of the group stays open, and the flag that tells it is named', () => {
    const pods: WorkloadCase['pods'] = [
      { at: '-1h', cpu: 1, count: 2, node: 'n1' },
      { at: '2m', cpu: 1, count: 2 },
    ];
    const waiting: WorkloadCase = { ...web, replicas: '2x8 4x73', hpas: [], pods };
    const nodes: Extra[] = [
      ...[2, 3].map((i): Extra => ['pod.unschedulable', `web-pod-000${i}`, '_x10 1x71']),
      ['node.allocatable', 'n1', 8, { resource: 'cpu' }],
      ['nodes.added', '', '7x81'],
      ['nodes.size', '', '5x81', { state: 'ready' }],
      ['nodes.limit', '', '30x81'],
    ];
    const open = (more: readonly Extra[]): readonly string[] =>
      analyze({ ...seriesSet(workload(waiting), extra([...nodes, ...more])), elsewhere: [] })
        .unassessed.filter(({ rule }) => rule === 'node-limit-reached')
        .flatMap(({ kinds }) => kinds);
    expect(open([])).toEqual(['nodes.group-limit']);
    expect(open([['nodes.group-limit', '', '30x81', { nodeGroup: 'web' }]])).toEqual([]);
  });

  test('groups together are no limit beside Karpenter, whose nodes are counted with them', () => {
    const pods: WorkloadCase['pods'] = [{ at: '-1h', cpu: 1 }];
    const waiting: WorkloadCase = { ...web, replicas: '1x81', hpas: [], pods };
    const nodes: Extra[] = [
      ['pod.unschedulable', 'web-pod-0000', '1x81'],
      ['node.allocatable', 'n1', 8, { resource: 'cpu' }],
      ['nodes.size', '', '8x81', { state: 'ready' }],
      ['nodes.limit', '', '8x81'],
    ];
    expect(told(workload(waiting), extra(nodes))).toContain('critical node-limit-reached');
    const karpenter: Extra = ['nodes.size', '', '64x81', { pool: 'general', resource: 'cpu' }];
    expect(told(workload(waiting), extra([...nodes, karpenter]))).not.toContain('critical node-limit-reached');
    const more = nodes.map((row): Extra => (row[0] === 'nodes.size' ? ['nodes.size', '', '8x60 9x21', row[3]] : row));
    expect(told(workload(waiting), extra(more))).not.toContain('critical node-limit-reached');
  });

  test('a full group is no limit while another one delivers', () => {
    const waiting: WorkloadCase = {
      ...web,
      replicas: '4x20 8x60',
      ready: '4x36 8x44',
      hpas: [{ name: 'web', metrics: [{ target: 60, asks: '4x19 8x61' }] }],
      pods: [
        { at: '-2h', count: 4, cpu: 1 },
        { at: '5m15s', count: 4, cpu: 1 },
      ],
    };
    const nodes: Extra[] = [
      ...[4, 5, 6, 7].map((i): Extra => ['pod.unschedulable', `web-pod-000${i}`, '_x21 1x14 _x44']),
      ['node.allocatable', 'n1', 8, { resource: 'cpu' }],
      ['nodes.size', 'system', '3x80', { nodeGroup: 'system' }],
      ['nodes.limit', 'system', '3x80', { nodeGroup: 'system' }],
      ['nodes.added', '', '7x22 8x57'],
    ];
    expect(told(workload(waiting), extra(nodes))).not.toContain('critical node-limit-reached');
  });
});

describe('edited and disabled', () => {
  test('a metric that was taken out of the HPA is not dead', () => {
    const both = workload({
      ...web,
      replicas: '6x240',
      hpas: [
        {
          name: 'web',
          metrics: [
            { target: 60, status: 58 },
            { name: 'rps', type: 'average', target: 100, status: 95 },
          ],
        },
      ],
    });
    const edited = both.map((s) =>
      s.kind.endsWith('-metric') && s.attributes.metric === 'rps'
        ? { ...s, times: s.times.slice(0, 80), values: s.values.slice(0, 80) }
        : s
    );
    expect(told(edited)).toEqual([]);
  });

  test.each([
    ['up', '4x240', 118, 'critical hpa-range-frozen', ['critical hpa-far-from-target']],
    // For an hour a window may hold a number that is too high.
    ['down', '8x240', 15, 'medium hpa-range-frozen', []],
  ])(
    'a direction that is disabled, and one that nothing is seen to hold: %s',
    (_, replicas, status, expected, free) => {
      const held = { name: 'web', min: 2, max: 20, limited: 1, metrics: [{ target: 60, status }] };
      expect(told(workload({ ...web, replicas, hpas: [held] }))).toEqual([expected]);
      expect(told(workload({ ...web, replicas, hpas: [{ ...held, limited: 0 }] }))).toEqual(free);
    }
  );

  test('an HPA that reaches a target nobody exports points at something; one that cannot reach its own does not', () => {
    const target = { kind: 'StatefulSet' as const, name: 'db' };
    const other = (able: number, desired: number) =>
      workload({
        ...web,
        hpas: [{ name: 'db', target, able, desired, current: desired, metrics: [{ target: 60, unseen: true }] }],
      });
    expect(told(other(1, 3))).not.toContain('low hpa-dangling-target');
    const wrongVersion = { name: 'web', able: 0, desired: 0, current: 0, metrics: [{ target: 60, unseen: true }] };
    expect(told(workload({ ...web, hpas: [wrongVersion] }))).toContain('low hpa-dangling-target');
  });
});

describe('the number that an outsider writes', () => {
  test("a stop at the minimum is the HPA's, and no number of the deploy that went before", () => {
    const upgraded = workload({
      ns: 'crm',
      name: 'web',
      scrape: '30s',
      replicas: '5x20 1 5x139',
      generation: '3x20 4 6x58 9x80',
      rollouts: ['10m', '40m'],
      hpas: [
        {
          name: 'web',
          min: 4,
          max: 10,
          desired: 5,
          current: '5x21 1 5x57 4 5x79',
          metrics: [{ target: 60, asks: 5 }],
        },
      ],
    });
    const resets = report(upgraded).findings.find((f) => f.rule === 'hpa-gitops-replicas');
    expect(resets?.summary).toMatch(/^Every deploy resets replicas to 1 \(2 of 2\)/);
  });
});

describe('several hands on one workload', () => {
  /** Standing at 9; writes at these samples (30 s), each taken back one sample later. */
  const written = (at: ReadonlyArray<readonly [sample: number, value: number]>, labels?: Labels): Series[] => {
    const stands = Array.from({ length: 200 }, (_, k) => at.find(([sample]) => sample === k)?.[1] ?? 9).join(' ');
    const hpa = { name: 'web', desired: '9x199', metrics: [{ target: 60, asks: 9 }] };
    return workload({ ns: 'shop', name: 'web', scrape: '30s', labels, replicas: stands, hpas: [hpa] });
  };
  const clock = [10, 40, 70, 100, 130, 160, 190].map((k) => [k + 1, 2] as const);
  const git = [6, 23, 46, 63, 85, 105, 122, 143, 175].map((k) => [k, 4] as const);
  const hands = [[15, 3], [90, 6], [150, 3]] as const; // prettier-ignore

  test.each([
    ['no label names anybody', undefined],
    ['a label names Git', { argocd: 'shop' }],
  ])('a schedule, a sync and a person are three stories: %s', (_, labels) => {
    const { findings } = report(written([...clock, ...git, ...hands], labels));
    const actors = Object.fromEntries(findings.map((f) => [f.rule, f.actors[0]?.family]));
    expect(actors).toEqual({
      'scheduled-scaler-vs-hpa': 'cron',
      'hpa-gitops-replicas': labels ? 'gitops' : 'external',
      'manual-vs-hpa': 'human',
    });
    const summaries = findings.map((f) => f.summary).join('\n');
    expect(summaries).toContain('writes 2 every 15 min');
    expect(summaries).toMatch(/writes 4 every \d+ min and the HPA climbs back to 9: 9 times/);
    expect(summaries).toContain('(3, 6, 3)');
  });

  test('an interval that drifts is a tool, named by its distance; no fix caps what the metrics ask for', () => {
    const flux = [7, 37, 68, 98, 129, 160, 191].map((k) => [k, 2] as const);
    const { findings } = report(written(flux));
    expect(findings.map((f) => f.rule)).toEqual(['hpa-gitops-replicas']);
    expect(findings[0]?.detail).toContain('Flux at an interval of 15 min; an operator that applies its own manifest');
    expect(JSON.stringify(findings[0]?.fixes)).not.toContain('maxReplicas');
  });

  test.each([
    ['a schedule', clock],
    ['a person', hands],
  ])('%s that wants fewer than the metrics ask for gets no cap', (_, writes) => {
    const fixes = JSON.stringify(report(written(writes)).findings.flatMap((f) => f.fixes));
    expect(fixes).not.toMatch(/maxReplicas\W+[2-8]\b/);
  });
});

describe("an HPA's own motion explains first", () => {
  const minutely = (c: Partial<WorkloadCase>): WorkloadCase => ({
    ns: 'shop',
    name: 'web',
    scrape: '60s',
    replicas: 1,
    ...c,
  });

  test('a demand that jumps between two scrapes is nobody who scales by hand', () => {
    const replicas = again('3 7 5 6 10', 8);
    const metrics = [
      {
        name: 'queue',
        type: 'average' as const,
        target: 10,
        status: again('9.884 10.015 6.899 9.665 9.198', 8),
      },
    ];
    const hpas = [{ name: 'web', desired: replicas, current: again('3 7 7 6 10', 8), metrics }];
    const r = report(workload(minutely({ replicas, hpas })));
    expect(new Set(writersOf(r).map((w) => w.split(' ')[1]))).toEqual(new Set(['hpa']));
    expect(r.findings.map((f) => f.rule)).not.toContain('manual-vs-hpa');
  });

  test('what it found at its last pass it may have written at the pass before, where its metric asked for as much', () => {
    const replicas = again('9 17 15 16 13 10', 6);
    const current = again('9 14 20 19 13 10', 6);
    const between = (status: string): Array<number | undefined> => {
      const metrics = [{ name: 'lag', type: 'value' as const, target: 10, status }];
      const hpa = { name: 'web', desired: replicas, current, metrics };
      const set = workload(minutely({ replicas, ready: null, generation: '0+3x35', hpas: [hpa] }));
      return (report(set).workloads[0]?.actions ?? []).flatMap((a) => (a.field === 'replicas' ? [a.via] : []));
    };
    expect(between(again('9.5 13 7.2 8 9.3 9.5', 6)).filter(isPresent)).toEqual([]);
    expect(between('10x35').filter(isPresent)).not.toEqual([]);
  });

  test('on a target without a generation, a number that it wrote and left again between two samples', () => {
    const gateway = workload({
      ns: 'payments',
      name: 'gateway',
      kind: 'Rollout',
      scrape: '30s',
      replicas: '10x10 11x40',
      hpas: [
        {
          name: 'keda-hpa-gateway',
          scaledObject: 'gateway',
          desired: '10x50',
          current: '10x10 11x40',
          metrics: [{ name: 's0-cron', type: 'average', target: 1, status: '1x10 0.91x40' }],
        },
      ],
    });
    expect(writersOf(report(gateway))).toEqual(['10→11 hpa scale']);
  });

  test('beside a calm metric the same numbers are somebody else', () => {
    const hpa = { name: 'web', desired: '9x60', metrics: [{ target: 60, asks: 9 }] };
    const r = report(workload(minutely({ replicas: '9x10 14 9x20 3 9x29', hpas: [hpa] })));
    expect(writersOf(r).map((w) => w.split(' ').slice(0, 2).join(' '))).toEqual([
      '9→14 external',
      '14→9 hpa',
      '9→3 external',
      '3→9 hpa',
    ]);
  });
});

describe('writers that beat against the scrape', () => {
  const beat = (generation: string): ReturnType<typeof report>['findings'][number] | undefined => {
    // Every sample shows Git, then the HPA, then Git: in between the HPA is seen in a pass that found what it wants.
    const replicas = '5x39 9x40 5x40 9x80';
    const current = '5x39 9x40 5x40 9x80';
    const hpa = { name: 'web', desired: '9x201', current, metrics: [{ target: 60, asks: 9 }] };
    const set = workload({ ns: 'shop', name: 'web', labels: { argocd: 'shop' }, replicas, generation, hpas: [hpa] });
    return report(set).findings.find((f) => f.rule === 'hpa-gitops-replicas');
  };

  test('are one fight as long as the generation climbs', () => {
    const fight = beat('7+2x202');
    expect(fight?.intervals).toHaveLength(1);
    expect(fight?.state).toBe('fighting');
  });

  test('have ended where it stands still', () => {
    const fight = beat('7+2x39 87x40 89+2x39 169x90');
    expect(fight?.state).toBe('ended');
    expect(fight?.intervals.length).toBeGreaterThan(1);
  });
});
