/** @jest-environment node */
// What a VPA wants beside what it may have.
import { extraSeries } from '../../../../../tests/support/extraSeries';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { seriesSet, workload } from '../../../../../tests/support/workload';

const grid = { ns: 'shop', length: 121 };
const of = { targetKind: 'Deployment', targetName: 'web', container: 'app', resource: 'cpu' };
const web = (mode: string, cpu: string | number = 0.5) =>
  workload({
    ns: 'shop',
    name: 'web',
    replicas: 3,
    length: 121,
    vpas: [{ name: 'web', mode, cpu }],
    pods: [{ at: '-1h', count: 3, cpu: 0.5 }],
  });

testRule('vpa-capped', {
  fires: [
    {
      title: 'its own policy cuts it in half',
      series: seriesSet(web('Recreate'), extraSeries(grid, [['vpa.uncapped', 'web', 1, of]])),
      severity: 'medium',
      state: 'fighting',
      actors: ['vpa:web'],
      says: 'VPA web wants 1.00 core per container, its policy stops at 0.50 core: 50 % short for 30 min.',
      paces: [1],
    },
    {
      title: 'a LimitRange cuts it and pods are refused',
      series: seriesSet(
        web('Recreate', 1),
        extraSeries(grid, [
          ['vpa.uncapped', 'web', 1, of],
          ['limit.range', 'small', 0.5, { type: 'Container', resource: 'cpu', constraint: 'max' }],
          [
            'workload.condition',
            'web',
            '_x60 1x60',
            { kind: 'Deployment', condition: 'ReplicaFailure', status: 'true' },
          ],
        ])
      ),
      severity: 'critical',
      state: 'fighting',
      actors: ['vpa:web'],
      says: 'VPA web wants 1.00 core per container, LimitRange small stops at 0.50 core: new pods are refused.',
    },
  ],
  silent: [
    {
      title: 'wanted and allowed agree',
      series: seriesSet(web('Recreate'), extraSeries(grid, [['vpa.uncapped', 'web', 0.51, of]])),
    },
    { title: 'it only advises', series: seriesSet(web('Off'), extraSeries(grid, [['vpa.uncapped', 'web', 1, of]])) },
    {
      title: 'for five minutes',
      series: seriesSet(web('Recreate'), extraSeries(grid, [['vpa.uncapped', 'web', '0.5x60 1x20 0.5x39', of]])),
    },
  ],
});

testStories('vpa-capped');
