// HPAs whose loop is slower, blinder or more stubborn than ours were.

import type { Demand } from '../../demand';
import type { Scenario } from '../../specs/scenario';
import { fight, type Story } from '../story';

const FIELD = 'public reports';
const SECOND = 'the second recording';
const THIRD = 'a third cluster';

const step = (before: number, after: number): Demand => ({
  kind: 'steps',
  steps: [
    [0, before],
    [900, after],
  ],
});

export const LEARNT_LOOPS: readonly Story[] = [
  fight({
    id: 'average-over-minutes',
    expect: 'hpa-flapping',
    learnt: FIELD,
    known: 'at a sample a minute the long swing is lost',
    title: 'a metric averaged over ten minutes: the HPA swings under a constant load',
    seconds: 7200,
    allowed: ['hpa-pinned-max', 'hpa-wrong-signal'],
    cast: (c) => {
      const signals = {
        load: { kind: 'per-pod' as const, work: c.whole(5, 7), averageSeconds: c.pick([480, 600, 720]) },
      };
      const metrics = [{ type: 'External' as const, name: 'load_average', signal: 'load', value: 0.8 }];
      return { scenarios: [c.scenario(4, c.coresFor(4), { signals, hpas: [c.hpa(1, 15, { metrics })] })] };
    },
  }),
  fight({
    id: 'scale-up-window',
    expect: 'hpa-lag-budget',
    learnt: THIRD,
    title: 'a scale-up window spends the time, pods are there at once',
    fromSeconds: 900,
    allowed: ['hpa-rate-limited'],
    cast: (c) => {
      const behavior = { scaleUp: { stabilizationWindowSeconds: c.pick([240, 300]) } };
      const demand: Demand = {
        kind: 'points',
        points: [
          [0, c.coresFor(3.7)],
          [900, c.coresFor(3.7)],
          [1000, c.coresFor(14)],
        ],
      };
      return { scenarios: [c.scenario(4, demand, { hpas: [c.hpa(3, 24, { behavior })] })] };
    },
  }),
  fight({
    id: 'warm-up-of-an-absolute-value',
    expect: 'hpa-coldstart-overshoot',
    learnt: THIRD,
    unexported: ['container_'],
    title: "warm-up overshoots twofold, only the HPA's own status shows it",
    fromSeconds: 30,
    allowed: ['hpa-flapping'],
    cast: (c) => {
      const workload = c.workload(5, { warmUp: { seconds: 150, cores: c.request * 1.6 } });
      const metrics = [
        { type: 'Resource' as const, resource: 'cpu' as const, averageValue: (c.request * c.target) / 100 },
      ];
      return {
        scenarios: [
          c.scenario(5, step(c.coresFor(4.7), c.coresFor(7.7)), { workload, hpas: [c.hpa(3, 30, { metrics })] }),
        ],
      };
    },
  }),
  fight({
    id: 'same-ratio-whatever-n',
    expect: 'hpa-wrong-signal',
    also: ['hpa-pinned-max'],
    learnt: SECOND,
    title: 'a value that more pods do not lower drives the HPA to its maximum within a minute',
    fromSeconds: 900,
    cast: (c) => {
      const signals = { wait: step(0.8, c.between(1.3, 1.5)) };
      const metrics = [{ type: 'External' as const, name: 'wait_seconds', signal: 'wait', value: 1 }];
      return { scenarios: [c.scenario(4, c.coresFor(3.5), { signals, hpas: [c.hpa(4, 16, { metrics })] })] };
    },
  }),
  fight({
    id: 'busy-pods-whatever-n',
    expect: 'hpa-wrong-signal',
    also: ['hpa-pinned-max'],
    learnt: THIRD,
    title: 'pods that spin: each is as busy as before, however many there are',
    fromSeconds: 900,
    cast: (c) => {
      const workload = c.workload(4, { coresPerPodLimit: (c.request * c.target * 1.4) / 100 });
      return {
        scenarios: [c.scenario(4, step(c.coresFor(3.7), c.coresFor(400)), { workload, hpas: [c.hpa(3, 16)] })],
      };
    },
  }),
  fight({
    id: 'scale-up-disabled',
    expect: 'hpa-range-frozen',
    learnt: SECOND,
    title: 'scale-up disabled in behavior, demand doubles',
    fromSeconds: 900,
    allowed: ['hpa-rate-limited'],
    cast: (c) => {
      const behavior = { scaleUp: { selectPolicy: 'Disabled' as const } };
      return {
        scenarios: [c.scenario(4, step(c.coresFor(3.7), c.coresFor(8)), { hpas: [c.hpa(2, 12, { behavior })] })],
      };
    },
  }),
  fight({
    id: 'idle-twin-dilutes',
    expect: 'selector-overlap',
    learnt: THIRD,
    title:
      'idle pods of another workload under the same selector dilute the average: nearly twice the target, and no move',
    fromSeconds: 60,
    cast: (c) => {
      const busy = c.scenario(4, c.coresFor(7.5), { hpas: [c.hpa(2, 12)] });
      const idle: Scenario = {
        ...busy,
        demand: c.request * 0.02,
        workload: { ...busy.workload, name: `${c.name}-batch`, selector: { app: c.name } },
        hpas: [],
      };
      return { scenarios: [busy, idle] };
    },
  }),
  fight({
    id: 'another-kind-of-target',
    expect: 'hpa-dangling-target',
    learnt: SECOND,
    title: 'the HPA names a StatefulSet, the workload is a Deployment of that name',
    cast: (c) => {
      const neighbour = c.scenario(2, c.coresFor(1.6));
      return {
        scenarios: [
          c.scenario(3, c.coresFor(2.7), { hpas: [c.hpa(2, 8, { targetKind: 'StatefulSet' })] }),
          { ...neighbour, workload: { ...neighbour.workload, name: `${c.name}-store`, kind: 'StatefulSet' } },
        ],
      };
    },
  }),
];
