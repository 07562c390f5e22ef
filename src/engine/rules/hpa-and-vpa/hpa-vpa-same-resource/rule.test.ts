/** @jest-environment node */
// The HPA on a percentage of what the VPA sizes: answers to resizes, with VPA series and without any.
import { testRule } from '../../../../../tests/support/ruleCases';
import type { PodCase } from '../../../../../tests/support/podCase';
import { workload, type WorkloadCase } from '../../../../../tests/support/workload';
import type { Series } from '../../../../model/series';

/** Rounds of eviction: all pods are born again with these requests, five minutes apart, beginning at 5 min. */
function rounds(sizes: readonly number[], counts: readonly number[], resource: 'cpu' | 'memory' = 'cpu'): PodCase[] {
  return sizes.map((size, i) => ({ at: i === 0 ? '-1h' : `${5 * i}m`, count: counts[i] ?? 1, [resource]: size }));
}

const vpa = { name: 'web', mode: 'Recreate', cpu: 0.3 };
const shrinking = { sizes: [0.5, 0.38, 0.29, 0.22], counts: [6, 6, 8, 11] };
const fight: WorkloadCase = {
  ns: 'shop',
  name: 'web',
  replicas: '6x21 8x19 11x19 14x30',
  hpas: [
    {
      name: 'web',
      max: 40,
      metrics: [{ target: 50, asks: '6x21 8x19 11x19 14x30', request: '0.5x20 0.38x19 0.29x19 0.22x30' }],
    },
  ],
  vpas: [{ ...vpa, cpu: '0.38x38 0.29x19 0.22x31', evicted: '0x20 6x19 14x19 25x30' }],
  pods: rounds(shrinking.sizes, shrinking.counts),
};
const growing: WorkloadCase = {
  ...fight,
  name: 'batch',
  replicas: '12x21 9x19 7x19 5x30',
  hpas: [{ name: 'batch', metrics: [{ target: 80, asks: '12x21 9x19 7x19 5x30' }] }],
  vpas: [{ ...vpa, name: 'batch' }],
  pods: rounds([0.5, 0.66, 0.85, 1.2], [12, 12, 9, 7]),
};
/** Born with the data: 4 pods of the manifest climb to what the load asks for, and the VPA sizes the later ones of them. */
const newborn: WorkloadCase = {
  ...fight,
  replicas: '4x2 8 9x17 12x19 17x19 22x30',
  hpas: [{ name: 'web', max: 40, metrics: [{ target: 50, asks: '9x21 12x19 17x19 22x30' }] }],
  pods: [
    { at: '-5s', count: 4, cpu: 0.75 },
    { at: '40s', count: 5, cpu: 0.5 },
    ...rounds([0.5, 0.38, 0.29, 0.22], [9, 9, 12, 17]).slice(1),
  ],
};
const calm = (more: Partial<WorkloadCase>): Series[] =>
  workload({ ns: 'shop', name: 'web', replicas: '6x80', hpas: [{ name: 'web' }], vpas: [vpa], ...more });

testRule('hpa-vpa-same-resource', {
  fires: [
    {
      title: 'many small pods: three answers to three resizes',
      series: workload(fight),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:web', 'vpa:web'],
      from: '5m',
      to: '15m45s',
      slack: '45s',
      says: 'Each time the VPA shrinks the pods, the HPA adds more: 6 → 14 for the same work.',
      paces: [1, 2],
    },
    {
      title: 'the climb of a new workload is not the fight: it begins with the first resize after it',
      series: workload(newborn),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:web', 'vpa:web'],
      from: '5m',
      says: 'Each time the VPA shrinks the pods, the HPA adds more: 9 → 22 for the same work.',
      paces: [1, 2],
    },
    {
      title: 'few giant pods',
      series: workload(growing),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:batch', 'vpa:batch'],
      says: 'The VPA grows the pods, the HPA removes pods: 12 → 5 while the request went 0.50 core → 1.20 cores.',
      paces: [1, 2],
    },
    {
      title: 'no VPA series at all: pods of one template in several sizes',
      series: workload({ ...fight, vpas: [] }),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:web', 'external'],
      says: 'Each time something shrinks the pods, the HPA adds more: 6 → 14 for the same work.',
      paces: [1, 2],
    },
    {
      title: 'memory, on a StatefulSet',
      series: workload({
        ...fight,
        kind: 'StatefulSet',
        hpas: [{ name: 'web', metrics: [{ name: 'memory', target: 70, asks: '6x21 8x19 11x19 14x30' }] }],
        vpas: [{ name: 'web', mode: 'Recreate', memory: 2 ** 29 }],
        pods: rounds(
          shrinking.sizes.map((s) => s * 2 ** 30),
          shrinking.counts,
          'memory'
        ),
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:web', 'vpa:web'],
      says: /^Each time the VPA shrinks the pods/,
      paces: [1, 2],
    },
    {
      title: "KEDA's cpu trigger is a percentage too",
      series: workload({
        ...fight,
        hpas: [{ ...fight.hpas?.[0], name: 'keda-hpa-web', scaledObject: 'web' }],
        scaledObjects: [{ name: 'web', triggers: [{ metric: 'cpu', active: 1 }] }],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:keda-hpa-web', 'vpa:web'],
      says: /6 → 14/,
      paces: [1, 2],
    },
    {
      title: 'set up for it, nothing moved yet',
      series: calm({}),
      severity: 'medium',
      state: 'will-fight',
      actors: ['hpa:web', 'vpa:web'],
      says: 'The HPA scales on cpu % of a request that VPA web sizes: the next resize moves the replicas.',
    },
    {
      title: 'update mode not exported, but it was seen evicting',
      series: calm({ vpas: [{ name: 'web', cpu: 0.3, evicted: '0x40 1x39' }] }),
      severity: 'medium',
      state: 'will-fight',
      actors: ['hpa:web', 'vpa:web'],
      says: /the next resize moves the replicas/,
    },
    {
      title: 'the percentage is the second metric of the HPA',
      series: calm({ hpas: [{ name: 'web', metrics: [{ name: 'memory', target: 80 }, { target: 60 }] }] }),
      severity: 'medium',
      state: 'will-fight',
      actors: ['hpa:web', 'vpa:web'],
      says: /^The HPA scales on cpu % of/,
    },
  ],
  silent: [
    {
      title: 'update mode not exported, and nothing was seen of its doing',
      series: calm({ vpas: [{ name: 'web', cpu: 0.3 }] }),
    },
    {
      title: 'VPA on memory, HPA on cpu',
      series: calm({ vpas: [{ name: 'web', mode: 'Recreate', memory: 2 ** 29 }] }),
    },
    {
      title: 'VPA Off: the target moves, pods do not',
      series: calm({ vpas: [{ name: 'web', mode: 'Off', cpu: '0.5+0.01x80' }] }),
    },
    {
      title: 'HPA on an absolute value',
      series: workload({
        ...fight,
        vpas: [vpa],
        hpas: [{ name: 'web', metrics: [{ type: 'average', target: 0.7, asks: '6x21 8x19 11x19 14x30' }] }],
      }),
    },
    {
      title: 'HPA on a queue',
      series: calm({ hpas: [{ name: 'web', metrics: [{ name: 'queue', type: 'average', target: 30 }] }] }),
    },
    {
      title: 'another container than the one the HPA reads',
      series: calm({
        hpas: [{ name: 'web', metrics: [{ target: 60, container: 'app' }] }],
        vpas: [{ ...vpa, container: 'sidecar' }],
      }),
    },
    {
      title: 'deploys that change the request',
      series: workload({
        ...fight,
        vpas: [],
        rollouts: ['5m', '10m', '15m'],
        pods: shrinking.sizes.map((cpu, i) => ({ at: i === 0 ? '-1h' : `${5 * i}m1s`, count: 6, cpu, template: i })),
      }),
    },
    {
      title: 'set up for it once: since the fix the VPA sizes memory only',
      series: calm({ vpas: [{ ...vpa, cpu: '0.3x40 _x40', memory: 2 ** 29 }] }),
    },
    {
      title: 'a new workload that climbs in two steps while the VPA sizes its pods, and a fix since',
      series: workload({
        ...newborn,
        replicas: '4x2 8x3 13x73',
        hpas: [{ name: 'web', max: 40, metrics: [{ target: 50, asks: '13x80' }] }],
        vpas: [{ ...vpa, cpu: '0.3x9 _x71' }],
        pods: [...(newborn.pods?.slice(0, 2) ?? []), { at: '100s', count: 5, cpu: 0.38 }],
      }),
    },
    { title: 'a VPA and no HPA', series: calm({ hpas: [] }) },
    {
      title: 'a VPA on the neighbour',
      series: [
        ...calm({ vpas: [] }),
        ...workload({ ns: 'shop', name: 'api', replicas: '3x80', vpas: [{ ...vpa, name: 'api' }] }),
      ],
    },
  ],
});
