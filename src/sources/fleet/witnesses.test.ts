/** @jest-environment node */
// Who tells when a cluster was scraped, and that it was not is said where nothing else is read.
import fc from 'fast-check';
import { fakeDatabase, type Stored } from '../../../tests/support/fakeDatabase';
import { analyze } from '../../engine';
import { sweepSource } from '../sweep';
import type { Transport } from '../transport';
import type { ListedWorkload } from './census';
import { witnessesOf } from './witnesses';

const workload = (cluster: string, namespace: string, name: string): ListedWorkload => ({
  cluster,
  namespace,
  name,
  kind: 'Deployment',
  replicas: 1,
});

test('some of each cluster, from namespaces all over it, the same in whatever order they are listed', () => {
  const listed = ['north', 'south'].flatMap((cluster) =>
    Array.from({ length: 100 }, (_, i) => workload(cluster, `ns-${100 + Math.floor(i / 2)}`, `web-${i % 2}`))
  );
  const chosen = witnessesOf(listed);
  for (const cluster of ['north', 'south']) {
    const places = chosen.filter((one) => one.cluster === cluster).map(({ namespace }) => namespace);
    expect([places.length, places[0], new Set(places).size]).toEqual([8, 'ns-100', 8]);
    expect(Number(places.at(-1)?.slice(3))).toBeGreaterThan(140);
  }
  fc.assert(
    fc.property(fc.shuffledSubarray(listed, { minLength: listed.length }), (shuffled) => {
      expect(new Set(witnessesOf(shuffled))).toEqual(new Set(chosen));
    }),
    { numRuns: 20 }
  );
});

test('all of a small cluster, and several of its only namespace', () => {
  expect(witnessesOf([workload('', 'shop', 'web')])).toHaveLength(1);
  expect(witnessesOf(Array.from({ length: 20 }, (_, i) => workload('', 'shop', `web-${i}`)))).toHaveLength(8);
});

const TO = Date.UTC(2026, 10, 23, 12);
const HOUR = 3_600_000;

/** A Deployment with an HPA at rest, scraped every 30 s since a moment. */
function calmIn(cluster: string, since: number): Stored[] {
  const times = Float64Array.from({ length: Math.floor((TO - since) / 30_000) }, (_, i) => since + i * 30_000);
  const series = (__name__: string, labels: Record<string, string>): Stored => ({
    labels: { __name__, cluster, namespace: 'shop', ...labels },
    times,
    values: times.map(() => 3),
  });
  const hpa = { horizontalpodautoscaler: 'web' };
  const target = { scaletargetref_kind: 'Deployment', scaletargetref_name: 'web' };
  return [
    ...['spec_replicas', 'metadata_generation', 'status_replicas_ready', 'status_replicas'].map((name) =>
      series(`kube_deployment_${name}`, { deployment: 'web' })
    ),
    ...['spec_min_replicas', 'spec_max_replicas', 'status_current_replicas', 'status_desired_replicas'].map((name) =>
      series(`kube_horizontalpodautoscaler_${name}`, hpa)
    ),
    series('kube_horizontalpodautoscaler_info', { ...hpa, ...target }),
    series('kube_horizontalpodautoscaler_status_condition', { ...hpa, condition: 'ScalingActive', status: 'true' }),
  ];
}

test('that a cluster was not scraped in half of the range is said, though nothing is read of it', async () => {
  const database = fakeDatabase([...calmIn('north', TO - HOUR), ...calmIn('south', TO - HOUR / 2)]);
  const nobodyNamed: Transport = {
    ...database,
    instant: (queries, at, abort) =>
      queries.every(({ id }) => /^(scan|kept-back)-/.test(id))
        ? Promise.resolve(queries.map(({ id }) => ({ id, series: [], notices: [] })))
        : database.instant(queries, at, abort),
  };
  const range = { from: TO - HOUR, to: TO };
  const last = await sweepSource(nobodyNamed, { wholeUpTo: 0 }).fetch(
    { range, clusterLabel: 'auto' },
    { take: () => undefined }
  );
  const { quiet = [], diagnostics } = analyze(last);
  expect(diagnostics.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^No samples of cluster south in the first 30 min of the range/),
  ]);
  expect(quiet.map(({ verdict, workloads }) => [verdict, workloads.length])).toEqual([['calm-as-far-as-seen', 2]]);
});
