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
/** A StatefulSet that is short of one pod, with so many of its three ready, beside a full quota. */
const stateful = (ready: string) =>
  seriesSet(
    workload({
      ns: 'shop',
      name: 'web',
      kind: 'StatefulSet',
      replicas: '3x20 4x60',
      ready,
      pods: [{ at: '-1h', count: 3, cpu: 1 }],
    }),
    extraSeries({ ns: 'shop', length: 81 }, [
      ...rows(6, 3).slice(0, 2),
      ['workload.status-replicas', 'web', '3x80', { kind: 'StatefulSet' }],
    ])
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
      advises: ['"requests.cpu":"12"'],
    },
    {
      title: 'the condition is not exported',
      series: shop(...rows('4x20 6x60', '4x20 6x60')),
      severity: 'critical',
      state: 'fighting',
      actors: ['quota:team', 'hpa:web'],
      says: /stops at 6; no pod is Pending\.$/,
    },
    {
      title: 'a StatefulSet whose pods are all ready gets no further one',
      series: stateful('3x80'),
      severity: 'critical',
      state: 'fighting',
      actors: ['quota:team'],
      says: 'The workload wants 4, but the quota of 6 cpu stops at 3; no pod is Pending.',
    },
    {
      title: 'a quota of pods that others fill: room for what this workload misses, not for a larger namespace',
      series: shop(
        ['quota.limit', 'team', 100, { resource: 'pods', type: 'hard' }],
        ['quota.limit', 'team', '98x20 100x60', { resource: 'pods', type: 'used' }],
        ['workload.status-replicas', 'web', '4x20 6x60', { kind: 'Deployment' }],
        failure
      ),
      severity: 'critical',
      state: 'fighting',
      actors: ['quota:team', 'hpa:web'],
      says: /stops at 6; no pod is Pending\.$/,
      // 100 used and four missing, with a third of those as room.
      advises: ['"pods":"106"', 'pods: "106"', 'Set pods back to 100.'],
    },
    {
      title: 'a quota of limits: what a pod takes of it is not exported, so there is no number',
      series: shop(
        ['quota.limit', 'team', 6, { resource: 'limits.cpu', type: 'hard' }],
        ['quota.limit', 'team', '4x20 6x60', { resource: 'limits.cpu', type: 'used' }],
        ['workload.status-replicas', 'web', '4x20 6x60', { kind: 'Deployment' }],
        failure
      ),
      severity: 'critical',
      state: 'fighting',
      actors: ['quota:team', 'hpa:web'],
      says: /stops at 6; no pod is Pending\.$/,
      advises: ['4 more pods'],
      neverAdvises: ['patch resourcequota', 'kind: ResourceQuota'],
    },
  ],
  silent: [
    { title: 'a StatefulSet makes no further pod while an elder one is not ready', series: stateful('2x80') },
    { title: 'room in the quota', series: shop(...rows(3, '4x20 6x60')) },
    { title: 'full, and every pod is there', series: shop(...rows('4x20 6x60', '4x20 10x60')) },
    { title: 'short for a minute', series: shop(...rows('4x20 6x60', '4x20 6x3 10x57')) },
    { title: 'the number of pods is not exported', series: shop(...rows('4x20 6x60', 6).slice(0, 2)) },
  ],
});

testStories('quota-blocks-scale-out');
