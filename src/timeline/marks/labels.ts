// Labels give way: first another spot, then a shorter text, then none. Two never overlap, and none lies on a curve of its
// lane: a number behind a line is read wrong.
import { groupBy, sortBy } from '../../kit/array';
import { boxesOverlap, boxInside, type Box, type Measure, type TextStyle } from '../paint/surface';
import { RANK, type LabelMark } from './mark';

export interface Spot {
  readonly x: number;
  /** Middle of the text. */
  readonly y: number;
  readonly align: TextStyle['align'];
}

/** A text that would like a place. */
export interface LabelWish {
  readonly id: string;
  readonly lane: string;
  /** Higher ones choose first. */
  readonly priority: number;
  /** Longest first. */
  readonly texts: readonly string[];
  /** Best first; a function where they depend on how wide the text is. */
  readonly spots: readonly Spot[] | ((width: number) => readonly Spot[]);
  readonly color: string;
  readonly size?: number;
  readonly bold?: boolean;
  readonly halo?: string;
  /** The text has to stay inside. */
  readonly within: Box;
  /** Paint order; that of labels when absent. */
  readonly rank?: number;
  /** The line it names and may interrupt: it then stands on a plate. */
  readonly cuts?: ArrayLike<number>;
}

/** A line of one lane that no label of that lane may cover: x, y pairs. */
export interface LaneCurve {
  readonly lane: string;
  readonly points: ArrayLike<number>;
}

/** Points of text in marks. */
const SIZE = 11;
const GAP = 3;
/** Tiles of this size keep the search for collisions short. */
const TILE = { width: 64, height: 32 };
/** More columns than any plot has: row and column as one number. */
const COLUMNS = 1 << 16;

/** The tiles that a box, widened by `gap`, lies on. */
function tilesUnder(box: Box, gap: number): number[] {
  const tiles: number[] = [];
  for (let row = Math.floor((box.y - gap) / TILE.height); row * TILE.height <= box.y + box.height + gap; row++) {
    for (
      let column = Math.floor((box.x - gap) / TILE.width);
      column * TILE.width <= box.x + box.width + gap;
      column++
    ) {
      tiles.push(row * COLUMNS + column);
    }
  }
  return tiles;
}

class Occupied {
  private readonly tiles = new Map<number, Box[]>();

  add(box: Box): void {
    for (const tile of tilesUnder(box, 0)) {
      const boxes = this.tiles.get(tile);
      if (boxes) {
        boxes.push(box);
      } else {
        this.tiles.set(tile, [box]);
      }
    }
  }

  isFree(box: Box): boolean {
    return tilesUnder(box, GAP).every((tile) => !this.tiles.get(tile)?.some((other) => boxesOverlap(box, other, GAP)));
  }
}

/** The box a text takes at a spot. */
export function textBox(spot: Spot, width: number, size: number): Box {
  const shift = spot.align === 'left' ? 0 : spot.align === 'right' ? width : width / 2;
  const height = size + 3;
  return { x: spot.x - shift, y: spot.y - height / 2, width, height };
}

/** True when the piece from pair `i` to the next runs through the box; taken by its own bounding box, as steps are. */
function pieceCrosses(points: ArrayLike<number>, i: number, box: Box): boolean {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = [points[i], points[i + 1], points[i + 2], points[i + 3]];
  return (
    Math.max(x0, x1) > box.x &&
    Math.min(x0, x1) < box.x + box.width &&
    Math.max(y0, y1) > box.y &&
    Math.min(y0, y1) < box.y + box.height
  );
}

/** True when a polyline of x, y pairs runs through the box. */
export function crosses(points: ArrayLike<number>, box: Box): boolean {
  for (let i = 0; i + 3 < points.length; i += 2) {
    if (pieceCrosses(points, i, box)) {
      return true;
    }
  }
  return false;
}

/** The curves of one lane. Those that run from left to right, as nearly all do, are searched by halving. */
class Lines {
  private readonly lines: ReadonlyArray<{ readonly points: ArrayLike<number>; readonly isAscending: boolean }>;

  constructor(curves: readonly LaneCurve[]) {
    this.lines = curves.map(({ points }) => ({ points, isAscending: ascends(points) }));
  }

  cross(box: Box, except: ArrayLike<number> | undefined): boolean {
    return this.lines.some(({ points, isAscending }) => {
      if (points === except) {
        return false;
      }
      return isAscending ? crossesAscending(points, box) : crosses(points, box);
    });
  }
}

function ascends(points: ArrayLike<number>): boolean {
  for (let i = 2; i < points.length; i += 2) {
    if ((points[i] ?? NaN) < (points[i - 2] ?? NaN)) {
      return false;
    }
  }
  return true;
}

function crossesAscending(points: ArrayLike<number>, box: Box): boolean {
  let [low, high] = [0, points.length / 2];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((points[2 * middle] ?? Infinity) < box.x) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  for (let i = 2 * Math.max(0, low - 1); i + 3 < points.length; i += 2) {
    if ((points[i] ?? Infinity) > box.x + box.width) {
      return false;
    }
    if (pieceCrosses(points, i, box)) {
      return true;
    }
  }
  return false;
}

type Free = (box: Box) => boolean;

function markAt(wish: LabelWish, text: string, spot: Spot, box: Box, isOnLine: boolean): LabelMark {
  const style: TextStyle = {
    color: wish.color,
    size: wish.size ?? SIZE,
    align: spot.align,
    ...(wish.bold ? { bold: true } : {}),
    ...(wish.halo === undefined ? {} : { halo: wish.halo }),
    ...(isOnLine && wish.halo !== undefined ? { plate: wish.halo } : {}),
  };
  const { id, lane } = wish;
  return { kind: 'label', id, lane, box, rank: wish.rank ?? RANK.label, x: spot.x, y: spot.y, text, style };
}

function placeOne(wish: LabelWish, isFree: Free, measure: Measure): LabelMark | undefined {
  const size = wish.size ?? SIZE;
  for (const text of wish.texts) {
    const width = measure(text, size, wish.bold ?? false);
    const spots = typeof wish.spots === 'function' ? wish.spots(width) : wish.spots;
    for (const spot of spots) {
      const box = textBox(spot, width, size);
      if (boxInside(box, wish.within) && isFree(box)) {
        return markAt(wish, text, spot, box, wish.cuts !== undefined && crosses(wish.cuts, box));
      }
    }
  }
  return undefined;
}

/**
 * Places what can be placed, most important first. Obstacles are marks that no label may cover; curves are the lines that no
 * label of their lane may cover, but for the one it names and interrupts.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  obstacles: readonly Box[],
  curves: readonly LaneCurve[],
  measure: Measure
): LabelMark[] {
  const occupied = new Occupied();
  obstacles.forEach((box) => occupied.add(box));
  const lines = new Map([...groupBy(curves, (c) => c.lane)].map(([lane, own]) => [lane, new Lines(own)]));
  const placed: LabelMark[] = [];
  for (const wish of sortBy(wishes, (w) => -w.priority)) {
    const own = lines.get(wish.lane);
    const isFree: Free = (box) => occupied.isFree(box) && !own?.cross(box, wish.cuts);
    const mark = placeOne(wish, isFree, measure);
    if (mark) {
      placed.push(mark);
      occupied.add(mark.box);
    }
  }
  return placed;
}
