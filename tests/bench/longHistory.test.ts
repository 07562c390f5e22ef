/** @jest-environment node */
// However much happened in a window, what is drawn of it is bounded by the width of the screen, and none of it is left out.
import { layout, timeScale, toMarks, type Mark } from '../../src/timeline';
import { manySmall, RANGE } from '../../src/timeline/__fixtures__/histories';
import { PALETTE } from '../../src/timeline/__fixtures__/palette';
import { longHistory } from './longHistory';

const ACTIONS = 10_000;
const { history, findings } = manySmall();
const long = longHistory(history, findings, RANGE, ACTIONS);

function marksOf(width: number): Mark[] {
  const model = layout(long.history, long.findings, { range: long.range, width, height: 0, frame: 'page' });
  return toMarks(model, timeScale(long.range, model.plotWidth), PALETTE);
}

test('ten thousand actions become as many marks as can be told apart', () => {
  expect(long.history.actions.length).toBeGreaterThanOrEqual(ACTIONS);
  expect(marksOf(1200).length).toBeLessThan(2500);
  expect(marksOf(390).length).toBeLessThan(1000);
});

test('each of them stands behind a mark', () => {
  const told = new Set(marksOf(1200).flatMap(({ about }) => about?.actions ?? []));
  expect(long.history.actions.filter(({ id }) => !told.has(id))).toEqual([]);
});

test('a window that moves on shows the same of what stays in it', () => {
  const pan = (shift: number): string[] => {
    const half = (long.range.to - long.range.from) / 2;
    const range = { from: long.range.from + shift, to: long.range.from + shift + half };
    const model = layout(long.history, long.findings, { range, width: 1200, height: 0, frame: 'page' });
    const marks = toMarks(model, timeScale(range, model.plotWidth), PALETTE);
    const fresh = { ...long.history, curves: [...long.history.curves], actions: [...long.history.actions] };
    const anew = layout(fresh, [...long.findings], { range, width: 1200, height: 0, frame: 'page' });
    expect(JSON.stringify(toMarks(anew, timeScale(range, anew.plotWidth), PALETTE))).toBe(JSON.stringify(marks));
    return marks.map(({ id }) => id);
  };
  expect(pan(0)).not.toEqual(pan(3_600_000));
});
