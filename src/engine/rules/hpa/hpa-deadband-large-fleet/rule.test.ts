/** @jest-environment node */
// The dead band hides a share of the fleet: pods in a large one, nothing in a small one.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const fleet = { ns: 'shop', name: 'web', scrape: '30s', replicas: 60, length: 121 };
const reads = (status: number | string) => [{ target: 60, status }];

testRule('hpa-deadband-large-fleet', {
  fires: [
    {
      title: '60 pods at 64 % of 60 % for an hour',
      series: workload({ ...fleet, hpas: [{ name: 'web', min: 20, max: 120, metrics: reads(64) }] }),
      severity: 'low',
      state: 'fighting',
      actors: ['hpa:web'],
      says: '7 % above target for 60 min and stuck at 60: the 10 % tolerance hides 4 pods.',
    },
    {
      title: 'over since half an hour',
      series: workload({
        ...fleet,
        length: 161,
        hpas: [{ name: 'web', min: 20, max: 120, metrics: reads('65x80 60x79') }],
      }),
      severity: 'low',
      state: 'ended',
      actors: ['hpa:web'],
      from: '0s',
      to: '40m',
      slack: '90s',
      says: /hides 5 pods/,
    },
    {
      title: 'an average of requests per pod, owned by KEDA',
      series: workload({
        ...fleet,
        replicas: 200,
        hpas: [
          {
            name: 'keda-hpa-web',
            scaledObject: 'web',
            max: 400,
            metrics: [{ name: 's0-prometheus-rps', type: 'average', target: 100, status: 108 }],
          },
        ],
      }),
      severity: 'low',
      state: 'fighting',
      actors: ['hpa:keda-hpa-web'],
      says: /hides 16 pods/,
    },
  ],
  silent: [
    { title: 'at its target', series: workload({ ...fleet, hpas: [{ name: 'web', max: 120, metrics: reads(61) }] }) },
    {
      title: 'a small one',
      series: workload({ ...fleet, replicas: 20, hpas: [{ name: 'web', max: 120, metrics: reads(65) }] }),
    },
    {
      title: 'twenty minutes only',
      series: workload({ ...fleet, hpas: [{ name: 'web', max: 120, metrics: reads('65x40 60x79') }] }),
    },
    { title: 'at its maximum', series: workload({ ...fleet, hpas: [{ name: 'web', max: 60, metrics: reads(65) }] }) },
  ],
});

testStories('hpa-deadband-large-fleet');
