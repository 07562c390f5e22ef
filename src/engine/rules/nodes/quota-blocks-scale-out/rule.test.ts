/** @jest-environment node */
// Pods that were refused are not Pending: they are not there at all.
import { extraSeries, type Extra } from '../../../../../tests/support/extraSeries';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { seriesSet, workload } from '../../../../../tests/support/workload';

const rows = (used: string | number, status: string | number): Extra[] => [
  ['quota.limit', 'team', 6, { resource: 'requests.cpu', type: 'hard' }],
  ['quota.limit', 'team', used, { resource: 'requests.cpu', type: 'used' }],
  ['workload.status-replicas', 'web', status, { kind: 'Deployment' }],
];
const shop = (...more: Extra[]) =>
  seriesSet(
    workload({
      ns: 'shop',
      name: 'web',
      replicas: '4x20 10x60',
      ready: '4x20 6x60',
      hpas: [{ name: 'web', max: 20 }],
      pods: [{ at: '-1h', count: 6, cpu: 1 }],
    }),
    extraSeries({ ns: 'shop', length: 81 }, more)
  );
const failure: Extra = ['workload.condition', 'web', '0x20 1x60', { kind: 'Deployment', condition: 'ReplicaFailure' }];

testRule('quota-blocks-scale-out', {
  fires: [
    {
      title: 'full quota, refused pods',
      series: shop(...rows('4x20 6x60', '4x20 6x60'), failure),
      severity: 'critical',
      state: 'fighting',
      actors: ['quota:team', 'hpa:web'],
      from: '5m15s',
      to: '20m',
      slack: '60s',
      says: 'The HPA wants 10, but the quota of 6 cpu stops at 6; no pod is Pending.',
    },
    {
      title: 'the condition is not exported',
      series: shop(...rows('4x20 6x60', '4x20 6x60')),
      severity: 'critical',
      state: 'fighting',
      actors: ['quota:team', 'hpa:web'],
      says: /stops at 6; no pod is Pending\.$/,
    },
  ],
  silent: [
    { title: 'room in the quota', series: shop(...rows(3, '4x20 6x60')) },
    { title: 'full, and every pod is there', series: shop(...rows('4x20 6x60', '4x20 10x60')) },
    { title: 'short for a minute', series: shop(...rows('4x20 6x60', '4x20 6x3 10x57')) },
    { title: 'the number of pods is not exported', series: shop(...rows('4x20 6x60', 6).slice(0, 2)) },
  ],
});

testStories('quota-blocks-scale-out');
