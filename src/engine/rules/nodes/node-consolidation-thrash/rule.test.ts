/** @jest-environment node */
// Nodes that come and go; nodes that went once are just no longer needed.
import { extraSeries, type Extra } from '../../../../../tests/support/extraSeries';
import { again } from '../../../../../tests/support/promtool';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { START } from '../../../../../tests/support/tape';
import { seriesSet, workload } from '../../../../../tests/support/workload';

const LENGTH = 281;
const at = (minutes: number): number => START / 1000 + minutes * 60;
/** A node that lives from one minute to another, scraped every 15 s. */
function node(name: string, from: number, to: number): Extra[] {
  const before = from * 4;
  const during = (to - from) * 4;
  const hole = before > 0 ? `_x${before} ` : '';
  return [
    [
      'node.unschedulable',
      name,
      `${hole}0x${during - 1}${to * 4 < LENGTH - 1 ? ` _x${LENGTH - before - during}` : ''}`,
    ],
    ['node.created', name, at(from - 0.1)],
  ];
}
const base: Extra[] = [
  ['node.unschedulable', 'base', `0x${LENGTH - 1}`],
  ['node.created', 'base', at(-999)],
];
const three = [...node('a', 5, 12), ...node('b', 20, 27), ...node('c', 35, 42)];
const cluster = (rows: Extra[]) => extraSeries({ length: LENGTH }, [...base, ...rows]);
/** A pod of a build that ran on the node. */
const podOn = (name: string, ownerKind: string) =>
  extraSeries({ ns: 'ci', length: LENGTH }, [
    ['pod.owner', `build-${name}`, 1, { ownerKind, ownerName: `build-${name}` }],
    ['pod.request', `build-${name}`, 2, { container: 'build', resource: 'cpu', node: name }],
  ]);
const web = workload({
  ns: 'shop',
  name: 'web',
  replicas: `${again('4x19 12x29 4x9', 4)} 4x40`,
  hpas: [{ name: 'web', min: 2, max: 30, metrics: [{ target: 60, unseen: true }] }],
});

testRule('node-consolidation-thrash', {
  fires: [
    {
      title: 'three nodes of seven minutes each',
      series: seriesSet(web, cluster(three)),
      severity: 'medium',
      state: 'ended',
      actors: ['node', 'hpa:web'],
      says: /^3 nodes came and went in 3\d min, each after about \d+ (s|min) while shop\/web went up and down\.$/,
      with: ['hpa-flapping'],
      paces: [1],
    },
    {
      title: 'pods ran on them that were no jobs',
      series: seriesSet(web, cluster(three), ...['a', 'b', 'c'].map((name) => podOn(name, 'ReplicaSet'))),
      severity: 'medium',
      state: 'ended',
      actors: ['node', 'hpa:web'],
      says: /^3 nodes came and went in 3\d min/,
      with: ['hpa-flapping'],
      paces: [1],
    },
    {
      title: 'Karpenter says that it removes them',
      series: seriesSet(
        web,
        cluster([...three, ['nodes.removed', '', '0x47 1x60 2x60 3x110', { pool: 'general', reason: 'empty' }]])
      ),
      severity: 'medium',
      state: 'ended',
      actors: ['karpenter:general', 'hpa:web'],
      says: /^3 nodes of NodePool general came and went/,
      with: ['hpa-flapping'],
      paces: [1],
    },
    {
      title: 'one that the cloud took back beside three that Karpenter removed',
      series: seriesSet(
        web,
        cluster([
          ...three,
          ...node('d', 50, 57),
          ['nodes.removed', '', '4x222 5x58', { pool: 'general', reason: 'spot_interrupted' }],
          ['nodes.removed', '', '0x47 1x60 2x60 3x110', { pool: 'general', reason: 'underutilized' }],
        ])
      ),
      severity: 'medium',
      state: 'ended',
      actors: ['karpenter:general', 'hpa:web'],
      says: /^3 nodes of NodePool general came and went/,
      with: ['hpa-flapping'],
      paces: [1],
    },
  ],
  silent: [
    {
      title: 'nodes that the cloud took back, as Karpenter counts them',
      series: seriesSet(
        web,
        cluster([
          ...three,
          ['nodes.removed', '', '4x40 5x60 6x60 7x119', { pool: 'general', reason: 'spot_interrupted' }],
        ])
      ),
      with: ['hpa-flapping'],
      paces: [1],
    },
    {
      title: 'nodes that were tainted because the cloud takes them back',
      series: seriesSet(
        web,
        cluster([
          ...three,
          ...['a', 'b', 'c'].map((name): Extra => [
            'node.taint',
            name,
            1,
            { key: 'aws-node-termination-handler/spot-itn' },
          ]),
        ])
      ),
      with: ['hpa-flapping'],
      paces: [1],
    },
    {
      title: 'nodes that came for jobs and went after them',
      series: seriesSet(web, cluster(three), ...['a', 'b', 'c'].map((name) => podOn(name, 'Job'))),
      with: ['hpa-flapping'],
      paces: [1],
    },
    { title: 'one node, once', series: seriesSet(web, cluster(node('a', 5, 12))), with: ['hpa-flapping'] },
    {
      title: 'three nodes that go together after a peak',
      series: seriesSet(web, cluster([...node('a', 5, 20), ...node('b', 5, 21), ...node('c', 5, 22)])),
      with: ['hpa-flapping'],
    },
    {
      title: 'nodes that stay',
      series: seriesSet(web, cluster([...node('a', 5, 80), ...node('b', 20, 80), ...node('c', 35, 80)])),
      with: ['hpa-flapping'],
    },
  ],
});

testStories('node-consolidation-thrash');
