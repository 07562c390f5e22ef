// Places for a text beside what it names: over or under a line as long as the text is wide, or around a point.
import type { Spot } from './labels';

/** Smallest and largest y of a line between two x; undefined where it does not run. Points are x, y pairs from left to right. */
export function reachOf(
  line: ArrayLike<number>,
  x0: number,
  x1: number
): { readonly top: number; readonly bottom: number } | undefined {
  let [top, bottom] = [Infinity, -Infinity];
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [a = 0, ya = 0, b = 0, yb = 0] = [line[i], line[i + 1], line[i + 2], line[i + 3]];
    if (b >= x0 && a <= x1) {
      top = Math.min(top, ya, yb);
      bottom = Math.max(bottom, ya, yb);
    }
  }
  return top <= bottom ? { top, bottom } : undefined;
}

/** Where along a line a name stands best, as parts of the line: not at its ends, where values and edges are. */
const ALONG = [0.42, 0.34, 0.5, 0.58, 0.26, 0.66, 0.74, 0.18, 0.82];
/** Distance from the line to the middle of the text, pixels. */
const AWAY = [12, 18, 26];

/** Where a line rises or falls more than so many pixels under its name, the name would stand far from it. */
const STEEP = 40;

/** Spots over (`side` -1) or under (1) a line, each clear of it over the whole width of the text. */
export function besideLine(
  line: ArrayLike<number>,
  side: -1 | 1,
  width: number,
  along: readonly number[] = ALONG
): Spot[] {
  const [from, to] = [line[0] ?? 0, line[line.length - 2] ?? 0];
  return along.flatMap((part) => {
    const x = from + (to - from) * part;
    const reach = reachOf(line, x - width / 2 - 4, x + width / 2 + 4);
    if (!reach || reach.bottom - reach.top > STEEP) {
      return [];
    }
    const edge = side < 0 ? reach.top : reach.bottom;
    return AWAY.map((away) => ({ x, y: edge + side * away, align: 'center' as const }));
  });
}

const STEP = { x: 16, y: 12 };

/** Spots around a point, nearest first, at most so many pixels away. */
export function aroundPoint(x: number, y: number, far: { readonly x: number; readonly y: number }): Spot[] {
  const spots: Spot[] = [];
  for (let dy = -far.y; dy <= far.y; dy += STEP.y) {
    for (let dx = -far.x; dx <= far.x; dx += STEP.x) {
      spots.push({ x: x + dx, y: y + dy, align: 'center' });
    }
  }
  const distance = (spot: Spot): number => Math.hypot((spot.x - x) / 2, spot.y - y);
  return spots.sort((a, b) => distance(a) - distance(b) || a.y - b.y || a.x - b.x);
}
