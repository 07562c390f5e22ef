/** @jest-environment node */
// Matchers as texts; that no value escapes them is a property (tests/properties/hostile.test.ts).
import { anyOf, escapeRegex, quote, selector, window } from './selector';

test.each([
  [quote('a"b\\c\nd'), '"a\\"b\\\\c\\nd"'],
  [escapeRegex('a.b*c'), 'a\\.b\\*c'],
  [anyOf('namespace', ['shop']), 'namespace="shop"'],
  [anyOf('namespace', ['shop', 'a.b']), 'namespace=~"shop|a\\\\.b"'],
  [selector('up', []), 'up'],
  [selector('up', [undefined, 'job="x"']), 'up{job="x"}'],
  [selector('a|b', ['job="x"']), '{__name__=~"a|b",job="x"}'],
  [window(90_001), '91s'],
  [window(1), '1s'],
])('%s', (text, wanted) => expect(text).toBe(wanted));

test('no values, no matcher', () => expect(anyOf('namespace', [])).toBeUndefined());
