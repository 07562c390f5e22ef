// Several causes on one workload, as incidents come: each must be told, whatever else goes on.

import { present } from '../present';
import { COMPRESSED_VPA } from '../timing';
import { byHand, downWindow, everyQuarter } from './cast';
import { fight, type Story } from './story';
import type { Demand } from '../demand';

const MEBIBYTE = 1024 ** 2;
const queue = (threshold: number) => ({
  type: 'rabbitmq' as const,
  metric: 'rabbitmq-work',
  signal: 'queue',
  threshold,
});

export const MIXTURE_STORIES: readonly Story[] = [
  fight({
    id: 'mixed-gitops-and-maximum',
    expect: 'hpa-gitops-replicas',
    also: ['hpa-pinned-max'],
    title: 'scheduled sync resets an HPA that is short at its maximum later on',
    fromSeconds: 300,
    toSeconds: 1800,
    allowed: ['hpa-rate-limited'],
    cast: (c) => {
      const max = c.whole(8, 10);
      const demand: Demand = {
        kind: 'steps',
        steps: [
          [0, c.coresFor(6.6)],
          [2000, c.coresFor(max * 1.7)],
        ],
      };
      const writers = [
        {
          kind: 'sync' as const,
          replicas: 3,
          everySeconds: c.pick([150, 180, 240]),
          fromSeconds: 300,
          toSeconds: 1800,
        },
      ];
      return { scenarios: [c.scenario(7, demand, { hpas: [c.hpa(2, max)], writers })] };
    },
  }),
  fight({
    id: 'mixed-vpa-and-hands',
    expect: 'hpa-vpa-same-resource',
    also: ['manual-vs-hpa'],
    title: 'the VPA shrinks the pods and a person scales by hand in between',
    seconds: 5400,
    fromSeconds: 300,
    allowed: ['hpa-pinned-max', 'vpa-evict-during-scale-out', 'vpa-recommendation-oscillation'],
    cast: (c) => {
      const percent = c.pick([45, 50]);
      const replicas = c.whole(5, 7);
      const workload = c.workload(replicas, {
        containers: c.containers({ requests: { cpu: 1, memory: 256 * MEBIBYTE } }),
      });
      const demand = c.noisy((replicas * percent) / 100, 0.03);
      // A person comes when something looks wrong, and tries another number each time.
      const byHand = [
        [1900, 3],
        [2650, 20],
        [4300, 2],
      ] as const;
      const writers = byHand.map(([atSeconds, count]) => ({
        kind: 'scale' as const,
        family: 'human' as const,
        replicas: count,
        atSeconds: atSeconds + c.whole(0, 90),
      }));
      const hpas = [c.hpa(3, 40, { metrics: [c.onCpu(percent)] })];
      const vpas = [{ name: c.name, updateMode: 'Recreate' as const }];
      return { scenarios: [c.scenario(replicas, demand, { workload, hpas, vpas, writers })], vpa: COMPRESSED_VPA };
    },
  }),
  fight({
    id: 'mixed-flapping-then-blind',
    expect: 'hpa-flapping',
    also: ['hpa-scaling-inactive'],
    title: 'an HPA flaps, then its metrics vanish',
    seconds: 5400,
    toSeconds: 3600,
    cast: (c) => {
      const replicas = c.whole(2, 4);
      const demand = c.swinging(replicas);
      const faults = [{ what: 'pod-metrics' as const, fromSeconds: 3600, toSeconds: 5000 }];
      return {
        scenarios: [c.scenario(replicas, demand, { hpas: [c.hpa(1, 10, { behavior: downWindow(0) })], faults })],
      };
    },
  }),
  fight({
    id: 'mixed-frozen-and-budget',
    expect: 'hpa-range-frozen',
    also: ['vpa-pdb-deadlock'],
    title: 'a frozen HPA on a queue beside a VPA whose evictions a budget forbids',
    fromSeconds: 60,
    allowed: ['hpa-pinned-max', 'pdb-blocks-drain'],
    cast: (c) => {
      const metrics = [{ type: 'External' as const, name: 'queue', averageValue: 10, signal: 'queue' }];
      const signals = {
        queue: {
          kind: 'steps' as const,
          steps: [
            [0, 38],
            [1500, 90],
          ] as const,
        },
      };
      return {
        scenarios: [
          c.scenario(4, c.noisy(4 * c.request * 1.7), {
            signals,
            hpas: [c.hpa(4, 4, { metrics })],
            vpas: [
              {
                name: c.name,
                updateMode: 'Recreate',
                policies: [{ container: '*', controlledResources: ['cpu' as const] }],
              },
            ],
            pdbs: [{ name: c.name, maxUnavailable: 0 }],
          }),
        ],
        vpa: COMPRESSED_VPA,
      };
    },
  }),
  fight({
    id: 'mixed-hands-then-maximum',
    expect: 'manual-vs-hpa',
    also: ['hpa-pinned-max'],
    title: 'a person scales by hand three times; later the maximum is too small',
    seconds: 5400,
    fromSeconds: 600,
    toSeconds: 2400,
    cast: (c) => {
      const wanted = c.whole(5, 7);
      const demand: Demand = {
        kind: 'steps',
        steps: [
          [0, c.coresFor(wanted - 0.3)],
          [3000, c.coresFor(wanted * 5)],
        ],
      };
      const writers = byHand([wanted * 2, wanted - 2, wanted * 2 + 3], 600);
      return { scenarios: [c.scenario(wanted, demand, { hpas: [c.hpa(2, wanted * 3)], writers })] };
    },
  }),
  fight({
    id: 'mixed-zero-flap-then-errors',
    expect: 'keda-zero-flap',
    also: ['keda-scaler-errors'],
    title: 'KEDA sleeps and wakes too often; then its source answers errors',
    seconds: 5400,
    toSeconds: 3000,
    allowed: ['hpa-scaling-inactive'],
    cast: (c) => {
      const every = c.pick([220, 240, 280]);
      const steps = Array.from({ length: 10 }, (_, i): Array<readonly [number, number]> => [
        [i * every, 3],
        [i * every + 20, 0],
      ]).flat();
      const quiet = present(steps.at(-1))[0];
      const signal: Demand = { kind: 'steps', steps: [...steps, [quiet + 300, 12]] };
      const faults = [{ what: 'signal' as const, signal: 'queue', fromSeconds: 3600, toSeconds: 5000 }];
      const scaledObjects = [
        { name: c.name, maxReplicaCount: 10, pollingInterval: 10, cooldownPeriod: 60, triggers: [queue(5)] },
      ];
      return { scenarios: [c.scenario(0, 0.1, { signals: { queue: signal }, scaledObjects, faults })] };
    },
  }),
  fight({
    id: 'mixed-deploys-reset-and-inflate',
    expect: 'hpa-gitops-replicas',
    also: ['rollout-hpa-inflation'],
    title: 'deploys reset the replicas, and their pods run hot',
    seconds: 5400,
    fromSeconds: 900,
    allowed: ['hpa-coldstart-overshoot', 'hpa-flapping', 'rollout-under-pressure', 'hpa-rate-limited'],
    cast: (c) => {
      const workload = c.workload(8, {
        maxSurge: '50%',
        maxUnavailable: 0,
        warmUp: { seconds: 150, cores: c.request * 0.9 },
      });
      const writers = [{ kind: 'deploy' as const, replicas: 4, atSeconds: [900, 2400, 3900] }];
      return { scenarios: [c.scenario(8, c.coresFor(7.8), { workload, hpas: [c.hpa(2, 30)], writers })] };
    },
  }),
  fight({
    id: 'mixed-quota-and-schedule',
    expect: 'quota-blocks-scale-out',
    also: ['scheduled-scaler-vs-hpa'],
    title: 'a schedule scales down what a quota later keeps from growing',
    seconds: 7200,
    fromSeconds: 4800,
    toSeconds: 7000,
    allowed: ['hpa-pinned-max'],
    cast: (c) => {
      const quotas = [{ name: 'compute', hard: { pods: 60, 'requests.cpu': Math.round(c.request * 8.5 * 100) / 100 } }];
      const demand: Demand = {
        kind: 'steps',
        steps: [
          [0, c.coresFor(6.6)],
          [4800, c.coresFor(13)],
        ],
      };
      const writers = [everyQuarter(4500)];
      return { scenarios: [c.scenario(7, demand, { hpas: [c.hpa(1, 20)], writers, quotas })] };
    },
  }),
];
