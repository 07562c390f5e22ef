/** @jest-environment node */
// N to 0 in one step at the end of KEDA's cooldown. Steps down, small numbers and other hands are no cliff.
import { testRule } from '../../../../../tests/support/ruleCases';
import { workload, type WorkloadCase } from '../../../../../tests/support/workload';

function encoder(replicas: string, active: string, more: Partial<WorkloadCase> = {}) {
  return workload({
    ns: 'media',
    name: 'encoder',
    replicas,
    hpas: [
      {
        name: 'keda-hpa-encoder',
        scaledObject: 'encoder',
        max: 50,
        metrics: [{ name: 's0-sqs-videos', type: 'average', target: 1 }],
      },
    ],
    scaledObjects: [{ name: 'encoder', cooldown: 300, triggers: [{ metric: 's0-sqs-videos', active }] }],
    ...more,
  });
}

testRule('keda-cooldown-cliff', {
  fires: [
    {
      title: 'eight at once, five minutes after the last message',
      series: encoder('8x60 0x40', '1x40 0x60'),
      severity: 'medium',
      state: 'ended',
      actors: ['keda:encoder'],
      from: '15m',
      to: '15m15s',
      says: '8 → 0 in one step after the cooldown, at 02:15.',
    },
    {
      title: 'twice, from different heights',
      series: encoder('8x40 0x20 30x40 0x40', '1x20 0x41 1x20 0x60'),
      severity: 'medium',
      state: 'ended',
      actors: ['keda:encoder'],
      from: '10m',
      to: '25m45s',
      says: '30 → 0 in one step after the cooldown, 2 times: 02:10, 02:25.',
    },
    {
      title: 'without the custom resource, scraped every 30 s',
      // Above 90 s of scrape it is not judged.
      paces: [1, 2],
      series: encoder('5x40 0x40', '1x28 0x52', {
        scrape: '30s',
        scaledObjects: [{ name: 'encoder', triggers: [{ metric: 's0-sqs-videos', active: '1x28 0x52' }] }],
      }),
      severity: 'medium',
      state: 'ended',
      actors: ['keda:encoder'],
      says: /^5 → 0 in one step after the cooldown, at 02:20/,
    },
    {
      title: 'a trigger that is still active beside one that is idle does not hide it',
      series: encoder('4x40 0x40', '1x20 0x60', {
        scaledObjects: [
          {
            name: 'encoder',
            cooldown: 60,
            triggers: [
              { metric: 's0-sqs-videos', active: '1x20 0x60' },
              { metric: 's1-cron', active: '1x36 0x44' },
            ],
          },
        ],
      }),
      severity: 'medium',
      state: 'ended',
      actors: ['keda:encoder'],
      says: /^4 → 0/,
    },
  ],
  silent: [
    {
      title: 'the HPA brought it down in steps first',
      series: encoder('8x40 6x10 4x10 2x10 1x10 0x20', '1x40 0x65'),
      paces: [1, 2],
    },
    { title: 'from two', series: encoder('2x60 0x40', '1x40 0x60') },
    {
      title: 'a minimum above zero',
      series: encoder('8x60 2x40', '1x40 0x60', {
        hpas: [
          {
            name: 'keda-hpa-encoder',
            scaledObject: 'encoder',
            min: 2,
            metrics: [{ name: 's0-sqs-videos', type: 'average', target: 1, asks: '8x59 1x42' }],
          },
        ],
      }),
      paces: [1],
    },
    {
      title: 'a person scales a workload without KEDA to zero',
      series: encoder('8x60 0x40', '1x40 0x60', { hpas: [], scaledObjects: [] }),
    },
    {
      title: 'a person under an HPA alone',
      series: encoder('8x60 0x40', '1x40 0x60', { scaledObjects: [], hpas: [{ name: 'encoder', max: 50 }] }),
    },
    {
      title: 'somebody woke five idle pods, KEDA ends it at its next poll',
      series: encoder('0x40 5 5 0x40', '0x82'),
      paces: [1],
    },
    { title: 'the fall lies in a hole of the samples', series: encoder('8x40 _x30 0x30', '1x40 _x30 0x30') },
  ],
});
