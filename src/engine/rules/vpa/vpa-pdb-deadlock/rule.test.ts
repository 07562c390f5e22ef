/** @jest-environment node */
// Refused minute after minute by a budget that never opens; a budget that opens now and then only makes it wait.
import { again } from '../../../../../tests/support/promtool';
import { extraSeries } from '../../../../../tests/support/extraSeries';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { seriesSet, workload } from '../../../../../tests/support/workload';

const shop = (failed: string | number, allowed: string | number, expected = 3) =>
  seriesSet(
    workload({ ns: 'shop', name: 'web', replicas: '3x120', vpas: [{ name: 'web', mode: 'Recreate', cpu: 0.5 }] }),
    extraSeries({ ns: 'shop', length: 121 }, [
      ['vpa.eviction-failed', 'web', failed, { reason: 'EvictionError' }],
      ['pdb.allowed', 'web-pdb', allowed],
      ['pdb.expected', 'web-pdb', expected],
      ['pdb.healthy', 'web-pdb', 3],
    ])
  );
const everyMinute = `0x3 ${Array.from({ length: 29 }, (_, i) => `${i + 1}x3`).join(' ')}`;

testRule('vpa-pdb-deadlock', {
  fires: [
    {
      title: 'thirty refusals in half an hour',
      series: shop(everyMinute, 0),
      severity: 'medium',
      state: 'fighting',
      actors: ['vpa:web', 'pdb:web-pdb'],
      from: '45s',
      to: '30m',
      slack: '90s',
      says: /^The budget web-pdb allows 0 disruptions: \d+ VPA evictions refused in 2\d min( \d+ s)?\.$/,
      advises: ['name: web-pdb'],
    },
    {
      title: 'the budget belongs to nobody we know',
      series: shop(everyMinute, 0, 7),
      severity: 'medium',
      state: 'fighting',
      actors: ['vpa:web', 'pdb'],
      says: /^The budget allows 0 disruptions/,
      advises: ['Allow one at a time'],
      neverAdvises: ['kind: PodDisruptionBudget'],
    },
  ],
  silent: [
    { title: 'two refusals', series: shop('0x40 1x20 2x60', 0) },
    { title: 'a budget that opens now and then', series: shop(everyMinute, again('0x2 1x2', 20)) },
    { title: 'the counter stands', series: shop(12, 0) },
    { title: 'the updater starts anew after a gap', series: shop('40x40 _x20 0x60', 0) },
  ],
});

testStories('vpa-pdb-deadlock');
