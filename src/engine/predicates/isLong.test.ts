/** @jest-environment node */
// What stands for a dozen samples in a row is no chance of where samples fell.
import { isLong } from './isLong';

const scrape = 300_000;
const lasting = (samples: number) => ({ from: 0, to: samples * scrape });

test('one span of twelve samples is long, several short ones are not', () => {
  expect(isLong([lasting(12)], { scrape })).toBe(true);
  expect(isLong([lasting(11), lasting(11)], { scrape })).toBe(false);
  expect(isLong([], { scrape })).toBe(false);
});
