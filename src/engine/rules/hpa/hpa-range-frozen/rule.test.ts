/** @jest-environment node */
// A range of one number, for a while; bounds that meet for a moment, or not at all.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const web = (min: string | number, max: string | number, asks: string | number) =>
  workload({
    ns: 'shop',
    name: 'web',
    replicas: '6x80',
    hpas: [{ name: 'web', min, max, metrics: [{ target: 60, asks }] }],
  });

testRule('hpa-range-frozen', {
  fires: [
    {
      title: 'frozen while load doubles',
      series: web(6, 6, '6x39 12x41'),
      severity: 'critical',
      state: 'fighting',
      actors: ['hpa:web'],
      from: '0s',
      to: '20m',
      says: 'min = max = 6, so the HPA cannot move; the metrics ask for 12.',
    },
    {
      title: 'frozen under a backlog: the range is opened by a step',
      series: web(6, 6, '6x39 400x41'),
      severity: 'critical',
      state: 'fighting',
      actors: ['hpa:web'],
      says: 'min = max = 6, so the HPA cannot move; the metrics ask for 400.',
      advises: ['"maxReplicas":12', 'maxReplicas: 12', 'One step'],
    },
    {
      title: 'frozen, and nobody misses the range',
      series: web('2x20 6x60', 6, 6),
      severity: 'medium',
      state: 'fighting',
      actors: ['hpa:web'],
      from: '5m15s',
      to: '20m',
      slack: '60s',
      says: 'min = max = 6, so the HPA cannot move.',
    },
  ],
  silent: [
    {
      title: 'KEDA with a maximum of one: a switch between 0 and 1, and its HPA has nothing to do',
      series: workload({
        ns: 'mail',
        name: 'wiki',
        replicas: '1x80',
        hpas: [
          {
            name: 'keda-hpa-wiki',
            scaledObject: 'wiki',
            min: 1,
            max: 1,
            metrics: [{ name: 's0-cron', type: 'average', target: 1, asks: 1 }],
          },
        ],
        scaledObjects: [{ name: 'wiki', triggers: [{ metric: 's0-cron', active: 1, value: 1 }] }],
      }),
    },
    { title: 'bounds meet for five minutes', series: web('2x20 6x19 2x41', '9x20 6x19 9x41', 6) },
    { title: 'a narrow range is a range', series: web(5, 7, 6) },
    { title: 'no bounds are exported for most of the time', series: web('_x60 6x20', '_x60 6x20', 6) },
    { title: 'no HPA at all', series: workload({ ns: 'shop', name: 'web', replicas: '6x80' }) },
  ],
});

testStories('hpa-range-frozen');
