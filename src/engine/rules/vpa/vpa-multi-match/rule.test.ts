/** @jest-environment node */
// Two VPAs on one workload, and the split that is a good pattern.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const web = { ns: 'shop', name: 'web', replicas: 3, length: 81 };

testRule('vpa-multi-match', {
  fires: [
    {
      title: 'both size cpu and disagree',
      series: workload({
        ...web,
        vpas: [
          { name: 'one', mode: 'Recreate', cpu: 0.5 },
          { name: 'two', mode: 'Recreate', cpu: 0.9 },
        ],
      }),
      severity: 'medium',
      state: 'fighting',
      actors: ['vpa:one', 'vpa:two'],
      from: '0s',
      to: '20m',
      slack: '60s',
      says: 'VPA one and VPA two both size the cpu of these pods: one says 0.50 core, the other 0.90 core.',
    },
    {
      title: 'both size everything and agree',
      series: workload({
        ...web,
        vpas: [
          { name: 'one', mode: 'Recreate', cpu: 0.5, memory: 1e9 },
          { name: 'two', mode: 'Initial', cpu: 0.5, memory: 1e9 },
        ],
      }),
      severity: 'medium',
      state: 'will-fight',
      actors: ['vpa:one', 'vpa:two'],
      says: 'VPA one and VPA two both size the cpu and memory of these pods: they agree so far.',
    },
  ],
  silent: [
    {
      title: 'one of them only advises',
      series: workload({
        ...web,
        vpas: [
          { name: 'one', mode: 'Off', cpu: 0.5 },
          { name: 'two', mode: 'Recreate', cpu: 0.9 },
        ],
      }),
    },
    {
      title: 'one for cpu, one for memory',
      series: workload({
        ...web,
        vpas: [
          { name: 'one', mode: 'Recreate', cpu: 0.5 },
          { name: 'two', mode: 'Recreate', memory: 1e9 },
        ],
      }),
    },
    {
      title: 'one replaces the other',
      series: workload({
        ...web,
        vpas: [
          { name: 'one', mode: 'Recreate', cpu: '0.5x40 _x39' },
          { name: 'two', mode: 'Recreate', cpu: '_x35 0.5x44' },
        ],
      }),
    },
  ],
});

testStories('vpa-multi-match');
