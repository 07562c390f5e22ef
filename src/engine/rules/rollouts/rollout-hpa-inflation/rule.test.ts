/** @jest-environment node */
// Up with a new template and back without another one; load, or a heavier version, looks different.
import { extraSeries } from '../../../../../tests/support/extraSeries';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const web = (replicas: string, rollouts: string[], hpa: object = {}) =>
  workload({ ns: 'shop', name: 'web', replicas, rollouts, hpas: [{ name: 'web', max: 40, ...hpa }] });

/** A number from outside, and the pods that the status counts. */
const outside = (type: 'average' | 'value', replicas: string, counted: string, status: string) => [
  ...workload({
    ns: 'shop',
    name: 'web',
    replicas,
    rollouts: ['10m'],
    hpas: [{ name: 'web', min: 20, max: 60, metrics: [{ name: 'queue_depth', type, target: 10, status }] }],
  }),
  ...extraSeries({ ns: 'shop', length: 121 }, [
    ['workload.status-replicas', 'web', counted, { kind: 'Deployment' }],
    ['workload.updated', 'web', '20x40 5x4 15x4 23x71', { kind: 'Deployment' }],
  ]),
];

testRule('rollout-hpa-inflation', {
  fires: [
    {
      title: 'ten, eighteen, ten',
      series: web('10x40 14x4 18x30 10x60', ['10m']),
      severity: 'medium',
      state: 'ended',
      actors: ['ci', 'hpa:web'],
      from: '10m',
      to: '19m15s',
      slack: '60s',
      says: /^A deploy made the HPA jump 10 → 18 without more load; it took (8|9|10) min( \d+ s)? to settle\.$/,
    },
    {
      title: 'twice as many, and still there two passes before the end',
      series: web('10x40 20x40 10x3', ['10m']),
      severity: 'medium',
      state: 'fighting',
      actors: ['ci', 'hpa:web'],
      says: /^A deploy made the HPA jump 10 → 20 without more load/,
      paces: [1],
    },
    {
      title: 'a total from outside, 212 for 20 pods: with three of surge 23 share it, and 23 it stays',
      series: outside('average', '20x41 23x78', '20x40 23x3 26x4 23x71', '10.6x40 9.22x3 8.2x4 9.22x71'),
      severity: 'medium',
      state: 'ended',
      actors: ['ci', 'hpa:web'],
      from: '10m',
      says: /^A deploy made the HPA jump 20 → 23 without more load: the pods of the surge count among those that share queue_depth; it stays there\.$/,
      paces: [1, 2],
    },
    {
      title: 'a ratio from outside below its target, at the minimum: times the ready pods of the surge',
      series: outside('value', '20x41 24x40 20x37', '20x40 30x7 24x32 20x38', '8x120'),
      severity: 'medium',
      state: 'ended',
      actors: ['ci', 'hpa:web'],
      says: /^A deploy made the HPA jump 20 → 24 without more load: .* share queue_depth; it stayed for 11 min\.$/,
      paces: [1, 2],
    },
  ],
  silent: [
    {
      title: 'a total from outside that rises with the deploy',
      series: outside('average', '20x41 23x78', '20x40 23x3 26x4 23x71', '10.6x40 10x3 8.8x4 10x71'),
    },
    {
      title: 'a number from outside, and a rollout without surge',
      series: outside('average', '20x41 23x78', '20x43 23x76', '10.6x43 9.22x76'),
    },
    { title: 'a heavier version: it stays up', series: web('10x40 18x150', ['10m']) },
    { title: 'the same without a deploy', series: web('10x40 18x30 10x60', []) },
    { title: 'a deploy that moves one pod', series: web('10x40 11x30 10x60', ['10m']) },
    { title: 'the rise comes ten minutes after', series: web('10x80 18x30 10x60', ['10m']) },
    {
      title: 'smaller pods: it climbs in steps, past a number near the old one',
      series: web('7x40 8x8 10x100', ['10m']),
    },
    { title: 'a deploy and nothing else', series: web('10x120', ['10m']) },
  ],
});

testStories('rollout-hpa-inflation');
