/** @jest-environment node */
// Evicted again and again, and back at the very same size; a round that changes sizes is no loop.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { extraSeries } from '../../../../../tests/support/extraSeries';
import { seriesSet, workload } from '../../../../../tests/support/workload';

const minutes = Array.from({ length: 15 }, (_, i) => `${5 + i}m10s`);
const everyMinute = '0x20 1x3 2x3 3x3 4x3 5x3 6x3 7x3 8x3 9x3 10x3 11x3 12x3 13x3 14x3 15x39';
const web = { ns: 'shop', name: 'web', replicas: 3, length: 121 };
const vpa = { name: 'web', mode: 'Recreate', cpu: 0.5, evicted: everyMinute };
const before = { at: '-1h', count: 3, cpu: 0.5 };
const same = [before, ...minutes.map((at) => ({ at, cpu: 0.5 }))];

testRule('vpa-eviction-loop', {
  fires: [
    {
      title: 'a pod a minute, all of one size',
      series: workload({ ...web, vpas: [vpa], pods: same }),
      severity: 'critical',
      state: 'ended',
      actors: ['vpa:web'],
      from: '5m15s',
      to: '20m30s',
      slack: '75s',
      says: /^VPA web evicted 15 pods in 1[4-5] min, and 12 came back at the size they had\.$/,
      paces: [1, 2],
    },
    {
      title: 'the same under a LimitRange of type Pod, which it names',
      series: seriesSet(
        workload({ ...web, vpas: [vpa], pods: same }),
        extraSeries({ ns: 'shop', length: 121 }, [
          ['limit.range', 'pods', 4, { type: 'Pod', resource: 'cpu', constraint: 'max' }],
        ])
      ),
      severity: 'critical',
      state: 'ended',
      actors: ['vpa:web'],
      says: /12 came back at the size they had/,
      paces: [1, 2],
    },
    {
      title: 'a deploy in between excuses its own minutes, not the hour',
      series: workload({
        ...web,
        vpas: [vpa],
        rollouts: ['6m'],
        pods: [before, ...minutes.map((at) => ({ at, cpu: 0.5, template: 1 }))],
      }),
      severity: 'critical',
      state: 'ended',
      actors: ['vpa:web'],
      says: /^VPA web evicted 12 pods in 11 min/,
      with: ['rollout-vpa-collision'],
      paces: [1],
    },
    {
      title: 'an updater that names nobody, and pods that are replaced as it counts',
      series: seriesSet(
        workload({ ...web, vpas: [{ ...vpa, evicted: undefined }], pods: same }),
        extraSeries({ length: 121 }, [['vpa.evicted', '', everyMinute, { size: '2' }]])
      ),
      severity: 'critical',
      state: 'ended',
      actors: ['vpa:web'],
      says: /12 came back at the size they had/,
      paces: [1, 2],
    },
  ],
  silent: [
    {
      title: 'pods that are replaced while an updater that names nobody counts nothing',
      series: seriesSet(
        workload({ ...web, vpas: [{ ...vpa, evicted: undefined }], pods: same }),
        extraSeries({ length: 121 }, [['vpa.evicted', '', '3x120', { size: '2' }]])
      ),
    },
    {
      title: 'a large set, each pod once',
      series: workload({
        ...web,
        replicas: 15,
        vpas: [vpa],
        pods: [{ ...before, count: 15, cpu: 0.3 }, ...same.slice(1)],
      }),
    },
    {
      title: 'in the minutes of a rollout',
      series: workload({
        ...web,
        vpas: [{ ...vpa, evicted: '0x20 1x3 2x3 3x92' }],
        rollouts: ['5m'],
        pods: [before, ...minutes.slice(0, 3).map((at) => ({ at, cpu: 0.5, template: 1 }))],
      }),
      with: ['rollout-vpa-collision'],
      paces: [1, 2],
    },
    { title: 'no eviction is counted', series: workload({ ...web, vpas: [{ ...vpa, evicted: 0 }], pods: same }) },
  ],
});

testStories('vpa-eviction-loop');
