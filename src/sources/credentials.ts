// User and password in an address: fetch refuses such addresses and shows them whole. They go into the header that they stand
// for, and everything secret is known by its text, so that no message can bring it back.

/** An address without credentials, the headers to send, and the texts that must never be shown. */
export interface Addressed {
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

/** Headers whose values are no secret. */
const PLAIN = /^(accept.*|user-agent|x-scope-orgid|content-type|host)$/i;

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function basicOf(user: string, password: string): string {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return btoa(String.fromCharCode(...bytes));
}

/** The words of a value: of `Bearer abc` both the whole and `abc`. */
function wordsOf(value: string): string[] {
  return [value, ...value.split(/[\s,;]+/).filter((word) => word.length >= 6)];
}

/**
 * Takes an address apart.
 * @param url http(s), with or without user and password; query and fragment are left out
 */
export function addressed(url: string, headers: Readonly<Record<string, string>> = {}): Addressed {
  const { username, password, origin, pathname } = new URL(url);
  const base = `${origin}${pathname}`.replace(/\/+$/, '');
  const given = Object.entries(headers);
  const values = given.filter(([name]) => !PLAIN.test(name)).flatMap(([, value]) => wordsOf(value));
  if (username === '' && password === '') {
    return { base, headers, secrets: values };
  }
  const basic = basicOf(decoded(username), decoded(password));
  const isSet = given.some(([name]) => name.toLowerCase() === 'authorization');
  return {
    base,
    headers: isSet ? headers : { ...headers, Authorization: `Basic ${basic}` },
    secrets: [...values, basic, password, decoded(password)],
  };
}
