// The stories as a whole: the same seed the same history, and generations that count exactly the writes. That every rule has
// its story is tested beside the rules.

import { createCluster, STORIES, type Cluster } from '../index';

const START = 1_800_000_000_000;

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
