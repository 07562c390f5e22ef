/** @jest-environment node */
// An HPA to and fro for a demand that hardly moves. Where demand itself doubles, the HPA follows: that is its job.
import { averagedLoop, type LoopCase } from '../../../../../tests/support/averagedLoop';
import { again } from '../../../../../tests/support/promtool';
import { testRule } from '../../../../../tests/support/ruleCases';
import { seriesSet, workload, type WorkloadCase } from '../../../../../tests/support/workload';
import type { Series } from '../../../../model/series';

/** `low` for some samples, `high` for as many, over and over; demand as given, in replicas' worth. */
function swing(
  low: number,
  high: number,
  half: number,
  cycles: number,
  asks: string,
  more: Partial<WorkloadCase> = {}
): Series[] {
  const replicas = again(`${low}x${half - 1} ${high}x${half - 1}`, cycles);
  return workload({
    ns: 'shop',
    name: 'web',
    replicas,
    hpas: [{ name: 'web', max: 500, metrics: [{ target: 60, asks: again(asks, cycles) }] }],
    ...more,
  });
}

/** An HPA around an average over minutes. */
function loop(type: 'value' | 'average', c: Partial<LoopCase>): Series[] {
  const [min, max, target] = [2, 20, 0.8];
  const { replicas, status } = averagedLoop({
    reads: 'mean',
    window: '10m',
    target,
    min,
    max,
    load: () => 4.4,
    length: '2h',
    ...c,
  });
  return workload({
    ns: 'build',
    name: 'web',
    replicas,
    hpas: [{ name: 'web', min, max, metrics: [{ name: 'cpu_mean_10m', type, target, status }] }],
  });
}

/** A minimum that is 4 for some samples and 1 for the rest, and an HPA that follows it a pass later. */
function bound(cycles: number, length: number): Series[] {
  const low = length - 4;
  return workload({
    ns: 'shop',
    name: 'web',
    replicas: again(`1x${low} 4x2`, cycles),
    hpas: [
      {
        name: 'web',
        min: again(`1x${low - 1} 4x2 1x0`, cycles),
        max: 10,
        metrics: [{ target: 60, asks: again(`1x${length - 2}`, cycles) }],
      },
    ],
  });
}

testRule('hpa-flapping', {
  fires: [
    {
      title: 'a minimum that one lowers and another raises again: the HPA follows both',
      series: bound(6, 40),
      severity: 'medium',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /^1 ↔ 4: somebody moves minReplicas of the HPA to and fro, and the HPA follows: 1\d reversals in 5\d min\.$/,
      paces: [1],
    },
    {
      title: 'a level load, and a mean of ten minutes read as a whole',
      series: loop('value', {}),
      severity: 'medium',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /^\d ↔ 20 and back every 2\d min around a load that moves \d %: cpu_mean_10m looks back about 10 min, so/,
    },
    {
      title: 'a load that doubles half way: it is level before and after',
      series: loop('value', { length: '3h', load: (s) => (s < 5400 ? 4.4 : 8.8) }),
      severity: 'medium',
      state: 'ended',
      actors: ['hpa:web'],
      says: /^4 ↔ 20 and back every 23 min around a load that moves \d %: cpu_mean_10m looks back about 10 min, so/,
      paces: [1, 2],
    },
    {
      title: 'a load that is three times as much for six minutes',
      series: loop('value', { length: '3h', load: (s) => (s >= 5400 && s < 5760 ? 13.2 : 4.4) }),
      severity: 'medium',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /^\d ↔ 20 and back every 2\d min around a load that moves \d %: cpu_mean_10m looks back about 10 min, so/,
      paces: [1, 2],
    },
    {
      title: 'a mean of half an hour, a cycle of most of an hour',
      series: loop('value', { window: '30m', length: '4h' }),
      severity: 'medium',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /and back every [45]\d min around a load that moves \d %: cpu_mean_10m looks back about 30 min, so/,
    },
    {
      title: 'consumers that stop at each scaling: every step down brings the backlog that undoes it',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: again('10x13 4x2', 12),
        hpas: [{ name: 'web', max: 10, metrics: [{ target: 60, asks: again('30 25 20 10x5 4x6 30', 12) }] }],
      }),
      severity: 'high',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /^4 ↔ 10, a turn every 4 min: 11 of 11 scale-downs were reversed within 45 s, so each step down may bring the load/,
      paces: [1],
    },
    {
      title: 'no ReplicaSet is exported: the loop is told all the same',
      series: ((set) => ({ ...set, elsewhere: set.elsewhere?.filter((kind) => !kind.startsWith('replicaset.')) }))(
        seriesSet(loop('value', {}))
      ),
      severity: 'medium',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /looks back about 10 min/,
    },
    {
      title: 'each pod its own mean of a quarter of an hour, noisy',
      series: loop('average', { window: '15m', length: '3h', load: (s) => 4.4 * (1 + 0.15 * Math.sin(s / 7)) }),
      severity: 'medium',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /around a load that moves \d %: cpu_mean_10m looks back about 15 min, so/,
    },
    {
      title: '2 to 3 and back every four minutes for a swing of a fifth',
      series: swing(2, 3, 8, 12, '2x6 2.4x7'),
      severity: 'medium',
      state: 'fighting',
      actors: ['hpa:web'],
      from: '1m45s',
      to: '46m',
      says: /^2 ↔ 3, a turn every 2 min: 2\d reversals in \d\d min for a demand that moves 1\d %\.$/,
      paces: [1, 2],
    },
    {
      title: 'two hundred pods, a swing of a tenth',
      series: swing(180, 205, 12, 8, '180x10 202x11'),
      severity: 'medium',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /^180 ↔ 205, a turn every 3 min/,
      paces: [1, 2],
    },
    {
      title: 'by the external one of two metrics, on a StatefulSet',
      series: swing(4, 6, 16, 6, '5x15 5.5x15', {
        kind: 'StatefulSet',
        hpas: [
          {
            name: 'web',
            metrics: [
              { target: 60, asks: 3 },
              { name: 'lag', type: 'average', target: 100, asks: again('5x15 5.5x15', 6) },
            ],
          },
        ],
      }),
      severity: 'medium',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /^4 ↔ 6/,
    },
    {
      title: 'demand not exported: possible, and said so',
      series: swing(5, 8, 10, 10, '5x19', { hpas: [{ name: 'web', metrics: [{ target: 60, unseen: true }] }] }),
      severity: 'medium',
      state: 'fighting',
      actors: ['hpa:web'],
      says: /for a demand that no series shows\.$/,
      paces: [1, 2],
    },
    {
      title: 'it stopped after half an hour',
      series: swing(5, 8, 10, 6, '6x9 6.6x9', { replicas: `${again('5x9 8x9', 6)} 8x100`, length: 221 }),
      severity: 'medium',
      state: 'ended',
      actors: ['hpa:web'],
      says: /^5 ↔ 8/,
      paces: [1, 2],
    },
    {
      title: 'a custom target: the HPA wants 10 and finds 11 at every scrape',
      series: workload({
        ns: 'shop',
        name: 'gateway',
        kind: 'Rollout',
        replicas: 11,
        hpas: [
          { name: 'gateway', min: 2, max: 30, desired: '10x80', current: '11x80', metrics: [{ target: 60, asks: 10 }] },
        ],
      }),
      severity: 'low',
      state: 'fighting',
      actors: ['hpa:gateway'],
      says: /^10 ↔ 11: the HPA wants one and finds the other in every sample for 20 min\./,
      paces: [1, 2],
    },
  ],
  silent: [
    {
      title: 'a minimum that a schedule raises and lowers once',
      series: bound(1, 120),
      paces: [1],
    },
    {
      title: 'bursts after pauses of two minutes and more',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: again('10x13 4x9', 8),
        hpas: [{ name: 'web', metrics: [{ target: 60, asks: again('10x12 4x9 10', 8) }] }],
      }),
    },
    {
      title: 'a mean of ten minutes, and a load that really comes and goes',
      series: loop('value', { load: (s) => (s % 2400 < 1200 ? 3 : 9) }),
    },
    {
      title: 'a total over ten minutes, divided by the pods: it follows at once',
      series: loop('average', { reads: 'total', load: (s) => (s % 2400 < 1200 ? 3 : 9) }),
    },
    {
      title: 'a quick mean, and bursts that the HPA answers',
      series: loop('value', { window: '1m', load: (s) => (s % 2400 < 1200 ? 3 : 9) }),
    },
    { title: 'bursts that really double', series: swing(5, 10, 16, 6, '5x14 10x15') },
    {
      title: 'one slow day: up and down once',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '3x20 4x20 6x20 9x20 6x20 4x20 3x20',
        hpas: [{ name: 'web', metrics: [{ target: 60, asks: '3x19 4x20 6x20 9x20 6x20 4x20 3x21' }] }],
      }),
    },
    {
      title: 'three turns in an hour',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: '5x60 6x60 5x60 6x50',
        hpas: [{ name: 'web', metrics: [{ target: 60, asks: 5.6 }] }],
      }),
    },
    { title: 'a cycle of half an hour', series: swing(5, 8, 64, 3, '6x63 6.6x63') },
    {
      title: 'deploys each quarter of an hour, with hot fresh pods',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: again('4x29 6x29', 4),
        rollouts: ['7m', '22m', '37m', '52m'],
        hpas: [{ name: 'web', metrics: [{ target: 60, asks: 4 }] }],
      }),
      with: ['rollout-hpa-inflation'],
      paces: [1],
    },
    {
      title: 'a foreign number every four minutes, put right each time',
      series: workload({
        ns: 'shop',
        name: 'web',
        replicas: again('9x14 5', 8),
        hpas: [{ name: 'web', desired: '9x127', metrics: [{ target: 60, asks: 9 }] }],
      }),
      with: ['hpa-gitops-replicas'],
      paces: [1],
    },
    {
      title: 'four rises that no metric asked for and no sample shows in its hands: too few to say whose they are',
      series: workload({
        ns: 'shop',
        name: 'web',
        scrape: '1m',
        replicas: again('4x9 3', 5),
        hpas: [
          {
            name: 'web',
            desired: again('4x9 3', 5),
            current: '4x50',
            metrics: [{ target: 50, status: again('33x9 45', 5) }],
          },
        ],
      }),
      paces: [1],
    },
    {
      title: 'a StatefulSet without autoscaler, scaled by hand',
      series: workload({ ns: 'shop', name: 'web', replicas: again('5x9 8x9', 8) }),
    },
  ],
});
