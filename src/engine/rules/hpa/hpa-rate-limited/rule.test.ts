/** @jest-environment node */
// Small steps under a steep ramp: held back by policies, not by the maximum and not by demand that follows slowly.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const web = { ns: 'shop', name: 'web', scrape: '15s' };
const steps = '4x40 5x7 6x7 7x7 8x7 9x7 10x40';
const asks = '4x39 16x88';

testRule('hpa-rate-limited', {
  fires: [
    {
      title: '+1 every two minutes while 16 are asked for',
      series: workload({
        ...web,
        replicas: steps,
        hpas: [{ name: 'web', min: 3, max: 24, limited: '0x39 1x88', metrics: [{ target: 60, asks }] }],
      }),
      severity: 'critical',
      state: 'fighting',
      actors: ['hpa:web'],
      slack: '2m',
      from: '10m',
      says: /^The metrics ask for 1[67], the HPA climbs by 1 every 2 min: 4 → 10 in 20 min\.$/,
    },
  ],
  silent: [
    {
      title: 'the same steps follow the demand',
      series: workload({
        ...web,
        replicas: steps,
        hpas: [{ name: 'web', min: 3, max: 24, metrics: [{ target: 60, asks: '4x39 5x8 6x7 7x7 8x7 9x7 10x40' }] }],
      }),
    },
    {
      title: 'the defaults: through in two minutes',
      series: workload({
        ...web,
        replicas: '2x40 4 8 16 32 50x84',
        hpas: [{ name: 'web', max: 100, limited: '0x39 1x4 0x84', metrics: [{ target: 60, asks: '2x39 50x89' }] }],
      }),
      paces: [1, 2],
    },
    {
      title: 'at its minimum: limited, and nothing to do',
      series: workload({
        ...web,
        replicas: 4,
        length: 120,
        hpas: [{ name: 'web', min: 4, limited: 1, metrics: [{ target: 60, asks: 1 }] }],
      }),
    },
    {
      title: 'at its maximum: another rule',
      series: workload({
        ...web,
        replicas: '4x40 6x80',
        hpas: [{ name: 'web', max: 6, limited: '0x39 1x81', metrics: [{ target: 60, asks: '4x39 16x81' }] }],
      }),
      with: ['hpa-pinned-max'],
    },
  ],
});

testStories('hpa-rate-limited');
