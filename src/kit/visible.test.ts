/** @jest-environment node */
import fc from 'fast-check';
import { visible, visibleJson } from './visible';

test.each([
  ['web\u001b[31mred', 'web\\u{1b}[31mred'],
  ['c1\u009b2J', 'c1\\u{9b}2J'],
  ['bidi\u202egnp.exe', 'bidi\\u{202e}gnp.exe'],
  ['zero\u200bwidth\ufeff', 'zero\\u{200b}width\\u{feff}'],
  ['two\nlines\r', 'two\\u{a}lines\\u{d}'],
  ['half \ud800', 'half \\u{d800}'],
  ['tag \u{e0041}', 'tag \\u{e0041}'],
  ['größer 3\u2009000 → 😀', 'größer 3\u2009000 → 😀'],
])('%j', (text, shown) => expect(visible(text)).toBe(shown));

test('any text: nothing hidden is left, and JSON means the same', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, (one) => {
      expect(visible(one)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      const json = visibleJson({ one });
      expect(json).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      expect(JSON.parse(json)).toEqual({ one });
    })
  );
});
