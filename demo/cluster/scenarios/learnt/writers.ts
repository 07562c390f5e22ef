// Writers as strangers' clusters have them: controllers whose pace drifts, charts and operators that write their default,
// and several outsiders on one workload.

import { present } from '../../present';
import type { Writer } from '../../specs/changes';
import { fight, type Story } from '../story';

const FIELD = 'public reports';
const SECOND = 'the second recording';
const THIRD = 'a third cluster';

/** A person who comes at these moments. */
function hands(visits: ReadonlyArray<readonly [atSeconds: number, replicas: number]>): Writer[] {
  return visits.map(([atSeconds, replicas]) => ({ kind: 'scale', family: 'human', atSeconds, replicas }));
}

export const LEARNT_WRITERS: readonly Story[] = [
  fight({
    id: 'sync-that-drifts',
    expect: 'hpa-gitops-replicas',
    learnt: FIELD,
    title: 'a reconciler writes 2 at its interval, each time a little later',
    fromSeconds: 437,
    seconds: 5400,
    cast: (c) => {
      const writers: Writer[] = [
        {
          kind: 'sync',
          name: 'kustomize-controller',
          replicas: 2,
          everySeconds: c.pick([300, 600]),
          driftSeconds: c.pick([12, 30]),
          fromSeconds: 437,
        },
      ];
      return { scenarios: [c.scenario(7, c.noisy(c.coresFor(6.6)), { hpas: [c.hpa(2, 12)], writers })] };
    },
  }),
  fight({
    id: 'sync-at-a-steady-pace',
    expect: 'hpa-gitops-replicas',
    learnt: SECOND,
    title: 'a reconciler writes a number inside the range every five minutes',
    fromSeconds: 437,
    cast: (c) => {
      const writers: Writer[] = [
        { kind: 'sync', name: 'kustomize-controller', replicas: 6, everySeconds: 300, fromSeconds: 437 },
      ];
      return { scenarios: [c.scenario(10, c.noisy(c.coresFor(9.6)), { hpas: [c.hpa(3, 14)], writers })] };
    },
  }),
  fight({
    id: 'upgrade-writes-one',
    expect: 'hpa-gitops-replicas',
    learnt: FIELD,
    title: 'a chart writes 1 at every upgrade, below the minimum',
    fromSeconds: 1200,
    seconds: 7800,
    cast: (c) => {
      const wanted = c.whole(5, 7);
      const writers: Writer[] = [{ kind: 'deploy', replicas: 1, atSeconds: [1200, 3600 + c.whole(0, 300), 6000] }];
      return { scenarios: [c.scenario(wanted, c.coresFor(wanted - 0.4), { hpas: [c.hpa(4, 12)], writers })] };
    },
  }),
  fight({
    id: 'operator-writes-one',
    expect: 'hpa-gitops-replicas',
    learnt: FIELD,
    title: 'an operator writes its default whenever it touches the Deployment; pods start slowly',
    fromSeconds: 900,
    seconds: 7200,
    cast: (c) => {
      const workload = c.workload(6, { startSeconds: [85, 105] });
      const writers: Writer[] = [
        {
          kind: 'scale',
          family: 'external',
          name: 'model-operator',
          replicas: 1,
          everySeconds: c.whole(1900, 2600),
          jitterSeconds: 90,
          fromSeconds: 900,
        },
      ];
      return { scenarios: [c.scenario(6, c.coresFor(5.6), { workload, hpas: [c.hpa(1, 10)], writers })] };
    },
  }),
  fight({
    id: 'proportional-autoscaler',
    expect: 'hpa-gitops-replicas',
    learnt: FIELD,
    title: 'another autoscaler writes its number every ten seconds',
    fromSeconds: 600,
    cast: (c) => {
      const writers: Writer[] = [
        {
          kind: 'scale',
          family: 'external',
          name: 'proportional-autoscaler',
          replicas: 4,
          everySeconds: 10,
          fromSeconds: 600,
        },
      ];
      return { scenarios: [c.scenario(3, c.coresFor(2.7), { hpas: [c.hpa(2, 8)], writers })] };
    },
  }),
  fight({
    id: 'three-outsiders',
    expect: 'hpa-gitops-replicas',
    also: ['scheduled-scaler-vs-hpa', 'manual-vs-hpa'],
    learnt: THIRD,
    title: 'Git, a schedule and a person write to one workload',
    fromSeconds: 737,
    seconds: 7200,
    cast: (c) => {
      const writers: Writer[] = [
        { kind: 'sync', replicas: 4, everySeconds: c.whole(430, 520), jitterSeconds: 20, fromSeconds: 737 },
        { kind: 'scale', family: 'cron', name: 'downscaler', replicas: 2, everySeconds: 900, fromSeconds: 900 },
        ...hands([
          [1380 + c.whole(0, 60), 16],
          [3350 + c.whole(0, 60), 14],
          [5530 + c.whole(0, 60), 18],
        ]),
      ];
      return { scenarios: [c.scenario(8, c.coresFor(7.6), { hpas: [c.hpa(2, 20)], writers })] };
    },
  }),
  fight({
    id: 'sync-at-the-maximum',
    expect: 'hpa-pinned-max',
    also: ['hpa-gitops-replicas'],
    learnt: SECOND,
    title: 'Git resets to 5 every eight minutes an HPA that is short at its maximum',
    fromSeconds: 60,
    seconds: 5400,
    cast: (c) => {
      const writers: Writer[] = [{ kind: 'sync', replicas: 5, everySeconds: 480, jitterSeconds: 10, fromSeconds: 637 }];
      return { scenarios: [c.scenario(8, c.coresFor(11), { hpas: [c.hpa(2, 8)], writers })] };
    },
  }),
  fight({
    id: 'self-heal-above-the-maximum',
    expect: 'hpa-gitops-replicas',
    learnt: SECOND,
    title: 'self-heal writes more than the maximum',
    fromSeconds: 900,
    cast: (c) => {
      const max = present([10, 12][c.whole(0, 1)]);
      const writers: Writer[] = [{ kind: 'self-heal', replicas: max + 4, fromSeconds: 900 }];
      return { scenarios: [c.scenario(max - 2, c.coresFor(max - 2.4), { hpas: [c.hpa(2, max)], writers })] };
    },
  }),
];
