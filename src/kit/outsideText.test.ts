/** @jest-environment node */
import { firstFew, quoted } from './outsideText';

test('short, on one line, nothing hidden', () => {
  expect(quoted('web')).toBe('“web”');
  expect(quoted('a\n\u202eb')).toBe('“a\\u{a}\\u{202e}b”');
  expect(quoted('x'.repeat(200_000))).toBe(`“${'x'.repeat(59)}…”`);
  expect(quoted(`${'x'.repeat(58)}😀😀`)).toBe(`“${'x'.repeat(58)}…”`);
});

test('ten, each once, and the count of the rest', () => {
  const lines = Array.from({ length: 12 }, (_, i) => `line ${i}`);
  expect(firstFew(lines.slice(0, 10))).toEqual(lines.slice(0, 10));
  expect(firstFew([...lines, ...lines])).toEqual([...lines.slice(0, 10), 'And 2 more like these.']);
});
