// Two owners of one replica count (catalogue A1 to A5).

import type { KedaTriggerSpec } from '../specs/scaledObject';
import type { Scenario } from '../specs/scenario';
import { calm, fight, type Story } from './story';

const onMemory = { type: 'Resource' as const, resource: 'memory' as const, utilization: 80 };
const queue = (signal: string, threshold: number): KedaTriggerSpec => ({
  type: 'kafka',
  metric: `kafka-${signal}`,
  signal,
  threshold,
});

export const OWNER_STORIES: readonly Story[] = [
  fight({
    id: 'hpa-double-target',
    title: 'two HPAs on one Deployment: neither scales',
    fromSeconds: 600,
    allowed: ['hpa-scaling-inactive'],
    cast: (c) => {
      const demand = {
        kind: 'steps' as const,
        steps: [
          [0, c.coresFor(3.7)],
          [1500, c.coresFor(7)],
        ] as const,
      };
      const second = c.hpa(2, 14, { name: `${c.name}-memory`, metrics: [onMemory] });
      const changes = [{ atSeconds: 600, do: 'create-hpa' as const, hpa: second }];
      return { scenarios: [c.scenario(4, demand, { hpas: [c.hpa(2, 12, { name: `${c.name}-cpu` })], changes })] };
    },
  }),
  calm({
    id: 'hpa-double-target-one-hpa',
    title: 'one HPA with two metrics',
    cast: (c) => ({
      scenarios: [
        c.scenario(4, c.noisy(c.coresFor(3.7)), { hpas: [c.hpa(2, 12, { metrics: [c.onCpu(), onMemory] })] }),
      ],
    }),
  }),
  calm({
    id: 'hpa-double-target-rename',
    title: 'an HPA is renamed: old and new for half a minute',
    cast: (c) => ({
      scenarios: [
        c.scenario(5, c.noisy(c.coresFor(4.7)), {
          hpas: [c.hpa(3, 12)],
          changes: [
            { atSeconds: 1800, do: 'create-hpa', hpa: c.hpa(3, 12, { name: `${c.name}-v2` }) },
            { atSeconds: 1830, do: 'delete-hpa', name: c.name },
          ],
        }),
      ],
    }),
  }),
  fight({
    id: 'hpa-range-tug',
    title: 'two HPAs with ranges that do not overlap',
    fromSeconds: 700,
    toSeconds: 2700,
    allowed: ['hpa-double-target'],
    cast: (c) => {
      const low = c.whole(3, 5);
      const second = c.hpa(1, low, { name: `${c.name}-night` });
      return {
        scenarios: [
          c.scenario(low + 3, c.coresFor(low + 2), {
            hpas: [c.hpa(low + 2, low + 8, { name: `${c.name}-day` })],
            changes: [
              { atSeconds: 700 + c.between(0, 15), do: 'create-hpa', hpa: second },
              { atSeconds: 2700, do: 'delete-hpa', name: second.name },
            ],
          }),
        ],
      };
    },
  }),
  calm({
    id: 'hpa-range-tug-two-workloads',
    title: 'two workloads of one namespace with ranges apart',
    cast: (c) => ({
      scenarios: [
        c.scenario(8, c.coresFor(7.7), { hpas: [c.hpa(6, 12)] }),
        c.scenario(3, c.coresFor(2.7), {
          workload: c.workload(3, { name: `${c.name}-admin` }),
          hpas: [c.hpa(1, 4, { name: `${c.name}-admin` })],
        }),
      ],
    }),
  }),
  fight({
    id: 'hpa-keda-double-target',
    title: 'a hand-made HPA and a ScaledObject on one Deployment',
    fromSeconds: 600,
    allowed: ['hpa-scaling-inactive', 'hpa-double-target'],
    cast: (c) => {
      const scaledObject = {
        name: c.name,
        minReplicaCount: 2,
        maxReplicaCount: 15,
        pollingInterval: 15,
        triggers: [queue('orders', 10)],
      };
      const signals = {
        orders: {
          kind: 'steps' as const,
          steps: [
            [0, 30],
            [1200, 90],
          ] as const,
        },
      };
      const changes = [{ atSeconds: 600, do: 'create-scaledobject' as const, scaledObject }];
      return {
        scenarios: [
          c.scenario(4, c.coresFor(3.7), { signals, hpas: [c.hpa(2, 10, { name: `${c.name}-cpu` })], changes }),
        ],
      };
    },
  }),
  calm({
    id: 'hpa-keda-double-target-one-owner',
    title: 'a ScaledObject with a cpu trigger and its own HPA',
    cast: (c) => {
      const triggers: KedaTriggerSpec[] = [{ type: 'cpu', utilization: c.target }, queue('orders', 10)];
      const scaledObjects = [{ name: c.name, minReplicaCount: 2, maxReplicaCount: 15, pollingInterval: 15, triggers }];
      return { scenarios: [c.scenario(4, c.noisy(c.coresFor(3.7)), { signals: { orders: 32 }, scaledObjects })] };
    },
  }),
  fight({
    id: 'keda-double-scaledobject',
    title: 'two ScaledObjects, never active together',
    fromSeconds: 60,
    allowed: ['hpa-double-target', 'keda-zero-flap', 'hpa-keda-double-target'],
    cast: (c) => {
      const object = (part: string) => ({
        name: `${c.name}-${part}`,
        maxReplicaCount: 6,
        pollingInterval: 15,
        cooldownPeriod: 60,
        triggers: [queue(part, 5)],
        createdSeconds: 1,
      });
      return {
        scenarios: [
          c.scenario(0, 0.2, { signals: { mail: 18, push: 0 }, scaledObjects: [object('mail'), object('push')] }),
        ],
      };
    },
  }),
  calm({
    id: 'keda-double-scaledobject-merged',
    title: 'one ScaledObject with both triggers',
    cast: (c) => {
      const triggers = [queue('mail', 5), queue('push', 5)];
      const scaledObjects = [{ name: c.name, maxReplicaCount: 6, pollingInterval: 15, cooldownPeriod: 60, triggers }];
      return { scenarios: [c.scenario(1, 0.2, { signals: { mail: 18, push: 0 }, scaledObjects })] };
    },
  }),
  fight({
    id: 'selector-overlap',
    title: "one workload's selector finds the other's pods",
    fromSeconds: 60,
    allowed: ['hpa-scaling-inactive'],
    cast: (c) => ({ scenarios: twins(c.scenario(4, c.coresFor(3.7), { hpas: [c.hpa(2, 10)] }), { app: c.name }) }),
  }),
  calm({
    id: 'selector-overlap-distinct',
    title: 'two workloads with labels of their own',
    cast: (c) => ({ scenarios: twins(c.scenario(4, c.coresFor(3.7), { hpas: [c.hpa(2, 10)] })) }),
  }),
];

/** The scenario and a second workload with an HPA of its own; with `shared`, both select by the same label. */
function twins(first: Scenario, shared?: Record<string, string>): Scenario[] {
  const name = `${first.workload.name}-canary`;
  const selector = shared ?? { app: name };
  return [
    first,
    { ...first, workload: { ...first.workload, name, selector }, hpas: first.hpas?.map((hpa) => ({ ...hpa, name })) },
  ];
}
