// The simulation against real controllers: recorded configuration and load in, replica curves compared. Edges of slow
// ramps hang on 1 % of utilization and so may come a pass or two early or late; jumps and other writers may not.

import type { HpaBehavior } from '../specs/hpa';
import type { Scenario } from '../specs/scenario';
import type { Writer } from '../specs/changes';
import { replicate, type Replica } from './replica';

/** The recordings' stories count from a moment 3 s after the objects were made. */
const STORY = 3.05;
const down = (seconds: number): HpaBehavior => ({ scaleDown: { stabilizationWindowSeconds: seconds } });
const writing =
  (...writers: Writer[]) =>
  (scenario: Scenario): Scenario => ({ ...scenario, writers });
const scaled = (atSeconds: number, replicas: number): Writer => ({
  kind: 'scale',
  family: 'human',
  replicas,
  atSeconds: atSeconds + STORY,
});

interface Case extends Replica {
  /** Mean absolute error in replicas. */
  error: number;
  /** Share of recorded edges met within 30 s in the same direction. */
  edges: number;
  /** Difference in the number of writes. */
  writes: number;
}

const CASES: Case[] = [
  { namespace: 'ok-diurnal', error: 0.15, edges: 0.75, writes: 2 },
  { namespace: 'ok-burst', error: 0.3, edges: 1, writes: 2 },
  { namespace: 'ok-vpa-off', error: 0.15, edges: 0.6, writes: 2 },
  { namespace: 'ok-hpa-cpu-vpa-mem', error: 0.15, edges: 0.5, writes: 2 },
  { namespace: 'hpa-pinned', error: 0.3, edges: 1, writes: 1 },
  {
    namespace: 'hpa-flap',
    edit: (scenario) => ({ ...scenario, hpas: scenario.hpas?.map((hpa) => ({ ...hpa, behavior: down(0) })) }),
    error: 0.2,
    edges: 1,
    writes: 1,
  },
  {
    namespace: 'gitops-below-min',
    edit: writing({ kind: 'self-heal', replicas: 2, fromSeconds: 600 + STORY, toSeconds: 2400 + STORY }),
    error: 0.4,
    edges: 0.99,
    writes: 4,
  },
  {
    namespace: 'gitops-between',
    edit: writing({ kind: 'sync', replicas: 5, everySeconds: 180, fromSeconds: 600 + STORY, toSeconds: 3000 }),
    error: 0.9,
    edges: 1,
    writes: 1,
  },
  {
    namespace: 'gitops-per-deploy',
    edit: writing({ kind: 'deploy', replicas: 3, atSeconds: [900, 2100, 3300].map((at) => at + STORY) }),
    error: 0.5,
    edges: 0.8,
    writes: 2,
  },
  {
    namespace: 'field-removed',
    edit: writing({ kind: 'deploy', replicas: 1, atSeconds: 1500 + STORY }),
    error: 0.1,
    edges: 1,
    writes: 0,
  },
  {
    namespace: 'manual-vs-hpa',
    edit: writing(scaled(900, 10), scaled(1800, 3), scaled(2700, 12)),
    error: 1,
    edges: 0.7,
    writes: 2,
  },
  {
    namespace: 'cron-vs-hpa',
    edit: writing({ kind: 'scale', family: 'cron', replicas: 2, everySeconds: 900, fromSeconds: 600 + STORY }),
    error: 0.1,
    edges: 1,
    writes: 0,
  },
  {
    namespace: 'hpa-range-tug',
    edit: (scenario) => ({ ...scenario, changes: [{ atSeconds: 2700 + STORY, do: 'delete-hpa', name: 'edge-b' }] }),
    error: 0.1,
    edges: 1,
    writes: 4,
  },
  { namespace: 'keda-cliff', error: 0.05, edges: 1, writes: 0 },
  { namespace: 'ok-keda-zero', error: 0.05, edges: 1, writes: 0 },
  { namespace: 'ok-keda-cpu', error: 0.15, edges: 0.6, writes: 2 },
  {
    namespace: 'keda-zero-flap',
    edit: (scenario) => ({
      ...scenario,
      scaledObjects: scenario.scaledObjects?.map((object) => ({ ...object, pollingInterval: 10 })),
    }),
    error: 0.1,
    edges: 1,
    writes: 1,
  },
  {
    namespace: 'keda-zero-gitops',
    edit: writing({ kind: 'self-heal', replicas: 1, fromSeconds: 600 + STORY, toSeconds: 2400 + STORY }),
    error: 0.05,
    edges: 1,
    writes: 4,
  },
  {
    namespace: 'keda-double-so',
    edit: (scenario) => ({
      ...scenario,
      scaledObjects: scenario.scaledObjects?.map((object) => ({
        ...object,
        triggers: object.triggers.map((trigger) => ({ ...trigger, signal: object.name.replace('mailer-', '') })),
      })),
    }),
    error: 0.15,
    edges: 0.95,
    writes: 60,
  },
];

describe('the simulated controllers against recorded ones', () => {
  it.each(CASES)('lives $namespace again', ({ error, edges, writes, ...replica }) => {
    const { closeness } = replicate(replica);
    expect(closeness.meanError).toBeLessThanOrEqual(error);
    expect(closeness.edgesWithin30s).toBeGreaterThanOrEqual(edges);
    expect(Math.abs(closeness.simulatedWrites - closeness.recordedWrites)).toBeLessThanOrEqual(writes);
  });

  it('climbs the staircase of hv-many-small: 4 to 40 replicas, some 200 evictions, n x r about constant', () => {
    const { cluster, closeness } = replicate({
      namespace: 'hv-many-small',
      edit: (scenario) => ({ ...scenario, vpas: [{ name: 'web', updateMode: 'Recreate' }] }),
    });
    const ups = cluster.writes.filter(({ from, to }) => to > from);
    expect(ups.length).toBe(cluster.writes.length);
    expect(ups[ups.length - 1]?.to).toBe(40);
    expect(closeness.meanError / closeness.meanReplicas).toBeLessThan(0.25);
    const evicted = cluster.events.filter(({ what }) => what === 'evicted').length;
    expect(evicted).toBeGreaterThan(227 / 2);
    expect(evicted).toBeLessThan(227 * 2);
  });

  it('shrinks hv-few-giants: fewer and larger pods, never below the minimum', () => {
    const { cluster } = replicate({
      namespace: 'hv-few-giants',
      edit: (scenario) => ({
        ...scenario,
        workload: { ...scenario.workload, spread: 1.2 },
        vpas: [{ name: 'batch', updateMode: 'Recreate' }],
      }),
    });
    const workload = cluster.workload('hv-few-giants', 'Deployment', 'batch');
    const templateRequest = 0.3;
    const request = workload?.pods[0]?.containers[0]?.requests.cpu ?? 0;
    expect(workload?.replicas).toBeLessThanOrEqual(6);
    expect(workload?.replicas).toBeGreaterThanOrEqual(2);
    expect(request).toBeGreaterThan(3 * templateRequest);
  });
});
