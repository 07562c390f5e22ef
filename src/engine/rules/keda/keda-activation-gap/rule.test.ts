/** @jest-environment node */
// Asleep with a value above the target; below it, or with a source that fails, the sleep is right or unknown.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const jobs = (value: string | number, trigger: object = {}, object: object = {}, replicas = '0x80') =>
  workload({
    ns: 'mail',
    name: 'jobs',
    replicas,
    hpas: [
      {
        name: 'keda-hpa-jobs',
        scaledObject: 'jobs',
        active: 0,
        desired: 0,
        current: 0,
        metrics: [{ name: 's0-kafka', type: 'average', target: 10, unseen: true }],
      },
    ],
    scaledObjects: [{ name: 'jobs', triggers: [{ metric: 's0-kafka', active: 0, value, ...trigger }], ...object }],
  });

testRule('keda-activation-gap', {
  fires: [
    {
      title: 'forty waiting against a target of ten',
      series: jobs(40),
      severity: 'critical',
      state: 'fighting',
      actors: ['keda:jobs'],
      from: '0s',
      to: '20m',
      says: 'Asleep with work waiting: the trigger reads 40 against a target of 10, yet KEDA calls it inactive.',
    },
    {
      title: 'for ten minutes, then the queue is empty',
      series: jobs('0x20 40x40 0x19'),
      severity: 'critical',
      state: 'ended',
      actors: ['keda:jobs'],
      from: '5m15s',
      to: '15m15s',
      slack: '60s',
      says: /^Asleep with work waiting: the trigger reads 40/,
    },
  ],
  silent: [
    { title: 'below the target', series: jobs(8) },
    { title: 'one minute, KEDA is about to wake it', series: jobs('0x20 40x3 0x57') },
    { title: 'the trigger is active', series: jobs(40, { active: 1 }) },
    {
      title: 'its source fails: the value is frozen',
      series: jobs(40, { errors: '1+1x80' }),
      with: ['keda-scaler-errors'],
    },
    { title: 'no value is exported', series: jobs(40, { value: undefined }) },
  ],
});

testStories('keda-activation-gap');
