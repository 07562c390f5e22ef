/** @jest-environment node */
// Equal columns of moments become one, whoever brings them; what differs in a hole or at an end stays apart.
import { finish } from '../../kit/steps';
import type { Series } from '../../model/series';
import { withSharedMoments } from './sharedMoments';

function series(object: string, ...times: number[]): Series {
  const values = Float64Array.from(times, (_, i) => i);
  return {
    kind: 'hpa.min',
    cluster: '',
    namespace: 'shop',
    object,
    attributes: {},
    times: Float64Array.from(times),
    values,
  };
}

test('series of one scrape have one column of moments, and keep everything else', () => {
  const before = [
    series('a', 0, 15, 30),
    series('b', 0, 15, 30),
    series('c', 0, 10, 30),
    series('d', 0, 15),
    series('e'),
  ];
  const after = finish(withSharedMoments(before));
  expect(after).toEqual(before);
  const columns = after.map(({ times }) => times);
  expect(columns[1]).toBe(columns[0]);
  expect(new Set(columns).size).toBe(4);
});

test('among many with the same ends the first ones are shared, and none is changed', () => {
  const many = Array.from({ length: 20 }, (_, i) => series(`pod-${i}`, 0, i + 1, 100));
  const after = finish(withSharedMoments([...many, ...many.map((one) => series(one.object, ...one.times))]));
  expect(after.map(({ times }) => [...times])).toEqual([...many, ...many].map(({ times }) => [...times]));
  expect(after[20]?.times).toBe(after[0]?.times);
});
