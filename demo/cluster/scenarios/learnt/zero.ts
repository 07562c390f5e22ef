// Fights at zero, and their look-alikes, where KEDA exports nothing, as it does unless somebody switches that on. What is left
// is its HPA, spec.replicas and the generation.

import type { Demand } from '../../demand';
import type { Writer } from '../../specs/changes';
import type { KedaTriggerSpec, ScaledObjectSpec } from '../../specs/scaledObject';
import type { Cast } from '../cast';
import { calm, fight, type Story, type StorySpec } from '../story';

type Told = Omit<StorySpec, 'expect' | 'learnt' | 'unexported'> & { expect?: string };

/** The same of all of them: nothing of KEDA, neither its operator's series nor its custom resource. */
const unseen = { learnt: 'public reports', unexported: ['keda_', 'kube_scaledobject_'] };
const fought = (spec: Told): Story => fight({ ...spec, ...unseen });
const rested = (spec: Omit<Told, 'expect'>): Story => calm({ ...spec, ...unseen });

const queue = (threshold: number, part = 'work'): KedaTriggerSpec => ({
  type: 'rabbitmq',
  metric: `rabbitmq-${part}`,
  signal: part,
  threshold,
});
const object = (c: Cast, more: Partial<ScaledObjectSpec> = {}): ScaledObjectSpec => ({
  name: c.name,
  maxReplicaCount: 10,
  cooldownPeriod: 60,
  triggers: [queue(5)],
  ...more,
});
const bursts = (everySeconds: number, forSeconds: number, peak = 3): Demand => ({
  kind: 'bursts',
  base: 0,
  peak,
  everySeconds,
  forSeconds,
});
/** A workload that sleeps unless somebody wakes it; one short job at the beginning lets its HPA look once. */
const asleep = (c: Cast, writers: Writer[], more: Partial<ScaledObjectSpec> = {}) => ({
  scenarios: [
    c.scenario(0, 0.1, {
      signals: { work: bursts(9999, 60) },
      scaledObjects: [object(c, more)],
      writers,
    }),
  ],
});

export const LEARNT_ZERO: readonly Story[] = [
  fought({
    id: 'self-heal-wakes-what-sleeps-unseen',
    expect: 'keda-zero-gitops',
    title: 'self-heal wakes what KEDA put to sleep, over and over; KEDA exports nothing',
    fromSeconds: 800,
    toSeconds: 2600,
    allowed: ['keda-zero-flap'],
    cast: (c) =>
      asleep(c, [{ kind: 'self-heal', replicas: c.whole(2, 3), fromSeconds: 800, toSeconds: 2600 }], {
        pollingInterval: 15,
      }),
  }),
  fought({
    id: 'self-heal-wakes-one-unseen',
    expect: 'keda-zero-gitops',
    title: 'the same with one pod, at the usual polling interval',
    fromSeconds: 800,
    toSeconds: 2600,
    allowed: ['keda-zero-flap'],
    cast: (c) => asleep(c, [{ kind: 'self-heal', replicas: 1, fromSeconds: 800, toSeconds: 2600 }]),
  }),
  fought({
    id: 'sync-writes-zero-unseen',
    expect: 'keda-zero-gitops',
    title: 'a sync writes 0 while work waits, KEDA wakes it; KEDA exports nothing',
    fromSeconds: 800,
    toSeconds: 3200,
    allowed: ['keda-zero-flap'],
    cast: (c) => {
      const sync: Writer = {
        kind: 'sync',
        replicas: 0,
        everySeconds: c.pick([180, 240, 300]),
        fromSeconds: 800,
        toSeconds: 3200,
      };
      const scaled = object(c, { maxReplicaCount: 8, cooldownPeriod: 300, pollingInterval: 15 });
      return { scenarios: [c.scenario(4, 0.4, { signals: { work: 18 }, scaledObjects: [scaled], writers: [sync] })] };
    },
  }),
  fought({
    id: 'short-cooldown-unseen',
    expect: 'keda-zero-flap',
    title: 'a cooldown of 30 s and a job every few minutes; KEDA exports nothing',
    cast: (c) => ({
      scenarios: [
        c.scenario(0, 0.1, {
          signals: { work: bursts(c.pick([200, 230, 260]), 20) },
          scaledObjects: [object(c, { pollingInterval: 10, cooldownPeriod: 30 })],
        }),
      ],
    }),
  }),
  fought({
    id: 'hands-in-the-quiet-unseen',
    expect: 'keda-zero-flap',
    title: 'zero flapping, and a person scales up by hand while it sleeps; KEDA exports nothing',
    seconds: 5400,
    allowed: ['keda-cooldown-cliff', 'manual-vs-hpa', 'hpa-flapping'],
    cast: (c) => {
      const every = c.pick([280, 320]);
      const writers: Writer[] = [4, 9, 14].map((round, i) => ({
        kind: 'scale',
        family: 'human',
        replicas: 3 + i,
        atSeconds: every * round + 150 + c.whole(0, 40),
      }));
      return {
        scenarios: [
          c.scenario(0, 0.1, {
            signals: { work: bursts(every, 20) },
            scaledObjects: [object(c, { pollingInterval: 10 })],
            writers,
          }),
        ],
      };
    },
  }),
  fought({
    id: 'double-scaledobject-unseen',
    expect: 'keda-double-scaledobject',
    title: 'two ScaledObjects on one workload, never active together; KEDA exports nothing',
    fromSeconds: 60,
    allowed: ['hpa-double-target', 'keda-zero-flap', 'hpa-keda-double-target', 'hpa-scaling-inactive'],
    cast: (c) => {
      const one = (part: string): ScaledObjectSpec =>
        object(c, {
          name: `${c.name}-${part}`,
          maxReplicaCount: 6,
          pollingInterval: 15,
          triggers: [queue(5, part)],
          createdSeconds: 1,
        });
      return {
        scenarios: [c.scenario(0, 0.2, { signals: { mail: 18, push: 0 }, scaledObjects: [one('mail'), one('push')] })],
      };
    },
  }),
  fought({
    id: 'idle-below-minimum-unseen',
    expect: 'keda-idle-replicas-nonzero',
    title: "idle replicas below the HPA's minimum; KEDA exports nothing",
    fromSeconds: 60,
    allowed: ['hpa-gitops-replicas'],
    cast: (c) => {
      const scaled = object(c, { minReplicaCount: 4, idleReplicaCount: c.whole(1, 2), triggers: [queue(10)] });
      return { scenarios: [c.scenario(4, 0.2, { signals: { work: bursts(9999, 60) }, scaledObjects: [scaled] })] };
    },
  }),
  fought({
    id: 'idle-after-work-unseen',
    expect: 'keda-idle-replicas-nonzero',
    title: 'idle at 1 below a minimum of 3, work in between; KEDA exports nothing',
    fromSeconds: 60,
    allowed: ['hpa-flapping', 'keda-zero-flap', 'hpa-gitops-replicas'],
    cast: (c) => {
      const scaled = object(c, {
        minReplicaCount: 3,
        idleReplicaCount: 1,
        pollingInterval: 15,
        triggers: [queue(10)],
      });
      return {
        scenarios: [
          c.scenario(3, c.coresFor(1), { signals: { work: bursts(1100, 300, 28) }, scaledObjects: [scaled] }),
        ],
      };
    },
  }),
  rested({
    id: 'keda-zero-flap-long-jobs-unseen',
    title: 'a queue worker wakes for half an hour of real work, twice',
    seconds: 7200,
    allowed: ['keda-cooldown-cliff'],
    cast: (c) => ({
      scenarios: [
        c.scenario(0, 0.2, {
          signals: { work: bursts(3300, 1800, c.whole(8, 12)) },
          scaledObjects: [object(c, { cooldownPeriod: 300 })],
        }),
      ],
    }),
  }),
  rested({
    id: 'keda-zero-flap-switch-unseen',
    title: 'a consumer with a maximum of one wakes and sleeps three times in two hours',
    seconds: 7200,
    cast: (c) => ({
      scenarios: [
        c.scenario(0, 0.2, {
          signals: { work: bursts(2400, 500) },
          scaledObjects: [object(c, { cooldownPeriod: 300, maxReplicaCount: 1 })],
        }),
      ],
    }),
  }),
  rested({
    id: 'keda-zero-gitops-office-hours-unseen',
    title: 'a cron trigger wakes five pods for the office hours, and they sleep for the night',
    seconds: 7200,
    allowed: ['keda-cooldown-cliff'],
    cast: (c) => {
      const cron: KedaTriggerSpec = {
        type: 'cron',
        metric: 'cron-Etc-UTC-08xxxx-018xxxx',
        signal: 'cron',
        threshold: 1,
      };
      const hours: Demand = {
        kind: 'steps',
        steps: [
          [0, 0],
          [900, 5],
          [5700, 0],
        ],
      };
      return {
        scenarios: [c.scenario(0, 0.3, { signals: { cron: hours }, scaledObjects: [object(c, { triggers: [cron] })] })],
      };
    },
  }),
  rested({
    id: 'keda-zero-gitops-deploys-asleep-unseen',
    title: 'deploys while it sleeps, some in pairs; the manifest leaves replicas alone',
    cast: (c) => {
      const moments = [700, 710, 1300, 1900, 1908, 2500, 2506, 3100];
      return asleep(c, [{ kind: 'deploy', atSeconds: moments.map((at) => at + c.whole(0, 3)) }]);
    },
  }),
  rested({
    id: 'keda-zero-gitops-every-deploy-wakes-unseen',
    title: 'two deploys of a manifest with replicas wake it, and it goes back to sleep',
    cast: (c) => asleep(c, [{ kind: 'deploy', replicas: 2, atSeconds: [1100, 2600] }]),
  }),
  rested({
    id: 'keda-zero-gitops-minimum-of-two-unseen',
    title: 'KEDA wakes to its minimum of two and its HPA goes on from there, twice',
    allowed: ['keda-cooldown-cliff'],
    cast: (c) => ({
      scenarios: [
        c.scenario(0, 0.2, {
          signals: { work: bursts(1900, 700, 22) },
          scaledObjects: [object(c, { minReplicaCount: 2, idleReplicaCount: 0, cooldownPeriod: 300 })],
        }),
      ],
    }),
  }),
];
