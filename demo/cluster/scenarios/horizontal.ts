// HPA alone (catalogue C1 to C9).

import type { Demand } from '../demand';
import { downWindow } from './cast';
import { calm, fight, type Story } from './story';

const MEBIBYTE = 1024 ** 2;

export const HORIZONTAL_STORIES: readonly Story[] = [
  fight({
    id: 'hpa-flapping',
    title: 'no down window, demand swings around a step',
    cast: (c) => {
      const replicas = c.whole(2, 4);
      const demand = c.swinging(replicas);
      return { scenarios: [c.scenario(replicas, demand, { hpas: [c.hpa(1, 10, { behavior: downWindow(0) })] })] };
    },
  }),
  calm({
    id: 'hpa-flapping-bursts',
    title: 'demand really doubles and halves',
    cast: (c) => {
      const demand: Demand = {
        kind: 'bursts',
        base: c.coresFor(3.7),
        peak: c.coresFor(10.7),
        everySeconds: 1800,
        forSeconds: 420,
        offsetSeconds: 900,
      };
      return { scenarios: [c.scenario(4, demand, { hpas: [c.hpa(2, 20)] })] };
    },
  }),
  calm({
    id: 'hpa-flapping-diurnal',
    title: 'follows a compressed day',
    cast: (c) => {
      const demand: Demand = {
        kind: 'sine',
        mean: c.coresFor(7),
        amplitude: c.coresFor(4),
        periodSeconds: 3600,
        phaseSeconds: 900,
      };
      return { scenarios: [c.scenario(3, c.noisy(demand), { hpas: [c.hpa(2, 15)] })] };
    },
  }),
  fight({
    id: 'hpa-pinned-max',
    title: 'at its maximum while demand wants more',
    fromSeconds: 900,
    toSeconds: 3000,
    cast: (c) => {
      const max = c.whole(5, 8);
      const demand: Demand = {
        kind: 'steps',
        steps: [
          [0, c.coresFor(3.6)],
          [900, c.coresFor(max * 1.6)],
          [3000, c.coresFor(3.6)],
        ],
      };
      return { scenarios: [c.scenario(4, demand, { hpas: [c.hpa(2, max)] })] };
    },
  }),
  calm({
    id: 'hpa-pinned-max-just-enough',
    title: 'at its maximum, and that is enough',
    cast: (c) => {
      const max = c.whole(5, 8);
      return { scenarios: [c.scenario(max, c.noisy(c.coresFor(max - 0.3)), { hpas: [c.hpa(2, max)] })] };
    },
  }),
  fight({
    id: 'hpa-floor-waste',
    title: 'never leaves a minimum far above the need',
    cast: (c) => ({ scenarios: [c.scenario(10, c.noisy(c.coresFor(2.5)), { hpas: [c.hpa(10, 20)] })] }),
  }),
  calm({
    id: 'hpa-floor-waste-idle',
    title: 'idle at a small minimum',
    cast: (c) => ({ scenarios: [c.scenario(2, c.noisy(c.coresFor(1.5)), { hpas: [c.hpa(2, 8)] })] }),
  }),
  fight({
    id: 'hpa-range-frozen',
    title: 'minimum equals maximum while demand doubles',
    fromSeconds: 60,
    allowed: ['hpa-pinned-max'],
    cast: (c) => {
      const demand: Demand = {
        kind: 'steps',
        steps: [
          [0, c.coresFor(4)],
          [1500, c.coresFor(8)],
        ],
      };
      return { scenarios: [c.scenario(4, demand, { hpas: [c.hpa(4, 4)] })] };
    },
  }),
  calm({
    id: 'hpa-range-frozen-no-hpa',
    title: 'a fixed number of pods without autoscaler',
    cast: (c) => ({ scenarios: [c.scenario(4, c.noisy(c.coresFor(4), 0.1))] }),
  }),
  fight({
    id: 'hpa-scaling-inactive',
    title: 'pod metrics vanish for 20 minutes',
    fromSeconds: 1200,
    toSeconds: 2400,
    cast: (c) => {
      const demand: Demand = {
        kind: 'steps',
        steps: [
          [0, c.coresFor(4.6)],
          [1500, c.coresFor(9)],
        ],
      };
      const faults = [{ what: 'pod-metrics' as const, fromSeconds: 1200, toSeconds: 2400 }];
      return { scenarios: [c.scenario(5, demand, { hpas: [c.hpa(2, 14)], faults })] };
    },
  }),
  calm({
    id: 'hpa-scaling-inactive-rollout',
    title: 'a fast rollout: no usable pod for a pass or two',
    cast: (c) => {
      const workload = c.workload(4, { maxSurge: '100%', maxUnavailable: 0 });
      return {
        scenarios: [
          c.scenario(4, c.noisy(c.coresFor(3.7)), {
            workload,
            hpas: [c.hpa(2, 10)],
            writers: [{ kind: 'deploy', atSeconds: [1200, 2400] }],
          }),
        ],
      };
    },
  }),
  fight({
    id: 'hpa-missing-requests',
    title: 'a deploy adds a sidecar without a cpu request',
    fromSeconds: 900,
    toSeconds: 2700,
    allowed: ['hpa-scaling-inactive'],
    cast: (c) => {
      const sidecar = {
        name: 'sidecar',
        image: 'registry.invalid/proxy:1',
        requests: { memory: 64 * MEBIBYTE },
        share: 0.05,
      };
      const writers = [
        { kind: 'deploy' as const, atSeconds: 900, template: { containers: [sidecar] } },
        { kind: 'deploy' as const, atSeconds: 2700, template: { dropContainers: ['sidecar'] } },
      ];
      return { scenarios: [c.scenario(4, c.coresFor(3.7), { hpas: [c.hpa(2, 10)], writers })] };
    },
  }),
  calm({
    id: 'hpa-missing-requests-complete',
    title: 'a deploy adds a sidecar with requests',
    cast: (c) => {
      const sidecar = {
        name: 'sidecar',
        image: 'registry.invalid/proxy:1',
        requests: { cpu: 0.02, memory: 64 * MEBIBYTE },
        share: 0.03,
      };
      const workload = c.workload(4, { maxUnavailable: 0 });
      return {
        scenarios: [
          c.scenario(4, c.coresFor(3.8), {
            workload,
            hpas: [c.hpa(2, 10)],
            writers: [{ kind: 'deploy', atSeconds: 900, template: { containers: [sidecar] } }],
          }),
        ],
      };
    },
  }),
  fight({
    id: 'hpa-partial-metrics',
    title: 'one of two metrics dead: no scale-in',
    fromSeconds: 1200,
    toSeconds: 3300,
    allowed: ['hpa-scaling-inactive', 'keda-scaler-errors'],
    cast: (c) => {
      const demand: Demand = {
        kind: 'steps',
        steps: [
          [0, c.coresFor(5.7)],
          [1500, c.coresFor(2.6)],
        ],
      };
      const metrics = [
        c.onCpu(),
        { type: 'External' as const, name: 'queue_depth', signal: 'queue', averageValue: 10 },
      ];
      const faults = [{ what: 'signal' as const, signal: 'queue', fromSeconds: 1200, toSeconds: 3300 }];
      return {
        scenarios: [c.scenario(6, demand, { signals: { queue: 12 }, hpas: [c.hpa(2, 12, { metrics })], faults })],
      };
    },
  }),
  calm({
    id: 'hpa-partial-metrics-zero',
    title: 'one of two metrics is just zero',
    cast: (c) => {
      const metrics = [
        c.onCpu(),
        { type: 'External' as const, name: 'queue_depth', signal: 'queue', averageValue: 10 },
      ];
      return {
        scenarios: [
          c.scenario(4, c.noisy(c.coresFor(3.7)), { signals: { queue: 0 }, hpas: [c.hpa(2, 12, { metrics })] }),
        ],
      };
    },
  }),
  fight({
    id: 'hpa-memory-ratchet',
    title: 'memory fills per pod and never falls: replicas only rise',
    seconds: 4500,
    allowed: ['hpa-pinned-max'],
    cast: (c) => {
      const memory = { base: 120 * MEBIBYTE, growPerMinute: c.between(8, 11) * MEBIBYTE, ceiling: 240 * MEBIBYTE };
      const metrics = [c.onCpu(), { type: 'Resource' as const, resource: 'memory' as const, utilization: 70 }];
      return {
        scenarios: [
          c.scenario(2, c.noisy(c.coresFor(1.7)), {
            workload: c.workload(2, { memory }),
            hpas: [c.hpa(2, 12, { metrics })],
          }),
        ],
      };
    },
  }),
  calm({
    id: 'hpa-memory-ratchet-shared',
    title: 'memory that pods share: more pods, less each',
    cast: (c) => {
      const workload = c.workload(4, { memory: { base: 60 * MEBIBYTE, shared: 460 * MEBIBYTE } });
      const metrics = [{ type: 'Resource' as const, resource: 'memory' as const, utilization: 70 }];
      return { scenarios: [c.scenario(4, c.coresFor(2), { workload, hpas: [c.hpa(2, 12, { metrics })] })] };
    },
  }),
  fight({
    id: 'hpa-metric-dominance-flip',
    title: 'cpu and queue take turns deciding',
    seconds: 4500,
    allowed: ['hpa-flapping'],
    cast: (c) => {
      const every = c.pick([560, 600, 640]);
      const demand: Demand = {
        kind: 'bursts',
        base: c.coresFor(5),
        peak: c.coresFor(13.7),
        everySeconds: every,
        forSeconds: every / 2,
      };
      const queue: Demand = { kind: 'bursts', base: 88, peak: 40, everySeconds: every, forSeconds: every / 2 };
      const metrics = [
        c.onCpu(),
        { type: 'External' as const, name: 'queue_depth', signal: 'queue', averageValue: 10 },
      ];
      return {
        scenarios: [
          c.scenario(9, demand, { signals: { queue }, hpas: [c.hpa(2, 20, { metrics, behavior: downWindow(30) })] }),
        ],
      };
    },
  }),
  calm({
    id: 'hpa-metric-dominance-flip-daily',
    title: 'another metric leads at night',
    cast: (c) => {
      const demand: Demand = {
        kind: 'steps',
        steps: [
          [0, c.coresFor(6.7)],
          [1800, c.coresFor(2.7)],
        ],
      };
      const metrics = [
        c.onCpu(),
        { type: 'External' as const, name: 'queue_depth', signal: 'queue', averageValue: 10 },
      ];
      return { scenarios: [c.scenario(7, demand, { signals: { queue: 48 }, hpas: [c.hpa(2, 12, { metrics })] })] };
    },
  }),
];
