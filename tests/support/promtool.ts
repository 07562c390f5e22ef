// promtool's notation for test series (prometheus.io/docs, "Unit testing for rules"): `2x3` is 2 2 2 2, `1+2x3` is
// 1 3 5 7, `_` a missing sample, `_x3` three of them, `stale` a marker: here both leave a hole.

/** Samples at equal distances; undefined where there is none. */
export type Samples = ReadonlyArray<number | undefined>;

/** A column of a test case: promtool's notation, or one number for all its samples. */
export type Column = string | number;

const ITEM = /^(-?\d+(?:\.\d+)?)(?:([+-]\d+(?:\.\d+)?))?(?:x(\d+))?$/;

function readItem(item: string): Samples {
  const hole = /^_(?:x(\d+))?$/.exec(item);
  if (hole) {
    return Array.from({ length: Number(hole[1] ?? 1) }, () => undefined);
  }
  if (item === 'stale') {
    return [undefined];
  }
  const match = ITEM.exec(item);
  if (!match || (match[2] !== undefined && match[3] === undefined)) {
    throw new Error(`"${item}" is not promtool's notation`);
  }
  const [, start = '', step = '0', repeats = '0'] = match;
  return Array.from({ length: Number(repeats) + 1 }, (_, k) => Number(start) + k * Number(step));
}

/** Reads promtool's notation. */
export function parseValues(text: string): Samples {
  return text.trim().split(/\s+/).flatMap(readItem);
}

/** Reads a column that is to be `length` samples long: shorter ones stand at their last value, longer ones are cut. */
export function readColumn(column: Column, length: number): Samples {
  if (typeof column === 'number') {
    return Array.from({ length }, () => column);
  }
  const samples = parseValues(column).slice(0, length);
  return [...samples, ...Array.from({ length: length - samples.length }, () => samples.at(-1))];
}

/** The same text several times over, separated by blanks. */
export function again(text: string, times: number): string {
  return Array.from({ length: times }, () => text).join(' ');
}

/** A length of time as Prometheus writes it, `15s`, `5m`, `1h30m`, `-2m`, in milliseconds. */
export function span(text: string): number {
  const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
  const parts = [...text.matchAll(/(\d+)([smhd])/g)];
  if (parts.length === 0) {
    throw new Error(`"${text}" is not a length of time`);
  }
  const total = parts.reduce((ms, [, amount, unit = '']) => ms + Number(amount) * (units[unit] ?? NaN), 0);
  return text.startsWith('-') ? -total : total;
}
