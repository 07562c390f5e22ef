// What an HPA reckons with and what it shows are two things: foreign pods under a selector, the surge of a rollout.

import { calm, fight, type Story } from './story';
import type { Cast } from './cast';
import type { Scenario } from '../specs/scenario';

/** A second workload of idle pods, without an HPA; with `shared`, under the selector of the first. */
function idleBeside(c: Cast, replicas: number, shared: boolean): Scenario {
  const name = `${c.name}-batch`;
  const labels = shared ? { app: c.name } : { app: name };
  return c.scenario(replicas, 0, { workload: c.workload(replicas, { name, selector: labels, podLabels: labels }) });
}

export const READING_STORIES: readonly Story[] = [
  fight({
    id: 'hpa-far-from-target',
    title: 'idle pods of another workload under one selector: half of the target, and it stands',
    seconds: 5400,
    allowed: ['selector-overlap'],
    cast: (c) => {
      const replicas = c.whole(5, 8);
      const hpas = [c.hpa(2, 20)];
      return {
        scenarios: [
          c.scenario(replicas, c.noisy(c.coresFor(replicas - 0.4)), { hpas }),
          idleBeside(c, replicas + 1, true),
        ],
      };
    },
  }),
  calm({
    id: 'hpa-far-from-target-beside',
    title: 'the same idle pods with a label of their own',
    seconds: 5400,
    cast: (c) => {
      const replicas = c.whole(5, 8);
      return {
        scenarios: [
          c.scenario(replicas, c.noisy(c.coresFor(replicas - 0.4)), { hpas: [c.hpa(2, 20)] }),
          idleBeside(c, replicas + 1, false),
        ],
      };
    },
  }),
  calm({
    id: 'hpa-far-from-target-window',
    title: 'a down window of half an hour after a peak',
    cast: (c) => ({
      scenarios: [
        c.scenario(
          4,
          {
            kind: 'steps',
            steps: [
              [0, c.coresFor(3.7)],
              [900, c.coresFor(9.6)],
              [1500, c.coresFor(3.7)],
            ],
          },
          { hpas: [c.hpa(2, 20, { behavior: { scaleDown: { stabilizationWindowSeconds: 1800 } } })] }
        ),
      ],
    }),
  }),
  fight({
    id: 'rollout-hpa-inflation-outside',
    expect: 'rollout-hpa-inflation',
    title: 'a deploy, and a total from outside that the surge shares',
    fromSeconds: 1200,
    cast: (c) => {
      const workload = c.workload(20, { maxSurge: '15%', maxUnavailable: 0, startSeconds: [15, 25] });
      const metrics = [{ type: 'External' as const, name: 'queue_depth', signal: 'queue', averageValue: 10 }];
      return {
        scenarios: [
          c.scenario(20, c.coresFor(12), {
            workload,
            signals: { queue: 212 },
            hpas: [c.hpa(10, 40, { metrics })],
            writers: [{ kind: 'deploy', atSeconds: 1200 }],
          }),
        ],
      };
    },
  }),
];
