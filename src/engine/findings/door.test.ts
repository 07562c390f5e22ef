/** @jest-environment node */
// What the door lets through: a rule speaks where what it needs was read, at a pace that shows it, and is named otherwise.
import { again } from '../../../tests/support/promtool';
import { thin } from '../../../tests/support/thin';
import { seriesSet, workload, type WorkloadCase } from '../../../tests/support/workload';
import type { Report } from '../../model/report';
import type { SeriesSet, SignalKind } from '../../model/series';
import { analyze } from '../analyze';

const swing = again('4x19 6x19', 7);
const flapping: WorkloadCase = {
  ns: 'shop',
  name: 'web',
  replicas: swing,
  hpas: [
    { name: 'web', desired: swing, current: `4 ${swing}`, metrics: [{ target: 60, asks: again('4.4x19 5.3x19', 7) }] },
  ],
};
const steady: WorkloadCase = { ...flapping, replicas: '4x279', hpas: [{ name: 'web', metrics: [{ target: 60 }] }] };

const ruleOn = (report: Report, rule: string) => report.findings.find((finding) => finding.rule === rule);
const openOn = (report: Report, rule: string) => report.unassessed.filter((entry) => entry.rule === rule);

function cut(set: SeriesSet, kind: SignalKind): SeriesSet {
  return { ...set, failed: [{ kinds: [kind], query: '', message: 'the answer is partial', partial: true }] };
}

describe('at a slow pace', () => {
  test('above 90 s who wrote what is not told, and the pace is the reason', () => {
    const report = analyze(thin(seriesSet(workload(flapping)), 8));
    expect(ruleOn(report, 'hpa-flapping')).toBeUndefined();
    expect(openOn(report, 'hpa-flapping')).toMatchObject([{ state: 'partial', reason: 'one sample every 120 s' }]);
  });

  test('what stands for long is told at any pace', () => {
    const idle = {
      ...steady,
      replicas: '10x279',
      hpas: [{ name: 'web', min: 10, metrics: [{ target: 60, asks: '3x279' }] }],
    };
    const set = seriesSet(workload(idle));
    expect(ruleOn(analyze(set), 'hpa-floor-waste')).toBeDefined();
    expect(ruleOn(analyze(thin(set, 8)), 'hpa-floor-waste')).toBeDefined();
  });

  const healed: WorkloadCase = {
    ...steady,
    replicas: '2x279',
    generation: '7+2x279',
    hpas: [{ name: 'web', min: 4, desired: '4x279', current: '2x279', metrics: [{ target: 60, unseen: true }] }],
  };

  test('what every sample shows alike is told at any even pace, a step less sure, and the rest stays open', () => {
    const set = seriesSet(workload(healed));
    expect(ruleOn(analyze(set), 'hpa-gitops-replicas')?.confidence).toBe('certain');
    const slow = analyze(thin(set, 20));
    expect(ruleOn(slow, 'hpa-gitops-replicas')).toMatchObject({
      confidence: 'likely',
      summary: 'Something writes 2, the HPA writes 4: 8 writes a minute, none visible in the samples.',
    });
    expect(openOn(slow, 'hpa-gitops-replicas')).toMatchObject([{ reason: 'one sample every 300 s' }]);
  });

  test('not where scrapes were lost, and not what no counter backs', () => {
    const set = thin(seriesSet(workload(healed)), 8);
    const lossy = {
      ...set,
      series: set.series.map((s) => ({
        ...s,
        times: s.times.filter((_, i) => i % 4 > 0),
        values: s.values.filter((_, i) => i % 4 > 0),
      })),
    };
    expect(ruleOn(analyze(lossy), 'hpa-gitops-replicas')).toBeUndefined();
    const uncounted = thin(seriesSet(workload({ ...healed, generation: undefined })), 20);
    expect(ruleOn(analyze(uncounted), 'hpa-gitops-replicas')).toBeUndefined();
  });

  test('two HPAs on one workload stand at any pace', () => {
    const two = seriesSet(
      workload({ ...steady, hpas: [...(steady.hpas ?? []), { name: 'extra', metrics: [{ target: 70 }] }] })
    );
    expect(ruleOn(analyze(thin(two, 20)), 'hpa-double-target')).toBeDefined();
  });

  test('at 60 s a rule that finds nothing was not wholly judged where something moved, and was where nothing did', () => {
    const moved = analyze(thin(seriesSet(workload({ ...steady, replicas: '4x99 5x179' })), 4));
    expect(openOn(moved, 'hpa-flapping')).toMatchObject([{ state: 'partial', reason: 'one sample every 60 s' }]);
    expect(openOn(analyze(thin(seriesSet(workload(steady)), 4)), 'hpa-flapping')).toEqual([]);
  });

  test('at 30 s only where the counter tells of writes that no sample shows', () => {
    const generation = again('3x9 7x9', 14);
    const hidden = analyze(thin(seriesSet(workload({ ...steady, generation })), 2));
    expect(openOn(hidden, 'hpa-flapping')).toMatchObject([{ state: 'partial', reason: 'one sample every 30 s' }]);
    const seen = analyze(thin(seriesSet(workload({ ...steady, replicas: '4x99 5x179' })), 2));
    expect(openOn(seen, 'hpa-flapping')).toEqual([]);
  });
});

describe('with scrapes missing', () => {
  test('a finding is a step less sure', () => {
    const set = seriesSet(workload(flapping));
    const lossy = {
      ...set,
      series: set.series.map((s) => ({
        ...s,
        times: s.times.filter((_, i) => i % 9 > 0),
        values: s.values.filter((_, i) => i % 9 > 0),
      })),
    };
    expect(ruleOn(analyze(set), 'hpa-flapping')?.confidence).toBe('likely');
    expect(ruleOn(analyze(lossy), 'hpa-flapping')?.confidence).toBe('possible');
  });

  test('two agents in one series lose nothing', () => {
    const set = seriesSet(workload(flapping));
    const twice = (column: Float64Array, later: number) =>
      Float64Array.from([...column].flatMap((x) => [x, x + later]));
    const both = {
      ...set,
      series: set.series.map((s) => ({ ...s, times: twice(s.times, 6000), values: twice(s.values, 0) })),
    };
    expect(ruleOn(analyze(both), 'hpa-flapping')?.confidence).toBe('likely');
  });
});

test('what helps may be missing, but half of it misleads', () => {
  const byHand: WorkloadCase = {
    ...steady,
    replicas: '4x20 9x1 4x40 7x1 4x40 2x1 4x80',
    hpas: [{ name: 'web', desired: '4x279', metrics: [{ target: 60 }] }],
    rollouts: ['1m'],
    pods: [{ at: '-1h', count: 4, cpu: 1 }],
  };
  const set = seriesSet(workload(byHand));
  expect(ruleOn(analyze(set), 'manual-vs-hpa')).toBeDefined();
  const report = analyze(cut(set, 'pod.created'));
  expect(ruleOn(report, 'manual-vs-hpa')).toBeUndefined();
  expect(openOn(report, 'manual-vs-hpa')).toMatchObject([{ state: 'partial', reason: 'the answer is partial' }]);
});

test('the revision of a StatefulSet is to it what a ReplicaSet is to a Deployment', () => {
  const lacking = (kind: 'Deployment' | 'StatefulSet') => {
    const set = seriesSet(workload({ ...steady, kind }));
    const series = set.series.filter((s) => !/^(replicaset|statefulset)\./.test(s.kind));
    return openOn(analyze({ ...set, series, elsewhere: [] }), 'scheduled-scaler-vs-hpa').flatMap(
      (entry) => entry.kinds
    );
  };
  expect(lacking('Deployment')).toContain('replicaset.created');
  expect(lacking('StatefulSet')).toContain('statefulset.revision');
  expect(lacking('StatefulSet')).not.toContain('replicaset.created');
});
