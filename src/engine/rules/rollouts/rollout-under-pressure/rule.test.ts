/** @jest-environment node */
// Pods taken away by a rollout while load rises.
import { extraSeries } from '../../../../../tests/support/extraSeries';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import type { PodCase } from '../../../../../tests/support/podCase';
import { seriesSet, workload } from '../../../../../tests/support/workload';
import { analyze } from '../../../analyze';

const grid = { ns: 'shop', length: 121 };
const web = (ready: string, status: string) =>
  workload({
    ns: 'shop',
    name: 'web',
    replicas: '8x120',
    ready,
    rollouts: ['10m'],
    hpas: [{ name: 'web', min: 4, max: 30, metrics: [{ target: 60, status }] }],
  });
const allowed = (pods: number) =>
  extraSeries(grid, [
    ['workload.max-unavailable', 'web', pods, { kind: 'Deployment' }],
    ['workload.updated', 'web', '8x40 2x10 8x69', { kind: 'Deployment' }],
  ]);
const surge = (all: string) => extraSeries(grid, [['workload.status-replicas', 'web', all, { kind: 'Deployment' }]]);
/** Three rounds of new pods, each ready before the next scrape. */
const rounds = (status: string) =>
  workload({
    ns: 'shop',
    name: 'web',
    replicas: '8x120',
    ready: '8x120',
    rollouts: ['10m1s'],
    pods: [
      { at: '10m2s', count: 4, ready: '11s', template: 1 },
      { at: '10m35s', count: 3, ready: '9s', template: 1 },
      { at: '11m5s', count: 1, ready: '10s', template: 1 },
    ],
    hpas: [{ name: 'web', min: 4, max: 8, metrics: [{ target: 60, status }] }],
  });
const allowedInRounds = extraSeries(grid, [
  ['workload.max-unavailable', 'web', 4, { kind: 'Deployment' }],
  ['workload.updated', 'web', '8x40 4x1 7x1 8x76', { kind: 'Deployment' }],
]);
const dip = '8x40 5x10 8x69';
/** More is asked for in the middle of a rollout alone. */
const burst = (pods: readonly PodCase[]) =>
  workload({
    ns: 'shop',
    name: 'web',
    replicas: '8x120',
    ready: dip,
    rollouts: ['10m'],
    pods,
    hpas: [{ name: 'web', min: 4, max: 30, metrics: [{ target: 60, status: '60x43 144x7 60x69' }] }],
  });
const slowStart = [
  { at: '10m5s', count: 5, ready: '2m40s', template: 1 },
  { at: '12m50s', count: 3, ready: '10s', template: 1 },
];
const quickStart = slowStart.map((pod) => ({ ...pod, ready: '10s' }));

testRule('rollout-under-pressure', {
  fires: [
    {
      title: 'eight become five while twelve are asked for',
      series: seriesSet(web(dip, '60x40 144x10 60x69'), allowed(2)),
      severity: 'high',
      state: 'ended',
      actors: ['ci', 'hpa:web'],
      from: '10m15s',
      to: '12m45s',
      slack: '60s',
      says: /^A rollout took ready pods from 8 down to 5 while load asked for 12, for \d+ (s|min)\.$/,
      paces: [1, 2],
    },
    {
      title: 'at its maximum all the time; the status is a pass late, so what it asks for falls with the pods that go',
      series: seriesSet(
        workload({
          ns: 'shop',
          name: 'web',
          replicas: '10x120',
          ready: '10x40 6 10 6 10x77',
          rollouts: ['10m'],
          hpas: [{ name: 'web', min: 4, max: 10, metrics: [{ target: 60, status: '84x40 84 140 84 84x77' }] }],
        }),
        allowed(4)
      ),
      severity: 'high',
      state: 'ended',
      actors: ['ci', 'hpa:web'],
      says: /^A rollout took ready pods from 10 down to 6 while load asked for 14/,
      with: ['hpa-pinned-max'],
      paces: [1],
    },
    {
      title: 'pods that are gone and back between two scrapes: their births tell',
      series: seriesSet(rounds('84x120'), allowedInRounds, surge('8x120')),
      severity: 'high',
      state: 'ended',
      actors: ['ci', 'hpa:web'],
      from: '10m2s',
      to: '11m15s',
      says: /^A rollout took ready pods from 8 down to 4 while load asked for 12/,
      with: ['hpa-pinned-max'],
      paces: [1, 2],
    },
    {
      title: 'in the middle of a climb: what the HPA reads is late, what it wants is not',
      series: seriesSet(
        workload({
          ns: 'shop',
          name: 'web',
          replicas: '8x41 12x3 16x75',
          ready: '8x40 4x8 6 8 12 16x68',
          rollouts: ['10m'],
          hpas: [{ name: 'web', min: 4, max: 30, metrics: [{ target: 60, status: '60x40 90x3 120x6 90 60x69' }] }],
        }),
        allowed(6)
      ),
      severity: 'high',
      state: 'ended',
      actors: ['ci', 'hpa:web'],
      says: /^A rollout took ready pods from 8 down to 4 while load asked for 16/,
      paces: [1, 2],
    },
    {
      title:
        'more is asked for only from the first ready ones on, and no more when all is over: fresh pods that start look the same',
      series: seriesSet(web(dip, '60x43 144x7 60x69'), allowed(2)),
      severity: 'info',
      state: 'ended',
      actors: ['ci', 'hpa:web'],
      says: 'A rollout took ready pods from 8 down to 5 while the metrics asked for 12, for 105 s: load, or fresh pods as they start.',
    },
    {
      title: 'the same where the fresh pods were not ready yet: an HPA leaves out what those burn',
      series: seriesSet(burst(slowStart), allowed(2)),
      severity: 'high',
      state: 'ended',
      actors: ['ci', 'hpa:web'],
      says: 'A rollout took ready pods from 8 down to 5 while load asked for 12, for 105 s.',
      paces: [1, 2],
    },
  ],
  silent: [
    {
      title: 'the same rounds, one more pod first: nothing is known to have gone',
      series: seriesSet(rounds('84x120'), allowedInRounds, surge('8x40 10x3 8x76')),
      with: ['hpa-pinned-max'],
      paces: [1],
    },
    { title: 'the same rounds in calm hours', series: seriesSet(rounds('60x120'), allowedInRounds, surge('8x120')) },
    { title: 'the same rollout in calm hours', series: seriesSet(web(dip, '60x40 96x10 60x69'), allowed(2)) },
    {
      title: 'maxUnavailable 0: whatever took them, it was not the rollout',
      series: seriesSet(web(dip, '60x40 144x10 60x69'), allowed(0)),
    },
    { title: 'no pod less', series: seriesSet(web('8x120', '60x40 90x10 60x69'), allowed(2)) },
  ],
});

testStories('rollout-under-pressure');

describe('a rollout that cannot be told from pods that start hot', () => {
  const verdictOn = (pods: readonly PodCase[]) => analyze(seriesSet(burst(pods), allowed(2))).workloads[0];

  test('is not called calm, and the report says what looks the same', () => {
    const told = verdictOn(quickStart);
    expect(told?.verdict).toBe('calm-as-far-as-seen');
    expect(told?.unjudged.filter(({ rule }) => rule === 'rollout-under-pressure')).toEqual([
      {
        rule: 'rollout-under-pressure',
        kinds: ['hpa.status-metric'],
        state: 'partial',
        reason: 'load inside a rollout and fresh pods that burn CPU as they start look the same',
        isUndecided: true,
      },
    ]);
  });

  test('asks nobody for more series: none is missing', () => {
    const { unassessed } = analyze(seriesSet(burst(quickStart), allowed(2)));
    expect(unassessed.map(({ rule }) => rule)).not.toContain('rollout-under-pressure');
  });

  test('is judged where pods tell that none of them was ready', () => {
    expect(verdictOn(slowStart)?.verdict).toBe('fights');
  });

  test('leaves the same rollout in calm hours calm', () => {
    const calm = analyze(seriesSet(web(dip, '60x120'), allowed(2))).workloads[0];
    expect(calm?.unjudged.filter(({ rule }) => rule === 'rollout-under-pressure')).toEqual([]);
  });
});
