/** @jest-environment node */
// A budget that never allows one, with and without a node that waits for it.
import { extraSeries } from '../../../../../tests/support/extraSeries';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { seriesSet, workload } from '../../../../../tests/support/workload';

const shop = (allowed: string | number, healthy: string | number, cordon?: string, expected = 3) =>
  seriesSet(
    workload({ ns: 'shop', name: 'web', replicas: '3x320', pods: [{ at: '-2h', count: 3 }] }),
    extraSeries({ ns: 'shop', length: 321 }, [
      ['pdb.allowed', 'web-pdb', allowed],
      ['pdb.expected', 'web-pdb', expected],
      ['pdb.healthy', 'web-pdb', healthy],
      ['pod.request', 'web-pod-0000', 1, { container: 'app', resource: 'cpu', node: 'node-1' }],
    ]),
    cordon === undefined
      ? []
      : extraSeries({ length: 321 }, [
          ['node.unschedulable', 'node-1', cordon],
          ['node.unschedulable', 'node-2', 0],
        ])
  );

testRule('pdb-blocks-drain', {
  fires: [
    {
      title: 'an hour and more, no drain yet',
      series: shop(0, 3),
      severity: 'low',
      state: 'will-fight',
      actors: ['pdb:web-pdb'],
      from: '0s',
      to: '80m',
      says: 'Budget web-pdb allows 0 disruptions: the next drain or upgrade will wait.',
    },
    {
      title: 'a cordoned node waits for twenty minutes',
      series: shop(0, 3, '0x40 1x80 0x199'),
      severity: 'medium',
      state: 'ended',
      actors: ['pdb:web-pdb', 'drain'],
      from: '10m15s',
      to: '30m15s',
      slack: '60s',
      says: /^Budget web-pdb allows 0 disruptions: the drain of node-1 waits for (19|20) min( \d+ s)?\.$/,
    },
  ],
  silent: [
    { title: 'closed for half an hour', series: shop('1x40 0x120 1x160', 3) },
    { title: 'closed because a pod is not ready', series: shop(0, 2) },
    { title: 'room for one', series: shop(1, 3, '0x40 1x80 0x199') },
    { title: 'a budget of another workload', series: shop(0, 3, undefined, 5) },
  ],
});

testStories('pdb-blocks-drain');
