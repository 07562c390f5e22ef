/** @jest-environment node */
// An HPA at its maximum: a shortage only where the metrics ask for more than the dead band, for minutes.
import type { MetricCase } from '../../../../../tests/support/hpaCase';
import { again, parseValues } from '../../../../../tests/support/promtool';
import { testRule } from '../../../../../tests/support/ruleCases';
import { workload } from '../../../../../tests/support/workload';
import type { Series } from '../../../../model/series';

/** As long as what demand asks for. */
const pinned = (max: number, asks: string, more: object = {}): Series[] =>
  workload({
    ns: 'shop',
    name: 'web',
    replicas: `${max}x80`,
    length: parseValues(asks).length,
    hpas: [{ name: 'web', min: 2, max, limited: 1, metrics: [{ target: 60, asks }], ...more }],
  });

/** A consumer of a queue, eight at most. */
const queue = (asks: string, name = 's0-rabbitmq-orders', others: readonly MetricCase[] = []): Series[] =>
  workload({
    ns: 'shop',
    name: 'web',
    replicas: '8x80',
    length: parseValues(asks).length,
    hpas: [
      {
        name: 'web',
        min: 2,
        max: 8,
        limited: 1,
        metrics: [{ name, type: 'average', target: 5, asks }, ...others],
      },
    ],
  });

testRule('hpa-pinned-max', {
  fires: [
    {
      title: 'a queue that fills at once and is worked off at the maximum: hundreds are asked for, and none is missing',
      series: queue('8x20 600 560 520 480 440 400 360 320 280 240 200 160 120 100 80 70 60 50 40 30 20 15 10 8x36'),
      severity: 'info',
      state: 'ended',
      actors: ['hpa:web'],
      says: 'At max 8 for 6 min in all, while s0-rabbitmq-orders is worked off, within 6 min each time.',
      paces: [1],
    },
    {
      title: 'beside a small queue that is worked off CPU asks for more than the maximum: that is missing',
      series: queue('1x10 6x5 5x5 4x5 3x5 2x30 1x25', 's0-rabbitmq-orders', [{ target: 60, asks: '8x10 16x50 8x20' }]),
      severity: 'critical',
      state: 'ended',
      actors: ['hpa:web'],
      says: 'At max 8 for 13 min while the metrics ask for 16.',
      paces: [1],
    },
    {
      title: 'a day at the maximum, seen every five minutes: each sample shows it',
      series: workload({
        ns: 'shop',
        name: 'web',
        scrape: '5m',
        replicas: '8x288',
        hpas: [{ name: 'web', min: 2, max: 8, limited: 1, metrics: [{ target: 60, asks: '16x288' }] }],
      }),
      severity: 'critical',
      state: 'fighting',
      actors: ['hpa:web'],
      says: 'At max 8 for 24 h while the metrics ask for 16.',
      paces: [1],
    },
    {
      title: 'messages a second are no queue: they fall with the load, and nobody works them off',
      series: queue('8x10 40x5 38x5 36x5 34x5 30x5 27x5 24x5 20x5 16x5 14x5 6x25', 'nats_messages_per_second'),
      severity: 'critical',
      state: 'ended',
      actors: ['hpa:web'],
      says: 'At max 8 for 15 min while the metrics ask for 40.',
      paces: [1],
    },
    {
      title: 'a queue that grows all the time',
      series: queue('8x20 20 24 30 35 40 46 50 55 61 66 70 75 80 86 90 96 100 106 110 115 120 126 130 135x36'),
      severity: 'critical',
      state: 'fighting',
      actors: ['hpa:web'],
      says: 'At max 8 for 15 min while the metrics ask for 135.',
      paces: [1],
    },
    {
      title: 'a queue that falls for a while and fills again',
      series: queue('8x10 600 540 480 420 360 300 240 180 120 80 600 540 480 420 360 300 240 180 120 80 600x40'),
      severity: 'critical',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /while the metrics ask for 600\.$/,
      advises: ['Raise the maximum to 16', '"maxReplicaCount":16', 'One step'],
      paces: [1],
    },
    {
      title: 'a quarter short for twenty minutes',
      series: pinned(8, '10x80'),
      severity: 'critical',
      state: 'fighting',
      actors: ['hpa:web'],
      from: '0s',
      to: '20m',
      says: 'At max 8 for 20 min while the metrics ask for 10.',
      advises: ['"maxReplicas":13', '1.3 times'],
    },
    {
      title: 'twice too few for six minutes, then enough',
      series: pinned(40, '40x20 80x24 40x34'),
      severity: 'critical',
      state: 'ended',
      actors: ['hpa:web'],
      from: '5m15s',
      to: '11m15s',
      says: 'At max 40 for 6 min while the metrics ask for 80.',
      paces: [1, 2],
    },
    {
      title: 'two peaks with a long calm between: one story, both intervals',
      series: pinned(100, '100x10 115x24 60x40 115x24 100x20'),
      severity: 'critical',
      state: 'ended',
      actors: ['hpa:web'],
      from: '2m45s',
      to: '25m15s',
      slack: '45s',
      says: /^At max 100 for 12 min while the metrics ask for 115/,
      paces: [1, 2],
    },
    {
      title: 'a maximum of one, by the second of two metrics',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '1x80',
        hpas: [
          {
            name: 'web',
            min: '0x80',
            max: 1,
            metrics: [
              { target: 60, asks: 1 },
              { name: 'requests', type: 'average', target: 100, asks: 3 },
            ],
          },
        ],
      }),
      severity: 'critical',
      state: 'fighting',
      actors: ['hpa:web'],
      says: 'At max 1 for 20 min while the metrics ask for 3.',
    },
    {
      title: 'an HPA of KEDA: the maximum is raised in the ScaledObject',
      series: workload({
        ns: 'shop',
        name: 'jobs',
        replicas: '10x80',
        hpas: [
          {
            name: 'keda-hpa-jobs',
            scaledObject: 'jobs',
            max: 10,
            metrics: [{ name: 's0-kafka', type: 'average', target: 5, asks: 12 }],
          },
        ],
        scaledObjects: [{ name: 'jobs', triggers: [{ metric: 's0-kafka', active: 1, value: 60 }] }],
      }),
      severity: 'critical',
      state: 'fighting',
      actors: ['hpa:keda-hpa-jobs'],
      says: 'At max 10 for 20 min while the metrics ask for 12.',
    },
    {
      title: 'demand that dips below for a minute now and then',
      series: pinned(20, again('30x15 18x2', 6)),
      severity: 'critical',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /^At max 20 for 28 min while the metrics ask for 30/,
      paces: [1],
    },
  ],
  silent: [
    { title: 'at the maximum and content', series: pinned(8, '8x80') },
    { title: 'inside the dead band', series: pinned(10, '10.9x80') },
    { title: 'four minutes only', series: pinned(8, '8x20 12x15 8x40'), paces: [1] },
    { title: 'held at the maximum by the down window, asking for less', series: pinned(8, '4x80') },
    {
      title: 'the maximum is also the minimum: another story',
      series: pinned(8, '8x80', { min: 8 }),
      with: ['hpa-range-frozen'],
    },
    { title: 'no reading of the metric', series: pinned(8, '8x80', { metrics: [{ target: 60, unseen: true }] }) },
    {
      title: 'ScalingLimited at the minimum',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '2x80',
        hpas: [{ name: 'web', min: 2, max: 9, limited: 1, metrics: [{ target: 60, asks: '0.6x80' }] }],
      }),
    },
    {
      title: 'on the way up, not yet there',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '2+1x60 62x20',
        hpas: [{ name: 'web', max: 100, limited: 1, metrics: [{ target: 60, asks: '90x81' }] }],
      }),
      with: ['hpa-rate-limited'],
      paces: [1],
    },
  ],
});
