/** @jest-environment node */
// Both add nodes at the same time and some are soon gone; two that work side by side are a migration.
import { extraSeries, type Extra } from '../../../../../tests/support/extraSeries';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { START } from '../../../../../tests/support/tape';
import { seriesSet, workload } from '../../../../../tests/support/workload';

const at = (minutes: number): number => START / 1000 + minutes * 60;
const web = workload({ ns: 'shop', name: 'web', replicas: 3, length: 241 });
const base: Extra[] = [
  ['node.unschedulable', 'base', '0x240'],
  ['node.created', 'base', at(-999)],
];
const surplus: Extra[] = [
  ['node.unschedulable', 'k1', '_x46 0x30 _x163'],
  ['node.created', 'k1', at(11)],
];
const karpenter = (column: string): Extra => ['nodes.added', '', column, { pool: 'general' }];
const autoscaler = (column: string): Extra => ['nodes.added', '', column];
const cluster = (...rows: Extra[]) => extraSeries({ length: 241 }, [...base, ...rows]);

testRule('dual-node-autoscalers', {
  fires: [
    {
      title: 'twice both, and one node too many',
      series: seriesSet(web, cluster(...surplus, autoscaler('0x40 2x120 4x79'), karpenter('0x41 1x120 3x78'))),
      severity: 'medium',
      state: 'fighting',
      actors: ['cluster-autoscaler', 'karpenter:general'],
      says: /^Cluster autoscaler and Karpenter answered the same pods twice with 4 and 3 nodes; 1 node was gone again within \d+ (s|min)\.$/,
      paces: [1, 2],
    },
  ],
  silent: [
    {
      title: 'both, and every node was needed',
      series: seriesSet(web, cluster(autoscaler('0x40 2x120 4x79'), karpenter('0x41 1x120 3x78'))),
    },
    {
      title: 'one at a time',
      series: seriesSet(web, cluster(...surplus, autoscaler('0x40 2x199'), karpenter('0x100 1x60 3x79'))),
    },
    { title: 'only one of them is there', series: seriesSet(web, cluster(...surplus, autoscaler('0x40 2x120 4x79'))) },
  ],
});

testStories('dual-node-autoscalers');
