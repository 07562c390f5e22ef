import { flatFight, manySmall, RANGE } from '../__fixtures__/histories';
import { PALETTE } from '../__fixtures__/palette';
import { layout } from '../layout/layout';
import { toMarks } from '../marks/toMarks';
import { timeScale } from '../scale/timeScale';
import { explain, explainAt } from './explain';
import { isTelling, nextMark, pick, readingOrder } from './pick';

function sceneOf(source: ReturnType<typeof flatFight>) {
  const model = layout(source.history, source.findings, { range: RANGE, width: 1000, height: 0, frame: 'page' });
  const marks = toMarks(model, timeScale(RANGE, model.plotWidth), PALETTE);
  return {
    model,
    marks,
    order: readingOrder(
      marks,
      model.lanes.map((l) => l.id)
    ),
  };
}

test.each([
  ['flat', flatFight()],
  ['mirrored', manySmall()],
] as const)('pick finds every mark it painted (%s)', (_, source) => {
  const { marks } = sceneOf(source);
  for (const mark of marks.filter(isTelling)) {
    const { x, y, width, height } = mark.box;
    const tries = [0.5, 0.1, 0.9, 0.02, 0.98].flatMap((fx) =>
      [0.5, 0.1, 0.9].map((fy) => pick(marks, x + fx * width, y + fy * height))
    );
    expect(tries.map((found) => found?.id)).toContain(mark.id);
  }
});

test('pick misses where nothing stands', () => {
  expect(pick(sceneOf(flatFight()).marks, -500, 10)).toBeUndefined();
});

test('arrows walk every mark in reading order, once', () => {
  const { order } = sceneOf(manySmall());
  const seen: string[] = [];
  let current = nextMark(order, undefined, 'right');
  while (current && seen.at(-1) !== current.id) {
    seen.push(current.id);
    current = nextMark(order, current.id, 'right');
  }
  expect(seen).toEqual(order.map((m) => m.id));
  expect(nextMark(order, order[3]?.id, 'left')?.id).toBe(order[2]?.id);
  expect(nextMark(order, undefined, 'last')).toBe(order[0]);
  expect(nextMark(order, order[0]?.id, 'last')).toBe(order.at(-1));
});

test('up and down lead to the nearest mark of the next lane', () => {
  const { order, marks } = sceneOf(manySmall());
  const answer = marks.find((m) => m.kind === 'triangle' && m.about?.actions.includes('h2'));
  const below = nextMark(order, answer?.id, 'down');
  expect(below?.lane).toBe('actor:vpa:web');
  expect(Math.abs((below?.box.x ?? 0) - (answer?.box.x ?? 0))).toBeLessThan(60);
});

test('an answer is explained with its cause and the lag', () => {
  const { model, marks } = sceneOf(manySmall());
  const answer = marks.find((m) => m.kind === 'triangle' && m.about?.actions.includes('h1'));
  const told = answer && explain(answer, model);
  expect(told?.time).toBe('01:20:15–30');
  expect(told?.lines.map((l) => l.text)).toEqual([
    'HPA web 8 → 16',
    'VPA web 0.40 → 0.20 core',
    'echo: 15–45 s after the resize',
  ]);
});

test('a moment is explained by what stood then', () => {
  const { model } = sceneOf(flatFight());
  expect(explainAt(model, RANGE.from + 100 * 15_000, 1000).lines[0]?.text).toBe(
    'spec 2, ready 2, HPA wish 4, metrics ask for 5'
  );
});
