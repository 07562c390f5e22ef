import { at, finding, flatFight, manySmall, RANGE } from '../__fixtures__/histories';
import { fitRange } from './fit';

const HOUR = 3_600_000;
const wide = { from: RANGE.from - 2 * HOUR, to: RANGE.to };

/** Samples for one hour only, at the end of three. */
function late(source: ReturnType<typeof flatFight>) {
  return { ...source.history, gaps: [{ from: wide.from, to: RANGE.from }] };
}

test('hours without samples are left out, but for a margin that shows that they end', () => {
  const { findings, ...source } = manySmall();
  const shown = fitRange(late({ findings, ...source }), findings[0], wide);
  expect(shown.to).toBe(RANGE.to);
  expect(shown.from).toBeLessThan(RANGE.from);
  expect(RANGE.from - shown.from).toBeLessThan(0.05 * HOUR);
});

test('a short fight in a long range is shown with the time around it', () => {
  const { history } = flatFight();
  const short = finding({ intervals: [{ from: at(100), to: at(110) }] });
  const shown = fitRange(history, short, RANGE);
  expect(shown.from).toBeLessThan(at(100) - 300_000);
  expect(shown.to).toBeGreaterThan(at(110) + 300_000);
  expect(shown.to - shown.from).toBeLessThan((RANGE.to - RANGE.from) / 3);
});

test('what a finding causes belongs to it', () => {
  const { history } = flatFight();
  const caused = [finding({ intervals: [{ from: at(130), to: at(131) }] })];
  const short = finding({ intervals: [{ from: at(100), to: at(110) }], caused });
  expect(fitRange(history, short, RANGE).to).toBeGreaterThan(at(131));
});

test('the whole range stays where the fight fills it, where nothing is told, and where nothing was seen', () => {
  const { history, findings } = manySmall();
  expect(fitRange(history, findings[0], RANGE)).toBe(RANGE);
  expect(fitRange(history, undefined, RANGE)).toBe(RANGE);
  expect(fitRange({ ...history, gaps: [wide] }, findings[0], wide)).toBe(wide);
});

test('the window never leaves the range, whatever a finding says', () => {
  const { history } = flatFight();
  const early = finding({ intervals: [{ from: RANGE.from - HOUR, to: at(4) }] });
  const shown = fitRange(history, early, RANGE);
  expect(shown.from).toBe(RANGE.from);
  expect(shown.to).toBeLessThan(RANGE.to);
});
