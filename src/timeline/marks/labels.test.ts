import fc from 'fast-check';
import { boxesOverlap, boxInside } from '../paint/surface';
import { PALETTE } from '../__fixtures__/palette';
import { crosses, placeLabels, type LabelWish, type LaneCurve, type Spot } from './labels';

const within = { x: 0, y: 0, width: 400, height: 120 };
const spot = fc.record({
  x: fc.integer({ min: -20, max: 420 }),
  y: fc.integer({ min: -10, max: 130 }),
  align: fc.constantFrom('left' as const, 'center' as const, 'right' as const),
});
const wish: fc.Arbitrary<LabelWish> = fc.record({
  id: fc.uuid(),
  lane: fc.constant('a'),
  priority: fc.integer({ min: 0, max: 9 }),
  texts: fc.array(fc.string({ minLength: 1, maxLength: 24 }), { minLength: 1, maxLength: 3 }),
  spots: fc.array(spot, { minLength: 1, maxLength: 4 }),
  color: fc.constant('#fff'),
  within: fc.constant(within),
});
const box = fc.record({
  x: fc.integer({ min: 0, max: 380 }),
  y: fc.integer({ min: 0, max: 110 }),
  width: fc.integer({ min: 1, max: 80 }),
  height: fc.integer({ min: 1, max: 40 }),
});

const path = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 120 })), { minLength: 2, maxLength: 30 })
  .chain((points) => fc.boolean().map((sorted) => (sorted ? [...points].sort((a, b) => a[0] - b[0]) : points).flat()));

test('labels never lie on a curve of their lane, whichever way it runs', () => {
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 20 }), fc.array(path, { maxLength: 4 }), (wishes, paths) => {
      const curves = paths.map((points) => ({ lane: 'a', points }));
      for (const label of placeLabels(wishes, [], curves, PALETTE.measure)) {
        expect(paths.some((points) => crosses(points, label.box))).toBe(false);
      }
    })
  );
});

test('labels never overlap each other or an obstacle, and stay inside', () => {
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 40 }), fc.array(box, { maxLength: 10 }), (wishes, obstacles) => {
      const placed = placeLabels(wishes, obstacles, [], PALETTE.measure);
      placed.forEach((label, i) => {
        expect(boxInside(label.box, within)).toBe(true);
        expect(placed.slice(i + 1).some((other) => boxesOverlap(label.box, other.box))).toBe(false);
        expect(obstacles.some((obstacle) => boxesOverlap(label.box, obstacle))).toBe(false);
      });
    })
  );
});

const base: LabelWish = {
  id: 'long',
  lane: 'a',
  priority: 1,
  texts: ['a long text that tells all', 'short'],
  spots: [{ x: 10, y: 20, align: 'left' }],
  color: '#fff',
  within: { x: 0, y: 0, width: 80, height: 40 },
};

test('a label that does not fit is shortened, then dropped', () => {
  expect(placeLabels([base], [], [], PALETTE.measure)[0]?.text).toBe('short');
  expect(placeLabels([{ ...base, within: { ...base.within, width: 12 } }], [], [], PALETTE.measure)).toEqual([]);
});

test('a label gives way to the curves of its lane: it moves, then it is shortened, then it is dropped', () => {
  const spots: LabelWish['spots'] = [
    { x: 10, y: 20, align: 'left' },
    { x: 10, y: 60, align: 'left' },
  ];
  const roomy = { ...base, spots, within: { x: 0, y: 0, width: 300, height: 90 } };
  const across = { lane: 'a', points: Float64Array.of(0, 20, 300, 20) };
  const place = (wish: LabelWish, curves: readonly LaneCurve[]) =>
    placeLabels([wish], [], curves, PALETTE.measure).map(({ text, y }) => [text, y]);
  expect(place(roomy, [across])).toEqual([['a long text that tells all', 60]]);
  const fromMiddle = { lane: 'a', points: Float64Array.of(60, 20, 300, 20) };
  expect(place({ ...roomy, spots: spots.slice(0, 1) }, [fromMiddle])).toEqual([['short', 20]]);
  expect(place({ ...roomy, spots: spots.slice(0, 1) }, [across])).toEqual([]);
  expect(place({ ...roomy, spots: spots.slice(0, 1) }, [{ ...across, lane: 'b' }])).toEqual([[base.texts[0], 20]]);
});

test('a label that names a line may interrupt it, on a plate', () => {
  const points = Float64Array.of(0, 20, 300, 20);
  const wish = { ...base, within: { x: 0, y: 0, width: 300, height: 90 }, halo: '#000', cuts: points };
  const [label] = placeLabels([wish], [], [{ lane: 'a', points }], PALETTE.measure);
  expect(label?.style.plate).toBe('#000');
});

test('spots may depend on the width of the text', () => {
  const spots = (width: number): Spot[] => [{ x: width, y: 20, align: 'left' }];
  const wish = { ...base, within: { x: 0, y: 0, width: 100, height: 40 }, spots };
  expect(placeLabels([wish], [], [], PALETTE.measure)[0]?.x).toBe(PALETTE.measure('short', 11, false));
});

test('the more important one chooses first', () => {
  const rival = { ...base, id: 'rival', priority: 5, texts: ['rival'] };
  expect(placeLabels([base, rival], [], [], PALETTE.measure).map((label) => label.id)).toEqual(['rival']);
});
