/** @jest-environment node */
// Somebody scales by hand beside an HPA. Downwards it is undone at the next pass, upwards at once or after the window.
import { testRule } from '../../../../../tests/support/ruleCases';
import { workload } from '../../../../../tests/support/workload';

const steady = (asks: number): Array<{ target: number; asks: number }> => [{ target: 60, asks }];

/** A workload that sleeps in every sample, with nothing to do. */
const asleep = (generation: string) =>
  workload({
    ns: 'mail',
    name: 'jobs',
    replicas: '0x120',
    generation,
    hpas: [
      {
        name: 'keda-hpa-jobs',
        scaledObject: 'jobs',
        desired: 0,
        current: 0,
        active: 0,
        metrics: [{ name: 's0-kafka', type: 'average', target: 5, unseen: true }],
      },
    ],
    scaledObjects: [{ name: 'jobs', triggers: [{ metric: 's0-kafka', active: 0, value: 0 }] }],
  });

testRule('manual-vs-hpa', {
  fires: [
    {
      title: 'down once: a note, not an alarm',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '8x40 3 6 8x40',
        hpas: [{ name: 'web', desired: '8x40 8 6 8x40', metrics: steady(8) }],
      }),
      severity: 'info',
      state: 'ended',
      actors: ['human', 'hpa:web'],
      from: '10m',
      to: '10m45s',
      says: 'Scaled by hand once (3), undone by the HPA within 30 s.',
      paces: [1],
    },
    {
      title: 'up once: accepted, held for the window, undone',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '5x40 10x21 5x40',
        hpas: [{ name: 'web', desired: '5x40 5 10x20 5x40', metrics: steady(5) }],
      }),
      severity: 'info',
      state: 'ended',
      actors: ['human', 'hpa:web'],
      from: '10m',
      to: '15m45s',
      says: /^Scaled by hand once \(10\)/,
      paces: [1, 2],
    },
    {
      title: 'three different numbers within the hour, one above the maximum',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '5x40 30 20x20 5x20 3 5x20 12 12x20 5x40',
        hpas: [{ name: 'web', max: 20, desired: '5x40 5 20x20 5x20 5 5x20 5 12x20 5x40', metrics: steady(5) }],
      }),
      severity: 'medium',
      state: 'ended',
      actors: ['human', 'hpa:web'],
      says: /^Scaled by hand 3 times \(30, 3, 12\), each undone/,
      paces: [1],
    },
    {
      title: 'beside KEDA',
      series: workload({
        ns: 'shop',
        name: 'jobs',
        replicas: '8x40 2 4 8x60',
        hpas: [
          {
            name: 'keda-hpa-jobs',
            scaledObject: 'jobs',
            desired: '8x40 8 4 8x60',
            metrics: [{ name: 's0-kafka', type: 'average', target: 5, asks: 8 }],
          },
        ],
        scaledObjects: [{ name: 'jobs', triggers: [{ metric: 's0-kafka', active: 1 }] }],
      }),
      severity: 'info',
      state: 'ended',
      actors: ['human', 'hpa:keda-hpa-jobs'],
      says: /^Scaled by hand once \(2\)/,
      paces: [1],
    },
    {
      title: 'woken from the sleep of KEDA three times, each time cut at the next poll, between two samples',
      series: asleep('7x20 9x15 11x48 13x37'),
      severity: 'medium',
      state: 'ended',
      actors: ['human', 'keda:jobs'],
      says: 'Woken by hand 3 times while no trigger was active; KEDA put it back to sleep at its next poll.',
      paces: [1],
    },
    {
      title: 'woken three times, by chance at one distance: three are no rhythm',
      series: asleep('7x20 9x36 11x37 13x26'),
      severity: 'medium',
      state: 'ended',
      actors: ['human', 'keda:jobs'],
      says: /^Woken by hand 3 times/,
      paces: [1],
    },
  ],
  silent: [
    { title: 'one surplus pair of writes on a sleeping workload', series: asleep('7x40 9x80') },
    {
      title: 'a number that nobody undid',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '5x40 9x60',
        hpas: [{ name: 'web', desired: '5x40 5 9x59', metrics: [{ target: 60, asks: '5x40 9x60' }] }],
      }),
    },
    { title: 'no autoscaler', series: workload({ ns: 'shop', name: 'web', replicas: '5x20 9x20 5x20 9x20' }) },
    {
      title: 'a deploy with replicas',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '8x30 3 6 8x50',
        rollouts: ['7m40s'],
        hpas: [{ name: 'web', desired: '8x30 8 6 8x50', metrics: steady(8) }],
      }),
    },
    {
      title: 'an HPA that overshoots and corrects itself',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '4x40 9x3 6x25 4x40',
        hpas: [{ name: 'web', metrics: [{ target: 60, asks: '4x39 9x3 6x25 4x41' }] }],
      }),
      paces: [1, 2],
    },
    {
      title: 'replicas brought back by an edit of the bounds',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '4x40 10x40 4x40',
        hpas: [{ name: 'web', min: '2x40 10x40 2x40', metrics: [{ target: 60, unseen: true }] }],
      }),
    },
    {
      title: 'an HPA created inside the window takes over',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '10x40 4x60',
        hpas: [{ name: 'web', desired: '_x38 0x1 10 4x60', max: 4, metrics: [{ target: 60, asks: 4 }] }],
      }),
    },
    {
      title: 'KEDA to zero and back',
      series: workload({
        ns: 'shop',
        name: 'jobs',
        replicas: '5x40 0x40 1 5x40',
        hpas: [{ name: 'keda-hpa-jobs', metrics: [{ name: 's0-kafka', type: 'average', target: 5 }] }],
        scaledObjects: [{ name: 'jobs', cooldown: 300, triggers: [{ metric: 's0-kafka', active: '1x18 0x61 1x42' }] }],
      }),
      with: ['keda-cooldown-cliff'],
    },
    {
      title: 'samples missing around every edge',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '8x30 _x6 3 _x6 8x30',
        hpas: [{ name: 'web', desired: '8x30 _x6 8 _x6 8x30' }],
      }),
      paces: [1, 2],
    },
  ],
});
