/** @jest-environment node */
// More than any node has: with a pod that waits for it, or only on paper.
import { extraSeries, type Extra } from '../../../../../tests/support/extraSeries';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { seriesSet, workload } from '../../../../../tests/support/workload';

const shop = (vpa: object, ...rows: Extra[]) =>
  seriesSet(
    workload({
      ns: 'shop',
      name: 'web',
      replicas: '2x80',
      vpas: [{ name: 'web', mode: 'Recreate', ...vpa }],
      pods: [
        { at: '-1h', cpu: 1 },
        { at: '6m', cpu: 8 },
      ],
    }),
    extraSeries({ length: 81 }, [
      ['node.allocatable', 'small', 2, { resource: 'cpu' }],
      ['node.allocatable', 'large', 4, { resource: 'cpu' }],
    ]),
    extraSeries({ ns: 'shop', length: 81 }, rows)
  );

testRule('vpa-over-node', {
  fires: [
    {
      title: 'the next evicted pod will wait',
      series: shop({ cpu: '1x20 8x60' }),
      severity: 'medium',
      state: 'will-fight',
      actors: ['vpa:web'],
      from: '5m15s',
      to: '20m',
      slack: '60s',
      says: /^VPA asks for 8\.00 cores per pod, the largest node has 4\.00 cores: the next evicted pod stays Pending\.$/,
    },
    {
      title: 'a pod waits',
      series: shop({ cpu: '1x20 8x60' }, ['pod.unschedulable', 'web-pod-0001', '_x25 1x55']),
      severity: 'critical',
      state: 'fighting',
      actors: ['vpa:web'],
      says: /^VPA asks for 8\.00 cores per pod, the largest node has 4\.00 cores: 1 Pending\.$/,
    },
  ],
  silent: [
    { title: 'fits the largest', series: shop({ cpu: 3 }) },
    { title: 'it only advises', series: shop({ cpu: 8, mode: 'Off' }) },
    { title: 'no recommendation', series: shop({}) },
    {
      title: 'nodes are not exported',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '2x80',
        vpas: [{ name: 'web', mode: 'Recreate', cpu: 8 }],
      }),
    },
  ],
});

testStories('vpa-over-node');
