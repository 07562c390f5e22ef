/** @jest-environment node */
// Up with a new template and back without another one; load, or a heavier version, looks different.
import { testRule } from '../../../../../tests/support/ruleCases';
import { testStories } from '../../../../../tests/support/storyCases';
import { workload } from '../../../../../tests/support/workload';

const web = (replicas: string, rollouts: string[], hpa: object = {}) =>
  workload({ ns: 'shop', name: 'web', replicas, rollouts, hpas: [{ name: 'web', max: 40, ...hpa }] });

testRule('rollout-hpa-inflation', {
  fires: [
    {
      title: 'ten, eighteen, ten',
      series: web('10x40 14x4 18x30 10x60', ['10m']),
      severity: 'medium',
      state: 'ended',
      actors: ['ci', 'hpa:web'],
      from: '10m',
      to: '19m15s',
      slack: '60s',
      says: /^A deploy made the HPA jump 10 → 18 without more load; it took (8|9|10) min( \d+ s)? to settle\.$/,
    },
    {
      title: 'twice as many, and still there two passes before the end',
      series: web('10x40 20x40 10x3', ['10m']),
      severity: 'medium',
      state: 'fighting',
      actors: ['ci', 'hpa:web'],
      says: /^A deploy made the HPA jump 10 → 20 without more load/,
      paces: [1],
    },
  ],
  silent: [
    { title: 'a heavier version: it stays up', series: web('10x40 18x150', ['10m']) },
    { title: 'the same without a deploy', series: web('10x40 18x30 10x60', []) },
    { title: 'a deploy that moves one pod', series: web('10x40 11x30 10x60', ['10m']) },
    { title: 'the rise comes ten minutes after', series: web('10x80 18x30 10x60', ['10m']) },
    {
      title: 'smaller pods: it climbs in steps, past a number near the old one',
      series: web('7x40 8x8 10x100', ['10m']),
    },
    { title: 'a deploy and nothing else', series: web('10x120', ['10m']) },
  ],
});

testStories('rollout-hpa-inflation');
