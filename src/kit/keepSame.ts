// A value that is read anew and mostly says the same: what did not change stays the same object, so that whoever remembers
// answers by object need not work them out again.

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

function sameArray(before: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const kept = next.map((value, i) => keepSame(before[i], value));
  return kept.length === before.length && kept.every((value, i) => Object.is(value, before[i])) ? before : kept;
}

function sameRecord(before: Readonly<Record<string, unknown>>, next: Readonly<Record<string, unknown>>): object {
  const kept = Object.fromEntries(Object.entries(next).map(([key, value]) => [key, keepSame(before[key], value)]));
  const keys = Object.keys(kept);
  const isSame =
    keys.length === Object.keys(before).length &&
    keys.every((key) => key in before && Object.is(kept[key], before[key]));
  return isSame ? before : kept;
}

/** `next`, with every list and record in it that says the same as in `before` taken from there. */
export function keepSame<T>(before: unknown, next: T): T {
  if (Array.isArray(before) && Array.isArray(next)) {
    return sameArray(before, next) as T;
  }
  return isRecord(before) && isRecord(next) ? (sameRecord(before, next) as T) : next;
}
