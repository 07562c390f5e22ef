/** @jest-environment node */
// Evictions while a rollout is under way, and evictions before and after one.
import { extraSeries } from '../../../../../tests/support/extraSeries';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { seriesSet, workload } from '../../../../../tests/support/workload';

const grid = { ns: 'shop', length: 121 };
const updated = extraSeries(grid, [['workload.updated', 'web', '10x39 1x4 3x4 5x4 7x4 10x61', { kind: 'Deployment' }]]);
const web = (evicted: string, mode = 'Recreate') =>
  workload({
    ns: 'shop',
    name: 'web',
    replicas: '10x120',
    rollouts: ['10m'],
    vpas: [{ name: 'web', mode, cpu: 0.5, evicted }],
  });

testRule('rollout-vpa-collision', {
  fires: [
    {
      title: 'four pods evicted half way',
      series: seriesSet(web('0x43 2x3 4x73'), updated),
      severity: 'medium',
      state: 'ended',
      actors: ['ci', 'vpa:web'],
      from: '10m',
      to: '12m',
      slack: '60s',
      says: 'VPA web evicted 4 pods of 10 while the rollout of 02:10 was replacing them anyway.',
    },
  ],
  silent: [
    { title: 'evicted half an hour before', series: seriesSet(web('0x10 2x3 4x106'), updated) },
    { title: 'evicted when it was done', series: seriesSet(web('0x80 2x3 4x36'), updated) },
    { title: 'one pod of ten', series: seriesSet(web('0x43 1x77'), updated) },
  ],
});

testStories('rollout-vpa-collision');
