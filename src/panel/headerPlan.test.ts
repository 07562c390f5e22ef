import { planHeader, type HeaderPart, type HeaderRoom } from './headerPlan';

const PARTS: HeaderPart[] = [
  { id: 'name', text: 'hv-many-small / web', isNeeded: true },
  { id: 'state', text: 'fighting since 01:33' },
  { id: 'others', text: 'worst of 2 workloads' },
  { id: 'link', text: '3 lanes hidden ↗' },
];
const SENTENCE = 'Each VPA resize makes the HPA add pods: 9 → 40 for the same work.';

/** Six pixels a letter: 65 letters of verdict are 390 px. */
const measure = (text: string): number => text.length * 6;
const plan = (room: Partial<HeaderRoom>) =>
  planHeader({ sentence: SENTENCE, parts: PARTS, width: 1400, height: 150, density: 'short', ...room }, measure);
const ids = (room: Partial<HeaderRoom>) => plan(room).shown.map((part) => part.id);

test('with room for everything all stands on one line', () => {
  expect(plan({})).toMatchObject({ height: 28, sentenceLines: 1, split: false });
  expect(ids({})).toEqual(['name', 'state', 'others', 'link']);
});

test('in a flat panel the verdict keeps its room and the rest goes, last wanted first', () => {
  expect(ids({ width: 440 + 140 })).toEqual(['name']);
  expect(ids({ width: 440 + 140 + 128 })).toEqual(['name', 'state']);
  expect(ids({ width: 460 })).toEqual([]);
  expect(plan({ width: 460 }).height).toBe(28);
});

test('a verdict that is longer than the line takes a second one before anything else does', () => {
  const flat = { height: 46, sentenceLines: 2, split: false, shown: [] };
  expect(plan({ width: 400 })).toMatchObject(flat);
  expect(plan({ width: 400, height: 110, density: 'sketch' })).toMatchObject(flat);
});

test('a tall and narrow panel gives the verdict two lines and the rest one below', () => {
  expect(plan({ width: 350, height: 300 })).toMatchObject({ height: 64, sentenceLines: 2, split: true });
  expect(ids({ width: 350, height: 300 })).toEqual(['name', 'state']);
});

test('a second line is for the verdict and the name, not for what matters less', () => {
  expect(plan({ width: 440 + 140, height: 300, density: 'full' })).toMatchObject({ height: 28, split: false });
  const unnamed = PARTS.slice(1);
  expect(plan({ width: 470, height: 300, parts: unnamed })).toMatchObject({ height: 28, shown: [] });
});

test('that a fight has ended is worth the second line', () => {
  const ended = PARTS.map((part) => ({ ...part, isNeeded: part.id === 'name' || part.id === 'state' }));
  const room = { width: 440 + 140, height: 300, density: 'full', parts: ended } as const;
  expect(plan(room)).toMatchObject({ height: 46, split: true });
  expect(ids(room).slice(0, 2)).toEqual(['name', 'state']);
});

test('a verdict that fits its line without the arrow beside it takes one line, and the rest the next', () => {
  const room = { width: 440, height: 310, density: 'full' } as const;
  expect(plan(room)).toMatchObject({ height: 46, sentenceLines: 1, split: true });
  expect(plan({ ...room, parts: PARTS.slice(1), height: 280 })).toMatchObject({
    height: 46,
    sentenceLines: 2,
    shown: [],
  });
});

test('a sketch has its second line at any height', () => {
  expect(plan({ width: 460, height: 110, density: 'sketch' })).toMatchObject({
    height: 46,
    sentenceLines: 1,
    split: true,
  });
});

test('what has no words takes no room', () => {
  const parts = PARTS.map((part) => ({ ...part, text: '' }));
  expect(plan({ parts, width: 460, height: 110, density: 'sketch' })).toMatchObject({ height: 28, shown: [] });
});
