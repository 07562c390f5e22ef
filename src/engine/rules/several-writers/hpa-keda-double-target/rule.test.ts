/** @jest-environment node */
// A hand-made HPA beside KEDA's own. Whose an HPA is follows from labels, names of metrics, or its own name.
import { testRule } from '../../../../../tests/support/ruleCases';
import { workload } from '../../../../../tests/support/workload';

const unseen = [{ target: 70, unseen: true }];
const external = (
  value: number
): Array<{ name: string; type: 'average'; target: number; status: number; unseen: boolean }> => [
  { name: 's0-rabbitmq-orders', type: 'average', target: 5, status: value, unseen: true },
];
const frozen = {
  ns: 'orders',
  name: 'worker',
  replicas: '2x80',
  hpas: [
    { name: 'worker-cpu', active: 0, desired: '0x80', metrics: unseen },
    { name: 'keda-hpa-worker', scaledObject: 'worker', active: 0, metrics: external(50) },
  ],
  scaledObjects: [{ name: 'worker', triggers: [{ metric: 's0-rabbitmq-orders', active: 1, value: 60 }] }],
};

testRule('hpa-keda-double-target', {
  fires: [
    {
      title: 'both blind, frozen, while the queue asks for more',
      series: workload(frozen),
      severity: 'critical',
      state: 'fighting',
      actors: ['hpa:worker-cpu', 'keda:worker'],
      from: '0s',
      to: '20m',
      says: "A hand-made HPA and KEDA's HPA claim the same pods: stuck at 2 while demand needs 12.",
    },
    {
      title: 'without labels and with a name of its own: the metric tells',
      series: workload({
        ...frozen,
        hpas: [
          { name: 'worker-cpu', active: 0, metrics: unseen },
          { name: 'worker-events', active: 0, metrics: external(5) },
        ],
        scaledObjects: [],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:worker-cpu', 'keda:worker-events'],
      says: "A hand-made HPA and KEDA's HPA claim the same pods: stuck at 2.",
    },
    {
      title: 'a source that fails is no witness: its last value stands frozen',
      series: workload({
        ...frozen,
        scaledObjects: [
          { name: 'worker', triggers: [{ metric: 's0-rabbitmq-orders', active: 1, value: 60, errors: '3+1x80' }] },
        ],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:worker-cpu', 'keda:worker'],
      says: /stuck at 2\.$/,
      with: ['keda-scaler-errors'],
    },
    {
      title: 'both at rest at zero',
      series: workload({
        ...frozen,
        replicas: '0x80',
        hpas: frozen.hpas.map((hpa) => ({ ...hpa, desired: '0x80' })),
        scaledObjects: [{ name: 'worker', triggers: [{ metric: 's0-rabbitmq-orders', active: 0, value: 0 }] }],
      }),
      severity: 'medium',
      state: 'will-fight',
      actors: ['hpa:worker-cpu', 'keda:worker'],
      says: "HPA worker-cpu and KEDA's ScaledObject worker own the same workload.",
    },
    {
      title: 'a hand-made HPA on memory: the trigger that replaces it is on memory too',
      series: workload({
        ...frozen,
        hpas: [
          { name: 'worker-mem', active: 0, metrics: [{ name: 'memory', target: 75, unseen: true }] },
          ...frozen.hpas.slice(1),
        ],
      }),
      severity: 'critical',
      state: 'fighting',
      actors: ['hpa:worker-mem', 'keda:worker'],
      says: /stuck at 2/,
    },
  ],
  silent: [
    {
      title: 'a ScaledObject with a cpu trigger and its own HPA',
      series: workload({
        ...frozen,
        hpas: [
          {
            name: 'keda-hpa-worker',
            scaledObject: 'worker',
            metrics: [{ target: 70 }, { name: 's0-rabbitmq-orders', type: 'average', target: 5 }],
          },
        ],
      }),
    },
    {
      title: 'an HPA adopted by KEDA under its old name',
      series: workload({
        ...frozen,
        hpas: [{ name: 'worker-cpu', scaledObject: 'worker', metrics: [{ target: 70 }] }],
      }),
    },
    {
      title: 'the hand-made HPA was deleted before the ScaledObject came',
      series: workload({
        ...frozen,
        hpas: [
          { name: 'worker-cpu', desired: '2x38 _x41' },
          { name: 'keda-hpa-worker', scaledObject: 'worker', desired: '_x41 2x38' },
        ],
      }),
    },
  ],
});
