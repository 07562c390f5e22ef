/** @jest-environment node */
// KEDA reads, its HPAs do not: all of them at once, whatever their namespace.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { seriesSet, workload } from '../../../../../tests/support/workload';

const worker = (ns: string, active: string, status: string, more: object = {}) =>
  workload({
    ns,
    name: 'worker',
    replicas: 3,
    length: 121,
    hpas: [
      {
        name: 'keda-hpa-worker',
        scaledObject: 'worker',
        max: 10,
        active,
        metrics: [{ name: 's0-kafka-jobs', type: 'average', target: 10, status }],
      },
    ],
    scaledObjects: [
      { name: 'worker', triggers: [{ metric: 's0-kafka-jobs', active: 1, value: 28, errors: 0, ...more }] },
    ],
  });
const blind = ['1x60 0x60', '9.4x60 _x60'] as const;
const bounded = ['1x120', '9.4x60 _x60'] as const;
const fine = ['1x120', '9.4x120'] as const;
const cpu = workload({ ns: 'web', name: 'web', replicas: 4, length: 121, hpas: [{ name: 'web' }] });
const datadog = workload({
  ns: 'web',
  name: 'api',
  replicas: 4,
  length: 121,
  hpas: [{ name: 'api', metrics: [{ name: 'datadogmetric@web:rps', type: 'average', target: 10 }] }],
});
const says =
  /^3 HPAs of KEDA blind together for 1[45] min while KEDA reads every source without an error: frozen at 3\.$/;

testRule('external-metrics-apiservice-clash', {
  fires: [
    {
      title: 'three namespaces at once, CPU is read',
      series: seriesSet(worker('a', ...blind), worker('b', ...blind), worker('c', ...blind), cpu),
      severity: 'critical',
      state: 'fighting',
      actors: ['keda:worker'],
      from: '15m15s',
      to: '30m',
      slack: '60s',
      says,
      neverAdvises: ['kubectl patch', 'kind: APIService'],
    },
    {
      title: 'another adapter answers others',
      series: seriesSet(worker('a', ...blind), worker('b', ...blind), worker('c', ...blind), datadog),
      severity: 'critical',
      state: 'fighting',
      actors: ['keda:worker'],
      says,
      // Never more than likely: what takes the API from another adapter is said, not handed over.
      advises: ['First confirm, then: point the API back to KEDA', 'keda/keda-operator-metrics-apiserver'],
      neverAdvises: ['kubectl patch', 'kind: APIService'],
    },
  ],
  silent: [
    {
      title: 'one of three still reads',
      series: seriesSet(worker('a', ...blind), worker('b', ...blind), worker('c', ...fine)),
      with: ['hpa-scaling-inactive'],
    },
    {
      title: 'their sources fail',
      series: seriesSet(
        worker('a', ...blind, { errors: '0x60 1+1x60' }),
        worker('b', ...blind, { errors: '0x60 1+1x60' })
      ),
      with: ['keda-scaler-errors'],
    },
    {
      title: 'plateaus outside the bounds: passes that compute no metric, and none of them is blind',
      series: seriesSet(worker('a', ...bounded), worker('b', ...bounded), worker('c', ...bounded), cpu),
    },
    { title: 'one alone', series: seriesSet(worker('a', ...blind), cpu), with: ['hpa-scaling-inactive'] },
    {
      title: 'CPU is not read either: something larger is broken',
      series: seriesSet(
        worker('a', ...blind),
        worker('b', ...blind),
        workload({
          ns: 'web',
          name: 'web',
          replicas: 4,
          length: 121,
          hpas: [{ name: 'web', active: 0, metrics: [{ target: 60, unseen: true }] }],
        })
      ),
      with: ['hpa-scaling-inactive'],
    },
  ],
});

testStories('external-metrics-apiservice-clash');
