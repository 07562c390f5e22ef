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

function placeOne(wish: LabelWish, occupied: Occupied, measure: Measure): LabelMark | undefined {
  const size = wish.size ?? 11;
  for (const text of wish.texts) {
    const width = measure(text, size, wish.bold ?? false);
    for (const spot of wish.spots) {
      const box = textBox(spot, width, size);
      if (boxInside(box, wish.within) && occupied.isFree(box)) {
        const style: TextStyle = {
          color: wish.color,
          size,
          align: spot.align,
          ...(wish.bold ? { bold: true } : {}),
          ...(wish.halo === undefined ? {} : { halo: wish.halo }),
        };
        return { kind: 'label', id: wish.id, lane: wish.lane, box, rank: RANK.label, x: spot.x, y: spot.y, text, style };
      }
    }
  }
  return undefined;
}

/** Places what can be placed, most important first; obstacles are marks that no label may cover. */
export function placeLabels(wishes: readonly LabelWish[], obstacles: readonly Box[], measure: Measure): LabelMark[] {
  const occupied = new Occupied();
  obstacles.forEach((box) => occupied.add(box));
  const placed: LabelMark[] = [];
  const ordered = wishes.map((wish, i) => ({ wish, i })).sort((a, b) => b.wish.priority - a.wish.priority || a.i - b.i);
  for (const { wish } of ordered) {
    const mark = placeOne(wish, occupied, measure);
    if (mark) {
      placed.push(mark);
      occupied.add(mark.box);
    }
  }
  return placed;
}
