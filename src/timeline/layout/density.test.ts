import { densityOf } from './density';

test.each([
  [700, 334, 'full'],
  [600, 300, 'full'],
  [1408, 182, 'short'],
  [464, 182, 'sketch'],
  [346, 144, 'sketch'],
  [229, 106, 'sentence'],
  [1408, 106, 'sentence'],
  [170, 68, 'count'],
  [450, 400, 'short'],
] as const)('a panel of %i x %i is %s', (width, height, density) => {
  expect(densityOf(width, height)).toBe(density);
});
