/** @jest-environment node */
// Git wakes what KEDA put to sleep: mostly between the samples, seen by the generation.
import { again } from '../../../../../tests/support/promtool';
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const jobs = (replicas: string, generation: string | number | undefined, more: object = {}, hpa: object = {}) =>
  workload({
    ns: 'mail',
    name: 'jobs',
    replicas,
    generation,
    labels: { argocd: 'storefront' },
    hpas: [
      {
        name: 'keda-hpa-jobs',
        scaledObject: 'jobs',
        desired: 0,
        current: 0,
        active: 0,
        metrics: [{ name: 's0-kafka', type: 'average', target: 5, unseen: true }],
        ...hpa,
      },
    ],
    scaledObjects: [{ name: 'jobs', triggers: [{ metric: 's0-kafka', active: 0, value: 0 }] }],
    ...more,
  });
const busy = { scaledObjects: [{ name: 'jobs', triggers: [{ metric: 's0-kafka', active: 1, value: 10 }] }] };
const awake = {
  desired: 2,
  current: 2,
  active: 1,
  metrics: [{ name: 's0-kafka', type: 'average' as const, target: 5 }],
};

/** KEDA exports nothing, and no label names a tool. */
const untold = { labels: undefined, scaledObjects: [] };
/** A generation that counts two writes more after so many samples, and no more than the changes that samples show. */
const counted = (every: number, rounds: number): string =>
  Array.from({ length: rounds }, (_, k) => `${7 + 2 * k}x${every - 1}`).join(' ');
const byChanges = undefined;

/** One pod in every sample, its HPA content, a round within each 30 s. */
const onePod = (status: string, more: object = {}) =>
  jobs(
    '1x80',
    '7+2x80',
    { ...untold, scrape: '30s', ...more },
    { desired: 1, current: 1, active: 1, metrics: [{ name: 's0-kafka', type: 'average', target: 5, status }] }
  );

testRule('keda-zero-gitops', {
  fires: [
    {
      title: 'woken again as soon as it slept: one pod in every sample, no work, and the counter runs',
      series: onePod('0x80'),
      severity: 'high',
      state: 'fighting',
      actors: ['external', 'keda:jobs'],
      says: 'Something wakes it, KEDA writes 0: 4 writes a minute, yet the samples show 1.',
      paces: [1],
    },
    {
      title: 'Git writes 0 while work waits: every sample shows zero',
      series: jobs('0x80', '7+2x80', busy),
      severity: 'critical',
      state: 'fighting',
      actors: ['gitops:storefront', 'keda:jobs'],
      slack: '60s',
      says: /^Git writes 0 while a trigger has work, KEDA wakes it: \d+ writes, and mostly 0 pods\.$/,
    },
    {
      title: 'a sync writes 0 every three minutes while work waits',
      series: jobs(again('4x9 0 1', 7), '3+0x76', { ...busy, generation: undefined }, awake),
      severity: 'critical',
      state: 'fighting',
      actors: ['gitops:storefront', 'keda:jobs'],
      says: /^Git writes 0 while a trigger has work/,
      paces: [1],
    },
    {
      title: 'every sample shows what Git writes',
      series: jobs('2x80', '7+2x80'),
      severity: 'high',
      state: 'fighting',
      actors: ['gitops:storefront', 'keda:jobs'],
      from: '0s',
      to: '20m',
      slack: '60s',
      says: 'Git writes 2, KEDA writes 0: 8 writes a minute, yet the samples show 2.',
    },
    {
      title: 'every sample shows zero',
      series: jobs('0x80', '7+2x80'),
      severity: 'high',
      state: 'fighting',
      actors: ['gitops:storefront', 'keda:jobs'],
      slack: '60s',
      says: 'Git wakes it, KEDA writes 0: 8 writes a minute, yet the samples show 0.',
    },
    {
      title:
        'a sync writes 2 every three minutes, KEDA cuts it within a scrape or two, and its HPA writes 1 in between',
      series: jobs(
        again('0x11 1', 7),
        '7x11 9 10x10 10 12 13x10 13 15 16x10 16 18 19x10 19 21 22x10 22 24 25x10 25 27',
        {},
        {
          desired: again('0x11 1', 7),
          current: again('0x11 2', 7),
        }
      ),
      severity: 'high',
      state: 'fighting',
      actors: ['gitops:storefront', 'keda:jobs'],
      says: /^Git wakes it, KEDA writes 0/,
      paces: [1],
    },
    {
      title: 'four wakes to one number at one distance',
      series: jobs('0x20 2 0x36 2 0x36 2 0x36 2 0x20', '7x20 8 9x36 10 11x36 12 13x36 14 15x20', { labels: undefined }),
      severity: 'high',
      state: 'fighting',
      actors: ['external', 'keda:jobs'],
      says: /^Something writes 2, KEDA writes 0/,
      paces: [1],
    },
    {
      title: 'three wakes between samples, each on a mark of the clock',
      series: jobs('0x200', '7x59 9x59 11x59 13x20', { labels: undefined }),
      severity: 'high',
      state: 'fighting',
      actors: ['external', 'keda:jobs'],
      says: /^Something wakes it, KEDA writes 0/,
      paces: [1],
    },
    {
      title: 'KEDA exports nothing: stays between two samples, again and again',
      series: jobs('0x110', counted(12, 9), untold),
      severity: 'high',
      state: 'fighting',
      actors: ['external', 'keda:jobs'],
      says: /^Something wakes it, KEDA writes 0/,
      paces: [1],
    },
    {
      title: 'KEDA exports nothing: one write each, to a number that KEDA never lifts to',
      series: jobs(again('0x19 2x1', 5), byChanges, untold),
      severity: 'high',
      state: 'fighting',
      actors: ['external', 'keda:jobs'],
      says: /^Something writes 2, KEDA writes 0/,
      paces: [1],
    },
    {
      title: 'KEDA exports nothing: all pods go while the metric of its HPA asks for two',
      series: jobs(again('2x18 0', 5), byChanges, untold, { ...awake, min: 2 }),
      severity: 'critical',
      state: 'fighting',
      actors: ['external', 'keda:jobs'],
      says: /^Something writes 0 while a trigger has work/,
      paces: [1],
    },
    {
      title: 'nobody knows who, for ten minutes',
      series: jobs('0x10 2x40 0x30', '7x10 8+2x40 90x30', { labels: undefined }),
      severity: 'high',
      state: 'ended',
      actors: ['external', 'keda:jobs'],
      says: /^Something writes 2, KEDA writes 0/,
      slack: '60s',
      paces: [1, 2],
    },
  ],
  silent: [
    {
      title: 'one pod in every sample, and work for it: whatever the counter counts, KEDA leaves it',
      series: onePod('3x80'),
    },
    {
      title: 'one pod that lives on while the counter runs: nobody put it to sleep',
      series: onePod('0x80', { pods: [{ at: '-1h', count: 1 }] }),
    },
    { title: 'a trigger is active: KEDA wakes it', series: jobs('2x80', 7, busy, awake) },
    {
      title: 'asleep, and only annotations change',
      series: jobs('0x80', '7x9 8x9 9x9 10x9 11x9 12x9 13x9 14x9'),
      paces: [1, 2],
    },
    {
      title: 'pods stand by the HPA while the generation rises',
      series: jobs('2x80', '7x19 8x19 9x19 10x20', busy, awake),
    },
    { title: 'one hand wakes it once', series: jobs('0x40 2x3 0x37', '7x40 8x3 9x37') },
    {
      title: 'woken by hand a few times, at times of its own: a person, and another story',
      series: jobs('0x120', '7x20 9x15 11x48 13x37', { labels: undefined }),
      with: ['manual-vs-hpa'],
      paces: [1],
    },
    {
      title: 'a label names Git, and a person takes other numbers at each wake',
      series: jobs('0x20 3 0x36 5 0x36 2 0x20', '7x20 8 9x36 10 11x36 12 13x20'),
      with: ['manual-vs-hpa'],
      paces: [1],
    },
    {
      title: 'KEDA exports nothing, and wakes it to its minimum for a cooldown of a minute',
      series: jobs(again('0x15 1x5', 6), byChanges, untold, {
        desired: again('0x15 1x5', 6),
        current: again('0x15 1x5', 6),
      }),
      with: ['keda-zero-flap'],
      paces: [1],
    },
    {
      title: 'KEDA exports nothing, and wakes it for seconds at times of its own',
      series: jobs('0x220', '7x20 9x5 11x60 13x9 15x33 17x40 19x18 21x20', untold),
      paces: [1],
    },
    { title: 'gaps in every series', series: jobs('0x30 _x20 0x30', '7x30 _x20 7x30') },
  ],
});

testStories('keda-zero-gitops');
