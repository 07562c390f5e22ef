// The living cluster as a visitor meets it: calm at first, a fight within two minutes of turning the load up, and quiet
// again after the fix.

import { Stage } from './stage';
import { LOAD } from './meme';

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;

function visit(seed: number) {
  const stage = new Stage(NOW, HOUR, seed);
  stage.livePast('test', false);
  const { cluster } = stage;
  const since = (fromMs: number) => ({
    writes: cluster.writes.filter(({ atMs, workload }) => atMs > fromMs && workload === 'meme-api'),
    evicted: cluster.events.filter(
      ({ atMs, what, namespace }) => atMs > fromMs && what === 'evicted' && namespace === 'meme-generator'
    ),
  });
  return { stage, cluster, since };
}

describe('the living cluster', () => {
  it.each([1, 2, 3])('is calm in the hour before the visit (seed %i)', (seed) => {
    const { since, cluster } = visit(seed);
    expect(since(NOW - HOUR).evicted).toHaveLength(0);
    expect(since(NOW - HOUR).writes.length).toBeLessThanOrEqual(2);
    expect(cluster.writes.filter(({ writer }) => writer.family !== 'hpa' && writer.family !== 'keda')).toEqual([]);
  });

  it.each([600, 800, 1000])('fights within two minutes at %i requests/s and goes on', (load) => {
    const { stage, cluster, since } = visit(1);
    stage.setLoad(load);
    cluster.advanceTo(NOW + 2 * MINUTE);
    const early = since(NOW);
    expect(early.evicted.length).toBeGreaterThan(0);
    expect(early.writes.some(({ from, to }) => to < from)).toBe(true);
    cluster.advanceTo(NOW + 10 * MINUTE);
    const reversals = since(NOW).writes.filter(({ from, to }, i, all) => {
      const before = all[i - 1];
      return before !== undefined && Math.sign(to - from) !== Math.sign(before.to - before.from);
    });
    expect(reversals.length).toBeGreaterThanOrEqual(4);
    expect(since(NOW + 8 * MINUTE).evicted.length).toBeGreaterThan(0);
  });

  it('is quiet again some minutes after the fix', () => {
    const { stage, cluster, since } = visit(1);
    stage.setLoad(800);
    cluster.advanceTo(NOW + 8 * MINUTE);
    stage.setFix(true);
    cluster.advanceTo(NOW + 13 * MINUTE);
    expect(cluster.vpas.find(({ name }) => name === 'meme-api')?.recommendation?.[0]?.target.cpu).toBeUndefined();
    cluster.advanceTo(NOW + 30 * MINUTE);
    expect(since(NOW + 13 * MINUTE).evicted).toHaveLength(0);
    expect(since(NOW + 13 * MINUTE).writes.length).toBeLessThanOrEqual(2);
  });

  it('lets KEDA answer the load too, down to zero', () => {
    const { stage, cluster } = visit(2);
    const replicas = () => cluster.workload('meme-generator', 'Deployment', 'meme-render')?.replicas;
    expect(replicas()).toBe(3);
    stage.setLoad(LOAD.max);
    cluster.advanceTo(NOW + 2 * MINUTE);
    expect(replicas()).toBeGreaterThanOrEqual(8);
    stage.setLoad(LOAD.min);
    cluster.advanceTo(NOW + 5 * MINUTE);
    expect(replicas()).toBe(0);
  });
});
