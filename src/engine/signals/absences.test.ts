/** @jest-environment node */
// A workload that was gone and came back is not one whose scrapes failed.
import type { Series, SignalKind } from '../../model/series';
import { paceReader } from './pace';

const SCRAPE = 30_000;

function series(kind: SignalKind, object: string, times: readonly number[], values: readonly number[]): Series {
  return {
    kind,
    cluster: '',
    namespace: 'pr-shop',
    object,
    attributes: {},
    times: Float64Array.from(times),
    values: Float64Array.from(values),
  };
}

/** Two lives of an hour with an hour and a half between them. */
const lives = [...Array.from({ length: 120 }, (_, i) => i), ...Array.from({ length: 120 }, (_, i) => 300 + i)].map(
  (i) => i * SCRAPE
);
const generations = (before: number, after: number) => lives.map((_, i) => (i < 120 ? before : after));
const desired = series('hpa.desired', 'web', lives, generations(2, 2));
const born = (at: number, name = 'web-7c9f') => series('replicaset.created', name, [at], [at / 1000]);

const paceOf = (...all: readonly Series[]) => paceReader()(all).get('kube-state-metrics');

test('its counter of writes begins anew: nothing is missing, and samples are as close as they were', () => {
  const counter = series('workload.generation', 'web', lives, generations(9, 1));
  expect(paceOf(counter, desired)).toEqual({ missing: 0, seconds: 30 });
});

test('its counter stands where it stood, though a template was made meanwhile', () => {
  const counter = series('workload.generation', 'web', lives, generations(2, 2));
  expect(paceOf(counter, desired, born(290 * SCRAPE))).toEqual({ missing: 0, seconds: 30 });
});

test('scrapes that failed stay missing, whatever was deployed meanwhile', () => {
  const counter = (after: number) => series('workload.generation', 'web', lives, generations(2, after));
  const gone = { missing: expect.closeTo(0.43, 2) as number, seconds: expect.closeTo(52.6, 1) as number };
  expect(paceOf(counter(2), desired)).toEqual(gone);
  expect(paceOf(counter(3), desired, born(290 * SCRAPE))).toEqual(gone);
  expect(paceOf(counter(2), desired, born(290 * SCRAPE, 'api-7c9f'))).toEqual(gone);
});
