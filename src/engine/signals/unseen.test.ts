/** @jest-environment node */
// A stretch without any sample is told; a restart of the exporter is not, nor one workload that is new.
import type { Series, SeriesSet } from '../../model/series';
import { unseenOf, unseenTexts } from './unseen';

const FROM = Date.UTC(2026, 10, 23, 1);
const MINUTE = 60_000;
const range = { from: FROM, to: FROM + 60 * MINUTE };

/** A workload scraped every 15 s in these minutes. */
function seen(spans: ReadonlyArray<readonly [number, number]>, cluster = ''): Series {
  const times = spans.flatMap(([a, b]) =>
    Array.from({ length: (b - a) * 4 }, (_, i) => FROM + a * MINUTE + i * 15_000)
  );
  return {
    kind: 'workload.replicas',
    cluster,
    namespace: 'shop',
    object: 'web',
    attributes: { kind: 'Deployment' },
    times: Float64Array.from(times),
    values: new Float64Array(times.length),
  };
}

function textsOf(...series: Series[]): string[] {
  const set: SeriesSet = { range, series, asked: [], failed: [], notices: [] };
  return unseenTexts(set, unseenOf(set));
}

test('of a part whose workloads are all new, others tell that it was scraped all the time', () => {
  const set: SeriesSet = { range, series: [seen([[30, 60]])], asked: [], failed: [], notices: [] };
  expect(unseenTexts(set, unseenOf(set))).toEqual([expect.stringContaining('the first 30 min')]);
  const witnesses = [seen([[0, 60]])];
  expect([...unseenOf({ ...set, witnesses })]).toEqual([]);
  expect(unseenTexts({ ...set, witnesses }, unseenOf({ ...set, series: [], witnesses: set.series }))).toEqual([
    expect.stringContaining('the first 30 min'),
  ]);
});

test('seen in the whole range, or but for a restart: nothing to tell', () => {
  expect(textsOf(seen([[0, 60]]))).toEqual([]);
  expect(
    textsOf(
      seen([
        [0, 30],
        [32, 60],
      ])
    )
  ).toEqual([]);
  expect(textsOf(seen([[0, 60]]), seen([[40, 60]]))).toEqual([]);
});

test.each([
  ['the first 10 min', [[10, 60]]],
  ['the last 10 min', [[0, 50]]],
  [
    '10 min in between',
    [
      [0, 20],
      [30, 60],
    ],
  ],
  [
    'the first 5 min and 10 min in between and the last 4 min',
    [
      [5, 20],
      [30, 56],
    ],
  ],
] as ReadonlyArray<[string, Array<[number, number]>]>)('%s', (words, spans) => {
  const [text] = textsOf(seen(spans));
  expect(text).toContain(`No samples in ${words} of the range`);
});

test('one cluster does not hide another', () => {
  expect(textsOf(seen([[0, 60]], 'a'), seen([[0, 50]], 'b'))).toEqual([
    expect.stringMatching(/^No samples of cluster b in the last 10 min/),
  ]);
});

test('without series that every scrape brings there is nothing to compare with', () => {
  expect(textsOf()).toEqual([]);
});
