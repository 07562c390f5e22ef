/** @jest-environment node */
// At the limit with pods waiting; at the limit with nobody waiting is just full use.
import { extraSeries, type Extra } from '../../../../../tests/support/extraSeries';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { seriesSet, workload } from '../../../../../tests/support/workload';

const web = workload({ ns: 'shop', name: 'web', replicas: 6, length: 121, pods: [{ at: '-1h', count: 6, cpu: 1 }] });
const waits = (column: string) =>
  extraSeries({ ns: 'shop', length: 121 }, [
    ['pod.unschedulable', 'web-pod-0004', column],
    ['pod.unschedulable', 'web-pod-0005', column],
  ]);
const cluster = (...rows: Extra[]) =>
  extraSeries({ length: 121 }, [['node.allocatable', 'a', 4, { resource: 'cpu' }], ...rows]);
const group = { nodeGroup: 'workers' };
const pool = { pool: 'general', resource: 'cpu' };

testRule('node-limit-reached', {
  fires: [
    {
      title: 'a node group of three',
      series: seriesSet(
        web,
        waits('_x40 1x40 _x39'),
        cluster(['nodes.limit', '', 3, group], ['nodes.size', '', 3, group])
      ),
      severity: 'critical',
      state: 'ended',
      actors: ['cluster-autoscaler:workers'],
      from: '10m15s',
      to: '20m15s',
      slack: '60s',
      says: 'Node group workers is at its maximum of 3 nodes, and 2 pods of 1 workload wait for 10 min.',
      paces: [1],
    },
    {
      title: 'a NodePool near its limit of cores',
      series: seriesSet(web, waits('_x40 1x80'), cluster(['nodes.limit', '', 80, pool], ['nodes.size', '', 78, pool])),
      severity: 'critical',
      state: 'fighting',
      actors: ['karpenter:general'],
      says: /^NodePool general is at its maximum of 80 cpu, and 2 pods/,
    },
    {
      title: 'the cloud refuses',
      series: seriesSet(
        web,
        waits('_x40 1x80'),
        cluster(
          ['nodes.limit', '', 9, group],
          ['nodes.size', '', 3, group],
          ['nodes.refused', '', '0x40 1+1x79', { reason: 'quotaExceeded' }]
        )
      ),
      severity: 'critical',
      state: 'fighting',
      actors: ['cluster-autoscaler'],
      says: /^Additions are refused \(quotaExceeded\), and 2 pods/,
    },
  ],
  silent: [
    {
      title: 'full, and everything fits',
      series: seriesSet(web, cluster(['nodes.limit', '', 3, group], ['nodes.size', '', 3, group])),
    },
    {
      title: 'pods wait, and there is room to grow',
      series: seriesSet(
        web,
        waits('_x40 1x40 _x39'),
        cluster(['nodes.limit', '', 9, group], ['nodes.size', '', 3, group])
      ),
    },
    {
      title: 'the pod fits on no node of any size',
      series: seriesSet(
        workload({ ns: 'shop', name: 'web', replicas: 6, length: 121, pods: [{ at: '-1h', count: 6, cpu: 8 }] }),
        waits('_x40 1x40 _x39'),
        cluster(['nodes.limit', '', 3, group], ['nodes.size', '', 3, group])
      ),
    },
  ],
});

testStories('node-limit-reached');
