// What counts as new in ranges of every length.
import { finding, deployment, minute } from '../../../tests/support/sampleReport';
import { isNewIn, newSpan } from './newness';

const SCRAPE = 15_000;
const since = (from: number) => finding(deployment('a', 'web'), 'high', 'fighting', [from, 600]);
/** The first and the last whole minutes of a range of this length at which what begins is new. */
function newMinutes(length: number): [number | undefined, number | undefined] {
  const range = { from: minute(0), to: minute(length) };
  const all = Array.from({ length: length + 1 }, (_, at) => at).filter((at) => isNewIn(range, since(at), SCRAPE));
  return [all[0], all.at(-1)];
}

test.each([
  [600, 541, 'the last hour'],
  [180, 121, 'the last hour'],
  [75, 51, 'the last 25 min'],
  [45, 31, 'the last 15 min'],
  [15, 11, 'the last 5 min'],
])('of %d minutes what began from minute %d on', (length, first, span) => {
  expect(newMinutes(length)).toEqual([first, length]);
  expect(newSpan({ from: minute(0), to: minute(length) })).toBe(span);
});

test('what was on when the range began is not new, however short the range', () => {
  const range = { from: minute(0), to: minute(1) };
  expect(isNewIn(range, since(0.4), SCRAPE)).toBe(false);
  expect(isNewIn(range, since(0.9), SCRAPE)).toBe(true);
});
