/** @jest-environment node */
// Swings of the recommendation and of the sizes that pods are born with; settling once is none.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const wave = '0.4x19 0.9x19 0.4x19 0.9x19 0.4x19 0.9x20';
const web = { ns: 'shop', name: 'web', replicas: 3, length: 121 };

testRule('vpa-recommendation-oscillation', {
  fires: [
    {
      title: 'a target that goes up and down',
      series: workload({ ...web, vpas: [{ name: 'web', mode: 'Recreate', cpu: wave }] }),
      severity: 'medium',
      state: 'fighting',
      actors: ['vpa:web'],
      says: /^VPA web resizes the pods back and forth between 0\.40 core and 0\.90 core: \d turns in \d+ min\.$/,
    },
    {
      title: 'the VPA only advises: told, and no more',
      series: workload({ ...web, vpas: [{ name: 'web', mode: 'Off', cpu: wave }] }),
      severity: 'info',
      state: 'will-fight',
      actors: ['vpa:web'],
      says: /no running pod is resized\.$/,
    },
    {
      title: 'pods born large, small, large, small, large',
      series: workload({
        ...web,
        vpas: [{ name: 'web', mode: 'Recreate', cpu: 0.5 }],
        pods: [
          { at: '-1h', cpu: 0.3 },
          ...['2m', '7m', '12m', '17m', '22m'].map((at, i) => ({ at, cpu: i % 2 === 0 ? 0.8 : 0.3 })),
        ],
      }),
      severity: 'medium',
      state: 'fighting',
      actors: ['vpa:web'],
      says: /back and forth between 0\.30 core and 0\.80 core/,
    },
  ],
  silent: [
    {
      title: 'it settles',
      series: workload({ ...web, vpas: [{ name: 'web', mode: 'Recreate', cpu: '1.2x19 0.9x19 0.6x19 0.5x63' }] }),
    },
    {
      title: 'it wobbles by a tenth',
      series: workload({
        ...web,
        vpas: [{ name: 'web', mode: 'Recreate', cpu: '0.50x19 0.55x19 0.50x19 0.55x19 0.50x40' }],
      }),
    },
    {
      title: 'one day of it: up and down once',
      series: workload({ ...web, vpas: [{ name: 'web', mode: 'Recreate', cpu: '0.4x39 0.9x39 0.4x40' }] }),
    },
    {
      title: 'two sizes in one round of the updater',
      series: workload({
        ...web,
        vpas: [{ name: 'web', mode: 'Recreate', cpu: 0.5 }],
        pods: [
          { at: '-1h', cpu: 0.3 },
          ...['2m', '2m2s', '2m4s', '2m6s', '2m8s'].map((at, i) => ({ at, cpu: i % 2 === 0 ? 0.8 : 0.3 })),
        ],
      }),
    },
  ],
});

testStories('vpa-recommendation-oscillation');
