/** @jest-environment node */
// Young pods hotter than old ones, more pods, and back again. A burst heats all pods alike.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const web = {
  ns: 'shop',
  name: 'web',
  scrape: '15s',
  replicas: '5x40 7x2 12x2 20x29 8x46',
  ready: '5x40 7x2 12x2 20x29 8x46',
};
const hpas = [{ name: 'web', min: 3, max: 40, metrics: [{ target: 60, status: '58x39 90x12 30x68' }] }];
const absolute = (status: string) => [
  { name: 'web', min: 3, max: 40, metrics: [{ type: 'average' as const, target: 0.3, status }] },
];
const pods = (young: string) => [
  { at: '-2d', count: 5, cpu: 0.5, usage: '0.28x39 0.36x3 0.22x8 0.16x70' },
  { at: '10m', count: 2, cpu: 0.5, usage: young },
  { at: '10m40s', count: 5, cpu: 0.5, usage: young },
  { at: '11m20s', count: 8, cpu: 0.5, usage: young },
];

testRule('hpa-coldstart-overshoot', {
  fires: [
    {
      title: '5 to 20 for a load worth fewer',
      series: workload({ ...web, hpas, pods: pods('_x42 0.8x10 0.16x68') }),
      severity: 'medium',
      state: 'ended',
      actors: ['hpa:web'],
      from: '10m',
      slack: '60s',
      says: /^Fresh pods use 3\.[0-9] times the CPU of old ones, so the HPA adds more: 5 → 20 for a load worth \d+, back to 8 after the scale-down window\.$/,
      paces: [1],
    },
    {
      title: 'an absolute target, and nothing but the HPA saw the heat',
      series: workload({ ...web, hpas: absolute('0.3x39 0.42x2 0.75x1 0.82x2 1x4 0.8x6 0.13x21 0.31x46') }),
      severity: 'medium',
      state: 'ended',
      actors: ['hpa:web'],
      from: '10m',
      slack: '60s',
      says: 'Fresh pods run hot for minutes, so the HPA adds more: 5 → 20 for a load worth 9, back to 8 after the scale-down window.',
      paces: [1],
    },
  ],
  silent: [
    {
      title: 'a wave that goes back to where it came from',
      series: workload({ ...web, hpas: absolute('0.3x39 0.42x2 0.75x1 0.82x2 1x4 0.8x6 0.075x21 0.19x46') }),
      paces: [1],
    },
    {
      title: 'a wave that was all there before the first new pod',
      series: workload({ ...web, hpas: absolute('0.3x39 1.2x2 0.9x1 0.8x2 0.5x4 0.5x6 0.13x21 0.31x46') }),
      paces: [1],
    },
    {
      title: 'load that stays until long after the pods are warm',
      series: workload({ ...web, hpas: absolute('0.3x39 0.42x2 0.75x1 0.82x2 1x31 0.31x46') }),
      paces: [1],
    },
    {
      title: 'a burst: all pods equally hot',
      series: workload({ ...web, hpas, pods: pods('_x42 0.24x10 0.16x68') }),
      paces: [1],
    },
    {
      title: 'hot, and the load keeps them',
      series: workload({ ...web, replicas: '5x40 7x2 12x2 20x75', hpas, pods: pods('_x42 0.8x10 0.3x68') }),
      paces: [1],
    },
    { title: 'no use per pod was read', series: workload({ ...web, hpas }), paces: [1] },
  ],
});

testStories('hpa-coldstart-overshoot');
