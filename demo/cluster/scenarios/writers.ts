// Several writers on the replica count (catalogue A6 to A11): Git, deploys, people and schedules against an autoscaler.

import type { KedaTriggerSpec } from '../specs/scaledObject';
import { byHand, everyQuarter } from './cast';
import { calm, fight, type Story } from './story';

const ARGO = { 'argocd.argoproj.io/instance': 'app' };
const queue = (threshold: number, signal = 'queue'): KedaTriggerSpec => ({
  type: 'rabbitmq',
  metric: 'rabbitmq-work',
  signal,
  threshold,
});

export const WRITER_STORIES: readonly Story[] = [
  fight({
    id: 'hpa-gitops-replicas',
    title: 'self-heal writes replicas below the minimum',
    fromSeconds: 900,
    toSeconds: 2700,
    cast: (c) => {
      const min = c.whole(3, 6);
      const workload = c.workload(min, { labels: ARGO });
      const writers = [
        { kind: 'self-heal' as const, replicas: min - c.whole(1, 2), fromSeconds: 900, toSeconds: 2700 },
      ];
      return { scenarios: [c.scenario(min, c.coresFor(min + 2), { workload, hpas: [c.hpa(min, min + 8)], writers })] };
    },
  }),
  fight({
    id: 'hpa-gitops-replicas-sync',
    expect: 'hpa-gitops-replicas',
    title: 'scheduled sync writes replicas inside the range',
    fromSeconds: 700,
    cast: (c) => {
      const wanted = c.whole(7, 11);
      const writers = [
        {
          kind: 'sync' as const,
          replicas: Math.floor(wanted / 2),
          everySeconds: c.pick([120, 180, 240]),
          jitterSeconds: 20,
          fromSeconds: 700,
        },
      ];
      return {
        scenarios: [c.scenario(wanted, c.noisy(c.coresFor(wanted - 0.4)), { hpas: [c.hpa(2, wanted + 5)], writers })],
      };
    },
  }),
  fight({
    id: 'hpa-gitops-replicas-inside',
    expect: 'hpa-gitops-replicas',
    title: 'self-heal holds a number inside the range that is too small',
    fromSeconds: 900,
    toSeconds: 2700,
    cast: (c) => {
      const declared = c.whole(6, 10);
      const workload = c.workload(declared + 3, { labels: ARGO });
      const writers = [{ kind: 'self-heal' as const, replicas: declared, fromSeconds: 900, toSeconds: 2700 }];
      const demand = c.noisy(c.coresFor(declared + 2.6));
      return { scenarios: [c.scenario(declared + 3, demand, { workload, hpas: [c.hpa(3, 30)], writers })] };
    },
  }),
  fight({
    id: 'hpa-gitops-replicas-above',
    expect: 'hpa-gitops-replicas',
    title: 'scheduled sync writes more than the load needs, and the HPA holds it for its window',
    fromSeconds: 700,
    allowed: ['hpa-flapping'],
    cast: (c) => {
      const wanted = c.whole(6, 9);
      const writers = [
        { kind: 'sync' as const, replicas: wanted * 2, everySeconds: 480, jitterSeconds: 30, fromSeconds: 700 },
      ];
      return {
        scenarios: [c.scenario(wanted, c.noisy(c.coresFor(wanted - 0.4)), { hpas: [c.hpa(2, 30)], writers })],
      };
    },
  }),
  fight({
    id: 'hpa-gitops-replicas-deploy',
    expect: 'hpa-gitops-replicas',
    title: 'every deploy resets replicas',
    fromSeconds: 700,
    cast: (c) => {
      const wanted = c.whole(8, 12);
      const atSeconds = [0, 1, 2, 3].map((i) => 700 + i * c.whole(600, 800));
      const writers = [{ kind: 'deploy' as const, replicas: c.whole(2, 4), atSeconds }];
      return { scenarios: [c.scenario(wanted, c.coresFor(wanted - 0.4), { hpas: [c.hpa(2, wanted + 6)], writers })] };
    },
  }),
  calm({
    id: 'hpa-gitops-replicas-not-in-git',
    title: 'deploys and an HPA, replicas not in the manifest',
    cast: (c) => {
      const workload = c.workload(6, { labels: ARGO, maxUnavailable: 0 });
      const writers = [{ kind: 'deploy' as const, everySeconds: c.whole(800, 1100) }];
      return { scenarios: [c.scenario(6, c.coresFor(5.6), { workload, hpas: [c.hpa(3, 12)], writers })] };
    },
  }),
  fight({
    id: 'keda-zero-gitops',
    title: 'self-heal wakes what KEDA put to sleep',
    fromSeconds: 800,
    toSeconds: 2600,
    cast: (c) => {
      const scaledObjects = [
        { name: c.name, maxReplicaCount: 6, pollingInterval: 15, cooldownPeriod: 60, triggers: [queue(5)] },
      ];
      const writers = [{ kind: 'self-heal' as const, replicas: c.whole(1, 3), fromSeconds: 800, toSeconds: 2600 }];
      return { scenarios: [c.scenario(0, 0.1, { signals: { queue: 0 }, scaledObjects, writers })] };
    },
  }),
  fight({
    id: 'keda-zero-gitops-asleep',
    expect: 'keda-zero-gitops',
    title: 'a sync writes 0 while work waits, KEDA wakes it',
    fromSeconds: 800,
    toSeconds: 3200,
    cast: (c) => {
      const scaledObjects = [
        { name: c.name, maxReplicaCount: 8, pollingInterval: 15, cooldownPeriod: 300, triggers: [queue(5)] },
      ];
      const writers = [
        {
          kind: 'sync' as const,
          replicas: 0,
          everySeconds: c.pick([180, 240, 300]),
          fromSeconds: 800,
          toSeconds: 3200,
        },
      ];
      return { scenarios: [c.scenario(4, 0.4, { signals: { queue: 18 }, scaledObjects, writers })] };
    },
  }),
  calm({
    id: 'keda-zero-gitops-not-in-git',
    title: 'KEDA sleeps beside GitOps that leaves replicas alone',
    cast: (c) => {
      const scaledObjects = [{ name: c.name, maxReplicaCount: 6, cooldownPeriod: 120, triggers: [queue(5)] }];
      const writers = [{ kind: 'deploy' as const, atSeconds: 1500 }];
      return {
        scenarios: [
          c.scenario(0, 0.1, {
            workload: c.workload(0, { labels: ARGO }),
            signals: { queue: 0 },
            scaledObjects,
            writers,
          }),
        ],
      };
    },
  }),
  fight({
    id: 'replicas-field-removed',
    title: 'replicas dropped from the manifest: fell to one pod',
    fromSeconds: 1500,
    toSeconds: 1620,
    cast: (c) => {
      const wanted = c.whole(6, 12);
      const writers = [{ kind: 'deploy' as const, replicas: 1, atSeconds: 1500 }];
      return { scenarios: [c.scenario(wanted, c.coresFor(wanted - 0.4), { hpas: [c.hpa(1, wanted * 2)], writers })] };
    },
  }),
  calm({
    id: 'replicas-field-removed-no-autoscaler',
    title: 'a person scales a workload without autoscaler to one',
    cast: (c) => ({
      scenarios: [
        c.scenario(3, c.coresFor(1), { writers: [{ kind: 'scale', family: 'human', replicas: 1, atSeconds: 1500 }] }),
      ],
    }),
  }),
  fight({
    id: 'manual-vs-hpa',
    title: 'a person scales by hand three times, the HPA overrules',
    fromSeconds: 900,
    toSeconds: 3100,
    cast: (c) => {
      const wanted = c.whole(5, 8);
      const writers = byHand([wanted * 2, wanted - 2, wanted * 2 + 3], 900);
      return { scenarios: [c.scenario(wanted, c.coresFor(wanted - 0.3), { hpas: [c.hpa(2, wanted * 3)], writers })] };
    },
  }),
  calm({
    id: 'manual-vs-hpa-no-hpa',
    title: 'a person scales a workload that no autoscaler owns',
    cast: (c) => ({
      scenarios: [
        c.scenario(4, c.coresFor(4), {
          writers: [{ kind: 'scale', family: 'human', replicas: c.whole(6, 8), atSeconds: 1500 }],
        }),
      ],
    }),
  }),
  fight({
    id: 'scheduled-scaler-vs-hpa',
    title: 'a schedule writes a small number, the HPA takes it back',
    fromSeconds: 600,
    cast: (c) => {
      const writers = [everyQuarter()];
      return { scenarios: [c.scenario(7, c.coresFor(6.6), { hpas: [c.hpa(1, 12)], writers })] };
    },
  }),
  calm({
    id: 'scheduled-scaler-vs-hpa-bounds',
    title: "a schedule moves the HPA's minimum instead",
    cast: (c) => ({
      scenarios: [
        c.scenario(5, c.coresFor(4.6), {
          hpas: [c.hpa(2, 12)],
          changes: [
            { atSeconds: 1200, do: 'patch-hpa', name: c.name, minReplicas: 7 },
            { atSeconds: 2400, do: 'patch-hpa', name: c.name, minReplicas: 2 },
          ],
        }),
      ],
    }),
  }),
  fight({
    id: 'keda-cron-vs-metric',
    title: 'a cron floor far above the load',
    fromSeconds: 900,
    toSeconds: 2700,
    cast: (c) => {
      const cron: KedaTriggerSpec = {
        type: 'cron',
        metric: 'cron-Etc-UTC-08xx1-5-018xx1-5',
        signal: 'cron',
        threshold: 1,
      };
      const scaledObjects = [
        { name: c.name, minReplicaCount: 1, maxReplicaCount: 20, pollingInterval: 15, triggers: [queue(10), cron] },
      ];
      const signals = {
        queue: c.noisy(25),
        cron: {
          kind: 'steps' as const,
          steps: [
            [0, 0],
            [900, c.whole(10, 14)],
            [2700, 0],
          ] as const,
        },
      };
      return { scenarios: [c.scenario(3, c.coresFor(2), { signals, scaledObjects })] };
    },
  }),
  calm({
    id: 'keda-cron-vs-metric-agree',
    title: 'a cron floor when the load comes too',
    cast: (c) => {
      const cron: KedaTriggerSpec = {
        type: 'cron',
        metric: 'cron-Etc-UTC-08xx1-5-018xx1-5',
        signal: 'cron',
        threshold: 1,
      };
      const scaledObjects = [
        { name: c.name, minReplicaCount: 2, maxReplicaCount: 20, pollingInterval: 15, triggers: [queue(10), cron] },
      ];
      const day = {
        kind: 'steps' as const,
        steps: [
          [0, 25],
          [930, 76],
          [2700, 25],
        ] as const,
      };
      const signals = {
        queue: day,
        cron: {
          kind: 'steps' as const,
          steps: [
            [0, 0],
            [900, 8],
            [2700, 0],
          ] as const,
        },
      };
      return { scenarios: [c.scenario(3, c.coresFor(2), { signals, scaledObjects })] };
    },
  }),
];
