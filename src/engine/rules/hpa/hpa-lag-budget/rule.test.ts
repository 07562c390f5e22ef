/** @jest-environment node */
// From demand to ready pods, by the times of the pods themselves.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const web = { ns: 'shop', name: 'web', scrape: '15s', replicas: '4x40 12x80', ready: '4x53 12x67' };
const hpas = [{ name: 'web', min: 3, max: 24, metrics: [{ target: 60, status: '60x39 170x14 60x67' }] }];
const old = { at: '-2d', count: 4, scheduled: '1s', ready: '10s' };
const fresh = (scheduled: string, ready: string) => [old, { at: '10m', count: 8, scheduled, ready }];

testRule('hpa-lag-budget', {
  fires: [
    {
      title: 'pods that take 195 s to start',
      series: workload({ ...web, hpas, pods: fresh('1s', '195s') }),
      severity: 'high',
      state: 'ended',
      actors: ['hpa:web'],
      from: '10m',
      to: '13m15s',
      slack: '60s',
      says: '218 s from demand to ready pods against a budget of 120 s, 4 → 12 replicas: 194 s of it for start and readiness.',
    },
    {
      title: 'most of it waits for a node: a number, not a finding',
      series: workload({ ...web, hpas, pods: fresh('180s', '195s') }),
      severity: 'info',
      state: 'ended',
      actors: ['hpa:web'],
      says: /180 s of it for the wait for a node\.$/,
    },
    {
      title: 'quick pods, and a window of three minutes before them',
      series: workload({
        ...web,
        ready: '4x41 12x79',
        hpas: [{ ...hpas[0], name: 'web', metrics: [{ target: 60, status: '60x27 170x13 60x80' }] }],
        pods: fresh('1s', '9s'),
      }),
      severity: 'high',
      state: 'ended',
      actors: ['hpa:web'],
      from: '7m',
      to: '10m9s',
      slack: '60s',
      says: /^2\d\d s from demand to ready pods against a budget of 120 s, 4 → 12 replicas: 1[5-9]\d s of it for a scale-up window, while the HPA itself asks for more\.$/,
    },
  ],
  silent: [
    {
      title: 'the same wait, because a policy holds it',
      series: workload({
        ...web,
        ready: '4x41 12x79',
        hpas: [
          {
            ...hpas[0],
            name: 'web',
            limited: '0x27 1x13 0x80',
            metrics: [{ target: 60, status: '60x27 170x13 60x80' }],
          },
        ],
        pods: fresh('1s', '9s'),
      }),
    },
    {
      title: 'a window of a minute, within the budget',
      series: workload({
        ...web,
        ready: '4x41 12x79',
        hpas: [{ ...hpas[0], name: 'web', metrics: [{ target: 60, status: '60x36 170x4 60x80' }] }],
        pods: fresh('1s', '9s'),
      }),
      paces: [1, 2],
    },
    {
      title: 'a climb back from what somebody else wrote: that writer is the cause, not the pods',
      series: workload({
        ...web,
        replicas: '12x38 4 4 12x80',
        ready: '12x38 4x13 12x69',
        hpas: [
          {
            ...hpas[0],
            name: 'web',
            desired: '12x38 12 12 12x80',
            metrics: [{ target: 60, status: '60x38 170x14 60x68' }],
          },
        ],
        pods: fresh('1s', '195s'),
      }),
      paces: [1],
    },
    { title: 'ready in 20 s', series: workload({ ...web, ready: '4x42 12x78', hpas, pods: fresh('1s', '20s') }) },
    {
      title: 'slow, and demand does not wait',
      series: workload({
        ...web,
        hpas: [{ ...hpas[0], name: 'web', metrics: [{ target: 60, status: '60x120' }] }],
        pods: fresh('1s', '195s'),
      }),
    },
    {
      title: 'unready again an hour later is not a slow start',
      series: workload({ ...web, ready: '4x42 12x78', hpas, pods: fresh('1s', '900s') }),
    },
    { title: 'times of pods are not exported', series: workload({ ...web, hpas, pods: [{ at: '10m', count: 8 }] }) },
  ],
});

testStories('hpa-lag-budget');
