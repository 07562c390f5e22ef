// A cluster autoscaler and a Karpenter side by side, each with pools of its own and workloads that select them.

import type { ClusterPlan } from '../../cluster';
import type { Demand } from '../../demand';
import type { Scenario } from '../../specs/scenario';
import type { Cast } from '../cast';
import { fight, type Story } from '../story';

const GIBIBYTE = 1024 ** 3;
const THIRD = 'a third cluster';
const SIZE = { cpu: 4, memory: 16 * GIBIBYTE };

/** A workload of the cast in a pool, whose load jumps at 900 s; both in replicas. */
function inPool(c: Cast, name: string, nodePool: string, [low, high]: readonly [number, number]): Scenario {
  const demand: Demand = {
    kind: 'steps',
    steps: [
      [0, c.coresFor(low * 0.96)],
      [900, c.coresFor(high * 0.96)],
    ],
  };
  const workload = { ...c.workload(low), name: `${c.name}-${name}`, nodePool };
  return c.scenario(low, demand, { workload, hpas: [{ ...c.hpa(2, 200), name: `${c.name}-${name}` }] });
}

/** Group `burst` of the cluster autoscaler, NodePools `general` and `memory` of Karpenter; the last has a limit of two nodes. */
function pools(scenarios: Scenario[]): ClusterPlan {
  return {
    scenarios,
    nodePools: ['burst', 'general', 'memory'].map((name) => ({ ...SIZE, name, count: 1 })),
    nodeAutoscalers: [
      { kind: 'cluster-autoscaler', pool: { ...SIZE, name: 'burst' }, min: 1, max: 30, bootSeconds: 170 },
      { kind: 'karpenter', pool: { ...SIZE, name: 'general' }, max: 60, bootSeconds: 60 },
      { kind: 'karpenter', pool: { ...SIZE, name: 'memory' }, max: 2, bootSeconds: 60 },
    ],
  };
}

export const LEARNT_NODES: readonly Story[] = [
  fight({
    id: 'slow-nodes-of-one-pool',
    expect: 'scaleout-node-lag',
    learnt: THIRD,
    title: 'pods wait for nodes of the cluster autoscaler, while Karpenter serves other pools',
    fromSeconds: 900,
    toSeconds: 1200,
    cast: (c) => {
      const fit = Math.floor(4 / c.request);
      return pools([
        inPool(c, 'batch', 'burst', [fit - 1, Math.ceil(fit * 2.5)]),
        inPool(c, 'front', 'general', [fit - 1, fit]),
      ]);
    },
  }),
  fight({
    id: 'limit-of-one-pool',
    expect: 'node-limit-reached',
    learnt: THIRD,
    title: 'one NodePool is at its limit, the pools beside it are not',
    fromSeconds: 960,
    allowed: ['scaleout-node-lag', 'hpa-lag-budget'],
    cast: (c) => {
      const fit = Math.floor(4 / c.request);
      return pools([inPool(c, 'index', 'memory', [fit - 1, fit * 4]), inPool(c, 'front', 'general', [fit - 1, fit])]);
    },
  }),
];
