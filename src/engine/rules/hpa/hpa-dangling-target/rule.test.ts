/** @jest-environment node */
// An HPA without its target; a target that came, went with its HPA, or is of a kind that nobody exports.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const ghost = (hpa: object, kind = 'Deployment', name = 'gone') =>
  workload({
    ns: 'shop',
    name: 'web',
    replicas: '3x80',
    hpas: [
      {
        name: 'ghost',
        target: { kind, name },
        desired: 0,
        current: 0,
        metrics: [{ target: 60, unseen: true }],
        ...hpa,
      },
    ],
  });

testRule('hpa-dangling-target', {
  fires: [
    {
      title: 'AbleToScale is false',
      series: ghost({ able: 0 }),
      severity: 'low',
      state: 'fighting',
      actors: ['hpa:ghost'],
      from: '0s',
      to: '20m',
      says: 'HPA ghost points at Deployment gone, which does not exist.',
    },
    {
      title: 'conditions say nothing',
      series: ghost({ able: '_x80' }, 'StatefulSet'),
      severity: 'low',
      state: 'fighting',
      actors: ['hpa:ghost'],
      says: 'HPA ghost points at StatefulSet gone, which does not exist.',
    },
    {
      title: 'removed at last',
      series: ghost({ able: 0, desired: '0x60 _x20' }),
      severity: 'low',
      state: 'ended',
      actors: ['hpa:ghost'],
      from: '0s',
      to: '15m',
      slack: '60s',
      says: /which does not exist/,
    },
  ],
  silent: [
    { title: 'for five minutes only', series: ghost({ able: 0, desired: '0x20 _x60' }) },
    {
      title: 'a Rollout: nothing exports it',
      series: ghost({ desired: 3, current: 3, metrics: [{ target: 60 }] }, 'Rollout'),
    },
    {
      title: 'its target is there',
      series: ghost({ desired: 3, current: 3, metrics: [{ target: 60 }] }, 'Deployment', 'web'),
    },
  ],
});

testStories('hpa-dangling-target');
