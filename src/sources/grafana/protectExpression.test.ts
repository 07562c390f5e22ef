import fc from 'fast-check';

import { protectExpression } from './protectExpression';

/** Undoes Go's string escapes that occur here, as a database does. */
function unquote(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\x([0-9a-f]{2})|\\(.)/gs, (_, hex: string | undefined, other: string) =>
      hex ? String.fromCharCode(parseInt(hex, 16)) : other
    );
}

test.each([
  ['label_replace(up, "a", "$1", "b", "(.+)")', 'label_replace(up, "a", "\\x241", "b", "(.+)")'],
  ['up{job=~"^a$"}', 'up{job=~"^a\\x24"}'],
  ["up{job='${job}'}", "up{job='\\x24{job}'}"],
  ['up{job=~"[[job]]"}', 'up{job=~"[\\x5bjob]]"}'],
  ['up{job=`$job`}', 'up{job="\\x24job"}'],
  ['up{job=`a\\d`}', 'up{job=`a\\d`}'],
  ['sum by (a) (rate(up{a="x\\"$y"}[5m]))', 'sum by (a) (rate(up{a="x\\"\\x24y"}[5m]))'],
])('%s', (expr, expected) => {
  expect(protectExpression(expr)).toBe(expected);
});

test('no variable syntax survives and every string keeps its meaning', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('$', '[', ']', '{', '}', 'a', '"', '\\', "'", '_') }), (text) => {
      const literal = JSON.stringify(text);
      const out = protectExpression(`up{a=${literal}}`);
      expect(out).not.toMatch(/\$|\[\[/);
      expect(unquote(out.slice('up{a='.length, -1))).toBe(text);
    })
  );
});
