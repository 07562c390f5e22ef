/** @jest-environment node */
// Living pods are resized and the HPA answers at once.
import { extraSeries, type Extra } from '../../../../../tests/support/extraSeries';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { seriesSet, workload } from '../../../../../tests/support/workload';

const grid = { ns: 'shop', length: 121 };
const counted = (column: string): Extra[] => [['vpa.in-place', 'web', column]];
const mode: Extra = ['vpa.mode', 'web', 1, { targetKind: 'Deployment', targetName: 'web', mode: 'InPlaceOrRecreate' }];
/** Two pods that live all the time, and a course of what they ask for. */
const living = (course: string): Extra[] =>
  [0, 1].flatMap((i): Extra[] => [
    ['pod.owner', `web-${i}`, 1, { ownerKind: 'Deployment', ownerName: 'web' }],
    ['pod.created', `web-${i}`, Date.UTC(2026, 10, 22) / 1000],
    ['pod.request', `web-${i}`, course, { container: 'app', resource: 'cpu' }],
  ]);
const off: Extra[] = ['Off', 'Initial', 'Recreate'].map((name): Extra => [
  'vpa.mode',
  'web',
  name === 'Off' ? 1 : 0,
  { targetKind: 'Deployment', targetName: 'web', mode: name },
]);
const web = (request: string, replicas = '4x40 7x40 12x39') =>
  workload({
    ns: 'shop',
    name: 'web',
    replicas,
    hpas: [{ name: 'web', max: 40, metrics: [{ target: 60, status: '60x39 100x1 60x39 100x1 60x38', request }] }],
    vpas: [{ name: 'web', cpu: '1x36 0.57x40 0.33x45' }],
  });

testRule('hpa-inplace-denominator', {
  fires: [
    {
      title: 'requests shrink twice, pods come twice',
      series: seriesSet(web('1x39 0.57x40 0.33x40'), extraSeries(grid, [mode, ...counted('0x39 4x40 11x40')])),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:web', 'vpa:web'],
      says: 'Each time the VPA shrinks the request of living pods, the HPA adds pods: 4 → 12, and no pod was restarted.',
      paces: [1, 2],
    },
    {
      title: 'nobody counts the resizes: the requests of living pods tell them',
      series: seriesSet(web('1x39 0.57x40 0.33x40'), extraSeries(grid, [mode, ...living('1x39 0.57x40 0.33x42')])),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:web', 'vpa:web'],
      says: 'Each time the VPA shrinks the request of living pods, the HPA adds pods: 4 → 12, and no pod was restarted.',
      paces: [1, 2],
    },
  ],
  silent: [
    {
      title: 'resized by a person, the VPA being off',
      series: seriesSet(web('1x39 0.57x40 0.33x40'), extraSeries(grid, [...off, ...living('1x39 0.57x40 0.33x42')])),
    },
    {
      title: 'no resize is counted: demand moved it',
      series: seriesSet(web('1x120'), extraSeries(grid, [mode, ...counted('4x120')])),
      with: ['hpa-vpa-same-resource'],
    },
    {
      title: 'resized, but the request of this metric stood',
      series: seriesSet(web('1x120'), extraSeries(grid, [mode, ...counted('0x39 4x40 11x40')])),
      with: ['hpa-vpa-same-resource'],
    },
    {
      title: 'one answer alone',
      series: seriesSet(web('1x39 0.57x80', '4x40 7x79'), extraSeries(grid, [mode, ...counted('0x39 4x80')])),
      with: ['hpa-vpa-same-resource'],
    },
  ],
});

testStories('hpa-inplace-denominator');
