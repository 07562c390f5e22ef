/** @jest-environment node */
// Two hand-made HPAs on one workload: a deadlock since Kubernetes 1.26, a fight before it, a precondition at rest.
import { again } from '../../../../../tests/support/promtool';
import { testRule } from '../../../../../tests/support/ruleCases';
import { workload } from '../../../../../tests/support/workload';

const blind = { active: 0, metrics: [{ target: 60, unseen: true }] };
const deadlock = {
  ns: 'shop',
  name: 'cart',
  replicas: '4x80',
  hpas: [
    { name: 'cart-cpu', max: 10, ...blind },
    {
      name: 'cart-memory',
      max: 16,
      desired: '0x80',
      ...blind,
      metrics: [{ name: 'memory', target: 80, unseen: true }],
    },
  ],
  pods: [{ at: '-1h', count: 4, cpu: 0.5, memory: 2 ** 29 }],
};

testRule('hpa-double-target', {
  fires: [
    {
      title: 'AmbiguousSelector: both blind, neither scales, use asks for more',
      series: workload({ ...deadlock, usage: '2.4x80' }),
      severity: 'critical',
      state: 'fighting',
      actors: ['hpa:cart-cpu', 'hpa:cart-memory'],
      from: '0s',
      to: '20m',
      says: 'Two HPAs claim the same pods, so neither scales: stuck at 4 pods while demand needs 8.',
    },
    {
      title: 'the one that goes has the larger minimum: it moves along, no pod that serves is taken away',
      series: workload({
        ...deadlock,
        replicas: '12x80',
        hpas: [
          { ...deadlock.hpas[0], name: 'cart-cpu', min: 12, max: 15 },
          { ...deadlock.hpas[1], name: 'cart-memory', min: 2 },
        ],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:cart-cpu', 'hpa:cart-memory'],
      says: /stuck at 12 pods/,
      advises: ['"minReplicas":12', 'minReplicas: 12', 'At least 12 pods'],
    },
    {
      title: 'the same without a witness of demand',
      series: workload(deadlock),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:cart-cpu', 'hpa:cart-memory'],
      says: 'Two HPAs claim the same pods, so neither scales: stuck at 4 pods.',
    },
    {
      title: 'the second HPA was deleted half way',
      series: workload({
        ...deadlock,
        hpas: [
          { name: 'cart-cpu', active: '0x40 1x39' },
          { name: 'cart-memory', desired: '0x40 _x39', ...blind },
        ],
      }),
      severity: 'high',
      state: 'ended',
      actors: ['hpa:cart-cpu', 'hpa:cart-memory'],
      from: '0s',
      to: '10m',
      says: /neither scales/,
    },
    {
      title: 'Kubernetes before 1.26: the last writer wins, replicas go to and fro',
      series: workload({
        ns: 'old',
        name: 'api',
        scrape: '30s',
        replicas: again('12 12 5 5', 12),
        hpas: [
          { name: 'api-cpu', desired: '12x47' },
          { name: 'api-rps', desired: '5x47', metrics: [{ name: 'rps', type: 'average', target: 100 }] },
        ],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:api-cpu', 'hpa:api-rps'],
      says: 'Two HPAs, api-cpu and api-rps, scale the same workload.',
      paces: [1],
    },
    {
      title: 'both at rest at zero: nothing yet',
      series: workload({
        ...deadlock,
        replicas: '0x80',
        hpas: deadlock.hpas.map((hpa) => ({ ...hpa, desired: '0x80' })),
      }),
      severity: 'medium',
      state: 'will-fight',
      actors: ['hpa:cart-cpu', 'hpa:cart-memory'],
      says: 'Two HPAs, cart-memory and cart-cpu, scale the same workload.',
    },
    {
      title: 'a custom target without series of its own (Argo Rollout), metrics of containers and of the outside',
      series: workload({
        ns: 'shop',
        name: 'canary',
        kind: 'Rollout',
        replicas: '6x80',
        hpas: [
          { name: 'canary-cpu', ...blind, metrics: [{ name: 'cpu', container: 'app', target: 60, unseen: true }] },
          { name: 'canary-queue', ...blind, metrics: [{ name: 'queue', type: 'average', target: 30, unseen: true }] },
        ],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:canary-cpu', 'hpa:canary-queue'],
      says: /stuck at 6 pods/,
    },
  ],
  silent: [
    {
      title: 'an HPA renamed: old and new side by side for less than a minute',
      series: workload({
        ns: 'shop',
        name: 'cart',
        replicas: '4x80',
        hpas: [
          { name: 'old', desired: '4x40 _x39' },
          { name: 'new', desired: '_x39 4x40' },
        ],
      }),
    },
    {
      title: 'an HPA retargeted to the next colour',
      series: [
        ...workload({
          ns: 'shop',
          name: 'blue',
          replicas: '4x80',
          hpas: [{ name: 'a', target: { kind: 'Deployment', name: 'blue' } }],
        }),
        ...workload({
          ns: 'shop',
          name: 'green',
          replicas: '4x80',
          hpas: [{ name: 'b', target: { kind: 'Deployment', name: 'green' } }],
        }),
      ],
    },
    {
      title: 'a Deployment and a StatefulSet of one name',
      series: [
        ...workload({ ns: 'shop', name: 'cart', replicas: '4x80', hpas: [{ name: 'a' }] }),
        ...workload({ ns: 'shop', name: 'cart', kind: 'StatefulSet', replicas: '3x80', hpas: [{ name: 'b' }] }),
      ],
    },
    {
      title: 'a ScaledObject and its own HPA',
      series: workload({
        ns: 'shop',
        name: 'cart',
        replicas: '4x80',
        hpas: [{ name: 'keda-hpa-cart', scaledObject: 'cart' }],
        scaledObjects: [{ name: 'cart', triggers: [{ metric: 's0-kafka', active: 1 }] }],
      }),
    },
  ],
});
