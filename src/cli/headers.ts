// `--header 'Name: value'`, checked before Node's own fetch would complain in words that hold the value. No message here
// repeats a value: it is most often a credential.
import { fail, ok, type Result } from '../kit/result';

/** A name as HTTP allows it (RFC 9110, section 5.6.2). */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** A value as HTTP allows it: visible signs, spaces and tabs, no line breaks, bytes only. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]+$/;
/** What only the connection itself may say. */
const OWN = [
  'connection',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
];

function readHeader(text: string, place: number): Result<readonly [string, string]> {
  const which = `--header number ${place}`;
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(0, colon)).trim();
  const value = text.slice(colon + 1).trim();
  if (colon < 0 || !NAME.test(name)) {
    return fail(`${which} is not of the form 'Name: value'.`);
  }
  if (OWN.includes(name.toLowerCase())) {
    return fail(`${which}: ${name} is set by the request itself.`);
  }
  if (value === '') {
    return fail(`${which}: ${name} has no value. Is a variable of the shell empty?`);
  }
  return VALUE.test(value)
    ? ok([name, value])
    : fail(`${which}: the value of ${name} holds a line break or a sign that HTTP does not allow.`);
}

/** Reads all headers; of one name given twice the last one stands. */
export function readHeaders(texts: readonly string[]): Result<Record<string, string>> {
  const headers = new Map<string, readonly [string, string]>();
  for (const [i, text] of texts.entries()) {
    const header = readHeader(text, i + 1);
    if (!header.ok) {
      return header;
    }
    headers.set(header.value[0].toLowerCase(), header.value);
  }
  return ok(Object.fromEntries(headers.values()));
}
