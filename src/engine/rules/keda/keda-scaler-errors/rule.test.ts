/** @jest-environment node */
// Consecutive failed polls; a blip, a restart of the operator and a gap in the scrape are none.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const jobs = (errors: string | number, more: object = {}, second?: object) =>
  workload({
    ns: 'mail',
    name: 'jobs',
    replicas: '3x80',
    hpas: [
      {
        name: 'keda-hpa-jobs',
        scaledObject: 'jobs',
        metrics: [
          { name: 's0-kafka', type: 'average', target: 5, status: '5x20 _x60', ...more },
          ...(second ? [{ target: 60 }] : []),
        ],
      },
    ],
    scaledObjects: [
      {
        name: 'jobs',
        triggers: [
          { metric: 's0-kafka', active: 1, value: 15, errors },
          ...(second ? [{ metric: 's1-cpu', active: 1, value: 1, errors: 0, ...second }] : []),
        ],
      },
    ],
  });
const healthy = { status: 5 };

testRule('keda-scaler-errors', {
  fires: [
    {
      title: 'the only trigger, for good',
      series: jobs('0x20 1+1x59'),
      severity: 'high',
      state: 'fighting',
      actors: ['keda:jobs'],
      from: '5m',
      to: '20m',
      slack: '60s',
      says: /^Trigger source failing for 1[45] min( \d+ s)?: frozen at 3\.$/,
    },
    {
      title: 'at its maximum: no number above it is held',
      series: workload({
        ns: 'mail',
        name: 'jobs',
        replicas: '10x80',
        hpas: [
          {
            name: 'keda-hpa-jobs',
            scaledObject: 'jobs',
            max: 10,
            metrics: [{ name: 's0-kafka', type: 'average', target: 5, status: '5x20 _x60' }],
          },
        ],
        scaledObjects: [
          { name: 'jobs', triggers: [{ metric: 's0-kafka', active: 1, value: 50, errors: '0x20 1+1x59' }] },
        ],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['keda:jobs'],
      says: /frozen at 10\.$/,
      advises: ['paused-replicas="10"', 'replicas: 10'],
    },
    {
      title: 'nothing tells how many there are: no number is made up',
      series: workload({
        ns: 'mail',
        name: 'jobs',
        kind: 'Rollout',
        replicas: '3x80',
        hpas: [
          {
            name: 'keda-hpa-jobs',
            scaledObject: 'jobs',
            desired: '3x20 _x60',
            current: '3x20 _x60',
            metrics: [{ name: 's0-kafka', type: 'average', target: 5, status: '5x20 _x60' }],
          },
        ],
        scaledObjects: [
          { name: 'jobs', triggers: [{ metric: 's0-kafka', active: 1, value: 50, errors: '0x20 1+1x59' }] },
        ],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['keda:jobs'],
      says: /frozen at an unknown number\.$/,
      advises: ['Hold a safe number'],
      neverAdvises: ['paused-replicas="', 'kind: ScaledObject'],
    },
    {
      title: 'one of two: the HPA may still go up',
      series: jobs('0x20 1+1x59', {}, {}),
      severity: 'medium',
      state: 'fighting',
      actors: ['keda:jobs', 'hpa:keda-hpa-jobs'],
      says: /^1 of 2 triggers failing for 1[45] min( \d+ s)?: no scale-in from 3\.$/,
    },
    {
      title: 'a fallback answers',
      series: jobs('0x20 1+1x59', healthy),
      severity: 'high',
      state: 'fighting',
      actors: ['keda:jobs'],
      says: /its fallback answers, at 3\.$/,
    },
    {
      title:
        'an outage that the counter tells, and a queue that comes back at a whole multiple of the target: it is over',
      series: workload({
        ns: 'mail',
        name: 'jobs',
        replicas: '3x40 7x80',
        hpas: [
          {
            name: 'keda-hpa-jobs',
            scaledObject: 'jobs',
            metrics: [{ name: 's0-kafka', type: 'average', target: 5, status: '5x18 _x25 5x76' }],
          },
        ],
        scaledObjects: [
          {
            name: 'jobs',
            triggers: [{ metric: 's0-kafka', active: 1, value: '15x40 35x80', errors: '0x20 1+1x19 20x80' }],
          },
        ],
      }),
      severity: 'high',
      state: 'ended',
      actors: ['keda:jobs'],
      from: '5m',
      to: '10m',
      slack: '60s',
      says: /^Trigger source failing for [45] min( \d+ s)?: frozen at 3, 7 as soon as it came back\.$/,
      paces: [1, 2],
    },
  ],
  silent: [
    { title: 'two failed polls', series: jobs('0x20 1x2 2x57', healthy) },
    { title: 'far apart', series: jobs('0x20 1x19 2x19 3x20', healthy) },
    { title: 'the operator starts anew', series: jobs('40x30 0x50', healthy) },
    { title: 'jumps across gaps', series: jobs('0x5 _x11 5 _x11 9 _x11 14x39', healthy), paces: [1] },
    { title: 'no counter is exported', series: jobs('_x80', healthy) },
  ],
});

testStories('keda-scaler-errors');
