/** @jest-environment node */
// An HPA that ignores its own metric; and everything that may rightly hold one.
import { extraSeries } from '../../../../../tests/support/extraSeries';
import type { HpaCase } from '../../../../../tests/support/hpaCase';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload, type WorkloadCase } from '../../../../../tests/support/workload';

/** Two hours on six pods. */
const web = (status: string, hpa: Partial<HpaCase> = {}, more: Partial<WorkloadCase> = {}) =>
  workload({
    ns: 'shop',
    name: 'web',
    replicas: '6x480',
    hpas: [{ name: 'web', min: 2, max: 20, limited: 0, metrics: [{ target: 60, status }], ...hpa }],
    ...more,
  });

testRule('hpa-far-from-target', {
  fires: [
    {
      title: 'twice its target for forty minutes, and it stays',
      series: web('60x159 120x160 60x160'),
      severity: 'critical',
      state: 'ended',
      actors: ['hpa:web'],
      from: '40m',
      to: '80m',
      says: 'cpu stands at 200 % of its target for 40 min, which asks for 12 replicas; the HPA stays at 6 and nothing is seen to hold it.',
    },
    {
      title: 'half of its target for two hours: no window is as long',
      series: web('30x480'),
      severity: 'medium',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /^cpu stands at 50 % of its target for 2 h, which asks for 3 replicas; the HPA stays at 6/,
    },
    {
      title: 'a number from outside, on a StatefulSet',
      series: web(
        '',
        { metrics: [{ name: 'queue_depth', type: 'average', target: 10, asks: '6x159 9x321' }] },
        { kind: 'StatefulSet' }
      ),
      severity: 'critical',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /^queue_depth stands at 150 % of its target for 80 min, which asks for 9 replicas; the HPA stays at 6/,
    },
  ],
  silent: [
    { title: 'inside the tolerance and a little more', series: web('70x480') },
    { title: 'rounding: 2.1 pods are three', series: web('42x480', {}, { replicas: '3x480' }) },
    { title: 'at its minimum', series: web('10x480', { min: 6 }) },
    { title: 'at its maximum', series: web('120x480', { max: 6 }), with: ['hpa-pinned-max'] },
    {
      title: 'a policy limits it',
      series: web('120x159 60x321', { limited: '1x159 0x321' }),
      with: ['hpa-range-frozen'],
    },
    {
      title: 'pods that are not ready count as idle on the way up',
      series: web('120x480', {}, { ready: '3x480' }),
    },
    {
      title: 'another writer puts the number back',
      series: web('120x480', { desired: '12x480' }, { generation: '3+2x480' }),
      with: ['hpa-gitops-replicas'],
    },
    { title: 'half of its target for fifty minutes: a window may be as long', series: web('60x279 30x201') },
    { title: 'fifteen minutes', series: web('60x159 120x58 60x262') },
    {
      title: 'the other metric is not seen: it forbids the way down',
      series: web('', {
        metrics: [
          { target: 60, status: '30x480' },
          { name: 'lag', type: 'average', target: 5, unseen: true },
        ],
      }),
      with: ['hpa-partial-metrics'],
    },
    {
      title: 'the other metric wants what stands',
      series: web('', {
        metrics: [
          { target: 60, status: '20x480' },
          { name: 'lag', type: 'average', target: 5, asks: 6 },
        ],
      }),
    },
    {
      title: 'a rollout in each half hour, with fresh pods',
      series: [
        ...web('60x119 120x40 60x79 120x40 60x200', {}, { rollouts: ['30m', '60m'] }),
        ...extraSeries({ ns: 'shop', length: 481 }, [
          ['workload.updated', 'web', '6x120 1x40 6x79 1x40 6x200', { kind: 'Deployment' }],
        ]),
      ],
    },
    {
      title: 'conditions are not exported: nothing tells what holds it',
      series: web('120x480', { limited: undefined }),
    },
  ],
});

testStories('hpa-far-from-target');
