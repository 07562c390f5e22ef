// Grafana's template service and its backends replace $name, ${name}, [[name]] and $__interval anywhere in a query.
// In PromQL these can only stand inside string literals, where the same characters can be written as escapes.

/** Matches a double- or single-quoted PromQL string, or a raw string in backticks. */
const STRING_LITERAL = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/gs;

function escapeRawString(literal: string): string {
  const inside = literal.slice(1, -1);
  return /\$|\[\[/.test(inside) ? escapeQuoted(JSON.stringify(inside)) : literal;
}

function escapeQuoted(literal: string): string {
  return literal.replaceAll('$', '\\x24').replaceAll('[[', '[\\x5b');
}

/** The same query, with nothing left in it that looks like a template variable. */
export function protectExpression(expr: string): string {
  return expr.replace(STRING_LITERAL, (literal) =>
    literal.startsWith('`') ? escapeRawString(literal) : escapeQuoted(literal)
  );
}
