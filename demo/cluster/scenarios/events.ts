// KEDA (catalogue D).

import type { Demand } from '../demand';
import type { KedaTriggerSpec, ScaledObjectSpec } from '../specs/scaledObject';
import type { Cast } from './cast';
import { downWindow } from './cast';
import { calm, fight, type Story } from './story';

const queue = (threshold: number, activationThreshold?: number): KedaTriggerSpec => ({
  type: 'rabbitmq',
  metric: 'rabbitmq-work',
  signal: 'queue',
  threshold,
  activationThreshold,
});
const object = (c: Cast, more: Partial<ScaledObjectSpec> = {}): ScaledObjectSpec => ({
  name: c.name,
  maxReplicaCount: 10,
  pollingInterval: 15,
  cooldownPeriod: 60,
  triggers: [queue(5)],
  ...more,
});

export const EVENT_STORIES: readonly Story[] = [
  fight({
    id: 'keda-zero-flap',
    title: 'messages a little further apart than the cooldown',
    cast: (c) => {
      const signal: Demand = {
        kind: 'bursts',
        base: 0,
        peak: 3,
        everySeconds: c.pick([220, 240, 280]),
        forSeconds: 20,
      };
      return {
        scenarios: [
          c.scenario(0, 0.1, { signals: { queue: signal }, scaledObjects: [object(c, { pollingInterval: 10 })] }),
        ],
      };
    },
  }),
  calm({
    id: 'keda-zero-flap-far-apart',
    title: 'wakes twice, far apart',
    cast: (c) => {
      const signal: Demand = {
        kind: 'steps',
        steps: [
          [0, 0],
          [600, 14],
          [1150, 4],
          [1500, 0],
          [2900, 14],
          [3300, 0],
        ],
      };
      return {
        scenarios: [
          c.scenario(0, 0.2, {
            signals: { queue: signal },
            scaledObjects: [object(c, { cooldownPeriod: 420, maxReplicaCount: 3 })],
          }),
        ],
      };
    },
  }),
  fight({
    id: 'keda-cooldown-cliff',
    title: 'KEDA cuts from many to zero in one step',
    fromSeconds: 600,
    cast: (c) => {
      const many = c.whole(6, 9) * 10 - 2;
      const signal: Demand = {
        kind: 'steps',
        steps: [
          [0, 0],
          [600, many],
          [1500, 0],
          [2300, many],
          [2900, 0],
        ],
      };
      return {
        scenarios: [
          c.scenario(0, 1, {
            signals: { queue: signal },
            scaledObjects: [object(c, { cooldownPeriod: 120, triggers: [queue(10)] })],
          }),
        ],
      };
    },
  }),
  calm({
    id: 'keda-cooldown-cliff-drained',
    title: 'the HPA drains to one before KEDA closes',
    cast: (c) => {
      const signal: Demand = {
        kind: 'steps',
        steps: [
          [0, 0],
          [600, 58],
          [1500, 3],
          [2000, 0],
        ],
      };
      const scaled = object(c, { cooldownPeriod: 300, triggers: [queue(10)], behavior: downWindow(60) });
      return { scenarios: [c.scenario(0, 1, { signals: { queue: signal }, scaledObjects: [scaled] })] };
    },
  }),
  fight({
    id: 'keda-activation-gap',
    title: 'a value between target and activation: asleep with work to do',
    fromSeconds: 600,
    cast: (c) => {
      const signal: Demand = {
        kind: 'steps',
        steps: [
          [0, 0],
          [600, 40],
        ],
      };
      return {
        scenarios: [
          c.scenario(0, 0.1, { signals: { queue: signal }, scaledObjects: [object(c, { triggers: [queue(10, 50)] })] }),
        ],
      };
    },
  }),
  calm({
    id: 'keda-activation-gap-below-target',
    title: 'a value below activation and below the target',
    cast: (c) => ({
      scenarios: [
        c.scenario(0, 0.1, { signals: { queue: 3 }, scaledObjects: [object(c, { triggers: [queue(10, 5)] })] }),
      ],
    }),
  }),
  fight({
    id: 'keda-scaler-errors',
    title: 'the source answers errors for 25 minutes',
    fromSeconds: 1200,
    toSeconds: 2700,
    allowed: ['hpa-scaling-inactive'],
    cast: (c) => {
      const signal: Demand = {
        kind: 'steps',
        steps: [
          [0, 38],
          [1500, 66],
        ],
      };
      const faults = [{ what: 'signal' as const, signal: 'queue', fromSeconds: 1200, toSeconds: 2700 }];
      return {
        scenarios: [
          c.scenario(4, 0.4, {
            signals: { queue: signal },
            scaledObjects: [object(c, { minReplicaCount: 1, triggers: [queue(10)] })],
            faults,
          }),
        ],
      };
    },
  }),
  calm({
    id: 'keda-scaler-errors-blip',
    title: 'one poll fails',
    cast: (c) => {
      const faults = [{ what: 'signal' as const, signal: 'queue', fromSeconds: 1200, toSeconds: 1214 }];
      return {
        scenarios: [
          c.scenario(4, 0.4, {
            signals: { queue: 38 },
            scaledObjects: [object(c, { minReplicaCount: 1, triggers: [queue(10)] })],
            faults,
          }),
        ],
      };
    },
  }),
  fight({
    id: 'keda-fallback-override',
    title: 'the fallback holds more replicas than the work needs',
    fromSeconds: 1200,
    toSeconds: 3000,
    allowed: ['keda-scaler-errors'],
    cast: (c) => {
      const faults = [{ what: 'signal' as const, signal: 'queue', fromSeconds: 1200, toSeconds: 3000 }];
      const scaled = object(c, {
        minReplicaCount: 1,
        triggers: [queue(10)],
        fallback: { failureThreshold: 3, replicas: 8 },
      });
      return { scenarios: [c.scenario(2, 0.3, { signals: { queue: 18 }, scaledObjects: [scaled], faults })] };
    },
  }),
  fight({
    id: 'keda-fallback-override-writes',
    expect: 'keda-fallback-override',
    title: 'an old KEDA writes the fallback itself against the HPA',
    fromSeconds: 1200,
    toSeconds: 3000,
    allowed: ['keda-scaler-errors', 'hpa-partial-metrics'],
    cast: (c) => {
      const faults = [{ what: 'signal' as const, signal: 'queue', fromSeconds: 1200, toSeconds: 3000 }];
      const triggers: KedaTriggerSpec[] = [{ type: 'cpu', utilization: c.target }, queue(10)];
      const fallback = { failureThreshold: 3, replicas: 4, writesReplicas: true };
      const scaled = object(c, { minReplicaCount: 1, maxReplicaCount: 12, triggers, fallback });
      return {
        scenarios: [c.scenario(9, c.coresFor(8.7), { signals: { queue: 18 }, scaledObjects: [scaled], faults })],
      };
    },
  }),
  calm({
    id: 'keda-fallback-override-healthy',
    title: 'a fallback that is never needed',
    cast: (c) => {
      const scaled = object(c, {
        minReplicaCount: 1,
        triggers: [queue(10)],
        fallback: { failureThreshold: 3, replicas: 6 },
      });
      return { scenarios: [c.scenario(2, 0.3, { signals: { queue: c.noisy(18) }, scaledObjects: [scaled] })] };
    },
  }),
  fight({
    id: 'keda-paused',
    title: 'paused and forgotten while work piles up',
    fromSeconds: 600,
    seconds: 5400,
    cast: (c) => {
      const signal: Demand = {
        kind: 'points',
        points: [
          [0, 28],
          [900, 28],
          [5400, 200],
        ],
      };
      const changes = [{ atSeconds: 600, do: 'pause-scaledobject' as const, name: c.name, replicas: 3 }];
      const demand: Demand = {
        kind: 'points',
        points: [
          [0, c.coresFor(2.5)],
          [900, c.coresFor(2.5)],
          [5400, c.coresFor(6)],
        ],
      };
      return {
        scenarios: [
          c.scenario(3, demand, {
            signals: { queue: signal },
            scaledObjects: [object(c, { minReplicaCount: 1, triggers: [queue(10)] })],
            changes,
          }),
        ],
      };
    },
  }),
  calm({
    id: 'keda-paused-maintenance',
    title: 'paused for ten minutes of maintenance',
    cast: (c) => ({
      scenarios: [
        c.scenario(3, c.coresFor(2.5), {
          signals: { queue: 28 },
          scaledObjects: [object(c, { minReplicaCount: 1, triggers: [queue(10)] })],
          changes: [
            { atSeconds: 1500, do: 'pause-scaledobject', name: c.name },
            { atSeconds: 2100, do: 'resume-scaledobject', name: c.name },
          ],
        }),
      ],
    }),
  }),
  fight({
    id: 'external-metrics-apiservice-clash',
    title: 'another adapter takes over the external metrics API',
    fromSeconds: 1200,
    allowed: ['hpa-scaling-inactive'],
    cast: (c) => ({
      scenarios: ['a', 'b', 'c'].map((part) => ({
        ...c.scenario(3, c.coresFor(2.5), {
          signals: { queue: 28 },
          scaledObjects: [object(c, { minReplicaCount: 1, triggers: [queue(10)] })],
        }),
        namespace: `${c.namespace}-${part}`,
        faults: [{ what: 'external-metrics' as const, fromSeconds: 1200, toSeconds: 3600 }],
      })),
    }),
  }),
  calm({
    id: 'external-metrics-apiservice-clash-asleep',
    title: 'a fleet of workers asleep together: every HPA inactive, at zero',
    cast: (c) => ({
      scenarios: ['a', 'b', 'c'].map((part) => ({
        ...c.scenario(0, 0.1, { signals: { queue: 0 }, scaledObjects: [object(c, { triggers: [queue(10)] })] }),
        namespace: `${c.namespace}-${part}`,
      })),
    }),
  }),
  fight({
    id: 'keda-idle-replicas-nonzero',
    title: "idle replicas below the HPA's minimum",
    fromSeconds: 60,
    cast: (c) => {
      const scaled = object(c, { minReplicaCount: 4, idleReplicaCount: c.whole(1, 2), triggers: [queue(10)] });
      return { scenarios: [c.scenario(4, 0.2, { signals: { queue: 0 }, scaledObjects: [scaled] })] };
    },
  }),
  calm({
    id: 'keda-idle-replicas-nonzero-zero',
    title: 'idle at zero, minimum two when awake',
    cast: (c) => {
      const signal: Demand = {
        kind: 'steps',
        steps: [
          [0, 0],
          [900, 18],
          [2200, 0],
        ],
      };
      const scaled = object(c, { minReplicaCount: 2, idleReplicaCount: 0, cooldownPeriod: 300, triggers: [queue(10)] });
      return { scenarios: [c.scenario(0, 0.2, { signals: { queue: signal }, scaledObjects: [scaled] })] };
    },
  }),
];
