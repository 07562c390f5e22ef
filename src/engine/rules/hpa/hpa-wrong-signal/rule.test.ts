/** @jest-environment node */
// Pods come and the metric stays: only for metrics that are read as a whole.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const web = { ns: 'shop', name: 'web', scrape: '15s' };
const climb = '4x40 6x5 9x5 12x5 16x80';
const latency = (status: string) => [{ name: 'request_latency_ms', type: 'value' as const, target: 200, status }];

testRule('hpa-wrong-signal', {
  fires: [
    {
      title: 'latency of something shared, 4 to 16 for nothing',
      series: workload({
        ...web,
        replicas: climb,
        hpas: [{ name: 'web', min: 3, max: 40, metrics: latency('190x39 270x101') }],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:web'],
      from: '10m',
      slack: '60s',
      says: /^4 → 16 replicas and request_latency_ms stays at 270 against a target of 200: 2[3456] min of pods that do not move it\.$/,
      // A maximum below what runs takes serving pods away at the next pass; and this finding is never certain.
      advises: ['First confirm, then: cap at 16', 'what runs now', 'Set the maximum back to 40.'],
      neverAdvises: ['"maxReplicas"'],
    },
    {
      title: 'up to the maximum: that is told below it',
      series: workload({
        ...web,
        replicas: climb,
        hpas: [{ name: 'web', min: 3, max: 16, metrics: latency('190x39 270x101') }],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /^4 → 16 replicas/,
      advises: ['Leave the maximum at 16'],
    },
    {
      title: 'two steps between two scrapes, twice: the generation counts them',
      series: workload({
        ...web,
        scrape: '30s',
        replicas: '3x20 8x1 20x80',
        generation: '3x20 5x1 7x80',
        hpas: [{ name: 'web', min: 3, max: 40, metrics: latency('190x19 306x82') }],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /^3 → 20 replicas and request_latency_ms stays at 306/,
      paces: [1],
    },
    {
      title: 'pods that spin: each as busy as before, however many there are',
      series: workload({
        ...web,
        replicas: climb,
        hpas: [{ name: 'web', min: 3, max: 40, metrics: [{ target: 60, status: '60x39 84x101' }] }],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /^4 → 16 replicas and each pod's cpu stays at 84 % against a target of 60 %: 2[3456] min of pods that do not move it\.$/,
      paces: [1, 2],
    },
  ],
  silent: [
    {
      title: 'CPU that is level over doubling pods, and falls within ten minutes: demand',
      series: workload({
        ...web,
        replicas: climb,
        hpas: [{ name: 'web', max: 40, metrics: [{ target: 60, status: '60x39 84x40 55x61' }] }],
      }),
    },
    {
      title: 'memory that each pod keeps, whatever their number',
      series: workload({
        ...web,
        replicas: climb,
        hpas: [{ name: 'web', max: 40, metrics: [{ name: 'memory', target: 60, status: '60x39 84x101' }] }],
      }),
    },
    {
      title: 'it falls as pods come',
      series: workload({
        ...web,
        replicas: climb,
        hpas: [{ name: 'web', max: 40, metrics: latency('190x39 300x6 270x6 240x6 205x83') }],
      }),
    },
    {
      title: 'it falls once they have worked the backlog off',
      series: workload({
        ...web,
        replicas: climb,
        hpas: [{ name: 'web', max: 40, metrics: latency('190x39 270x31 200x70') }],
      }),
    },
    {
      title: 'it rises on: demand',
      series: workload({
        ...web,
        replicas: climb,
        hpas: [{ name: 'web', max: 40, metrics: latency('190x39 270x6 310x6 350x6 400x83') }],
      }),
    },
    {
      title: 'CPU per pod that is about level as pods come: demand that rises',
      series: workload({
        ...web,
        replicas: climb,
        hpas: [{ name: 'web', max: 40, metrics: [{ target: 60, status: '60x39 75x5 82x5 70x5 78x86' }] }],
      }),
    },
  ],
});

testStories('hpa-wrong-signal');
