/** @jest-environment node */
// A pause of an hour, a pause of some minutes, and a workload that only sleeps.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const jobs = (
  paused: string | number,
  desired: string | number = 3,
  replicas = '3x320',
  kind: 'Deployment' | 'Rollout' = 'Deployment'
) =>
  workload({
    ns: 'mail',
    name: 'jobs',
    kind,
    replicas,
    hpas: [
      {
        name: 'keda-hpa-jobs',
        scaledObject: 'jobs',
        desired,
        metrics: [{ name: 's0-kafka', type: 'average', target: 5 }],
      },
    ],
    scaledObjects: [{ name: 'jobs', cooldown: 300, paused, triggers: [{ metric: 's0-kafka', active: 1, value: 15 }] }],
  });

testRule('keda-paused', {
  fires: [
    {
      title: 'for more than an hour, its HPA gone',
      series: jobs('0x20 1x299', '3x20 _x299'),
      severity: 'medium',
      state: 'fighting',
      actors: ['keda:jobs', 'human'],
      from: '5m15s',
      to: '80m',
      slack: '60s',
      says: /^Paused at 3 since 02:0[5-6].* and its HPA is gone: nothing scales, nobody reads the queue\.$/,
    },
    {
      title: 'a custom resource, of which nothing tells the number: none is made up',
      series: jobs('0x20 1x299', '3x20 _x299', '3x320', 'Rollout'),
      severity: 'medium',
      state: 'fighting',
      actors: ['keda:jobs', 'human'],
      says: /^Paused since 02:0[5-6].* and its HPA is gone/,
      advises: ['Resume it'],
      neverAdvises: ['minReplicaCount: '],
    },
    {
      title: 'for more than an hour, in one direction: the HPA lives on and somebody meant it',
      series: jobs('0x20 1x299', '3x320'),
      severity: 'info',
      state: 'fighting',
      actors: ['keda:jobs', 'human'],
      says: /^One direction of scaling is paused since 02:0[5-6]/,
    },
    {
      title: 'for twenty minutes: a note',
      series: jobs('0x20 1x80 0x220', '3x20 _x80 3x220'),
      severity: 'info',
      state: 'ended',
      actors: ['keda:jobs', 'human'],
      from: '5m15s',
      to: '25m15s',
      slack: '60s',
      says: /^Paused at 3 since 02:0[5-6].* and its HPA is gone: nothing scales, nobody reads the queue\.$/,
    },
  ],
  silent: [
    { title: 'five minutes around a migration', series: jobs('0x20 1x20 0x280') },
    { title: 'never', series: jobs(0) },
    { title: 'the operator does not say', series: jobs('_x320') },
  ],
});

testStories('keda-paused');
