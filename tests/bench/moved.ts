// The same mark at another place: ten thousand that do not cover each other are made of some hundred real ones.
import type { Mark } from '../../src/timeline';

const movedPairs = (points: Float64Array, dx: number, dy: number): Float64Array =>
  points.map((value, i) => value + (i % 2 === 0 ? dx : dy));

/** The mark, so many pixels further right and further down. */
export function moved(mark: Mark, dx: number, dy: number): Mark {
  const box = { ...mark.box, x: mark.box.x + dx, y: mark.box.y + dy };
  switch (mark.kind) {
    case 'shape':
      return { ...mark, box, points: movedPairs(mark.points, dx, dy) };
    case 'triangle':
    case 'diamond': {
      const [from, to] = mark.underline;
      return { ...mark, box, x: mark.x + dx, y: mark.y + dy, underline: [from + dx, to + dx] };
    }
    case 'label':
      return { ...mark, box, x: mark.x + dx, y: mark.y + dy };
    case 'echo':
      return {
        ...mark,
        box,
        from: [mark.from[0] + dx, mark.from[1] + dy],
        to: [mark.to[0] + dx, mark.to[1] + dy],
      };
    case 'bracket': {
      const icon = mark.iconX === undefined ? {} : { iconX: mark.iconX + dx };
      return { ...mark, box, x0: mark.x0 + dx, x1: mark.x1 + dx, y: mark.y + dy, ...icon };
    }
    default:
      return { ...mark, box };
  }
}
