/** @jest-environment node */
// Two HPAs of one namespace go blind together. Proven where others still read, a note where nobody can tell.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { seriesSet, workload } from '../../../../../tests/support/workload';

const half = (name: string, ns = 'shop', active = '1x60 0x60') =>
  workload({
    ns,
    name,
    replicas: 4,
    length: 121,
    hpas: [{ name, active, metrics: [{ target: 60, status: active === '1x120' ? '60x120' : '60x60 _x60' }] }],
  });
const born = workload({
  ns: 'shop',
  name: 'web-canary',
  replicas: 4,
  length: 121,
  hpas: [{ name: 'web-canary', desired: '_x60 0x60', active: '_x61 0x59', metrics: [{ target: 60, unseen: true }] }],
});
const seeing = half('cart', 'other', '1x120');

/** Six pods under an HPA that reads `status`, and what they use; beside them six pods without one. */
const shares = (status: string, usage: string, theirs: string) =>
  seriesSet(
    workload({
      ns: 'shop',
      name: 'web',
      replicas: '6x120',
      pods: [{ at: '-1h', count: 6, cpu: 0.5, ready: '5s' }],
      hpas: [{ name: 'web', min: 2, max: 20, limited: 0, metrics: [{ target: 60, status }] }],
      usage,
    }),
    workload({
      ns: 'shop',
      name: 'web-batch',
      replicas: '6x120',
      pods: [{ at: '-1h', count: 6, cpu: 0.5, ready: '5s' }],
      usage: theirs,
    })
  );

testRule('selector-overlap', {
  fires: [
    {
      title: 'idle pods of another workload in the average: it reads 60 %, its own use twice as much',
      series: shares('60x120', '3.6x120', '0.03x120'),
      severity: 'medium',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /^HPA web counts the pods of web-batch too: it reads 0\.30 cores per pod where its own use 0\.60 cores, for (29|30) min; alone they are worth 12 replicas\.$/,
    },
    {
      title: 'both since 15 min, an HPA elsewhere reads CPU',
      series: seriesSet(half('web'), half('web-canary'), seeing),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:web', 'hpa:web-canary'],
      from: '15m15s',
      to: '30m',
      slack: '60s',
      says: 'The HPAs of web and web-canary are blind together for 15 min, while others read theirs: each selector finds pods of the other.',
    },
    {
      title: 'since the second HPA was born',
      series: seriesSet(half('web'), born),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:web', 'hpa:web-canary'],
      says: /^The HPAs of web and web-canary are blind together since HPA web-canary was born/,
      paces: [1, 2],
    },
    {
      title: 'nobody else reads CPU: a note',
      series: seriesSet(half('web'), half('web-canary')),
      severity: 'info',
      state: 'will-fight',
      actors: ['hpa:web', 'hpa:web-canary'],
      says: /shared pods or a dead metrics API, the series do not tell\.$/,
      with: ['hpa-scaling-inactive'],
    },
  ],
  silent: [
    { title: 'its own average, beside idle pods', series: shares('60x120', '1.8x120', '0.03x120') },
    { title: 'use that neither agrees with', series: shares('60x120', '3.6x120', '3x120') },
    {
      title: 'blind in two namespaces: the metrics API',
      series: seriesSet(half('web'), half('api'), half('cart', 'other'), half('pay', 'other')),
      with: ['hpa-scaling-inactive'],
    },
    {
      title: 'one alone',
      series: seriesSet(half('web'), half('api', 'shop', '1x120'), seeing),
      with: ['hpa-scaling-inactive'],
    },
    {
      title: 'not together',
      series: seriesSet(half('web'), half('api', 'shop', '0x40 1x80'), seeing),
      with: ['hpa-scaling-inactive'],
    },
  ],
});

testStories('selector-overlap');
