// Whether two series under one name are copies of one object, or two objects. Copies of one scrape differ for a moment at
// most; two objects differ nearly always, or one moves while the other one stands.
import type { Series } from '../model/series';

type Samples = Pick<Series, 'times' | 'values'>;

/** Samples to compare at least, and the share of them that differs when there are two objects. */
const LEAST = 8;
const SHARE = 0.5;
/** How often one must have moved while the other stood. */
const MOVES = 3;

/** Whether the value lies among those of the scrapes around: what moves all the time is never twice the same at two instants. */
function isAbout(values: Float64Array, at: number, value: number): boolean {
  let least = Infinity;
  let most = -Infinity;
  for (let i = Math.max(0, at - 1); i <= Math.min(values.length - 1, at + 2); i++) {
    least = Math.min(least, values[i] ?? Infinity);
    most = Math.max(most, values[i] ?? -Infinity);
  }
  return value >= least && value <= most;
}

/** How many samples of one lie side by side with the other, and how many have a value that the other had not about then. */
function compared(a: Samples, b: Samples): { all: number; differing: number } {
  let at = -1;
  let all = 0;
  let differing = 0;
  a.times.forEach((t, i) => {
    while ((b.times[at + 1] ?? Infinity) <= t) {
      at++;
    }
    if (at < 0 || t > (b.times.at(-1) ?? -Infinity)) {
      return;
    }
    all++;
    differing += isAbout(b.values, at, a.values[i] ?? NaN) ? 0 : 1;
  });
  return { all, differing };
}

/** True when most samples of one have a value that the other one never has at that time. */
export function disagree(a: Samples, b: Samples): boolean {
  return [compared(a, b), compared(b, a)].some(({ all, differing }) => all >= LEAST && differing / all > SHARE);
}

function moves({ times, values }: Samples, from: number, to: number): number {
  return values.reduce((n, value, i) => {
    const t = times[i] ?? NaN;
    return n + (i > 0 && t > from && t <= to && value !== values[i - 1] ? 1 : 0);
  }, 0);
}

/** True when one moved, and the other stood, over the time that both are seen. */
export function oneStands(a: Samples, b: Samples): boolean {
  const from = Math.max(a.times[0] ?? Infinity, b.times[0] ?? Infinity);
  const to = Math.min(a.times.at(-1) ?? -Infinity, b.times.at(-1) ?? -Infinity);
  const [first, second] = [moves(a, from, to), moves(b, from, to)];
  return Math.min(first, second) === 0 && Math.max(first, second) >= MOVES;
}

/** True when both moved and were seen with the same values throughout: two views of one thing. */
export function moveTogether(a: Samples, b: Samples): boolean {
  const { all, differing } = compared(a, b);
  return all >= LEAST && differing / all <= 1 - SHARE && moves(a, -Infinity, Infinity) > 0 && !oneStands(a, b);
}
