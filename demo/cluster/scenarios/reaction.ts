// HPA alone, continued (catalogue C10 to C15): signals that do not help, and reactions that are too slow or too eager.

import type { Demand } from '../demand';
import { calm, fight, type Story } from './story';

const ramp = (low: number, high: number, fromSeconds: number, toSeconds: number): Demand => ({
  kind: 'points',
  points: [
    [0, low],
    [fromSeconds, low],
    [toSeconds, high],
  ],
});

export const REACTION_STORIES: readonly Story[] = [
  fight({
    id: 'hpa-wrong-signal',
    title: 'adding pods does not help: latency of a shared database',
    fromSeconds: 900,
    allowed: ['hpa-pinned-max'],
    cast: (c) => {
      const latency: Demand = {
        kind: 'steps',
        steps: [
          [0, 150],
          [900, 270],
        ],
      };
      const metrics = [{ type: 'External' as const, name: 'request_latency_ms', signal: 'latency', value: 200 }];
      const behavior = { scaleUp: { policies: [{ type: 'Pods' as const, value: 2, periodSeconds: 120 }] } };
      return {
        scenarios: [
          c.scenario(4, c.coresFor(3.5), { signals: { latency }, hpas: [c.hpa(4, 30, { metrics, behavior })] }),
        ],
      };
    },
  }),
  calm({
    id: 'hpa-wrong-signal-average',
    title: 'an outside metric that pods share',
    cast: (c) => {
      const rate: Demand = {
        kind: 'steps',
        steps: [
          [0, 380],
          [1200, 680],
        ],
      };
      const metrics = [{ type: 'External' as const, name: 'requests_per_second', signal: 'rate', averageValue: 100 }];
      return { scenarios: [c.scenario(4, c.coresFor(3.5), { signals: { rate }, hpas: [c.hpa(3, 15, { metrics })] })] };
    },
  }),
  fight({
    id: 'hpa-lag-budget',
    title: 'pods need minutes to start while load ramps',
    fromSeconds: 900,
    allowed: ['hpa-coldstart-overshoot'],
    cast: (c) => {
      const workload = c.workload(4, { startSeconds: [140, 200], readySeconds: 30 });
      return {
        scenarios: [
          c.scenario(4, ramp(c.coresFor(3.7), c.coresFor(14), 900, 1100), { workload, hpas: [c.hpa(3, 24)] }),
        ],
      };
    },
  }),
  calm({
    id: 'hpa-lag-budget-fast',
    title: 'the same ramp with pods that start in seconds',
    cast: (c) => ({
      scenarios: [c.scenario(4, ramp(c.coresFor(3.7), c.coresFor(14), 900, 1500), { hpas: [c.hpa(3, 24)] })],
    }),
  }),
  fight({
    id: 'hpa-coldstart-overshoot',
    title: 'warm-up of fresh pods calls for more pods',
    fromSeconds: 900,
    allowed: ['hpa-flapping'],
    cast: (c) => {
      const workload = c.workload(5, { warmUp: { seconds: 120, cores: c.request * 1.2 } });
      const demand: Demand = {
        kind: 'steps',
        steps: [
          [0, c.coresFor(4.7)],
          [900, c.coresFor(7.7)],
        ],
      };
      return { scenarios: [c.scenario(5, demand, { workload, hpas: [c.hpa(3, 30)] })] };
    },
  }),
  calm({
    id: 'hpa-coldstart-overshoot-readiness',
    title: 'readiness waits for the warm-up',
    cast: (c) => {
      const workload = c.workload(5, { warmUp: { seconds: 40, cores: c.request * 1.2 }, readySeconds: 60 });
      const demand: Demand = {
        kind: 'steps',
        steps: [
          [0, c.coresFor(4.7)],
          [900, c.coresFor(7.7)],
        ],
      };
      return { scenarios: [c.scenario(5, demand, { workload, hpas: [c.hpa(3, 30)] })] };
    },
  }),
  fight({
    id: 'hpa-rate-limited',
    title: 'scale-up policies too tight for the ramp',
    fromSeconds: 900,
    cast: (c) => {
      const behavior = { scaleUp: { policies: [{ type: 'Pods' as const, value: 1, periodSeconds: 120 }] } };
      return {
        scenarios: [
          c.scenario(4, ramp(c.coresFor(3.7), c.coresFor(16), 900, 960), { hpas: [c.hpa(3, 24, { behavior })] }),
        ],
      };
    },
  }),
  calm({
    id: 'hpa-rate-limited-slow-ramp',
    title: 'the same policies, a ramp that they can follow',
    cast: (c) => {
      const behavior = { scaleUp: { policies: [{ type: 'Pods' as const, value: 1, periodSeconds: 120 }] } };
      return {
        scenarios: [
          c.scenario(4, ramp(c.coresFor(3.7), c.coresFor(8), 600, 3000), { hpas: [c.hpa(3, 24, { behavior })] }),
        ],
      };
    },
  }),
  fight({
    id: 'hpa-dangling-target',
    title: 'the target does not exist',
    cast: (c) => ({
      scenarios: [
        c.scenario(3, c.coresFor(2.7), { hpas: [c.hpa(2, 8, { name: `${c.name}-old`, targetName: `${c.name}-old` })] }),
      ],
    }),
  }),
  calm({
    id: 'hpa-dangling-target-retired',
    title: 'a workload is retired, its HPA a few seconds later',
    cast: (c) => ({
      scenarios: [
        c.scenario(3, c.coresFor(2.7), {
          hpas: [c.hpa(2, 8)],
          changes: [
            { atSeconds: 1800, do: 'delete-workload' },
            { atSeconds: 1812, do: 'delete-hpa', name: c.name },
          ],
        }),
      ],
    }),
  }),
  fight({
    id: 'hpa-deadband-large-fleet',
    title: 'the dead band hides several pods of a large fleet',
    fromSeconds: 600,
    cast: (c) => {
      const demand: Demand = {
        kind: 'steps',
        steps: [
          [0, c.coresFor(60)],
          [600, c.coresFor(60 * 1.075)],
        ],
      };
      return { scenarios: [c.scenario(60, demand, { hpas: [c.hpa(20, 120)] })] };
    },
  }),
  calm({
    id: 'hpa-deadband-large-fleet-met',
    title: 'a large fleet at its target',
    cast: (c) => ({ scenarios: [c.scenario(60, c.coresFor(60), { hpas: [c.hpa(20, 120)] })] }),
  }),
];
