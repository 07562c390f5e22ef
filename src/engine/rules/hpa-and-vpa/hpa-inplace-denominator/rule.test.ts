/** @jest-environment node */
// Living pods are resized and the HPA answers at once.
import { extraSeries, type Extra } from '../../../../../tests/support/extraSeries';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { seriesSet, workload } from '../../../../../tests/support/workload';

const grid = { ns: 'shop', length: 121 };
const counted = (column: string): Extra[] => [['vpa.in-place', 'web', column]];
const mode: Extra = ['vpa.mode', 'web', 1, { targetKind: 'Deployment', targetName: 'web', mode: 'InPlaceOrRecreate' }];
const web = (request: string, replicas = '4x40 7x40 12x39') =>
  workload({
    ns: 'shop',
    name: 'web',
    replicas,
    hpas: [{ name: 'web', max: 40, metrics: [{ target: 60, status: '60x39 100x1 60x39 100x1 60x38', request }] }],
    vpas: [{ name: 'web', cpu: 0.4 }],
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
  ],
  silent: [
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
