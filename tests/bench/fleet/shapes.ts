// What the other workloads of a fleet do, and how many of them do it: a few really fight, a few stand at their maximum,
// some move for good reasons, nine of ten hardly ever move. Fights and busy ones are stories of the simulated cluster; the
// quiet are small, as most workloads are.
import { Cast, storyOf, type ClusterPlan } from '../../../demo/cluster';

/** What is expected of a shape: a finding above info, or none. */
export type Manner = 'fights' | 'at-maximum' | 'busy' | 'quiet';

export interface Shape {
  readonly id: string;
  readonly manner: Manner;
  /** How often, against the others of its manner. */
  readonly weight: number;
  readonly build: (seed: number) => ClusterPlan;
}

/** Share of each manner in the fleet. */
export const SHARES: Readonly<Record<Manner, number>> = { fights: 0.02, 'at-maximum': 0.02, busy: 0.06, quiet: 0.9 };

const fromStory =
  (manner: Manner) =>
  (id: string): Shape => ({ id, manner, weight: 1, build: storyOf(id).build });

function quiet(id: string, weight: number, make: (cast: Cast) => ClusterPlan['scenarios'][number]): Shape {
  return { id, manner: 'quiet', weight, build: (seed) => ({ scenarios: [make(new Cast(id, seed))] }) };
}

/** Demand that calls for one more or one less pod, once. */
function oneStep(cast: Cast, from: number, to: number): Parameters<Cast['scenario']>[1] {
  return {
    kind: 'steps',
    steps: [
      [0, cast.coresFor(from - 0.4)],
      [cast.whole(900, 2400), cast.coresFor(to - 0.4)],
    ],
  };
}

const QUIET: readonly Shape[] = [
  quiet('fixed', 30, (c) => c.scenario(c.whole(1, 3), c.noisy(c.coresFor(1)))),
  quiet('stateful', 8, (c) =>
    c.scenario(2, c.noisy(c.coresFor(1)), { workload: c.workload(c.whole(1, 3), { kind: 'StatefulSet' }) })
  ),
  quiet('switched-off', 3, (c) => c.scenario(0, 0)),
  quiet('deployed-once', 6, (c) =>
    c.scenario(2, c.noisy(c.coresFor(1)), { writers: [{ kind: 'deploy', atSeconds: c.whole(600, 2700) }] })
  ),
  quiet('idle-at-minimum', 20, (c) => c.scenario(2, c.noisy(c.coresFor(1.4)), { hpas: [c.hpa(2, 8)] })),
  quiet('steady-inside', 8, (c) => c.scenario(3, c.noisy(c.coresFor(2.7)), { hpas: [c.hpa(2, 10)] })),
  quiet('one-step-up', 8, (c) => c.scenario(2, oneStep(c, 2, 3), { hpas: [c.hpa(2, 10)] })),
  quiet('one-step-down', 5, (c) => c.scenario(3, oneStep(c, 3, 2), { hpas: [c.hpa(1, 10)] })),
  quiet('keda-awake', 5, (c) =>
    c.scenario(2, c.noisy(c.coresFor(1.5)), {
      scaledObjects: [
        {
          name: c.name,
          minReplicaCount: 1,
          maxReplicaCount: 10,
          triggers: [{ type: 'kafka', signal: 'lag', threshold: 50 }],
        },
      ],
      signals: { lag: c.noisy(85) },
    })
  ),
  quiet('vpa-off', 5, (c) =>
    c.scenario(2, c.noisy(c.coresFor(1.4)), { vpas: [{ name: c.name, updateMode: 'Off' }], hpas: [c.hpa(2, 8)] })
  ),
  quiet('vpa-recreate', 2, (c) =>
    c.scenario(2, c.noisy(c.coresFor(1.4)), { vpas: [{ name: c.name, updateMode: 'Recreate' }] })
  ),
];

const FIGHTS = [
  'hpa-flapping',
  'hpa-gitops-replicas',
  'hpa-gitops-replicas-above',
  'keda-zero-flap',
  'manual-vs-hpa',
  'scheduled-scaler-vs-hpa',
];
const AT_MAXIMUM = ['hpa-pinned-max', 'hpa-range-frozen'];
const BUSY = [
  'hpa-flapping-bursts',
  'hpa-flapping-diurnal',
  'hpa-gitops-replicas-not-in-git',
  'hpa-lag-budget-fast',
  'hpa-rate-limited-slow-ramp',
  'keda-cooldown-cliff-drained',
  'keda-zero-flap-far-apart',
  'rollout-under-pressure-surge',
  'stateful-set-deploys',
];

/** All shapes. */
export const SHAPES: readonly Shape[] = [
  ...FIGHTS.map(fromStory('fights')),
  ...AT_MAXIMUM.map(fromStory('at-maximum')),
  ...BUSY.map(fromStory('busy')),
  ...QUIET,
];
