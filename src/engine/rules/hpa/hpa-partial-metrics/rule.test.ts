/** @jest-environment node */
// One metric of two goes silent and scale-in ends; all silent, or silent for a moment, is something else.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const two = (kafka: string | number, cpu: string | number, more: object = {}) =>
  workload({
    ns: 'shop',
    name: 'web',
    replicas: '10x80',
    hpas: [
      {
        name: 'web',
        metrics: [
          { target: 60, status: cpu },
          { name: 's1-kafka', type: 'average', target: 5, status: kafka },
        ],
        ...more,
      },
    ],
  });

testRule('hpa-partial-metrics', {
  fires: [
    {
      title: 'the queue is silent, cpu would do with four',
      series: two('5x20 _x60', '60x20 24x60'),
      severity: 'medium',
      state: 'fighting',
      actors: ['hpa:web'],
      from: '5m15s',
      to: '20m',
      slack: '60s',
      says: /^One of 2 metrics is dead \(s1-kafka\), so no scale-in for 1[45] min( \d+ s)?: 10 pods where 4 are enough\.$/,
    },
    {
      title: 'ten minutes, then it is back',
      series: two('5x20 _x40 5x20', 60),
      severity: 'medium',
      state: 'ended',
      actors: ['hpa:web'],
      slack: '60s',
      says: /^One of 2 metrics is dead \(s1-kafka\), so no scale-in for (9|10) min( \d+ s)?\.$/,
      paces: [1, 2],
    },
  ],
  silent: [
    { title: 'three minutes', series: two('5x20 _x12 5x48', 60) },
    { title: 'a source that answers 0', series: two('5x20 0x60', 60) },
    {
      title: 'both are silent: another rule',
      series: two('5x20 _x60', '60x20 _x60', { active: '1x20 0x60' }),
      with: ['hpa-scaling-inactive'],
    },
    {
      title: 'no sample of anything for ten minutes',
      series: two('5x20 _x40 5x20', '60x20 _x40 60x20', { desired: '10x20 _x40 10x20' }),
    },
    {
      title: 'one metric alone',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '10x80',
        hpas: [{ name: 'web', active: '1x20 0x60', metrics: [{ target: 60, status: '60x20 _x60' }] }],
      }),
      with: ['hpa-scaling-inactive'],
    },
  ],
});

testStories('hpa-partial-metrics');
