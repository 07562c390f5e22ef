// A remembered answer is carried on where the database still says the same, and thrown away where it does not.
import type { RawSeries } from '../transport';
import { carryOn, type Misfit } from './carryOn';
import { labelKey, longestGap, type Kept } from './kept';

const S = 1000;

/** Samples at these seconds, the value of each its own time; `12=7` for another value. */
function series(name: string, text: string): RawSeries {
  const samples = text
    .split(' ')
    .filter((part) => part !== '')
    .map((part) => part.split('=').map(Number));
  const times = Float64Array.from(samples, ([at = 0]) => at * S);
  return { labels: { __name__: name }, times, values: Float64Array.from(samples, ([at = 0, value = at]) => value) };
}

function keptAt(end: number, ...all: RawSeries[]): Kept {
  const map = new Map(all.map((one) => [labelKey(one.labels), one]));
  return { begin: 0, end: end * S, fullAt: end * S, series: map, keyOf: labelKey, gap: longestGap(all) };
}

/** What a tail from 100 s on makes of an answer that was read at 160 s and wanted from 30 s on. */
function carried(known: RawSeries[], told: RawSeries[]): Misfit | string[] {
  const tail = { from: 100 * S, to: 190 * S, series: told };
  const result = carryOn(keptAt(160, ...known), tail, 30 * S);
  return typeof result === 'string'
    ? result
    : [...result.values()].map(({ labels, times }) => `${labels.__name__} ${times.map((t) => t / S).join(' ')}`);
}

const TEN = '10 20 30 40 50 60 70 80 90 100 110 120 130 140 150 160';

test('what left the window goes, what is new is appended', () => {
  const told = series('a', '110 120 130 140 150 160 170 180 190');
  expect(carried([series('a', TEN)], [told])).toEqual(['a 40 50 60 70 80 90 100 110 120 130 140 150 160 170 180 190']);
});

test('what may still have been on its way is taken in', () => {
  const known = series('a', '40 50 60 70 80 90 100 110 120 130 140');
  expect(carried([known], [series('a', '110 120 130 140 150 160 170')])).toEqual([
    'a 40 50 60 70 80 90 100 110 120 130 140 150 160 170',
  ]);
});

test('a series that ended stays as long as it has samples in the window', () => {
  expect(carried([series('a', '40 50'), series('b', '10 20')], [])).toEqual(['a 40 50']);
});

test('a series that began since is whole', () => {
  expect(carried([], [series('a', '170 180')])).toEqual(['a 170 180']);
});

test('of two agents that write into one series the database may keep the other sample', () => {
  expect(carried([series('a', '100 115 130 145 157')], [series('a', '115 130 145 160 175')])).toEqual([
    'a 100 115 130 145 160 175',
  ]);
});

test.each<[string, string, string, Misfit]>([
  ['a sample is gone', TEN, '110 130 140 150 160 170', 'changed'],
  ['a sample has another value', TEN, '110 120=7 130 140 150 160 170', 'changed'],
  ['a late sample has another value', TEN, '110 120 130 140 150=7 160 170', 'changed'],
  ['the last sample is gone and none came for it', TEN, '110 120 130 140 150', 'changed'],
  ['a series is gone', TEN, '', 'changed'],
  ['a sample came late', '100 110 130 140 150 160', '110 120 130 140 150 160', 'late'],
  ['a series came late', '', '120 130 140 150 160 170', 'late'],
  ['a series stands again', '50 60 70 80 90', '170 180 190', 'paused'],
])('%s: read in full again', (_, known, told, misfit) => {
  const all = (text: string) => (text === '' ? [] : [series('a', text)]);
  const beside = [series('b', TEN), series('b', '110 120 130 140 150 160 170')] as const;
  expect(carried([...all(known), beside[0]], [...all(told), beside[1]])).toBe(misfit);
});

test('a series that is scraped once in a while goes on', () => {
  expect(carried([series('a', '40 90')], [series('a', '140 190')])).toEqual(['a 40 90 140 190']);
  expect(carried([series('a', '40 90')], [series('a', '190')])).toBe('paused');
});

test('labels in another order name the same series', () => {
  expect(labelKey({ a: '1', b: '2' })).toBe(labelKey({ b: '2', a: '1' }));
  expect(labelKey({ a: '1', b: '2' })).not.toBe(labelKey({ a: '2', b: '1' }));
});
