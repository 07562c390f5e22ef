// KEDA as it really is: mostly not scraped, with a fallback that speaks once, woken by others, and with several triggers.

import type { Demand } from '../../demand';
import type { Writer } from '../../specs/changes';
import type { KedaTriggerSpec, ScaledObjectSpec } from '../../specs/scaledObject';
import type { Cast } from '../cast';
import { fight, type Story } from '../story';

const FIELD = 'public reports';
const SECOND = 'the second recording';
/** KEDA's operator is scraped only where somebody switched that on; its custom resource needs a configuration. */
const KEDA_UNSEEN = ['keda_', 'kube_scaledobject_'];

const queue = (threshold: number): KedaTriggerSpec => ({
  type: 'rabbitmq',
  metric: 'rabbitmq-work',
  signal: 'queue',
  threshold,
});
const object = (c: Cast, more: Partial<ScaledObjectSpec> = {}): ScaledObjectSpec => ({
  name: c.name,
  maxReplicaCount: 10,
  pollingInterval: 15,
  cooldownPeriod: 60,
  triggers: [queue(5)],
  ...more,
});
const batches = (c: Cast): Demand => ({
  kind: 'bursts',
  base: 0,
  peak: 3,
  everySeconds: c.pick([220, 240, 280]),
  forSeconds: 20,
});
/** A reconciler that writes 2 every three minutes, whatever sleeps. */
const sync: Writer = { kind: 'sync', replicas: 2, everySeconds: 180, jitterSeconds: 15, fromSeconds: 600 };
const asleep = (c: Cast) => ({
  scenarios: [
    c.scenario(0, 0.1, {
      signals: { queue: 0 },
      scaledObjects: [object(c)],
      writers: [sync],
    }),
  ],
});

export const LEARNT_KEDA: readonly Story[] = [
  fight({
    id: 'fallback-speaks-once',
    expect: 'keda-fallback-override',
    also: ['keda-scaler-errors'],
    learnt: SECOND,
    title: 'a source fails twice for 15 minutes; the fallback asks for three times what is needed',
    seconds: 5400,
    fromSeconds: 1200,
    allowed: ['hpa-scaling-inactive'],
    cast: (c) => {
      const faults = [1200, 3300].map((fromSeconds) => ({
        what: 'signal' as const,
        signal: 'queue',
        fromSeconds,
        toSeconds: fromSeconds + 900,
      }));
      const fallback = { failureThreshold: 1, replicas: 12 };
      const scaled = object(c, { minReplicaCount: 2, maxReplicaCount: 15, triggers: [queue(10)], fallback });
      return {
        scenarios: [c.scenario(4, c.coresFor(3.4), { signals: { queue: 34 }, scaledObjects: [scaled], faults })],
      };
    },
  }),
  fight({
    id: 'sync-wakes-what-sleeps',
    expect: 'keda-zero-gitops',
    learnt: SECOND,
    title: 'a sync wakes a workload whose trigger is quiet, KEDA puts it back to sleep',
    fromSeconds: 600,
    allowed: ['keda-zero-flap', 'hpa-gitops-replicas'],
    cast: asleep,
  }),
  fight({
    id: 'sync-wakes-what-sleeps-unseen',
    expect: 'keda-zero-gitops',
    learnt: FIELD,
    unexported: KEDA_UNSEEN,
    title: 'the same where KEDA exports nothing',
    fromSeconds: 600,
    allowed: ['keda-zero-flap', 'hpa-gitops-replicas'],
    cast: asleep,
  }),
  fight({
    id: 'zero-flap-unseen',
    expect: 'keda-zero-flap',
    learnt: FIELD,
    unexported: KEDA_UNSEEN,
    title: 'KEDA sleeps and wakes too often, and exports nothing',
    allowed: ['keda-cooldown-cliff'],
    cast: (c) => ({
      scenarios: [
        c.scenario(0, 0.1, { signals: { queue: batches(c) }, scaledObjects: [object(c, { pollingInterval: 10 })] }),
      ],
    }),
  }),
  fight({
    id: 'idle-after-work',
    expect: 'keda-idle-replicas-nonzero',
    learnt: SECOND,
    title: 'idle at 1 below a minimum of 3, work in between',
    fromSeconds: 60,
    allowed: ['hpa-flapping', 'keda-zero-flap'],
    cast: (c) => {
      const signal: Demand = { kind: 'bursts', base: 0, peak: 28, everySeconds: 1100, forSeconds: 300 };
      const scaled = object(c, { minReplicaCount: 3, idleReplicaCount: 1, triggers: [queue(10)] });
      return { scenarios: [c.scenario(3, c.coresFor(1), { signals: { queue: signal }, scaledObjects: [scaled] })] };
    },
  }),
  fight({
    id: 'hands-in-the-quiet',
    expect: 'keda-zero-flap',
    also: ['manual-vs-hpa'],
    learnt: SECOND,
    title: 'zero flapping, and a person scales up by hand while it sleeps',
    seconds: 5400,
    allowed: ['keda-cooldown-cliff', 'keda-zero-gitops', 'hpa-flapping'],
    cast: (c) => {
      const quiet = (every: number, round: number): number => every * round + 150;
      const every = c.pick([280, 320]);
      const signal: Demand = { kind: 'bursts', base: 0, peak: 3, everySeconds: every, forSeconds: 20 };
      const writers: Writer[] = [4, 9, 14].map((round, i) => ({
        kind: 'scale',
        family: 'human',
        replicas: 3 + i,
        atSeconds: quiet(every, round) + c.whole(0, 40),
      }));
      return {
        scenarios: [
          c.scenario(0, 0.1, {
            signals: { queue: signal },
            scaledObjects: [object(c, { pollingInterval: 10 })],
            writers,
          }),
        ],
      };
    },
  }),
  fight({
    id: 'hands-wake-one',
    expect: 'manual-vs-hpa',
    learnt: FIELD,
    title: 'a person starts one pod three times while nothing is to do, KEDA puts it back to sleep',
    seconds: 5400,
    cast: (c) => {
      const work: Demand = {
        kind: 'bursts',
        base: 0,
        peak: 3,
        everySeconds: 9999,
        forSeconds: 120,
        offsetSeconds: 120,
      };
      const writers: Writer[] = [900, 2100, 4300].map((from) => ({
        kind: 'scale',
        family: 'human',
        replicas: 1,
        atSeconds: from + c.whole(0, 200),
      }));
      return {
        scenarios: [
          c.scenario(0, 0.1, {
            signals: { queue: work },
            scaledObjects: [object(c, { pollingInterval: 30 })],
            writers,
          }),
        ],
      };
    },
  }),
  fight({
    id: 'cron-floor-half-the-time',
    expect: 'keda-cron-vs-metric',
    learnt: SECOND,
    title: 'a cron floor for half of every 20 minutes, the load wants 2',
    fromSeconds: 600,
    seconds: 5400,
    allowed: ['hpa-flapping', 'hpa-metric-dominance-flip'],
    cast: (c) => {
      const cron: KedaTriggerSpec = { type: 'cron', metric: 'cron-Etc-UTC-0xxxx-10xxxx', signal: 'cron', threshold: 1 };
      const floor: Demand = {
        kind: 'bursts',
        base: 0,
        peak: c.whole(8, 10),
        everySeconds: 1200,
        forSeconds: 600,
        offsetSeconds: 600,
      };
      const scaled = object(c, { minReplicaCount: 1, maxReplicaCount: 20, triggers: [queue(10), cron] });
      const signals = { queue: c.noisy(17), cron: floor };
      return { scenarios: [c.scenario(2, c.coresFor(1.6), { signals, scaledObjects: [scaled] })] };
    },
  }),
  fight({
    id: 'one-of-two-triggers-dies',
    expect: 'hpa-partial-metrics',
    also: ['keda-scaler-errors'],
    learnt: SECOND,
    title: 'the queue source dies, then load falls: the blind trigger forbids to scale in',
    fromSeconds: 1500,
    seconds: 5400,
    allowed: ['hpa-scaling-inactive'],
    cast: (c) => {
      const faults = [{ what: 'signal' as const, signal: 'queue', fromSeconds: 1200, toSeconds: 4200 }];
      const demand: Demand = {
        kind: 'steps',
        steps: [
          [0, c.coresFor(8.6)],
          [1500, c.coresFor(2.6)],
        ],
      };
      const triggers: KedaTriggerSpec[] = [{ type: 'cpu', utilization: c.target }, queue(10)];
      const scaled = object(c, { minReplicaCount: 2, maxReplicaCount: 12, triggers });
      return { scenarios: [c.scenario(9, demand, { signals: { queue: 24 }, scaledObjects: [scaled], faults })] };
    },
  }),
];
