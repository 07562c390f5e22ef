// Answers so far are drawn at most once a second, and never more often than drawing allows.
import { Turns } from './turns';

function at() {
  const clock = { now: 0 };
  const turns = new Turns(() => clock.now);
  const takeAt = (now: number) => {
    clock.now = now;
    return turns.take();
  };
  const drawnAt = (now: number) => {
    clock.now = now;
    turns.drawn();
  };
  return { takeAt, drawnAt };
}

test('the first answer is drawn at once, the next one a second later', () => {
  const { takeAt, drawnAt } = at();
  expect(takeAt(0)).toBe(true);
  drawnAt(50);
  expect(takeAt(999)).toBe(false);
  expect(takeAt(1000)).toBe(true);
});

test('nothing is drawn while the last one is under way, and drawing takes at most half of the time', () => {
  const { takeAt, drawnAt } = at();
  expect(takeAt(0)).toBe(true);
  expect(takeAt(5000)).toBe(false);
  drawnAt(6000);
  expect(takeAt(11_999)).toBe(false);
  expect(takeAt(12_000)).toBe(true);
});

test('a page that draws nothing new is not waited for', () => {
  const { takeAt, drawnAt } = at();
  drawnAt(0);
  expect(takeAt(1)).toBe(true);
});
