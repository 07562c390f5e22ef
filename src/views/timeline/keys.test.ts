import { meaningOf, panned, zoomed, movedInto } from './keys';

const range = { from: 1_000_000, to: 2_000_000 };

test('zooming keeps the middle and never goes below ten seconds', () => {
  expect(zoomed(range, 0.5)).toEqual({ from: 1_250_000, to: 1_750_000 });
  expect(zoomed({ from: 0, to: 12_000 }, 0.5)).toEqual({ from: 1000, to: 11_000 });
});

test('panning moves by a part of the length', () => {
  expect(panned(range, -0.25)).toEqual({ from: 750_000, to: 1_750_000 });
});

test('letters work with and without shift, and leave shortcuts alone', () => {
  expect(meaningOf('W', false)).toMatchObject({ kind: 'window' });
  expect(meaningOf('w', true)).toBeUndefined();
  expect(meaningOf('ArrowLeft', false)).toEqual({ kind: 'walk', direction: 'left' });
  expect(meaningOf('x', false)).toBeUndefined();
});

test('the window moves into its bounds with its length, or becomes them', () => {
  const bounds = { from: 10, to: 20 };
  expect(movedInto({ from: 5, to: 9 }, bounds)).toEqual({ from: 10, to: 14 });
  expect(movedInto({ from: 18, to: 22 }, bounds)).toEqual({ from: 16, to: 20 });
  expect(movedInto({ from: 12, to: 14 }, bounds)).toEqual({ from: 12, to: 14 });
  expect(movedInto({ from: 0, to: 40 }, bounds)).toBe(bounds);
});
