/** @jest-environment node */
// A minimum that is the real size: a note over an hour, a finding over days, silent where it stands for availability.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const idle = { ns: 'shop', name: 'web', scrape: '60s', replicas: 10, length: 61 };
const long = { ns: 'shop', name: 'web', scrape: '5m', replicas: 10, length: 300 };
const asks = (n: number | string) => [{ target: 60, asks: n }];

testRule('hpa-floor-waste', {
  fires: [
    {
      title: 'an hour at 10 with work for 3: a note',
      series: workload({ ...idle, hpas: [{ name: 'web', min: 10, max: 20, metrics: asks(3) }] }),
      severity: 'info',
      state: 'fighting',
      actors: ['hpa:web'],
      says: 'Stands at min 10 for 60 min while the metrics ask for 3: 7 replicas without work.',
      paces: [1, 2],
    },
    {
      title: 'a day at 10 with work for 4',
      series: workload({ ...long, hpas: [{ name: 'web', min: 10, max: 20, metrics: asks(4) }] }),
      severity: 'low',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /^Stands at min 10 for 24 h 55 min while the metrics ask for 4/,
      paces: [1, 2],
    },
    {
      title: 'KEDA keeps the minimum',
      series: workload({
        ...long,
        hpas: [{ name: 'keda-hpa-web', scaledObject: 'web', min: 10, max: 20, metrics: asks(2) }],
      }),
      severity: 'low',
      state: 'fighting',
      actors: ['hpa:keda-hpa-web'],
      says: /10 .* ask for 2/,
      paces: [1],
    },
  ],
  silent: [
    {
      title: 'a minimum of 3 stands for availability',
      series: workload({ ...long, replicas: 3, hpas: [{ name: 'web', min: 3, max: 20, metrics: asks(1) }] }),
      paces: [1],
    },
    {
      title: 'the minimum is used in the peaks',
      series: workload({ ...long, hpas: [{ name: 'web', min: 10, max: 20, metrics: asks('3x149 8x149') }] }),
      paces: [1],
    },
    {
      title: 'it leaves the minimum by day',
      series: workload({
        ...long,
        replicas: '10x149 14x149',
        hpas: [{ name: 'web', min: 10, max: 20, metrics: asks('3x149 14x149') }],
      }),
      paces: [1],
    },
    {
      title: 'twenty minutes are too few',
      series: workload({ ...idle, length: 21, hpas: [{ name: 'web', min: 10, max: 20, metrics: asks(3) }] }),
      paces: [1],
    },
    {
      title: 'asleep',
      series: workload({
        ...idle,
        replicas: 0,
        hpas: [{ name: 'web', min: 10, max: 20, metrics: [{ target: 60, unseen: true }], active: 0 }],
      }),
      paces: [1],
    },
  ],
});

testStories('hpa-floor-waste');
