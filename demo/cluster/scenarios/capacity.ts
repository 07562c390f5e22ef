// Nodes, scheduling and policy (catalogue F).

import type { ClusterPlan } from '../cluster';
import type { Demand } from '../demand';
import type { ClusterAutoscalerSpec, KarpenterSpec } from '../specs/nodes';
import type { Scenario } from '../specs/scenario';
import { downWindow } from './cast';
import { calm, fight, type Story } from './story';

const GIBIBYTE = 1024 ** 3;
const GROUP = { name: 'workers', cpu: 4, memory: 16 * GIBIBYTE };
const autoscaled = (
  scenarios: Scenario[],
  nodes: number,
  ...nodeAutoscalers: Array<ClusterAutoscalerSpec | KarpenterSpec>
): ClusterPlan => ({
  scenarios,
  nodePools: [{ ...GROUP, count: nodes }],
  nodeAutoscalers,
});
const clusterAutoscaler = (more: Partial<ClusterAutoscalerSpec> = {}): ClusterAutoscalerSpec => ({
  kind: 'cluster-autoscaler',
  pool: GROUP,
  min: 1,
  max: 20,
  bootSeconds: 120,
  ...more,
});
const karpenter = (more: Partial<KarpenterSpec> = {}): KarpenterSpec => ({
  kind: 'karpenter',
  pool: GROUP,
  max: 20,
  bootSeconds: 60,
  ...more,
});
const jump = (low: number, high: number, at: number): Demand => ({
  kind: 'steps',
  steps: [
    [0, low],
    [at, high],
  ],
});

export const CAPACITY_STORIES: readonly Story[] = [
  fight({
    id: 'scaleout-node-lag',
    title: 'pods wait for nodes',
    fromSeconds: 900,
    toSeconds: 1200,
    cast: (c) => {
      const perNode = Math.floor(4 / c.request);
      const demand = jump(c.coresFor(perNode - 1), c.coresFor(perNode * 2.5), 900);
      return autoscaled(
        [c.scenario(perNode - 1, demand, { hpas: [c.hpa(2, perNode * 4)] })],
        1,
        clusterAutoscaler({ bootSeconds: 170 })
      );
    },
  }),
  calm({
    id: 'scaleout-node-lag-room',
    title: 'the same jump with room on the nodes',
    cast: (c) => ({
      scenarios: [c.scenario(4, jump(c.coresFor(3.7), c.coresFor(9.7), 900), { hpas: [c.hpa(2, 20)] })],
    }),
  }),
  fight({
    id: 'node-consolidation-thrash',
    title: 'nodes go after scale-in and are needed minutes later',
    fromSeconds: 600,
    seconds: 7200,
    allowed: ['scaleout-node-lag', 'hpa-flapping'],
    cast: (c) => {
      const perNode = Math.floor(4 / c.request);
      const low = c.coresFor(perNode * 0.9);
      const demand: Demand = {
        kind: 'bursts',
        base: low,
        peak: c.coresFor(perNode * 2.7),
        everySeconds: 900,
        forSeconds: 450,
      };
      return autoscaled(
        [c.scenario(perNode, demand, { hpas: [c.hpa(2, perNode * 4, { behavior: downWindow(60) })] })],
        1,
        karpenter()
      );
    },
  }),
  fight({
    id: 'node-limit-reached',
    title: 'the node group is at its maximum and pods wait',
    fromSeconds: 900,
    allowed: ['scaleout-node-lag'],
    cast: (c) => {
      const perNode = Math.floor(4 / c.request);
      const demand = jump(c.coresFor(perNode), c.coresFor(perNode * 4), 900);
      return autoscaled(
        [c.scenario(perNode, demand, { hpas: [c.hpa(2, perNode * 6)] })],
        2,
        clusterAutoscaler({ max: 3 })
      );
    },
  }),
  calm({
    id: 'node-limit-reached-enough',
    title: 'the node group is at its maximum and everything fits',
    cast: (c) =>
      autoscaled(
        [c.scenario(6, c.noisy(c.coresFor(5.7)), { hpas: [c.hpa(3, 8)] })],
        3,
        clusterAutoscaler({ min: 3, max: 3 })
      ),
  }),
  fight({
    id: 'quota-blocks-scale-out',
    title: 'the quota stops the scale-out',
    fromSeconds: 900,
    toSeconds: 3300,
    cast: (c) => {
      const quotas = [{ name: 'compute', hard: { pods: 40, 'requests.cpu': Math.round(c.request * 5.5 * 100) / 100 } }];
      const demand: Demand = {
        kind: 'steps',
        steps: [
          [0, c.coresFor(3)],
          [900, c.coresFor(9)],
          [3300, c.coresFor(3)],
        ],
      };
      return { scenarios: [c.scenario(3, demand, { hpas: [c.hpa(2, 14)], quotas })] };
    },
  }),
  calm({
    id: 'quota-blocks-scale-out-room',
    title: 'a quota with room',
    cast: (c) => {
      const quotas = [{ name: 'compute', hard: { pods: 40, 'requests.cpu': c.request * 20 } }];
      return { scenarios: [c.scenario(3, jump(c.coresFor(3), c.coresFor(7), 900), { hpas: [c.hpa(2, 14)], quotas })] };
    },
  }),
  fight({
    id: 'pdb-blocks-drain',
    title: 'a budget with zero disruptions blocks a drain',
    fromSeconds: 900,
    toSeconds: 3300,
    cast: (c) => {
      const changes = [
        { atSeconds: 900, do: 'drain' as const, node: 'node-00', everySeconds: 15 },
        { atSeconds: 3300, do: 'uncordon' as const, node: 'node-00' },
      ];
      return { scenarios: [c.scenario(6, c.coresFor(5), { pdbs: [{ name: c.name, maxUnavailable: 0 }], changes })] };
    },
  }),
  calm({
    id: 'pdb-blocks-drain-room',
    title: 'a drain that the budget lets through',
    cast: (c) => ({
      scenarios: [
        c.scenario(6, c.coresFor(5), {
          pdbs: [{ name: c.name, maxUnavailable: 1 }],
          changes: [
            { atSeconds: 900, do: 'drain', node: 'node-00', everySeconds: 5 },
            { atSeconds: 1500, do: 'uncordon', node: 'node-00' },
          ],
        }),
      ],
    }),
  }),
  fight({
    id: 'provisioner-stampede',
    title: 'many HPAs fire in the same minute',
    fromSeconds: 900,
    toSeconds: 1300,
    allowed: ['scaleout-node-lag'],
    cast: (c) => {
      const scenarios = Array.from({ length: 8 }, (_, i) => {
        const name = `${c.name}-${i}`;
        const demand = jump(c.coresFor(2.7), c.coresFor(9.7), 900 + i * 4);
        return c.scenario(3, demand, { workload: c.workload(3, { name }), hpas: [c.hpa(2, 20, { name })] });
      });
      return autoscaled(
        scenarios,
        Math.ceil((24 * c.request) / 3.5) + 1,
        clusterAutoscaler({ max: 60, bootSeconds: 150 })
      );
    },
  }),
  calm({
    id: 'provisioner-stampede-room',
    title: 'many HPAs fire in the same minute and the nodes have room',
    cast: (c) => ({
      scenarios: Array.from({ length: 6 }, (_, i) => {
        const name = `${c.name}-${i}`;
        const demand = jump(c.coresFor(2.7), c.coresFor(5.7), 900 + i * 4);
        return c.scenario(3, demand, { workload: c.workload(3, { name }), hpas: [c.hpa(2, 20, { name })] });
      }),
    }),
  }),
  calm({
    id: 'node-consolidation-thrash-once',
    title: 'one scale-out, one scale-in, one node each way',
    seconds: 5400,
    cast: (c) => {
      const perNode = Math.floor(4 / c.request);
      const demand: Demand = {
        kind: 'steps',
        steps: [
          [0, c.coresFor(perNode * 0.8)],
          [900, c.coresFor(perNode * 1.5)],
          [3000, c.coresFor(perNode * 0.8)],
        ],
      };
      return autoscaled(
        [c.scenario(perNode, demand, { hpas: [c.hpa(2, perNode * 4)] })],
        1,
        karpenter({ bootSeconds: 35, consolidateAfterSeconds: 300 })
      );
    },
  }),
  fight({
    id: 'dual-node-autoscalers',
    title: 'cluster autoscaler and Karpenter answer the same pods',
    fromSeconds: 900,
    allowed: ['scaleout-node-lag', 'node-consolidation-thrash'],
    cast: (c) => {
      const perNode = Math.floor(4 / c.request);
      const demand: Demand = {
        kind: 'bursts',
        base: c.coresFor(perNode),
        peak: c.coresFor(perNode * 3),
        everySeconds: 1500,
        forSeconds: 700,
        offsetSeconds: 900,
      };
      const scenario = c.scenario(perNode, demand, { hpas: [c.hpa(2, perNode * 4)] });
      return autoscaled(
        [scenario],
        2,
        clusterAutoscaler({ unneededSeconds: 300, delayAfterAddSeconds: 300 }),
        karpenter({ pool: { ...GROUP, name: 'general' } })
      );
    },
  }),
];
