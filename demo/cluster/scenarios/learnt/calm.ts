// What looks like a fight in strangers' clusters and is none.

import type { Demand } from '../../demand';
import type { Writer } from '../../specs/changes';
import type { KedaTriggerSpec } from '../../specs/scaledObject';
import type { Scenario } from '../../specs/scenario';
import { COMPRESSED_VPA } from '../../timing';
import { calm, type Story } from '../story';

const FIELD = 'public reports';
const SECOND = 'the second recording';
const THIRD = 'a third cluster';
const KEDA_UNSEEN = ['keda_', 'kube_scaledobject_'];

const cron: KedaTriggerSpec = { type: 'cron', metric: 'cron-Etc-UTC-08xxxx-018xxxx', signal: 'cron', threshold: 1 };
const steps = (...list: Array<readonly [number, number]>): Demand => ({ kind: 'steps', steps: list });

export const LEARNT_CALM: readonly Story[] = [
  calm({
    id: 'hpa-range-frozen-zero-to-one',
    learnt: FIELD,
    unexported: KEDA_UNSEEN,
    title: 'KEDA wakes one pod and lets it sleep, maximum 1; nothing of KEDA is exported',
    cast: (c) => ({
      scenarios: [
        c.scenario(0, c.request * 1.5, {
          signals: { cron: steps([0, 0], [700, 1], [2900, 0]) },
          scaledObjects: [{ name: c.name, minReplicaCount: 0, maxReplicaCount: 1, triggers: [cron] }],
        }),
      ],
    }),
  }),
  calm({
    id: 'external-metrics-apiservice-clash-plateaus',
    learnt: THIRD,
    title: 'cron floors that load reaches: three workloads stand on their plateaus together',
    cast: (c) => ({
      scenarios: ['a', 'b', 'c'].map((part, i) => {
        const triggers: KedaTriggerSpec[] = [
          { type: 'rabbitmq', metric: 'rabbitmq-work', signal: 'queue', threshold: 10 },
          cron,
        ];
        const floor = 4 + i;
        return {
          ...c.scenario(floor - 1, c.coresFor(floor - 1.4), {
            signals: {
              queue: steps([0, 10 * floor - 15], [930, 10 * floor - 4]),
              cron: steps([0, 0], [900, floor], [2700, 0]),
            },
            scaledObjects: [{ name: c.name, minReplicaCount: 2, maxReplicaCount: 20, pollingInterval: 15, triggers }],
          }),
          namespace: `${c.namespace}-${part}`,
        };
      }),
    }),
  }),
  calm({
    id: 'hpa-gitops-replicas-blue-green',
    learnt: SECOND,
    title: 'blue and green, each with its own HPA, switched twice',
    cast: (c) => {
      const color = (name: string, demand: Demand): Scenario => ({
        ...c.scenario(5, demand, { hpas: [{ ...c.hpa(2, 12), name }] }),
        workload: { ...c.workload(5), name },
      });
      const busy = c.coresFor(4.6);
      const idle = c.coresFor(0.2);
      return {
        scenarios: [
          color(`${c.name}-blue`, steps([0, busy], [1100, idle], [2500, busy])),
          color(`${c.name}-green`, steps([0, idle], [1100, busy], [2500, idle])),
        ],
      };
    },
  }),
  calm({
    id: 'hpa-scaling-inactive-canary-at-zero',
    learnt: FIELD,
    title: 'a canary rests at 0 beside its HPA, is tried once and rests again',
    cast: (c) => {
      const visits: Writer[] = [
        [1200, 2],
        [2100, 0],
      ].map(([atSeconds = 0, replicas = 0]) => ({
        kind: 'scale',
        family: 'external',
        name: 'flagger',
        atSeconds,
        replicas,
      }));
      const primary: Scenario = {
        ...c.scenario(3, c.coresFor(2.6), { hpas: [{ ...c.hpa(2, 8), name: `${c.name}-primary` }] }),
        workload: { ...c.workload(3), name: `${c.name}-primary` },
      };
      return {
        scenarios: [primary, c.scenario(0, c.coresFor(0.5), { hpas: [c.hpa(2, 8)], writers: visits })],
      };
    },
  }),
  calm({
    id: 'hpa-vpa-same-resource-recommender-only',
    learnt: FIELD,
    unexported: ['vpa_', 'kube_verticalpodautoscaler_spec_updatepolicy'],
    title: 'a VPA that only recommends beside every HPA; modes are not exported',
    cast: (c) => ({
      scenarios: ['a', 'b', 'c'].map((part) => ({
        ...c.scenario(5, c.noisy(c.coresFor(4.7), 0.04), {
          hpas: [c.hpa(3, 12)],
          vpas: [{ name: `goldilocks-${c.name}`, updateMode: 'Off' }],
        }),
        namespace: `${c.namespace}-${part}`,
      })),
      vpa: COMPRESSED_VPA,
    }),
  }),
  calm({
    id: 'hpa-range-frozen-held',
    learnt: SECOND,
    title: 'a person holds the HPA at one number for ten minutes, then gives the range back',
    allowed: ['hpa-range-frozen'],
    cast: (c) => ({
      scenarios: [
        c.scenario(5, c.noisy(c.coresFor(4.6)), {
          hpas: [c.hpa(2, 12)],
          changes: [
            { atSeconds: 1500, do: 'patch-hpa', name: c.name, minReplicas: 7, maxReplicas: 7 },
            { atSeconds: 2100, do: 'patch-hpa', name: c.name, minReplicas: 2, maxReplicas: 12 },
          ],
        }),
      ],
    }),
  }),
  calm({
    id: 'hpa-gitops-replicas-with-its-bounds',
    learnt: SECOND,
    title: 'one change in Git: replicas together with minimum and maximum',
    cast: (c) => ({
      scenarios: [
        c.scenario(4, c.coresFor(3.6), {
          hpas: [c.hpa(3, 8)],
          writers: [{ kind: 'sync', replicas: 6, atSeconds: 1500 }],
          changes: [{ atSeconds: 1500, do: 'patch-hpa', name: c.name, minReplicas: 6, maxReplicas: 14 }],
        }),
      ],
    }),
  }),
  calm({
    id: 'hpa-flapping-short-bursts',
    learnt: SECOND,
    title: 'bursts of 75 s every 200 s, inside the down window',
    cast: (c) => {
      const demand: Demand = {
        kind: 'bursts',
        base: c.coresFor(3.6),
        peak: c.coresFor(7.6),
        everySeconds: 200,
        forSeconds: 75,
      };
      return { scenarios: [c.scenario(8, demand, { hpas: [c.hpa(2, 14)] })] };
    },
  }),
];
