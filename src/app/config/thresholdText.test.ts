import { thresholdText } from './thresholdText';

const threshold = { key: 'x', title: 'Share', unit: 'ratio', default: 0.35, min: 0.1, max: 1 };

test('limits and the usual number, with the unit; ratios say what they stand for', () => {
  expect(thresholdText({ ...threshold, unit: 'min', default: 20, min: 1, max: 240 })).toBe('1 to 240 min, usually 20');
  expect(thresholdText(threshold)).toBe('0.1 to 1, usually 0.35; a share: 0.35 is 35 %');
  expect(thresholdText({ ...threshold, default: 1.1, max: 5 })).toBe('0.1 to 5, usually 1.1; a factor: 1.1 times');
});
