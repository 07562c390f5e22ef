// Error texts of databases, proxies and data sources hold HTML pages, whole queries, addresses, terminal escapes and now
// and then credentials. People get one short line instead (tests/fixtures/ds-query/README.md, "Errors"). Any length of input is
// cut before it is searched, and no pattern goes back over what it has read: the time is linear.

/** As much of a text is read from each end: the reason stands in front, or behind a query that is told twice. */
const READ = 4000;
/** As much of it is shown. */
const LONGEST = 280;
/** A quoted text longer than this is a query or a page: it is left out. */
const LONG_QUOTE = 100;

/** What stands between head and tail may end inside a credential: the words at the cut go too. */
function cutMiddle(text: string): string {
  if (text.length <= 2 * READ) {
    return text;
  }
  const head = text.slice(0, READ).split(/\s/).slice(0, -1).join(' ');
  const tail = text.slice(-READ).split(/\s+/).slice(2).join(' ');
  return `${head === '' ? text.slice(0, LONGEST) : head} … ${tail}`;
}

const ESCAPE = '\u001b';
const TERMINAL_SEQUENCE = new RegExp(
  `${ESCAPE}\\][^\u0007${ESCAPE}]*(?:\u0007|${ESCAPE}\\\\)?|${ESCAPE}\\[[0-?]*[ -/]*[@-~]?|${ESCAPE}.?`,
  'gs'
);

/** What stands after the name of a key, where it is a string. */
const STRING_VALUE = /\s{0,9}:\s{0,9}("(?:[^"\\]|\\.)*")/sy;

/** Nothing that moves a cursor, turns the direction of writing or hides; white space stays. */
function withoutControls(text: string): string {
  return text.replace(TERMINAL_SEQUENCE, '').replace(/[\p{Cc}\p{Cf}]/gu, (c) => (/\s/.test(c) ? c : ''));
}

/** The string after `"key":`, decoded; undefined when there is none. */
function jsonString(text: string, key: string): string | undefined {
  const name = `"${key}"`;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    STRING_VALUE.lastIndex = at + name.length;
    const value = STRING_VALUE.exec(text)?.[1];
    if (value !== undefined) {
      return decoded(value);
    }
  }
  return undefined;
}

function decoded(literal: string): string | undefined {
  try {
    return String(JSON.parse(literal.replace(/\s/g, ' ')));
  } catch {
    return undefined;
  }
}

/** The reason inside a JSON body stands for the whole body. */
function unwrapJson(text: string): string {
  const begin = text.indexOf('{"') < 0 ? text.search(/\{\s/) : text.indexOf('{"');
  const body = begin < 0 ? '' : text.slice(begin);
  const reason = ['error', 'message', 'detail'].map((key) => jsonString(body, key)).find((found) => found);
  return reason === undefined ? text : text.slice(0, begin) + reason;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};

function withoutHtml(text: string): string {
  return text
    .replace(/<(script|style|head)\b.*?(<\/\1\s*>|$)/gis, ' ')
    .replace(/<\/?[a-z!][^<>]*(>|$)/gi, ' ')
    .replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** Addresses keep scheme, host and path; user, password and query string go. */
function bareAddresses(text: string): string {
  return text
    .replace(
      /\b([a-z][a-z0-9+.-]{0,20}:\/\/)(?:[^\s"'<>/?#]*@)?([^\s"'<>?#]*)(?:[?#][^\s"'<>]*)?/gi,
      (_, scheme: string, rest: string) => scheme + rest
    )
    .replace(/(^|[\s"'(<=])[^\s"'<>/@:=(]{1,64}:[^\s"'<>/]{1,128}@(?=[a-z0-9[])/gi, '$1');
}

const KEYS = 'password|passwd|pwd|token|secret|api[_-]?key|session[_-]?id|session|sig|signature|credentials?';
const TO_THE_END = /\b((?:proxy-)?authorization|(?:set-)?cookie)(\\?["']?\s{0,3}[=:]\s{0,3})[^\r\n<>]+/gi;
const KEY_VALUE = new RegExp(`((?:${KEYS})(?:\\\\?["'])?\\s{0,3}[=:]\\s{0,3}(?:\\\\?["'])?)[^\\s"'&,;\\\\]+`, 'gi');
/** Credentials that are known by their form: behind a scheme of HTTP, JSON web tokens, tokens of Grafana and of clouds. */
const BY_FORM: ReadonlyArray<readonly [RegExp, string]> = [
  [/\b(bearer|basic|negotiate|digest)\s{1,3}[A-Za-z0-9._~+/=-]{8,}/gi, '$1 …'],
  [/\beyJ[A-Za-z0-9_-]{10,}[A-Za-z0-9_.-]*/g, '…'],
  [/\b(?:glsa|glc|ghp|gho|xox[abp])_[A-Za-z0-9_=-]{8,}|\bAKIA[A-Z0-9]{12,}/g, '…'],
];

function withoutSecrets(text: string): string {
  const named = text.replace(TO_THE_END, '$1$2…').replace(KEY_VALUE, '$1…');
  return BY_FORM.reduce((rest, [pattern, sign]) => rest.replace(pattern, sign), named);
}

/** Quoted texts are read whole, so that what stands between two of them is not taken for one. */
function withoutLongQuotes(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"/gs, (quoted) => (quoted.length > LONG_QUOTE ? '"…"' : quoted));
}

/** Cut at a length that people read, not inside a letter of two units. */
export function shorten(text: string): string {
  return text.length <= LONGEST
    ? text
    : `${[...text.slice(0, LONGEST - 1)]
        .join('')
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`;
}

/**
 * The whole of what was said, fit to be shown but for its length: no markup, no credentials, no control characters.
 * @param secrets texts that were sent along and must not come back: passwords, values of headers
 */
export function plainText(raw: unknown, secrets: readonly string[] = []): string {
  const given = typeof raw === 'string' ? raw : '';
  const known = secrets.filter((secret) => secret.length >= 3);
  const text = withoutControls(cutMiddle(known.reduce((rest, secret) => rest.split(secret).join('…'), given)));
  return withoutLongQuotes(withoutSecrets(bareAddresses(withoutHtml(unwrapJson(text)))))
    .replace(/\s+/g, ' ')
    .trim();
}

/** What a database or data source complained about, in one short line. */
export function cleanMessage(raw: unknown, secrets: readonly string[] = []): string {
  const text = plainText(raw, secrets);
  return text === '' ? 'The data source gave no reason.' : shorten(text);
}
