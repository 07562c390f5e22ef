// Labels give way: first another spot, then a shorter text, then none. Two never overlap (design/look.md, "Marks").
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
  /** Best first. */
  readonly spots: readonly Spot[];
  readonly color: string;
  readonly size?: number;
  readonly bold?: boolean;
  readonly halo?: string;
  /** The text has to stay inside. */
  readonly within: Box;
  /** Paint order; that of labels when absent. */
  readonly rank?: number;
  /** Curves may run through it: the text names the space they run in. */
  readonly mayCross?: boolean;
}

const GAP = 3;
/** Tiles of this height keep the search for collisions short. */
const TILE = 32;

class Occupied {
  private readonly tiles = new Map<number, Box[]>();

  add(box: Box): void {
    for (let tile = Math.floor(box.y / TILE); tile <= Math.floor((box.y + box.height) / TILE); tile++) {
      const boxes = this.tiles.get(tile) ?? [];
      boxes.push(box);
      this.tiles.set(tile, boxes);
    }
  }

  isFree(box: Box): boolean {
    for (let tile = Math.floor((box.y - GAP) / TILE); tile <= Math.floor((box.y + box.height + GAP) / TILE); tile++) {
      if (this.tiles.get(tile)?.some((other) => boxesOverlap(box, other, GAP))) {
        return false;
      }
    }
    return true;
  }
}

/** The box a text takes at a spot. */
export function textBox(spot: Spot, width: number, size: number): Box {
  const shift = spot.align === 'left' ? 0 : spot.align === 'right' ? width : width / 2;
  const height = size + 3;
  return { x: spot.x - shift, y: spot.y - height / 2, width, height };
}

/** True when a polyline of x, y pairs runs through the box; pieces are taken by their own bounding boxes. */
export function crosses(points: ArrayLike<number>, box: Box): boolean {
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = [points[i], points[i + 1], points[i + 2], points[i + 3]];
    const right = box.x + box.width;
    const bottom = box.y + box.height;
    if (Math.max(x0, x1) > box.x && Math.min(x0, x1) < right && Math.max(y0, y1) > box.y && Math.min(y0, y1) < bottom) {
      return true;
    }
  }
  return false;
}

type Free = (box: Box) => boolean;

function placeOne(wish: LabelWish, isFree: Free, measure: Measure): LabelMark | undefined {
  const size = wish.size ?? 11;
  for (const text of wish.texts) {
    const width = measure(text, size, wish.bold ?? false);
    for (const spot of wish.spots) {
      const box = textBox(spot, width, size);
      if (boxInside(box, wish.within) && isFree(box)) {
        const style: TextStyle = {
          color: wish.color,
          size,
          align: spot.align,
          ...(wish.bold ? { bold: true } : {}),
          ...(wish.halo === undefined ? {} : { halo: wish.halo }),
        };
        return {
          kind: 'label',
          id: wish.id,
          lane: wish.lane,
          box,
          rank: wish.rank ?? RANK.label,
          x: spot.x,
          y: spot.y,
          text,
          style,
        };
      }
    }
  }
  return undefined;
}

/**
 * Places what can be placed, most important first. Obstacles are marks that no label may cover; curves are lines that
 * it avoids while it has another spot.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  obstacles: readonly Box[],
  curves: ReadonlyArray<ArrayLike<number>>,
  measure: Measure
): LabelMark[] {
  const occupied = new Occupied();
  obstacles.forEach((box) => occupied.add(box));
  const placed: LabelMark[] = [];
  const ordered = wishes.map((wish, i) => ({ wish, i })).sort((a, b) => b.wish.priority - a.wish.priority || a.i - b.i);
  for (const { wish } of ordered) {
    const isFree: Free = (box) => occupied.isFree(box);
    const avoids: Free = (box) => isFree(box) && !curves.some((curve) => crosses(curve, box));
    const mark = (wish.mayCross ? undefined : placeOne(wish, avoids, measure)) ?? placeOne(wish, isFree, measure);
    if (mark) {
      placed.push(mark);
      occupied.add(mark.box);
    }
  }
  return placed;
}
