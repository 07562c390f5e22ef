// From a point to the mark there, and from one mark to the next by keyboard.
import { sortBy } from '../../kit/array';
import type { Mark } from '../marks/mark';

/** Pixels by which a pointer may miss. */
const SLACK = 3;

/** True for marks that stand for something; the rest is decoration. */
export function isTelling(mark: Mark): boolean {
  return mark.about !== undefined;
}

function distance(mark: Mark, x: number, y: number): number {
  if (mark.kind === 'echo') {
    return distanceToLink(mark.from, mark.to, x, y);
  }
  const { box } = mark;
  const dx = Math.max(box.x - x, 0, x - box.x - box.width);
  const dy = Math.max(box.y - y, 0, y - box.y - box.height);
  return Math.hypot(dx, dy);
}

/** The link leaves and arrives vertically and crosses over in the middle: near enough to three straight pieces. */
function distanceToLink(from: readonly [number, number], to: readonly [number, number], x: number, y: number): number {
  const t = Math.min(1, Math.max(0, (y - from[1]) / (to[1] - from[1] || 1)));
  const eased = t * t * (3 - 2 * t);
  const onX = from[0] + (to[0] - from[0]) * eased;
  const dy = Math.max(Math.min(from[1], to[1]) - y, 0, y - Math.max(from[1], to[1]));
  return Math.hypot(x - onX, dy);
}

/** The mark at a point: the nearest, and of equally near ones that painted last. */
export function pick(marks: readonly Mark[], x: number, y: number): Mark | undefined {
  let best: Mark | undefined;
  let bestDistance = SLACK;
  for (let i = marks.length - 1; i >= 0; i--) {
    const mark = marks[i];
    if (mark && isTelling(mark)) {
      const d = distance(mark, x, y);
      if (d < bestDistance || (d === 0 && best === undefined)) {
        best = mark;
        bestDistance = d;
        if (d === 0) {
          return best;
        }
      }
    }
  }
  return best;
}

/** Marks in reading order: lane by lane, in each lane by time. */
export function readingOrder(marks: readonly Mark[], lanes: readonly string[]): Mark[] {
  const telling = marks.filter((m) => isTelling(m) && m.kind !== 'gap');
  return sortBy(
    telling,
    (m) => lanes.indexOf(m.lane),
    (m) => m.about?.interval.from ?? 0,
    (m) => m.box.y,
    (m) => m.id
  );
}

export type Direction = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

/** Where a key leads from the mark with that id; the first mark when there is none. */
export function nextMark(ordered: readonly Mark[], id: string | undefined, direction: Direction): Mark | undefined {
  const i = ordered.findIndex((m) => m.id === id);
  const current = ordered[i];
  if (!current || direction === 'first') {
    return ordered[0];
  }
  if (direction === 'last') {
    return ordered.at(-1);
  }
  if (direction === 'left' || direction === 'right') {
    return ordered[i + (direction === 'right' ? 1 : -1)] ?? current;
  }
  return inNextLane(ordered, current, direction === 'down' ? 1 : -1);
}

function inNextLane(ordered: readonly Mark[], current: Mark, step: number): Mark {
  const lanes = [...new Set(ordered.map((m) => m.lane))];
  const lane = lanes[lanes.indexOf(current.lane) + step];
  const middle = current.box.x + current.box.width / 2;
  const away = (m: Mark): number => Math.abs(m.box.x + m.box.width / 2 - middle);
  const there = ordered.filter((m) => m.lane === lane);
  return there.reduce<Mark | undefined>((best, m) => (!best || away(m) < away(best) ? m : best), undefined) ?? current;
}
