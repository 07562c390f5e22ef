/** @jest-environment node */
// The replicas field dropped from a manifest: once, to exactly 1, and the HPA climbs back.
import { testRule } from '../../../../../tests/support/ruleCases';
import { workload } from '../../../../../tests/support/workload';

const fallen = { ns: 'shop', name: 'web', replicas: '9x40 1 1 4 8 9x40', rollouts: ['10m5s'] };
const climbing = { name: 'web', desired: '9x40 9 1 4 8 9x40', metrics: [{ target: 60, asks: 9 }] };

testRule('replicas-field-removed', {
  fires: [
    {
      title: 'with a deploy',
      series: workload({ ...fallen, hpas: [climbing] }),
      severity: 'critical',
      state: 'ended',
      actors: ['ci', 'hpa:web'],
      from: '10m',
      to: '11m',
      says: 'A deploy dropped the replicas field: 9 → 1 at 02:10, and the HPA was at 8 within 60 s.',
      paces: [1, 2],
    },
    {
      title: 'with kubectl apply and no new template, from 60',
      series: workload({
        ns: 'ads',
        name: 'bid',
        replicas: '60x40 1 4 8 16 32 60x40',
        hpas: [{ name: 'bid', desired: '60x40 60 4 8 16 32 60x40', metrics: [{ target: 60, asks: 60 }] }],
      }),
      severity: 'critical',
      state: 'ended',
      actors: ['external', 'hpa:bid'],
      from: '10m',
      to: '11m15s',
      says: /^Something dropped the replicas field: 60 → 1 at 02:10, and the HPA was at 32 within/,
      paces: [1],
    },
    {
      title: 'seen at 4 only: an HPA that may at most double came from 1',
      series: workload({
        ns: 'shop',
        name: 'web',
        scrape: '30s',
        replicas: '9x20 4 9x20',
        generation: '3x20 5 6x20',
        rollouts: ['10m10s'],
        hpas: [{ name: 'web', current: '9x20 4 4 9x19', limited: '0x20 1 0x20', metrics: [{ target: 60, asks: 9 }] }],
      }),
      severity: 'critical',
      state: 'ended',
      actors: ['ci', 'hpa:web'],
      says: 'A deploy dropped the replicas field: 9 → 1 at 02:10, and the HPA was at 9 within 60 s.',
      paces: [1],
    },
  ],
  silent: [
    {
      title: 'an HPA that goes to 1 by itself at night',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '9x40 1x40 4x40',
        hpas: [{ name: 'web', metrics: [{ target: 60, asks: '9x39 1x40 4x40' }] }],
      }),
    },
    { title: 'no autoscaler: somebody scaled to 1', series: workload({ ...fallen, rollouts: [], hpas: [] }) },
    {
      title: 'a deploy to 1 where nothing climbs back',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '9x40 1x60',
        rollouts: ['10m10s'],
        hpas: [
          { name: 'web', desired: '9x40 1x60', active: '1x41 0x59', metrics: [{ target: 60, asks: '9x40 1x60' }] },
        ],
      }),
      with: ['hpa-scaling-inactive'],
    },
    {
      title: 'KEDA falls to 1 and on to 0',
      series: workload({
        ns: 'shop',
        name: 'jobs',
        replicas: '9x40 1x20 0x40',
        hpas: [
          { name: 'keda-hpa-jobs', metrics: [{ name: 's0-kafka', type: 'average', target: 5, asks: '9x39 1x61' }] },
        ],
        scaledObjects: [{ name: 'jobs', triggers: [{ metric: 's0-kafka', active: '1x40 0x60' }] }],
      }),
    },
    {
      title: 'from 2',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '2x40 1 2x40',
        hpas: [{ name: 'web', desired: '2x81', metrics: [{ target: 60, asks: 2 }] }],
      }),
    },
    {
      title: 'a schedule that writes 1 every quarter of an hour',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '5x40 1 4 5x57 1 4 5x57 1 4 5x30',
        hpas: [{ name: 'web', desired: '5x40 5 4 5x57 5 4 5x57 5 4 5x30', metrics: [{ target: 60, asks: 5 }] }],
      }),
      with: ['scheduled-scaler-vs-hpa'],
      paces: [1],
    },
    {
      title: 'across a hole in the samples',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '9x40 _x10 1 4 9x40',
        hpas: [{ name: 'web', desired: '9x40 _x10 9 4 9x40' }],
      }),
    },
  ],
});
