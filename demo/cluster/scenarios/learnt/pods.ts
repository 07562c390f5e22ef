// Deploys under load, and VPAs as they are found: acting on an only replica, at birth only, uncounted, without a webhook.

import type { Demand } from '../../demand';
import type { Writer } from '../../specs/changes';
import { COMPRESSED_VPA } from '../../timing';
import type { Cast } from '../cast';
import { fight, type Story } from '../story';

const MEBIBYTE = 1024 ** 2;
const FIELD = 'public reports';
const SECOND = 'the second recording';
const THIRD = 'a third cluster';
/** What updater and admission controller would count, and which mode a VPA has. */
const VPA_UNCOUNTED = ['vpa_', 'kube_verticalpodautoscaler_spec_updatepolicy'];
const cpuOnly = [{ container: '*', controlledResources: ['cpu' as const] }];

/** Pods with one core each and an HPA at half of it, beside a VPA. */
function beside(c: Cast, updateMode: 'Recreate' | 'InPlaceOrRecreate') {
  const replicas = c.whole(5, 7);
  const workload = c.workload(replicas, {
    containers: c.containers({ requests: { cpu: 1, memory: 256 * MEBIBYTE } }),
  });
  return {
    scenarios: [
      c.scenario(replicas, c.noisy(replicas * 0.5), {
        workload,
        hpas: [c.hpa(3, 40, { metrics: [c.onCpu(50)] })],
        vpas: [{ name: c.name, updateMode }],
      }),
    ],
    vpa: COMPRESSED_VPA,
  };
}

const deploys = (...atSeconds: number[]): Writer[] => [{ kind: 'deploy', atSeconds }];

export const LEARNT_PODS: readonly Story[] = [
  fight({
    id: 'deploys-during-climbs',
    expect: 'rollout-under-pressure',
    learnt: THIRD,
    title: 'deploys that may take half of the pods away, each at the foot of a climb',
    fromSeconds: 1200,
    seconds: 5400,
    allowed: ['hpa-lag-budget', 'rollout-hpa-inflation'],
    cast: (c) => {
      const workload = c.workload(8, { maxSurge: 0, maxUnavailable: '50%', startSeconds: [50, 70] });
      const demand: Demand = {
        kind: 'points',
        points: [
          [0, c.coresFor(6)],
          [1150, c.coresFor(6)],
          [1300, c.coresFor(11)],
          [2400, c.coresFor(6)],
          [3550, c.coresFor(6)],
          [3700, c.coresFor(12)],
        ],
      };
      return {
        scenarios: [c.scenario(8, demand, { workload, hpas: [c.hpa(4, 20)], writers: deploys(1200, 3600) })],
      };
    },
  }),
  fight({
    id: 'deploys-at-the-maximum',
    expect: 'hpa-pinned-max',
    also: ['rollout-under-pressure'],
    learnt: SECOND,
    title: 'short at its maximum, and deploys take two fifths away',
    fromSeconds: 600,
    seconds: 5400,
    allowed: ['rollout-hpa-inflation'],
    cast: (c) => {
      const workload = c.workload(8, { maxSurge: 0, maxUnavailable: '40%', startSeconds: [35, 50] });
      const demand: Demand = {
        kind: 'steps',
        steps: [
          [0, c.coresFor(7.6)],
          [600, c.coresFor(14)],
        ],
      };
      return {
        scenarios: [c.scenario(8, demand, { workload, hpas: [c.hpa(4, 10)], writers: deploys(1500, 2900, 4300) })],
      };
    },
  }),
  fight({
    id: 'only-replica-evicted',
    expect: 'vpa-single-replica',
    learnt: SECOND,
    title: 'one replica that the updater may evict: every resize is downtime',
    fromSeconds: 300,
    seconds: 5400,
    allowed: ['vpa-recommendation-oscillation'],
    cast: (c) => {
      const demand: Demand = {
        kind: 'steps',
        steps: [
          [0, c.request * 2],
          [1800, c.request * 4],
          [3600, c.request * 0.8],
        ],
      };
      const workload = c.workload(1, { startSeconds: [20, 30] });
      const vpas = [{ name: c.name, updateMode: 'Recreate' as const, minReplicas: 1, policies: cpuOnly }];
      return { scenarios: [c.scenario(1, demand, { workload, vpas })], vpa: COMPRESSED_VPA };
    },
  }),
  fight({
    id: 'sizes-at-birth',
    expect: 'hpa-vpa-same-resource',
    learnt: SECOND,
    title: 'VPA Initial under an HPA on CPU: every deploy makes more, smaller pods',
    fromSeconds: 900,
    seconds: 5400,
    allowed: ['rollout-hpa-inflation', 'hpa-pinned-max', 'rollout-vpa-collision'],
    cast: (c) => {
      const workload = c.workload(5, {
        containers: c.containers({ requests: { cpu: 1, memory: 256 * MEBIBYTE } }),
      });
      return {
        scenarios: [
          c.scenario(5, c.noisy(5 * 0.55), {
            workload,
            hpas: [c.hpa(3, 40, { metrics: [c.onCpu(55)] })],
            vpas: [{ name: c.name, updateMode: 'Initial' }],
            writers: deploys(900, 2400, 3900),
          }),
        ],
        vpa: COMPRESSED_VPA,
      };
    },
  }),
  fight({
    id: 'without-the-webhook',
    expect: 'vpa-admission-broken',
    also: ['vpa-eviction-loop'],
    learnt: SECOND,
    title: 'a namespace that the VPA webhook leaves out: evicted for ever',
    fromSeconds: 300,
    seconds: 5400,
    cast: (c) => {
      const faults = [{ what: 'vpa-admission' as const, fromSeconds: 0, toSeconds: 5400 }];
      const vpas = [{ name: c.name, updateMode: 'Recreate' as const, policies: cpuOnly }];
      return {
        scenarios: [c.scenario(4, c.noisy(4 * c.request * 1.8), { vpas, faults })],
        vpa: COMPRESSED_VPA,
      };
    },
  }),
  fight({
    id: 'births-tell-the-sizes',
    expect: 'hpa-vpa-same-resource',
    learnt: FIELD,
    unexported: VPA_UNCOUNTED,
    title: 'HPA and VPA on CPU; neither mode nor evictions are exported',
    seconds: 4500,
    fromSeconds: 300,
    allowed: ['hpa-pinned-max', 'vpa-evict-during-scale-out', 'vpa-recommendation-oscillation'],
    cast: (c) => beside(c, 'Recreate'),
  }),
  fight({
    id: 'evictions-without-names',
    expect: 'hpa-vpa-same-resource',
    learnt: FIELD,
    unlabelled: ['vpa_name', 'vpa_namespace'],
    title: 'HPA and VPA on CPU; an updater before 1.5 counts evictions without saying whose',
    seconds: 4500,
    fromSeconds: 300,
    allowed: ['hpa-pinned-max', 'vpa-evict-during-scale-out', 'vpa-recommendation-oscillation'],
    cast: (c) => beside(c, 'Recreate'),
  }),
  fight({
    id: 'resized-in-place-uncounted',
    expect: 'hpa-inplace-denominator',
    learnt: THIRD,
    unexported: VPA_UNCOUNTED,
    title: 'requests change on living pods, and nobody counts the resizes',
    seconds: 4500,
    fromSeconds: 300,
    allowed: ['hpa-vpa-same-resource', 'hpa-pinned-max', 'vpa-recommendation-oscillation'],
    cast: (c) => beside(c, 'InPlaceOrRecreate'),
  }),
];
