// A pattern for all names between two borders, in the order of their characters: thousands of namespaces in a text of a hundred
// characters, where a list of their names would be longer than a database takes (VictoriaMetrics: 16 kB).
import { escapeRegex } from './selector';

/** Names from the first border on, and before the second one; open where there is none. */
export interface NameRange {
  readonly from?: string;
  readonly to?: string;
}

/** Before every name that has a character. */
export const FIRST = ' ';
/** After every character that names are made of. */
const LAST = '~';

const next = (char: string): string => String.fromCharCode(char.charCodeAt(0) + 1);
const before = (char: string): string => String.fromCharCode(char.charCodeAt(0) - 1);

/** One character of a class. */
const inClass = (char: string): string => (/[\\\]^[-]/.test(char) ? `\\${char}` : char);

/** One character between these, both included, and anything after it; nothing where there is none. */
function anyFrom(low: string, high: string): string[] {
  return low > high ? [] : [low === high ? `${escapeRegex(low)}.*` : `[${inClass(low)}-${inClass(high)}].*`];
}

const either = (texts: readonly string[]): string => (texts.length === 1 ? (texts[0] ?? '') : `(?:${texts.join('|')})`);

/** Names that are this one or come after it. */
function atLeast(border: string): string {
  const [char] = border;
  return char === undefined
    ? '.*'
    : either([...anyFrom(next(char), LAST), escapeRegex(char) + atLeast(border.slice(1))]);
}

/** Names that come before this one; the empty one is the first of all. */
function lessThan(border: string): string {
  const [char = FIRST] = border;
  const rest = border.slice(1);
  return either(['', ...anyFrom(FIRST, before(char)), ...(rest === '' ? [] : [escapeRegex(char) + lessThan(rest)])]);
}

/** The pattern for a range, as a matcher anchors it. */
export function namesBetween({ from = '', to }: NameRange): string {
  if (to === undefined) {
    return atLeast(from);
  }
  const [low] = from;
  const [high = FIRST] = to;
  if (low === undefined) {
    return lessThan(to);
  }
  if (low === high) {
    return escapeRegex(low) + namesBetween({ from: from.slice(1), to: to.slice(1) });
  }
  return either([
    escapeRegex(low) + atLeast(from.slice(1)),
    ...anyFrom(next(low), before(high)),
    ...(to.length > 1 ? [escapeRegex(high) + lessThan(to.slice(1))] : []),
  ]);
}

/** The shortest text that parts two names: greater than the first, and not greater than the second. */
export function borderBetween(last: string, first: string): string {
  const length = Array.from(first).findIndex((_, i) => first.slice(0, i + 1) > last);
  return first.slice(0, length + 1);
}
