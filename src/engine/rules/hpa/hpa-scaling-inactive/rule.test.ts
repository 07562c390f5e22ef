/** @jest-environment node */
// A blind HPA: ScalingActive false while pods run, for longer than the passes at birth or after a rollout.
import { testRule } from '../../../../../tests/support/ruleCases';
import { workload } from '../../../../../tests/support/workload';

const dark = (active: string, more: object = {}, hpa: object = {}) =>
  workload({
    ns: 'shop',
    name: 'web',
    replicas: '6x80',
    hpas: [{ name: 'web', min: 2, max: 20, active, metrics: [{ target: 60, unseen: true }], ...hpa }],
    ...more,
  });

testRule('hpa-scaling-inactive', {
  fires: [
    {
      title: 'ten minutes without metrics',
      series: dark('1x20 0x40 1x19'),
      severity: 'high',
      state: 'ended',
      actors: ['hpa:web'],
      from: '5m15s',
      to: '15m15s',
      says: 'No metrics for 10 min: frozen at 6.',
    },
    {
      title: 'while use grows: pods and requests tell what the HPA cannot see',
      series: dark('1x20 0x60', { usage: '1.8x20 1.8+0.06x60', pods: [{ at: '-2h', count: 6, cpu: 0.5 }] }),
      severity: 'critical',
      state: 'fighting',
      actors: ['hpa:web'],
      from: '5m15s',
      to: '20m',
      says: /^No metrics for 15 min: frozen at 6 while demand rose to 1[78]\.$/,
    },
    {
      title: 'a night without metrics, seen every five minutes: each sample shows it',
      series: dark('1x20 0x80', { scrape: '5m', replicas: '6x100' }),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /^No metrics for .* h.*: frozen at 6\.$/,
      paces: [1],
    },
    {
      title: 'what it read last, before it went blind, is no demand of now',
      series: dark('1x20 0x60', {}, { metrics: [{ target: 60, status: '60x16 120x4 _x60' }] }),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:web'],
      says: 'No metrics for 15 min: frozen at 6.',
      paces: [1, 2],
    },
    {
      title: 'on two, three and more occasions',
      series: dark('1x9 0x14 1x9 0x14 1x31'),
      severity: 'high',
      state: 'ended',
      actors: ['hpa:web'],
      from: '2m30s',
      to: '12m15s',
      says: /^No metrics for 7 min: frozen at 6\.$/,
      paces: [1],
    },
    {
      title: 'from its birth on, for good',
      series: dark('0x80', { replicas: '6x100' }, { desired: '_x20 0x80', active: '0x100' }),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:web'],
      from: '7m',
      to: '25m',
      slack: '1m',
      says: /^No metrics for 18 min: frozen at 6\.$/,
    },
    {
      title: "KEDA's HPA whose source fails is explained by the errors",
      series: workload({
        ns: 'shop',
        name: 'jobs',
        replicas: '3x80',
        hpas: [
          {
            name: 'keda-hpa-jobs',
            scaledObject: 'jobs',
            active: '1x20 0x59',
            metrics: [{ name: 's0-kafka', type: 'average', target: 5, status: '5x20 _x60' }],
          },
        ],
        scaledObjects: [
          { name: 'jobs', triggers: [{ metric: 's0-kafka', active: 1, value: 15, errors: '0x20 1+1x59' }] },
        ],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:keda-hpa-jobs'],
      says: 'No metrics for 15 min: frozen at 3.',
      with: ['keda-scaler-errors'],
    },
  ],
  silent: [
    {
      title: 'at zero replicas',
      series: workload({
        ns: 'shop',
        name: 'jobs',
        replicas: '0x80',
        hpas: [{ name: 'jobs', active: 0, metrics: [{ target: 60, unseen: true }] }],
      }),
    },
    { title: 'a blip of one pass', series: dark('1x30 0x2 1x47') },
    {
      title: 'ninety seconds in a rollout that replaces all pods',
      series: dark('1x40 0x5 1x34', { rollouts: ['10m'] }),
    },
    {
      title: 'the first minute and a half of a new HPA',
      series: dark('1x80', {}, { desired: '_x20 0x4 6x55', active: '_x20 0x5 1x54' }),
    },
    { title: 'unknown where no condition was ever set', series: dark('_x80') },
    {
      title: 'no samples at all for ten minutes',
      series: dark('1x20 _x40 1x19', { replicas: '6x20 _x40 6x19' }, { desired: '6x20 _x40 6x19' }),
    },
  ],
});
