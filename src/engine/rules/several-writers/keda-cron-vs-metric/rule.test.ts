/** @jest-environment node */
// A cron floor above the load, and a dip where two windows touch.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const cron = (asks: string) => ({
  name: 's1-cron-Europe-Berlin-08xx1-5-18xx1-5',
  type: 'average' as const,
  target: 1,
  asks,
});
const queue = (asks: number | string) => ({ name: 's0-rabbitmq-work', type: 'average' as const, target: 10, asks });
const web = { ns: 'shop', name: 'web', scrape: '30s' };
const hpa = { name: 'keda-hpa-web', scaledObject: 'web', min: 1, max: 30 };
const scaledObjects = [{ name: 'web', triggers: [{ metric: 's0-rabbitmq-work', active: 1 }] }];

testRule('keda-cron-vs-metric', {
  fires: [
    {
      title: 'a floor of 12 for half an hour, load for 3',
      // Above 90 s of scrape it is not judged.
      paces: [1, 2],
      series: workload({
        ...web,
        scaledObjects,
        replicas: '3x20 12x69 3x20',
        hpas: [{ ...hpa, metrics: [queue(3), cron('0x20 12x59 0x30')] }],
      }),
      severity: 'low',
      state: 'ended',
      actors: ['keda:web'],
      from: '10m',
      to: '40m',
      slack: '2m',
      says: /^Cron holds 12 for (28|29|30) min while the load asks for 3 at most/,
    },
    {
      title: 'windows of ten minutes that come again, each too short to tell alone',
      series: workload({
        ...web,
        scaledObjects,
        replicas: '2x20 9x21 2x19 9x21 2x20',
        hpas: [{ ...hpa, metrics: [queue(2), cron('0x20 9x20 0x20 9x20 0x21')] }],
      }),
      severity: 'low',
      state: 'ended',
      actors: ['keda:web'],
      says: /^Cron holds 9 for (19|20|21) min while the load asks for 2 at most/,
      paces: [1, 2],
    },
    {
      title: 'two windows touch: 12 to 3 and back within two minutes',
      series: workload({
        ...web,
        scaledObjects,
        replicas: '12x40 3x2 12x60',
        hpas: [{ ...hpa, metrics: [queue(8), cron('12x39 0 0 12x62')] }],
      }),
      severity: 'high',
      state: 'ended',
      actors: ['keda:web'],
      says: 'Between two cron windows replicas fall 12 → 3 and climb back: once.',
      paces: [1],
    },
    {
      title: 'cron is all there is, and its two windows touch (kedacore/keda#6665)',
      series: workload({
        ...web,
        replicas: '24x40 4 8 16 24x60',
        hpas: [
          {
            ...hpa,
            min: 4,
            metrics: [
              cron('24x39 0x0 0x62'),
              { ...cron('0x39 0x0 24x62'), name: 's0-cron-Europe-Berlin-18xx1-5-08xx1-5' },
            ],
          },
        ],
      }),
      severity: 'high',
      state: 'ended',
      actors: ['keda:web'],
      says: 'Between two cron windows replicas fall 24 → 4 and climb back: once.',
      paces: [1],
    },
  ],
  silent: [
    {
      title: 'the load comes too',
      series: workload({
        ...web,
        scaledObjects,
        replicas: '3x20 12x69 3x20',
        hpas: [{ ...hpa, metrics: [queue('3x20 11x69 3x20'), cron('0x20 12x59 0x30')] }],
      }),
    },
    {
      title: 'ten minutes of head start',
      series: workload({
        ...web,
        scaledObjects,
        replicas: '3x20 12x89',
        hpas: [{ ...hpa, metrics: [queue('3x39 11x70'), cron('0x20 12x89')] }],
      }),
    },
    {
      title: 'cron is all there is: a floor that holds, and the end of its window',
      series: workload({
        ...web,
        replicas: '12x60 3x40',
        hpas: [{ ...hpa, min: 3, metrics: [cron('12x59 0x41')] }],
      }),
    },
    {
      title: 'the same plateau without cron',
      series: workload({
        ...web,
        scaledObjects,
        replicas: '3x20 12x69 3x20',
        hpas: [{ ...hpa, metrics: [queue(3), { ...cron('0x20 12x59 0x30'), name: 's1-kafka-orders' }] }],
      }),
    },
  ],
});

testStories('keda-cron-vs-metric');
