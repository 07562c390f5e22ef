/** @jest-environment node */
// A container without a request blinds the HPA; the same darkness with all requests there has another reason.
import { extraSeries, type Extra } from '../../../../../tests/support/extraSeries';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { seriesSet, workload } from '../../../../../tests/support/workload';

const containers = (first: number, count: number, ...names: string[]): Extra[] =>
  Array.from({ length: count }, (_, i) => `web-pod-${String(first + i).padStart(4, '0')}`).flatMap((pod) =>
    names.map((container): Extra => ['pod.container', pod, 1, { container }])
  );
const extra = (rows: Extra[]) => extraSeries({ ns: 'shop', length: 81 }, rows);
const dark = (resource: 'cpu' | 'memory', container = '') => ({
  ns: 'shop',
  name: 'web',
  replicas: '6x80',
  hpas: [{ name: 'web', active: '1x20 0x60', metrics: [{ name: resource, target: 60, container, unseen: true }] }],
});
const old = { at: '-2h', count: 6, cpu: 0.5, memory: 1e9 };
const deployed = { rollouts: ['5m'], pods: [old, { at: '5m10s', count: 6, cpu: 0.5, template: 1 }] };

testRule('hpa-missing-requests', {
  fires: [
    {
      title: 'a deploy brings a sidecar without request',
      series: seriesSet(
        workload({ ...dark('cpu'), ...deployed }),
        extra([...containers(0, 6, 'app'), ...containers(6, 6, 'app', 'envoy')])
      ),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:web', 'ci'],
      from: '5m15s',
      to: '20m',
      slack: '60s',
      says: /^A deploy added a container without cpu request \(envoy\): the HPA is blind for 1[45] min( \d+ s)?, frozen at 6\.$/,
    },
    {
      title: 'from long ago, no deploy in sight',
      series: seriesSet(
        workload({ ...dark('memory'), pods: [{ at: '-2h', count: 6, cpu: 0.5 }] }),
        extra(containers(0, 6, 'app'))
      ),
      severity: 'medium',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /^There is a container without memory request \(app\)/,
    },
  ],
  silent: [
    {
      title: 'blind with every request there',
      series: seriesSet(workload({ ...dark('cpu'), pods: [old] }), extra(containers(0, 6, 'app'))),
      with: ['hpa-scaling-inactive'],
    },
    {
      title: 'the metric of one container that has its request',
      series: seriesSet(workload({ ...dark('cpu', 'app'), ...deployed }), extra(containers(6, 6, 'app', 'envoy'))),
      with: ['hpa-scaling-inactive'],
    },
    {
      title: 'another resource than the one scaled on',
      series: seriesSet(workload({ ...dark('cpu'), ...deployed }), extra(containers(6, 6, 'app'))),
      with: ['hpa-scaling-inactive'],
    },
    {
      title: 'containers are not exported',
      series: workload({ ...dark('cpu'), ...deployed }),
      with: ['hpa-scaling-inactive'],
    },
    {
      title: 'a sidecar without request beside an HPA that sees',
      series: seriesSet(
        workload({ ns: 'shop', name: 'web', replicas: '6x80', hpas: [{ name: 'web' }], ...deployed }),
        extra(containers(6, 6, 'app', 'envoy'))
      ),
    },
  ],
});

testStories('hpa-missing-requests');
