// The workload that the visitor plays with: meme-api under an HPA on CPU % and a VPA on CPU, and meme-render under KEDA.
// While traffic is even, VPA rests at minAllowed and nobody fights. More load comes with hot pods for some minutes, then
// evenly again: VPA's idea of a pod grows and shrinks, and the HPA answers each resize. VPA is time-compressed here: a
// round takes about a minute instead of hours; HPA and KEDA run in real time.

import type { Demand } from '../demand';
import type { HpaBehavior } from '../specs/hpa';
import type { Scenario } from '../specs/scenario';
import type { VpaContainerPolicy } from '../specs/vpa';
import type { NodePool } from '../specs/nodes';

const MEBIBYTE = 1024 ** 2;
const REQUEST = 0.3;

/** Far below the 87 % that VPA leaves behind under even load (1 / 1.15), far above the 45 % under hot pods. */
export const TARGET_PERCENT = 60;

/** The slider: requests per second arriving at meme-api. */
export const LOAD = { dial: 'load', min: 100, max: 1000, step: 50, calm: 300, unit: 'requests/s' } as const;

/** The VPA policies before and after the fix. */
export const VPA_SIZES_CPU: VpaContainerPolicy[] = [
  {
    container: '*',
    minAllowed: { cpu: REQUEST, memory: 128 * MEBIBYTE },
    maxAllowed: { cpu: 4, memory: 2048 * MEBIBYTE },
    controlledValues: 'RequestsOnly',
  },
];
export const VPA_SIZES_MEMORY: VpaContainerPolicy[] = VPA_SIZES_CPU.map((policy) => ({
  ...policy,
  controlledResources: ['memory'],
}));

/** From this load on pods run hot; the dial holds when that began, in seconds since the cluster's start. */
export const STORM = { dial: 'storm', from: 600, calmUpTo: 450 } as const;

/** Hot pods for 3 minutes, even load for 3: k = p90/mean is about 1.9, then 1. */
const HOT_PODS: Demand = {
  kind: 'bursts',
  base: 0,
  peak: 1.1,
  everySeconds: 360,
  forSeconds: 180,
  offsetDial: STORM.dial,
};

const PROMPT: HpaBehavior = { scaleDown: { stabilizationWindowSeconds: 15 } };

const cores = (perRequest: number): Demand => ({
  kind: 'noise',
  share: 0.02,
  everySeconds: 45,
  of: {
    kind: 'dial',
    dial: LOAD.dial,
    points: [
      [LOAD.min, LOAD.min * perRequest],
      [LOAD.max, LOAD.max * perRequest],
    ],
  },
});

/** The two workloads of the namespace meme-generator. */
export function memeGenerator(): Scenario[] {
  return [
    {
      namespace: 'meme-generator',
      title: 'HPA on CPU % and VPA on CPU',
      workload: {
        name: 'meme-api',
        replicas: 9,
        containers: [
          { name: 'app', image: 'registry.invalid/meme-api:1', requests: { cpu: REQUEST, memory: 256 * MEBIBYTE } },
        ],
        startSeconds: [1, 3],
        readySeconds: 1,
        terminationSeconds: 2,
        maxUnavailable: 0,
        memory: { base: 160 * MEBIBYTE },
        spread: {
          kind: 'dial',
          dial: LOAD.dial,
          points: [
            [STORM.calmUpTo, 0],
            [STORM.from, 1],
          ],
          of: HOT_PODS,
        },
        spreadSeconds: 30,
      },
      demand: cores(0.005),
      hpas: [
        {
          name: 'meme-api',
          minReplicas: 4,
          maxReplicas: 30,
          metrics: [{ type: 'Resource', resource: 'cpu', utilization: TARGET_PERCENT }],
          behavior: PROMPT,
        },
      ],
      vpas: [{ name: 'meme-api', updateMode: 'Recreate', policies: VPA_SIZES_CPU }],
    },
    {
      namespace: 'meme-generator',
      title: 'KEDA on rendering requests',
      workload: {
        name: 'meme-render',
        replicas: 3,
        containers: [
          { name: 'app', image: 'registry.invalid/meme-render:1', requests: { cpu: 0.5, memory: 512 * MEBIBYTE } },
        ],
        startSeconds: [4, 8],
      },
      demand: cores(0.003),
      signals: { renders: cores(0.04) },
      scaledObjects: [
        {
          name: 'meme-render',
          minReplicaCount: 0,
          maxReplicaCount: 12,
          pollingInterval: 15,
          cooldownPeriod: 60,
          triggers: [{ type: 'prometheus', signal: 'renders', threshold: 5, activationThreshold: 6 }],
        },
      ],
    },
  ];
}

/** Nodes with room for the worst of it. */
export const LIVE_POOL: NodePool = { name: 'default', count: 8, cpu: 16, memory: 64 * 1024 * MEBIBYTE };
