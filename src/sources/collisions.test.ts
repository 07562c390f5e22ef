/** @jest-environment node */
// Two clusters without a label between them are told; two scrapers of one cluster are not.
import { collisionsIn, type Labelled } from './collisions';

/** A Deployment's replicas, scraped every 15 s from `offset` on. */
function replicas(values: readonly number[], offset = 0, namespace = 'shop', job = 'ksm'): Labelled {
  return {
    kind: 'workload.replicas',
    cluster: '',
    namespace,
    object: 'web',
    attributes: { kind: 'Deployment' },
    labels: { namespace, deployment: 'web', job },
    times: Float64Array.from(values.keys(), (i) => offset + i * 15_000),
    values: Float64Array.from(values),
  };
}

const STEADY = Array.from({ length: 20 }, () => 3);
const BUSY = Array.from({ length: 20 }, (_, i) => 5 + (i % 4));

test('two objects under one name are named, with the label to set', () => {
  const [found, ...rest] = collisionsIn([replicas(STEADY), replicas(BUSY, 4000, 'shop', 'other')]);
  expect(rest).toEqual([]);
  expect(found).toMatchObject({ kinds: ['workload.replicas'], namespaces: ['shop'] });
  expect(found?.message).toMatch(
    /^1 name stands for several objects.*shop\/web\. They differ in job\..*--cluster-label/
  );
});

test('a pair of scrapers sees every change a moment apart, and that is one object', () => {
  const changing = Array.from({ length: 40 }, (_, i) => 2 + Math.floor(i / 5));
  expect(collisionsIn([replicas(changing), replicas(changing, 7000)])).toEqual([]);
});

test('a pair of scrapers may look at a number that never rests, each at another moment', () => {
  const climbing = Array.from({ length: 60 }, (_, i) => 10 + 3 * i);
  const later = climbing.map((value) => value + 1);
  expect(collisionsIn([replicas(climbing), replicas(later, 7000)])).toEqual([]);
});

test('one after the other is one object, and so is each in a namespace of its own', () => {
  expect(collisionsIn([replicas(STEADY), replicas(BUSY, 600_000)])).toEqual([]);
  expect(collisionsIn([replicas(STEADY), replicas(BUSY, 0, 'bank')])).toEqual([]);
});
