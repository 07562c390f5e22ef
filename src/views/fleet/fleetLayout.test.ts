import fc from 'fast-check';

import { sum } from '../../kit/stats';
import { fleetLayout, slotWidth, type ContentWidths } from './fleetLayout';
import { COLUMNS } from './fleetOrder';

/** Without several data sources. */
const USUAL = COLUMNS.filter((column) => column !== 'source');

/** As measured on the recording: names of 20 letters, sentences of 100. */
const CONTENT: ContentWidths = {
  severity: 36,
  workload: 135,
  source: 110,
  what: 620,
  actors: 78,
  replicas: 118,
  since: 100,
  replicasOwner: 86,
  sizeOwner: 82,
  pods: 62,
  hidden: 64,
  short: 72,
};
const places = (width: number) => fleetLayout(width, CONTENT, USUAL).slots.map((slot) => slot.columns.join('/'));
const inUse = (width: number) => sum(fleetLayout(width, CONTENT, USUAL).slots.map((slot) => slot.width));

test('the columns never need more than there is, and nothing is lost', () => {
  const width = fc.integer({ min: 260, max: 3000 });
  const some = fc.record(
    Object.fromEntries(COLUMNS.map((column) => [column, fc.integer({ min: 30, max: 190 })]))
  ) as fc.Arbitrary<ContentWidths>;
  fc.assert(
    fc.property(width, some, (w, widths) => {
      const { slots, folded } = fleetLayout(w, { ...widths, severity: 36 }, COLUMNS);
      const told = [...slots.flatMap((slot) => slot.columns), ...folded];
      expect([...told].sort()).toEqual([...COLUMNS].sort());
      // Six columns that follow their content are left when everything else has folded.
      const least = 36 + widths.workload + widths.since + 230 + Math.max(136, widths.replicas);
      expect(sum(slots.map((slot) => slot.width))).toBeLessThanOrEqual(Math.max(w, least));
    })
  );
});

test('with room every column has its own place; the sentence gets two lines and the curve the rest', () => {
  expect(places(1872)).toEqual([...USUAL]);
  const layout = fleetLayout(1872, CONTENT, USUAL);
  expect(slotWidth(layout, 'what')).toBeGreaterThan(CONTENT.what / 2);
  expect(slotWidth(layout, 'replicas')).toBeGreaterThan(400);
  expect(inUse(1872)).toBeGreaterThan(1860);
});

test('before a sentence needs three lines, columns of low priority share a place', () => {
  expect(places(1142).slice(-3)).toEqual(['replicasOwner/sizeOwner', 'pods/hidden', 'short']);
  expect(fleetLayout(1142, CONTENT, USUAL).folded).toEqual([]);
  expect(slotWidth(fleetLayout(1142, CONTENT, USUAL), 'what')).toBeGreaterThan(CONTENT.what / 2 + 40);
});

test('beside a docked menu at 1280 pixels all numbers keep a place: low columns share theirs, badges stand in the sentence', () => {
  expect(inUse(930)).toBeLessThanOrEqual(930);
  expect(fleetLayout(930, CONTENT, USUAL).folded).toEqual(['actors']);
  expect(places(930)).toEqual([
    'severity',
    'workload',
    'what',
    'replicas',
    'since',
    'replicasOwner/sizeOwner',
    'pods/hidden',
    'short',
  ]);
});

test('on a phone a row is a card that tells everything', () => {
  const { kind, slots, folded } = fleetLayout(340, CONTENT, USUAL);
  expect(kind).toBe('cards');
  expect(slots).toHaveLength(1);
  expect(folded).toEqual(expect.arrayContaining(['pods', 'hidden', 'short', 'replicasOwner', 'sizeOwner']));
});

test('the data source has a column where there is room, and is told inside the row where there is none', () => {
  expect(fleetLayout(1500, CONTENT, COLUMNS).slots.map((slot) => slot.columns[0])).toContain('source');
  expect(fleetLayout(1000, CONTENT, COLUMNS).folded).toContain('source');
  expect(fleetLayout(390, CONTENT, COLUMNS).folded).toContain('source');
  expect(fleetLayout(390, CONTENT, USUAL).folded).not.toContain('source');
});
