/** @jest-environment node */
// Memory per pod stays the same whatever the number of pods: up and never back.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const climb = '4x20 6x20 8x20 12x180';
const memory = { name: 'memory', target: 70, status: '90x20 90x20 90x20 74x180', request: 1e9 };
const idle = { target: 60, asks: 3 };
const web = (replicas: string, ...metrics: object[]) =>
  workload({
    ns: 'shop',
    name: 'web',
    replicas,
    hpas: [{ name: 'web', max: 20, metrics: metrics.map((m) => ({ target: 70, ...m })) }],
  });

testRule('hpa-memory-ratchet', {
  fires: [
    {
      title: 'up threefold, cpu would do with three',
      series: web(climb, memory, idle),
      severity: 'medium',
      state: 'fighting',
      actors: ['hpa:web'],
      from: '5m15s',
      to: '60m45s',
      slack: '60s',
      says: /^Memory per pod never falls when pods are added: 4 → 12 in 5\d min( \d+ s)?, never back\.$/,
      // Fewer than stand would go at once, and the rest run out of memory.
      advises: ['hold it at 12'],
    },
    {
      title: 'memory alone, for longer than a day',
      series: workload({
        ns: 'shop',
        name: 'web',
        scrape: '1m',
        replicas: '4x60 6x60 8x1500',
        hpas: [{ name: 'web', max: 20, metrics: [{ ...memory, status: '80x121 76x1500' }] }],
      }),
      severity: 'medium',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /^Memory per pod never falls when pods are added: 4 → 8 in/,
      paces: [1, 2],
    },
  ],
  silent: [
    { title: 'memory alone, for an hour', series: web(climb, memory) },
    {
      title: 'it comes back',
      series: web('4x20 6x20 8x20 12x120 4x60', { ...memory, status: '90x60 74x120 60x61' }, idle),
    },
    {
      title: 'memory is shared out: the climb helped',
      series: web(climb, { ...memory, status: undefined, asks: '6x20 8x20 12x200' }, idle),
    },
    { title: 'cpu alone', series: web(climb, { target: 60 }) },
    {
      title: 'memory does not reach us',
      series: web(climb, { ...memory, unseen: true }, { target: 60 }),
      with: ['hpa-partial-metrics'],
    },
  ],
});

testStories('hpa-memory-ratchet');
