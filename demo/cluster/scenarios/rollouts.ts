// Rollouts and topology (catalogue G).

import type { Demand } from '../demand';
import { COMPRESSED_VPA } from '../timing';
import { downWindow } from './cast';
import { calm, fight, type Story } from './story';

export const ROLLOUT_STORIES: readonly Story[] = [
  fight({
    id: 'rollout-hpa-inflation',
    title: 'a deploy of pods that run hot inflates the HPA',
    fromSeconds: 1200,
    seconds: 4500,
    allowed: ['hpa-coldstart-overshoot', 'hpa-flapping'],
    cast: (c) => {
      const workload = c.workload(8, {
        maxSurge: '50%',
        maxUnavailable: 0,
        warmUp: { seconds: 150, cores: c.request * 0.9 },
      });
      const demand = c.coresFor(7.8);
      const writers = [{ kind: 'deploy' as const, atSeconds: [1200, 2700] }];
      return { scenarios: [c.scenario(8, demand, { workload, hpas: [c.hpa(6, 30)], writers })] };
    },
  }),
  calm({
    id: 'rollout-hpa-inflation-plain',
    title: 'plain rollouts under an HPA',
    cast: (c) => {
      const workload = c.workload(6, { maxUnavailable: 0 });
      return {
        scenarios: [
          c.scenario(6, c.coresFor(5.6), {
            workload,
            hpas: [c.hpa(4, 12)],
            writers: [{ kind: 'deploy', atSeconds: [1200, 2400] }],
          }),
        ],
      };
    },
  }),
  fight({
    id: 'rollout-under-pressure',
    title: 'a rollout takes pods away while the HPA asks for more',
    fromSeconds: 1200,
    toSeconds: 1500,
    cast: (c) => {
      const workload = c.workload(6, { maxSurge: 0, maxUnavailable: '50%', startSeconds: [40, 60] });
      const demand: Demand = {
        kind: 'points',
        points: [
          [0, c.coresFor(5.6)],
          [1150, c.coresFor(5.6)],
          [1300, c.coresFor(13)],
        ],
      };
      return {
        scenarios: [
          c.scenario(6, demand, { workload, hpas: [c.hpa(4, 20)], writers: [{ kind: 'deploy', atSeconds: 1200 }] }),
        ],
      };
    },
  }),
  calm({
    id: 'rollout-under-pressure-surge',
    title: 'a rollout that never gives up a pod while load rises',
    cast: (c) => {
      const workload = c.workload(6, { maxSurge: 2, maxUnavailable: 0 });
      const demand: Demand = {
        kind: 'points',
        points: [
          [0, c.coresFor(5.6)],
          [1000, c.coresFor(5.6)],
          [2400, c.coresFor(9)],
        ],
      };
      return {
        scenarios: [
          c.scenario(6, demand, { workload, hpas: [c.hpa(4, 20)], writers: [{ kind: 'deploy', atSeconds: 1500 }] }),
        ],
      };
    },
  }),
  fight({
    id: 'rollout-vpa-collision',
    title: 'VPA evicts old pods in the middle of a rollout',
    fromSeconds: 1200,
    toSeconds: 1600,
    allowed: ['vpa-recommendation-oscillation'],
    cast: (c) => {
      const workload = c.workload(10, { maxSurge: 1, maxUnavailable: 0, startSeconds: [25, 35] });
      const demand: Demand = {
        kind: 'steps',
        steps: [
          [0, 10 * c.request * 0.8],
          [1080, 10 * c.request * 1.6],
        ],
      };
      const vpas = [
        {
          name: c.name,
          updateMode: 'Recreate' as const,
          policies: [{ container: '*', controlledResources: ['cpu' as const] }],
        },
      ];
      return {
        scenarios: [c.scenario(10, demand, { workload, vpas, writers: [{ kind: 'deploy', atSeconds: 1200 }] })],
        vpa: COMPRESSED_VPA,
      };
    },
  }),
  calm({
    id: 'rollout-vpa-collision-initial',
    title: 'VPA Initial: a rollout brings the new sizes',
    cast: (c) => {
      const vpas = [
        {
          name: c.name,
          updateMode: 'Initial' as const,
          policies: [{ container: '*', controlledResources: ['cpu' as const] }],
        },
      ];
      return {
        scenarios: [
          c.scenario(6, c.noisy(6 * c.request * 0.8), { vpas, writers: [{ kind: 'deploy', atSeconds: 1500 }] }),
        ],
        vpa: COMPRESSED_VPA,
      };
    },
  }),
  fight({
    id: 'service-graph-oscillation',
    title: 'upstream and downstream chase each other',
    fromSeconds: 300,
    seconds: 4500,
    allowed: ['hpa-flapping'],
    cast: (c) => {
      const back = `${c.name}-backend`;
      const behavior = downWindow(30);
      const wave: Demand = {
        kind: 'bursts',
        base: c.coresFor(5),
        peak: c.coresFor(7.4),
        everySeconds: 420,
        forSeconds: 200,
      };
      const front = c.scenario(
        6,
        { kind: 'strained', of: wave, by: `${c.namespace}/${back}`, gain: 0.8 },
        { hpas: [c.hpa(3, 30, { behavior })] }
      );
      const workload = c.workload(6, {
        name: back,
        coresPerPodLimit: c.request * (c.target / 100) * 1.15,
        startSeconds: [25, 40],
      });
      return { scenarios: [front, c.scenario(6, wave, { workload, hpas: [c.hpa(3, 30, { name: back, behavior })] })] };
    },
  }),
  calm({
    id: 'service-graph-oscillation-independent',
    title: 'two services follow the same slow wave',
    cast: (c) => {
      const wave: Demand = { kind: 'sine', mean: c.coresFor(7), amplitude: c.coresFor(3), periodSeconds: 3600 };
      const name = `${c.name}-backend`;
      return {
        scenarios: [
          c.scenario(7, wave, { hpas: [c.hpa(3, 20)] }),
          c.scenario(7, wave, { workload: c.workload(7, { name }), hpas: [c.hpa(3, 20, { name })] }),
        ],
      };
    },
  }),
  calm({
    id: 'stateful-set-under-hpa',
    title: 'a StatefulSet that an HPA scales up once',
    cast: (c) => {
      const demand: Demand = {
        kind: 'steps',
        steps: [
          [0, c.coresFor(2.7)],
          [1200, c.coresFor(4.7)],
        ],
      };
      return {
        scenarios: [c.scenario(3, demand, { workload: c.workload(3, { kind: 'StatefulSet' }), hpas: [c.hpa(3, 8)] })],
      };
    },
  }),
  fight({
    id: 'hpa-gitops-replicas-statefulset',
    expect: 'hpa-gitops-replicas',
    title: 'each deploy of a StatefulSet sets replicas back',
    fromSeconds: 900,
    seconds: 5400,
    allowed: ['rollout-hpa-inflation', 'rollout-under-pressure', 'hpa-coldstart-overshoot'],
    cast: (c) => {
      const workload = c.workload(8, { kind: 'StatefulSet' });
      const writers = [{ kind: 'deploy' as const, replicas: c.whole(2, 4), atSeconds: [900, 2400, 3900] }];
      return { scenarios: [c.scenario(8, c.noisy(c.coresFor(8)), { workload, hpas: [c.hpa(2, 20)], writers })] };
    },
  }),
  calm({
    id: 'stateful-set-deploys',
    title: 'deploys of a StatefulSet under an HPA, one pod at a time',
    cast: (c) => {
      const workload = c.workload(8, { kind: 'StatefulSet', startSeconds: [5, 20] });
      const writers = [{ kind: 'deploy' as const, atSeconds: [900, 2400] }];
      return { scenarios: [c.scenario(8, c.noisy(c.coresFor(7.4)), { workload, hpas: [c.hpa(3, 20)], writers })] };
    },
  }),
  calm({
    id: 'stateful-set-deploys-new-sizes',
    title: 'two deploys of a StatefulSet bring other requests, and the HPA follows',
    // The second one brings smaller pods: load asks for more of them while it takes them away one by one.
    allowed: ['rollout-under-pressure'],
    cast: (c) => {
      const size = (share: number) => ({
        containers: [{ name: 'app', requests: { cpu: c.request * share, memory: 256 * 1024 ** 2 } }],
      });
      const writers = [
        { kind: 'deploy' as const, atSeconds: 900, template: size(1.5) },
        { kind: 'deploy' as const, atSeconds: 2400, template: size(1) },
      ];
      const workload = c.workload(9, { kind: 'StatefulSet', startSeconds: [15, 30] });
      return { scenarios: [c.scenario(9, c.noisy(c.coresFor(9)), { workload, hpas: [c.hpa(3, 20)], writers })] };
    },
  }),
];
