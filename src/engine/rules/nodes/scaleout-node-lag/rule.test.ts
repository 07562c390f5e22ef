/** @jest-environment node */
// Pods that wait for a node after a scale-out, and pods that wait for other reasons.
import { extraSeries, type Extra } from '../../../../../tests/support/extraSeries';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { START } from '../../../../../tests/support/tape';
import { seriesSet, workload } from '../../../../../tests/support/workload';

const at = (minutes: number): number => START / 1000 + minutes * 60;
const nodes: Extra[] = [
  ['node.unschedulable', 'old', '0x120'],
  ['node.created', 'old', at(-500)],
  ['node.unschedulable', 'new', '_x53 0x66'],
  ['node.created', 'new', at(13)],
];
const waiting = (column: string): Extra[] => [6, 7, 8].map((i) => ['pod.unschedulable', `web-pod-000${i}`, column]);
const web = (replicas = '6x40 9x79') =>
  workload({
    ns: 'shop',
    name: 'web',
    replicas,
    ready: '6x40 6x13 9x66',
    hpas: [{ name: 'web', max: 30, metrics: [{ target: 60, status: '60x39 90x1 60x79' }] }],
    pods: [
      { at: '-1h', count: 6, cpu: 1 },
      { at: '10m10s', count: 3, cpu: 1 },
    ],
  });
const shop = (...rows: Extra[]) => extraSeries({ ns: 'shop', length: 121 }, rows);
const cluster = (rows: Extra[]) => extraSeries({ length: 121 }, rows);

testRule('scaleout-node-lag', {
  fires: [
    {
      title: 'three pods wait three minutes, a node comes',
      series: seriesSet(web(), shop(...waiting('_x41 1x12 _x66')), cluster(nodes)),
      severity: 'high',
      state: 'ended',
      actors: ['hpa:web', 'node'],
      from: '10m15s',
      to: '13m15s',
      slack: '60s',
      says: 'The HPA went 6 → 9 and 3 pods waited 3 min for a node.',
      paces: [1],
    },
    {
      title: 'and the autoscaler counts it',
      series: seriesSet(
        web(),
        shop(...waiting('_x41 1x12 _x66')),
        cluster([...nodes, ['nodes.added', '', '0x44 1x76']])
      ),
      severity: 'high',
      state: 'ended',
      actors: ['hpa:web', 'cluster-autoscaler'],
      says: /^The HPA went 6 → 9/,
      paces: [1],
    },
  ],
  silent: [
    { title: 'within half a minute', series: seriesSet(web(), shop(...waiting('_x41 1x2 _x76')), cluster(nodes)) },
    {
      title: 'no node comes at all',
      series: seriesSet(web(), shop(...waiting('_x41 1x12 _x66')), cluster(nodes.slice(0, 2))),
    },
    {
      title: 'nobody scaled: pods were evicted',
      series: seriesSet(web('9x120'), shop(...waiting('_x41 1x12 _x66')), cluster(nodes)),
    },
  ],
});

testStories('scaleout-node-lag');
