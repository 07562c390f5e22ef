/** @jest-environment node */
// Evictions in the minutes of a scale-out, twice; outside of them, or few of many, they are none of our business.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const web = (evicted: string | number, more: object = {}) =>
  workload({
    ns: 'shop',
    name: 'web',
    replicas: '6x40 9x40 12x80',
    ready: '6x41 5x3 9x36 7x4 12x76',
    hpas: [{ name: 'web', max: 20 }],
    vpas: [{ name: 'web', mode: 'Recreate', memory: 1e9, evicted }],
    ...more,
  });

testRule('vpa-evict-during-scale-out', {
  fires: [
    {
      title: 'two pods in each of two scale-outs: users feel it',
      series: web('0x42 2x40 4x79'),
      severity: 'critical',
      state: 'ended',
      actors: ['vpa:web', 'hpa:web'],
      from: '10m',
      to: '21m',
      slack: '75s',
      says: 'VPA evicted 4 pods while the HPA scaled out from 6 to 12.',
    },
    {
      title: 'and the pods are back within a scrape',
      series: web('0x42 2x40 4x79', { ready: null }),
      severity: 'high',
      state: 'ended',
      actors: ['vpa:web', 'hpa:web'],
      says: /^VPA evicted 4 pods/,
    },
    {
      title: 'and the fix is rolled out a minute later: it explains nothing that went before',
      series: web('0x42 2x40 4x79', { rollouts: ['22m'] }),
      severity: 'critical',
      state: 'ended',
      actors: ['vpa:web', 'hpa:web'],
      says: /^VPA evicted 4 pods/,
    },
  ],
  silent: [
    {
      title: 'one pod of eight in one climb of two steps, and no sample short of ready pods',
      series: web('0x42 1x120', {
        replicas: '8x40 9x0 10x119',
        ready: '8x40 9x0 10x119',
        hpas: [{ name: 'web', max: 20 }],
      }),
    },
    {
      title: 'scale-outs that a deploy brought about',
      series: web('0x42 2x40 4x79', {
        replicas: '6x40 9x8 12x112',
        ready: '6x41 5x3 9x4 7x4 12x108',
        rollouts: ['9m50s'],
        evicted: '0x42 2x8 4x110',
      }),
      with: ['rollout-under-pressure', 'rollout-vpa-collision'],
      paces: [1],
    },
    {
      title: 'the first climb of a new workload, sized by both as it starts',
      series: web('0x4 7x156', {
        replicas: '8x3 12x157',
        ready: '8x3 1x4 12x153',
        pods: [
          { at: '-1m', count: 8, memory: 5e8 },
          { at: '1m10s', count: 7, memory: 1e9 },
        ],
      }),
    },
    { title: 'once', series: web('0x42 2x120') },
    { title: 'in the quiet after', series: web('0x130 2x15 4x15') },
    { title: 'the counter stands', series: web(0) },
    { title: 'a counter that is missing around the scale-outs', series: web('0x30 _x70 4x60') },
    {
      title: 'one pod of forty',
      series: web('0x42 1x40 2x79', {
        replicas: '40x40 44x40 48x80',
        ready: '40x41 44x40 48x80',
        hpas: [{ name: 'web', max: 60 }],
      }),
    },
  ],
});

testStories('vpa-evict-during-scale-out');
