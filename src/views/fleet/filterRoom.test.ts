// The filters stay in the open in windows people use at a desk, and fold where they would take rows.
import { fitsRows } from './filterRoom';

const USUAL = ['Namespace', 'Actor', 'Severity', 'State'];

test.each([
  // 1048 is what a window of 1400 leaves beside Grafana's docked menu, 1352 without it, 932 one of 1280.
  [0, USUAL, true],
  [1048, USUAL, true],
  [1048, [...USUAL, 'Kind'], false],
  [1352, [...USUAL, 'Kind'], true],
  [1352, [...USUAL, 'Kind', 'Cluster'], true],
  [932, USUAL, false],
  [652, USUAL, false],
  [342, USUAL, false],
])('%d pixels for %j: %p', (width, labels, expected) => {
  expect(fitsRows(width, labels)).toBe(expected);
});
