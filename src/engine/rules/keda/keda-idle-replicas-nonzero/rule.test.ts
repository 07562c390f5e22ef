/** @jest-environment node */
// KEDA writes its idle number, its own HPA the minimum: told from Git by the label, and by a rest while a trigger is awake.
import { storyOf } from '../../../../../demo/cluster';
import { recordLife } from '../../../../../tests/evaluate/recordLife';
import { again } from '../../../../../tests/support/promtool';
import { everyFinding, testRule } from '../../../../../tests/support/ruleCases';
import { readSimulated } from '../../../../../tests/support/simulatedSource';
import { testStories } from '../../../../../tests/support/storyCases';
import { seriesSet, workload } from '../../../../../tests/support/workload';
import { analyze } from '../../../index';

const worker = { ns: 'shop', name: 'worker', replicas: '2x120', generation: '5+2x120' };
const hpa = {
  name: 'keda-hpa-worker',
  scaledObject: 'worker',
  min: 4,
  max: 10,
  desired: '4x120',
  metrics: [{ name: 's0-kafka-jobs', type: 'average' as const, target: 5, unseen: true }],
};
/** Its HPA reads the metric of a trigger that nobody exports. */
const read = (status: string) => ({
  ...hpa,
  metrics: [{ name: 's0-kafka-jobs', type: 'average' as const, target: 5, status }],
});
const asleep = [{ name: 'worker', triggers: [{ metric: 's0-kafka-jobs', active: 0, value: 0 }] }];
const rests = [{ name: 'worker', triggers: [{ metric: 's0-kafka-jobs', active: '0x60 1x60', value: '0x60 18x60' }] }];

testRule('keda-idle-replicas-nonzero', {
  fires: [
    {
      title: 'every sample shows the idle number',
      series: workload({ ...worker, hpas: [hpa], scaledObjects: asleep }),
      severity: 'high',
      state: 'fighting',
      actors: ['keda:worker', 'hpa:keda-hpa-worker'],
      from: '0s',
      to: '30m',
      says: 'KEDA writes 2 for idle, its own HPA writes the minimum 4: 8 writes a minute, yet the samples show 2.',
    },
    {
      title: 'a rest while the trigger is awake proves it, label of Git or not',
      series: workload({
        ...worker,
        labels: { argocd: 'jobs' },
        replicas: '2x60 4x59',
        generation: '5+2x60 125x59',
        hpas: [{ ...hpa, current: '2x60 4x59' }],
        scaledObjects: rests,
      }),
      severity: 'high',
      state: 'ended',
      actors: ['keda:worker', 'hpa:keda-hpa-worker'],
      from: '0s',
      to: '15m',
      slack: '90s',
      says: /^KEDA writes 2 for idle/,
    },
    {
      title: "the samples catch both numbers by turns: each fall to the idle number is the operator's",
      series: workload({
        ...worker,
        replicas: again('2 4', 40),
        generation: '5+1x79',
        hpas: [{ ...hpa, desired: '4x80', current: again('4 2', 40) }],
        scaledObjects: asleep,
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['keda:worker', 'hpa:keda-hpa-worker'],
      says: /^KEDA writes 2 for idle, its own HPA writes the minimum 4: 4 writes a minute/,
      paces: [1],
    },
    {
      title: 'KEDA exports nothing, and no work is read by its HPA',
      series: workload({ ...worker, hpas: [read('0x120')] }),
      severity: 'high',
      state: 'fighting',
      actors: ['keda:worker', 'hpa:keda-hpa-worker'],
      says: /^KEDA writes 2 for idle, its own HPA writes the minimum 4/,
    },
  ],
  silent: [
    {
      title: 'KEDA exports nothing, and its HPA reads work all the time: not KEDA',
      series: workload({ ...worker, hpas: [read('9x120')] }),
      with: ['hpa-gitops-replicas'],
    },
    {
      title: 'a label of Git and no rest: Git is the nearer writer',
      series: workload({ ...worker, labels: { argocd: 'jobs' }, hpas: [hpa], scaledObjects: asleep }),
      with: ['hpa-gitops-replicas'],
    },
    {
      title: 'awake all the time: not KEDA',
      series: workload({
        ...worker,
        hpas: [hpa],
        scaledObjects: [{ name: 'worker', triggers: [{ metric: 's0-kafka-jobs', active: 1, value: 18 }] }],
      }),
      with: ['hpa-gitops-replicas'],
    },
    {
      title: 'a hand-made HPA',
      series: workload({
        ...worker,
        hpas: [{ ...hpa, name: 'worker', scaledObject: undefined, metrics: [{ target: 60, unseen: true }] }],
      }),
      with: ['hpa-gitops-replicas'],
    },
    {
      title: 'rests at its minimum',
      series: workload({
        ...worker,
        replicas: '4x120',
        generation: 5,
        hpas: [{ ...hpa, metrics: [{ ...hpa.metrics[0], target: 5, unseen: false, status: 5 }] }],
        scaledObjects: asleep,
      }),
    },
  ],
});

testStories('keda-idle-replicas-nonzero');

test('a trigger that wakes within the interval wakes after the poll that wrote: no second writer is made of it', () => {
  const { series, range } = recordLife(storyOf('idle-after-work'), 0);
  const rules = everyFinding(analyze(readSimulated(series, range))).map(({ rule }) => rule);
  expect(rules).toContain('keda-idle-replicas-nonzero');
  expect(rules).not.toContain('hpa-gitops-replicas');
});

describe('how sure it is where KEDA exports nothing', () => {
  const surenessOf = (more: object): string | undefined =>
    everyFinding(analyze(seriesSet(workload({ ...worker, ...more })))).find(
      (f) => f.rule === 'keda-idle-replicas-nonzero'
    )?.confidence;

  it('is possible: somebody else may keep so few while nobody works', () => {
    expect(surenessOf({ hpas: [read('0x120')] })).toBe('possible');
  });

  it('is likely where it rested while there was work', () => {
    const rested = { replicas: '2x60 4x59', generation: '5+2x60 125x59' };
    expect(surenessOf({ ...rested, hpas: [{ ...read('0x61 9x58'), current: '2x60 4x59' }] })).toBe('likely');
  });
});
