/** @jest-environment node */
// Two metrics take turns and each turn moves the replicas; one metric alone, or two that agree, do not.
import { again } from '../../../../../tests/support/promtool';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const saw = again('6x19 10x19', 6);
const web = (replicas: string, cpu: string | number, queue?: string | number) =>
  workload({
    ns: 'shop',
    name: 'web',
    replicas,
    hpas: [
      {
        name: 'web',
        max: 20,
        metrics: [
          { target: 60, asks: cpu },
          ...(queue === undefined ? [] : [{ name: 's1-kafka', type: 'average' as const, target: 5, asks: queue }]),
        ],
      },
    ],
  });

testRule('hpa-metric-dominance-flip', {
  fires: [
    {
      title: 'cpu and a queue change places every five minutes',
      series: web(saw, again('2x19 10x19', 6), again('6x19 3x19', 6)),
      severity: 'medium',
      state: 'fighting',
      actors: ['hpa:web'],
      slack: '6m',
      from: '5m',
      to: '60m',
      says: /^(cpu and s1-kafka|s1-kafka and cpu) take turns deciding: 6 ↔ 10, \d+ reversals in \d+ min( \d+ s)?\.$/,
      paces: [1, 2],
    },
  ],
  silent: [
    { title: 'twice in the hour, as the day goes', series: web('6x119 10x119', '2x119 10x119', '6x119 3x119') },
    {
      title: 'they take turns and no replica moves',
      series: web('10x239', again('2x19 10x19', 6), again('10x19 3x19', 6)),
    },
    {
      title: 'both go up and down together, one the further up, the other the further down',
      series: web(again('4x19 10x19', 6), again('3x19 10x19', 6), again('4x19 8x19', 6)),
    },
    { title: 'one metric alone saws', series: web(saw, again('6x19 10x19', 6)) },
  ],
});

testStories('hpa-metric-dominance-flip');
