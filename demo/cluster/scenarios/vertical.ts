// HPA beside VPA (catalogue B) and VPA alone (E). VPA's clocks are compressed as in the recordings.

import type { ClusterPlan } from '../cluster';
import type { Scenario } from '../specs/scenario';
import type { VpaSpec } from '../specs/vpa';
import { COMPRESSED_VPA } from '../timing';
import type { Cast } from './cast';
import { calm, fight, type Story } from './story';

const MEBIBYTE = 1024 ** 2;
const GIBIBYTE = 1024 ** 3;
const compressed = (...scenarios: Scenario[]): ClusterPlan => ({ scenarios, vpa: COMPRESSED_VPA });
const vpa = (c: Cast, more: Partial<VpaSpec> = {}): VpaSpec => ({ name: c.name, updateMode: 'Recreate', ...more });
const memoryOnly = [{ container: '*', controlledResources: ['memory' as const] }];
const cpuOnly = [{ container: '*', controlledResources: ['cpu' as const] }];

export const VERTICAL_STORIES: readonly Story[] = [
  fight({
    id: 'hpa-vpa-same-resource',
    title: 'low target, steady load: many small pods',
    seconds: 4500,
    fromSeconds: 300,
    allowed: ['hpa-pinned-max', 'vpa-evict-during-scale-out', 'vpa-recommendation-oscillation'],
    cast: (c) => {
      const percent = c.pick([45, 50, 55]);
      const request = c.pick([0.8, 1, 1.2]);
      const replicas = c.whole(5, 8);
      const workload = c.workload(replicas, {
        containers: c.containers({ requests: { cpu: request, memory: 256 * MEBIBYTE } }),
      });
      const demand = c.noisy((replicas * request * percent) / 100, 0.03);
      return compressed(
        c.scenario(replicas, demand, {
          workload,
          hpas: [c.hpa(3, 40, { metrics: [c.onCpu(percent)] })],
          vpas: [vpa(c)],
        })
      );
    },
  }),
  fight({
    id: 'hpa-vpa-same-resource-giants',
    expect: 'hpa-vpa-same-resource',
    title: 'high target, spiky pods: few giant pods',
    seconds: 4500,
    fromSeconds: 300,
    allowed: ['vpa-evict-during-scale-out', 'vpa-recommendation-oscillation', 'hpa-flapping'],
    cast: (c) => {
      const metrics = [c.onCpu(80)];
      const replicas = c.whole(10, 14);
      const workload = c.workload(replicas, { spread: 1.3, spreadSeconds: 60 });
      const cores = replicas * c.request * 0.8;
      return compressed(
        c.scenario(replicas, c.noisy(cores), { workload, hpas: [c.hpa(2, 20, { metrics })], vpas: [vpa(c)] })
      );
    },
  }),
  calm({
    id: 'hpa-vpa-same-resource-memory-vpa',
    title: 'HPA on cpu, VPA on memory only',
    cast: (c) =>
      compressed(
        c.scenario(5, c.noisy(c.coresFor(4.7)), { hpas: [c.hpa(3, 12)], vpas: [vpa(c, { policies: memoryOnly })] })
      ),
  }),
  calm({
    id: 'hpa-vpa-same-resource-average-value',
    title: 'HPA on an absolute cpu value, VPA on cpu',
    allowed: ['vpa-recommendation-oscillation'],
    cast: (c) => {
      const metrics = [{ type: 'Resource' as const, resource: 'cpu' as const, averageValue: 0.4 }];
      return compressed(c.scenario(5, c.noisy(1.95), { hpas: [c.hpa(3, 12, { metrics })], vpas: [vpa(c)] }));
    },
  }),
  calm({
    id: 'hpa-vpa-same-resource-vpa-off',
    title: 'HPA on cpu, VPA only recommends',
    cast: (c) =>
      compressed(
        c.scenario(5, c.noisy(c.coresFor(4.7), 0.05), { hpas: [c.hpa(3, 12)], vpas: [vpa(c, { updateMode: 'Off' })] })
      ),
  }),
  fight({
    id: 'hpa-inplace-denominator',
    title: 'requests change on living pods and the HPA answers at once',
    seconds: 4500,
    fromSeconds: 300,
    allowed: ['hpa-vpa-same-resource', 'hpa-pinned-max', 'vpa-recommendation-oscillation'],
    cast: (c) => {
      const faults = [{ what: 'resize' as const, fromSeconds: 900, toSeconds: 1500 }];
      const replicas = c.whole(4, 6);
      const workload = c.workload(replicas, {
        containers: c.containers({ requests: { cpu: 1, memory: 256 * MEBIBYTE } }),
      });
      const vpas = [vpa(c, { updateMode: 'InPlaceOrRecreate' })];
      return compressed(
        c.scenario(replicas, c.noisy(replicas * 0.5), {
          workload,
          hpas: [c.hpa(3, 40, { metrics: [c.onCpu(50)] })],
          vpas,
          faults,
        })
      );
    },
  }),
  calm({
    id: 'hpa-inplace-denominator-memory',
    title: 'in-place resizes of memory under an HPA on cpu',
    cast: (c) => {
      const vpas = [vpa(c, { updateMode: 'InPlaceOrRecreate', policies: memoryOnly })];
      const workload = c.workload(5, {
        memory: { base: 300 * MEBIBYTE, growPerMinute: 3 * MEBIBYTE, ceiling: 500 * MEBIBYTE },
      });
      return compressed(c.scenario(5, c.coresFor(4.7), { workload, hpas: [c.hpa(3, 12)], vpas }));
    },
  }),
  fight({
    id: 'vpa-evict-during-scale-out',
    title: 'VPA evicts while the HPA scales out',
    fromSeconds: 900,
    allowed: ['hpa-vpa-same-resource', 'hpa-pinned-max', 'vpa-recommendation-oscillation'],
    cast: (c) => {
      const demand = {
        kind: 'points' as const,
        points: [
          [0, c.coresFor(3.7)],
          [900, c.coresFor(3.7)],
          [1800, c.coresFor(16)],
        ] as const,
      };
      const workload = c.workload(4, { startSeconds: [25, 40] });
      const metrics = [c.onCpu()];
      const changes = [{ atSeconds: 930, do: 'patch-vpa' as const, name: c.name, updateMode: 'Recreate' as const }];
      const vpas = [vpa(c, { updateMode: 'Off' })];
      return compressed(c.scenario(4, demand, { workload, hpas: [c.hpa(3, 24, { metrics })], vpas, changes }));
    },
  }),
  fight({
    id: 'vpa-recommendation-oscillation',
    title: 'the recommendation follows a wave and pods are resized again and again',
    seconds: 7200,
    fromSeconds: 600,
    cast: (c) => {
      const demand = { kind: 'bursts' as const, base: 0.8, peak: 3.2, everySeconds: 2400, forSeconds: 1200 };
      return compressed(c.scenario(4, demand, { vpas: [vpa(c, { policies: cpuOnly })] }));
    },
  }),
  calm({
    id: 'vpa-recommendation-oscillation-steady',
    title: 'VPA settles once',
    cast: (c) =>
      compressed(c.scenario(4, c.noisy(4 * c.request * 0.8, 0.03), { vpas: [vpa(c, { policies: cpuOnly })] })),
  }),
  fight({
    id: 'vpa-eviction-loop',
    title: 'evicted every minute without any change',
    fromSeconds: 300,
    cast: (c) => {
      const faults = [{ what: 'vpa-bounds' as const, fromSeconds: 300, toSeconds: 3600 }];
      return compressed(c.scenario(4, c.noisy(4 * c.request * 0.8), { vpas: [vpa(c)], faults }));
    },
  }),
  fight({
    id: 'vpa-capped',
    title: 'VPA wants more than its policy allows',
    fromSeconds: 300,
    cast: (c) => {
      const policies = [{ container: '*', maxAllowed: { cpu: c.request } }];
      return compressed(c.scenario(3, c.noisy(3 * c.request * 1.6), { vpas: [vpa(c, { policies })] }));
    },
  }),
  calm({
    id: 'vpa-capped-within',
    title: 'a policy wide enough',
    allowed: ['vpa-recommendation-oscillation'],
    cast: (c) => {
      const policies = [{ container: '*', maxAllowed: { cpu: c.request * 3 }, controlledResources: ['cpu' as const] }];
      return compressed(c.scenario(3, c.noisy(3 * c.request * 1.3), { vpas: [vpa(c, { policies })] }));
    },
  }),
  fight({
    id: 'vpa-over-node',
    title: 'the recommendation is larger than any node',
    fromSeconds: 900,
    cast: (c) => {
      const demand = {
        kind: 'steps' as const,
        steps: [
          [0, 3],
          [900, 18],
        ] as const,
      };
      const pool = { name: 'small', count: 4, cpu: 4, memory: 16 * GIBIBYTE };
      return { ...compressed(c.scenario(3, demand, { vpas: [vpa(c, { policies: cpuOnly })] })), nodePools: [pool] };
    },
  }),
  calm({
    id: 'vpa-over-node-fits',
    title: 'large pods that still fit',
    cast: (c) => {
      const pool = { name: 'large', count: 4, cpu: 16, memory: 64 * GIBIBYTE };
      return {
        ...compressed(
          c.scenario(3, c.noisy(9), {
            workload: c.workload(3, { containers: c.containers({ requests: { cpu: 3.6, memory: 256 * MEBIBYTE } }) }),
            vpas: [vpa(c, { policies: cpuOnly })],
          })
        ),
        nodePools: [pool],
      };
    },
  }),
  fight({
    id: 'vpa-admission-broken',
    title: 'VPA evicts but new pods come back with old sizes',
    fromSeconds: 600,
    allowed: ['vpa-eviction-loop'],
    cast: (c) => {
      const faults = [{ what: 'vpa-admission' as const, fromSeconds: 0, toSeconds: 3600 }];
      return compressed(c.scenario(4, c.noisy(4 * c.request * 1.7), { vpas: [vpa(c, { policies: cpuOnly })], faults }));
    },
  }),
  calm({
    id: 'vpa-admission-broken-works',
    title: 'VPA evicts each pod once and new ones have the new size',
    allowed: ['vpa-recommendation-oscillation'],
    cast: (c) =>
      compressed(c.scenario(4, c.noisy(4 * c.request * 1.7, 0.01), { vpas: [vpa(c, { policies: cpuOnly })] })),
  }),
  fight({
    id: 'vpa-multi-match',
    title: 'two VPAs size the same pods',
    fromSeconds: 120,
    cast: (c) =>
      compressed(
        c.scenario(4, c.noisy(4 * c.request * 0.8), {
          vpas: [vpa(c, { name: `${c.name}-a` }), vpa(c, { name: `${c.name}-b` })],
        })
      ),
  }),
  calm({
    id: 'vpa-multi-match-split',
    title: 'one VPA watches cpu, another sizes memory',
    cast: (c) => {
      const vpas = [
        vpa(c, { name: `${c.name}-cpu`, updateMode: 'Off', policies: cpuOnly }),
        vpa(c, { name: `${c.name}-memory`, policies: memoryOnly }),
      ];
      return compressed(c.scenario(4, c.noisy(4 * c.request * 0.8), { vpas }));
    },
  }),
  fight({
    id: 'vpa-single-replica',
    title: 'one replica: the recommendation is never applied',
    fromSeconds: 300,
    cast: (c) => compressed(c.scenario(1, c.noisy(c.request * 2), { vpas: [vpa(c, { policies: cpuOnly })] })),
  }),
  calm({
    id: 'vpa-single-replica-initial',
    title: 'one replica whose size is set at creation only',
    cast: (c) =>
      compressed(
        c.scenario(1, c.noisy(c.request * 0.85, 0.01), {
          vpas: [vpa(c, { updateMode: 'Initial', policies: memoryOnly })],
          writers: [{ kind: 'deploy', atSeconds: 1800 }],
        })
      ),
  }),
  calm({
    id: 'hpa-vpa-same-resource-outside-metric',
    title: 'HPA on an outside metric, VPA on cpu',
    allowed: ['vpa-recommendation-oscillation'],
    cast: (c) => {
      const metrics = [{ type: 'External' as const, name: 'requests_per_second', signal: 'rate', averageValue: 100 }];
      return compressed(
        c.scenario(5, c.noisy(5 * c.request * 0.8), {
          signals: { rate: c.noisy(480) },
          hpas: [c.hpa(3, 12, { metrics })],
          vpas: [vpa(c)],
        })
      );
    },
  }),
  fight({
    id: 'vpa-pdb-deadlock',
    title: 'a budget forbids every eviction that VPA wants',
    fromSeconds: 300,
    allowed: ['pdb-blocks-drain'],
    cast: (c) =>
      compressed(
        c.scenario(3, c.noisy(3 * c.request * 1.7), {
          vpas: [vpa(c, { policies: cpuOnly })],
          pdbs: [{ name: c.name, maxUnavailable: 0 }],
        })
      ),
  }),
  calm({
    id: 'vpa-pdb-deadlock-room',
    title: 'a budget that leaves room for one',
    allowed: ['vpa-recommendation-oscillation'],
    cast: (c) =>
      compressed(
        c.scenario(4, c.noisy(4 * c.request * 1.5), {
          vpas: [vpa(c, { policies: cpuOnly })],
          pdbs: [{ name: c.name, maxUnavailable: 1 }],
        })
      ),
  }),
];
