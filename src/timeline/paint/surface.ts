// The few strokes a mark is made of. A canvas, an SVG text and a recorder in tests all can do them.

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ShapeStyle {
  readonly fill?: string;
  readonly fillAlpha?: number;
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: readonly number[];
  readonly alpha?: number;
  /** Diagonal lines in this colour over the fill. */
  readonly hatch?: string;
  readonly hatchAlpha?: number;
  readonly radius?: number;
}

export interface TextStyle {
  readonly color: string;
  readonly size: number;
  readonly bold?: boolean;
  readonly align: 'left' | 'center' | 'right';
  /** Colour of the halo that lifts the text off what lies below. */
  readonly halo?: string;
  /** Colour of a plate under the text: it interrupts the line that it stands on. */
  readonly plate?: string;
}

/** Width of a text in pixels. */
export type Measure = (text: string, size: number, bold: boolean) => number;

export interface Surface {
  /** A polyline through x, y pairs; closed it becomes a polygon. */
  path(points: ArrayLike<number>, style: ShapeStyle, closed?: boolean): void;
  /** A cubic curve between two points that leaves and arrives vertically. */
  link(from: readonly [number, number], to: readonly [number, number], style: ShapeStyle): void;
  rect(box: Box, style: ShapeStyle): void;
  circle(x: number, y: number, radius: number, style: ShapeStyle): void;
  /**
   * A small sign around x, y that reaches so many pixels in each direction and always looks the same under that name: a
   * surface may keep its picture instead of drawing it again.
   */
  sign(name: string, x: number, y: number, reach: number, draw: (on: Surface, x: number, y: number) => void): void;
  /** Text centred on y. */
  text(x: number, y: number, text: string, style: TextStyle): void;
}

/** True when the two boxes share more than an edge, after widening by `gap`. */
export function boxesOverlap(a: Box, b: Box, gap = 0): boolean {
  return (
    a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap
  );
}

/** True when `inner` lies inside `outer`. */
export function boxInside(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}
