/** @jest-environment node */
// One replica: never resized, or gone each time.
import { extraSeries } from '../../../../../tests/support/extraSeries';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { seriesSet, workload } from '../../../../../tests/support/workload';

const grid = { ns: 'shop', length: 161 };
const of = { targetKind: 'Deployment', targetName: 'web', container: 'app', resource: 'cpu' };
const bounds = extraSeries(grid, [
  ['vpa.lower', 'web', 0.9, of],
  ['vpa.upper', 'web', 1.2, of],
]);
const web = (replicas: number, more: object = {}, cpu = 0.4) =>
  workload({
    ns: 'shop',
    name: 'web',
    replicas,
    length: 161,
    vpas: [{ name: 'web', mode: 'Recreate', cpu: 1, evicted: 0, ...more }],
    pods: [{ at: '-3d', cpu }],
  });

testRule('vpa-single-replica', {
  fires: [
    {
      title: 'far outside the bounds and left alone',
      series: seriesSet(web(1), bounds),
      severity: 'low',
      state: 'fighting',
      actors: ['vpa:web'],
      says: 'VPA web wants 1.00 core, the only pod keeps 0.40 core: the updater skips a single replica.',
    },
    {
      title: 'evicted twice, and nobody was ready',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: 1,
        length: 161,
        ready: '1x40 0x3 1x60 0x3 1x52',
        vpas: [{ name: 'web', mode: 'Recreate', cpu: 1, evicted: '0x40 1x63 2x55' }],
        pods: [
          { at: '-3d', cpu: 0.4 },
          { at: '10m20s', cpu: 1.6 },
          { at: '26m20s', cpu: 1 },
        ],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['vpa:web'],
      says: 'VPA web evicted the only pod twice, and nobody was ready until the next one had started.',
      paces: [1],
    },
    {
      title: 'evicted twice, and no scrape saw that nobody was ready',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: 1,
        length: 161,
        ready: 1,
        vpas: [{ name: 'web', mode: 'Recreate', cpu: 1, evicted: '0x40 1x63 2x55' }],
        pods: [
          { at: '-3d', cpu: 0.4, ready: '9s' },
          { at: '10m2s', cpu: 1.6, ready: '8s' },
          { at: '26m2s', cpu: 1, ready: '7s' },
        ],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['vpa:web'],
      says: 'VPA web evicted the only pod twice, and nobody was ready until the next one had started.',
    },
  ],
  silent: [
    {
      title: 'the only pod was evicted while another one stood ready',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '1x38 2x6 1x115',
        length: 161,
        vpas: [{ name: 'web', mode: 'Recreate', cpu: 1, evicted: '0x40 1x119' }],
        pods: [
          { at: '-3d', cpu: 0.9, ready: '9s' },
          { at: '9m40s', cpu: 1, ready: '8s' },
          { at: '10m2s', cpu: 1, ready: '8s' },
        ],
      }),
    },
    { title: 'two replicas', series: seriesSet(web(2), bounds) },
    {
      title: 'inside the bounds',
      series: seriesSet(
        web(1),
        extraSeries(grid, [
          ['vpa.lower', 'web', 0.3, of],
          ['vpa.upper', 'web', 1.2, of],
        ])
      ),
    },
    { title: 'size at creation only', series: seriesSet(web(1, { mode: 'Initial' }), bounds) },
    { title: 'close to the recommendation', series: seriesSet(web(1, {}, 0.88), bounds) },
  ],
});

testStories('vpa-single-replica');
