// The stories as a whole: one fight per rule of the catalogue, the same seed the same history, and generations that count
// exactly the writes.

import { createCluster, STORIES, type Cluster } from '../index';

const START = 1_800_000_000_000;

/** The catalogue of conflicts. */
const RULES = `
  hpa-double-target hpa-range-tug hpa-keda-double-target keda-double-scaledobject selector-overlap hpa-gitops-replicas
  keda-zero-gitops replicas-field-removed manual-vs-hpa scheduled-scaler-vs-hpa keda-cron-vs-metric
  hpa-vpa-same-resource hpa-inplace-denominator vpa-evict-during-scale-out
  hpa-flapping hpa-pinned-max hpa-floor-waste hpa-range-frozen hpa-scaling-inactive hpa-missing-requests hpa-partial-metrics
  hpa-memory-ratchet hpa-metric-dominance-flip hpa-wrong-signal hpa-lag-budget hpa-coldstart-overshoot hpa-rate-limited
  hpa-dangling-target hpa-deadband-large-fleet
  keda-zero-flap keda-cooldown-cliff keda-activation-gap keda-scaler-errors keda-fallback-override keda-paused
  external-metrics-apiservice-clash keda-idle-replicas-nonzero
  vpa-recommendation-oscillation vpa-eviction-loop vpa-capped vpa-over-node vpa-admission-broken vpa-multi-match
  vpa-single-replica vpa-pdb-deadlock
  scaleout-node-lag node-consolidation-thrash node-limit-reached quota-blocks-scale-out pdb-blocks-drain
  provisioner-stampede dual-node-autoscalers
  rollout-hpa-inflation rollout-under-pressure rollout-vpa-collision service-graph-oscillation`
  .trim()
  .split(/\s+/);

function live(id: string, seed: number): Cluster {
  const story = STORIES.find((candidate) => candidate.id === id);
  if (story === undefined) {
    throw new Error(`no story ${id}`);
  }
  const cluster = createCluster({ ...story.build(seed), seed, startMs: START });
  cluster.advanceTo(START + story.seconds * 1000);
  return cluster;
}

describe('the stories', () => {
  it('tell a fight for every rule of the catalogue and know no other rule', () => {
    const told = new Set(STORIES.map(({ expect: rule }) => rule));
    expect(RULES).toHaveLength(56);
    expect(RULES.filter((rule) => !told.has(rule))).toEqual([]);
    expect(
      STORIES.flatMap(({ expect: rule, also, allowed = [] }) => [
        rule,
        ...also.map((cause) => cause.rule),
        ...allowed,
      ]).filter((rule) => rule !== null && !RULES.includes(rule))
    ).toEqual([]);
  });

  it('have ids of their own', () => {
    expect(new Set(STORIES.map(({ id }) => id)).size).toBe(STORIES.length);
  });

  it.each(['hpa-vpa-same-resource', 'keda-double-scaledobject', 'node-consolidation-thrash'])(
    'repeat %s exactly with the same seed',
    (id) => {
      const tell = () => live(id, 5).writes.map(({ atMs, from, to, writer }) => [atMs, from, to, writer.name]);
      expect(tell()).toEqual(tell());
    }
  );

  it.each(STORIES.map(({ id }) => id))('%s counts every write in the generation', (id) => {
    const cluster = live(id, 2);
    for (const workload of cluster.workloads.values()) {
      const mine = cluster.writes.filter(
        (write) => write.namespace === workload.namespace && write.workload === workload.name
      );
      const rollouts = cluster.events.filter(
        ({ what, namespace, object }) =>
          what === 'rollout' && namespace === workload.namespace && object === workload.name
      );
      const templateOnly = rollouts.length - mine.filter(({ template }) => template).length;
      expect(workload.generation).toBe(1 + mine.length + templateOnly);
      expect(
        workload.pods.every(({ containers }) => containers.every(({ cpuSeconds }) => Number.isFinite(cpuSeconds)))
      ).toBe(true);
    }
  });
});
