/** @jest-environment node */
// Evictions for a size that no new pod gets.
import { extraSeries } from '../../../../../tests/support/extraSeries';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { seriesSet, workload } from '../../../../../tests/support/workload';

const web = { ns: 'shop', name: 'web', replicas: 3, length: 121 };
const vpa = { name: 'web', mode: 'Recreate', cpu: 1, evicted: '0x20 1x3 2x3 3x3 4x3 5x84' };
const births = ['5m10s', '6m10s', '7m10s', '8m10s', '9m10s'];
const pods = (cpu: number) => [{ at: '-1h', count: 3, cpu: 0.4 }, ...births.map((at) => ({ at, cpu }))];

testRule('vpa-admission-broken', {
  fires: [
    {
      title: 'five evicted, five back at the old size',
      series: workload({ ...web, vpas: [vpa], pods: pods(0.4) }),
      severity: 'high',
      state: 'ended',
      actors: ['vpa:web'],
      says: 'VPA web wants 1.00 core and evicted 5 pods for it; all 5 new ones came back at 0.40 core.',
      paces: [1, 2],
    },
    {
      title: 'and the admission controller sizes nobody',
      series: seriesSet(
        workload({ ...web, vpas: [vpa], pods: pods(0.4) }),
        extraSeries({ length: 121 }, [['vpa.admitted', 'true', 7]])
      ),
      severity: 'high',
      state: 'ended',
      actors: ['vpa:web'],
      says: /came back at 0\.40 core\.$/,
      paces: [1, 2],
    },
  ],
  silent: [
    { title: 'new pods get what is recommended', series: workload({ ...web, vpas: [vpa], pods: pods(1) }) },
    {
      title: 'the LimitRange stops there',
      series: seriesSet(
        workload({ ...web, vpas: [vpa], pods: pods(0.4) }),
        extraSeries({ ns: 'shop', length: 121 }, [
          ['limit.range', 'max', 0.4, { type: 'Container', resource: 'cpu', constraint: 'max' }],
          [
            'vpa.uncapped',
            'web',
            1,
            { container: 'app', resource: 'cpu', targetKind: 'Deployment', targetName: 'web' },
          ],
        ])
      ),
      with: ['vpa-capped'],
    },
    {
      title: 'the recommendation came after the pods',
      series: workload({ ...web, vpas: [{ ...vpa, cpu: '0.4x60 1x60' }], pods: pods(0.4) }),
    },
    {
      title: 'a mode that never evicts',
      series: workload({ ...web, vpas: [{ ...vpa, mode: 'Initial', evicted: 0 }], pods: pods(0.4) }),
    },
  ],
});

testStories('vpa-admission-broken');
