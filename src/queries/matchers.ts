// Reads the label matchers out of a PromQL text, of Prometheus or VictoriaMetrics. Not a parser: what stands between the
// selectors is stepped over, so that a text with a mistake, or with variables that nobody filled in, still tells its
// labels. A whole grammar (@prometheus-io/lezer-promql) would weigh more than everything else that Grafana loads for a
// link in a menu.

export interface Matcher {
  readonly label: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

const SPACE = /(?:\s|#.*)+/y;
const TEXT = /"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|`[^`]*`/y;
const NAME = /[a-zA-Z_][a-zA-Z0-9_.:]*/y;
const OP = /=~|!~|!=|=/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** A position in a text. */
class Reader {
  private at = 0;

  public constructor(private readonly text: string) {}

  public get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** What the pattern matches here, stepped over; undefined when it does not. */
  public take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  public next(): string {
    this.at += 1;
    return this.text[this.at - 1] ?? '';
  }
}

function unquote(text: string): string {
  const inner = text.slice(1, -1);
  return text.startsWith('`') ? inner : inner.replace(/\\([^])/g, (_, one: string) => ESCAPES[one] ?? one);
}

/** One `label op "value"`; undefined for anything else, such as a quoted metric name. */
function readMatcher(reader: Reader): Matcher | undefined {
  const quoted = reader.take(TEXT);
  const label = quoted === undefined ? reader.take(NAME) : unquote(quoted);
  reader.take(SPACE);
  const op = reader.take(OP) as Matcher['op'] | undefined;
  reader.take(SPACE);
  const value = op === undefined ? undefined : reader.take(TEXT);
  return label === undefined || op === undefined || value === undefined
    ? undefined
    : { label, op, value: unquote(value) };
}

/** What stands between braces. VictoriaMetrics writes alternatives there, `{a="1" or b="2"}`: a selector each. */
function readSelector(reader: Reader): Matcher[][] {
  let current: Matcher[] = [];
  const all = [current];
  while (!reader.isAtEnd) {
    reader.take(SPACE);
    if (reader.take(/or\b(?!\s*[=!])/y) !== undefined) {
      all.push((current = []));
      continue;
    }
    const matcher = readMatcher(reader);
    if (matcher) {
      current.push(matcher);
      continue;
    }
    if (reader.next() === '}') {
      break;
    }
  }
  return all;
}

/** The matchers of every selector in a PromQL text, in order; selectors without any are left out. */
export function readMatchers(expr: string): Matcher[][] {
  const reader = new Reader(expr);
  const all: Matcher[][] = [];
  while (!reader.isAtEnd) {
    // Comments, texts of functions and `${variables}` hold braces that are none.
    if ((reader.take(SPACE) ?? reader.take(TEXT) ?? reader.take(/\$\{[^}]*\}/y)) !== undefined) {
      continue;
    }
    if (reader.next() === '{') {
      all.push(...readSelector(reader));
    }
  }
  return all.filter((selector) => selector.length > 0);
}
