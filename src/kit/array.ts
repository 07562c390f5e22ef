// Searching ordered columns, grouping and stable ordering: what every stage of the line does with its arrays.

/**
 * Index of the last element <= `x` in an ascending column, -1 when all are greater. Samples come at a steady pace, so the
 * place is mostly where a straight line puts it; where it is not, the halves on the right side of it are searched.
 */
export function lastAtOrBefore(column: ArrayLike<number>, x: number): number {
  const first = column[0] ?? Infinity;
  const last = column[column.length - 1] ?? Infinity;
  if (!(first <= x)) {
    return -1;
  }
  if (last <= x) {
    return column.length - 1;
  }
  const guess = Math.min(column.length - 2, Math.floor(((x - first) / (last - first)) * (column.length - 1)));
  const isBefore = (column[guess] ?? Infinity) <= x;
  if (isBefore && (column[guess + 1] ?? Infinity) > x) {
    return guess;
  }
  return isBefore ? searchBetween(column, x, guess + 1, column.length) : searchBetween(column, x, 0, guess);
}

/** The same by halves: all before `low` are <= `x`, all from `high` on are greater. */
function searchBetween(column: ArrayLike<number>, x: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] ?? Infinity) <= x) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}

/** Index of the first element > `x` in an ascending column; its length when there is none. */
export function firstAfter(column: ArrayLike<number>, x: number): number {
  return lastAtOrBefore(column, x) + 1;
}

/** Index of the first item for which `test` holds, where it holds for all that follow too; the length when for none. */
export function firstWhere<T>(items: readonly T[], test: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (test(items[middle] as T)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

/** Groups by key, in order of first appearance. */
export function groupBy<T>(items: Iterable<T>, key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    addTo(groups, key(item), item);
  }
  return groups;
}

/** Puts an item at the end of its group. */
export function addTo<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group) {
    group.push(item);
  } else {
    groups.set(key, [item]);
  }
}

/** Code unit order, the same on every machine and locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A sorted copy by several keys in turn. */
export function sortBy<T>(items: readonly T[], ...keys: Array<(item: T) => string | number>): T[] {
  return [...items].sort((a, b) => {
    for (const key of keys) {
      const x = key(a);
      const y = key(b);
      const order = typeof x === 'number' && typeof y === 'number' ? x - y : compareText(String(x), String(y));
      if (order !== 0) {
        return order;
      }
    }
    return 0;
  });
}

/** The distinct elements, in order of first appearance. */
export function distinct<T>(items: Iterable<T>): T[] {
  return [...new Set(items)];
}

/** One element for each key, where the key first came; the last of equal ones stands. */
export function distinctBy<T>(items: Iterable<T>, key: (item: T) => string): T[] {
  const byKey = new Map<string, T>();
  for (const item of items) {
    byKey.set(key(item), item);
  }
  return [...byKey.values()];
}

/** Neighbouring pairs of a list: [a,b,c] gives [a,b],[b,c]. */
export function pairs<T>(items: readonly T[]): Array<[T, T]> {
  const out: Array<[T, T]> = [];
  items.forEach((item, i) => {
    const next = items[i + 1];
    if (next !== undefined) {
      out.push([item, next]);
    }
  });
  return out;
}

/** True for values that are neither null nor undefined: a filter that narrows. */
export function isPresent<T>(value: T | undefined | null): value is T {
  return value !== undefined && value !== null;
}
