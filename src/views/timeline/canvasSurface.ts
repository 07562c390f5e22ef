// A surface that paints on a canvas whose origin and scale are already set to the plot. What costs a frame is not the number
// of marks but what is set and traced for each: styles are set when they change, straight lines are filled as boxes, and
// small signs are traced once and stamped from then on.
import type { Box, ShapeStyle, Surface, TextStyle } from '../../timeline';
import { signOf } from './signs';

const HATCH_STEP = 6;

export class CanvasSurface implements Surface {
  private readonly scale: number;
  private readonly origin: { readonly x: number; readonly y: number };
  private font = '';

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly fontFamily: string
  ) {
    context.lineJoin = 'round';
    context.textBaseline = 'middle';
    const { a, e, f } = context.getTransform();
    this.scale = a;
    this.origin = { x: e, y: f };
  }

  path(points: ArrayLike<number>, style: ShapeStyle, closed = false): void {
    const { context } = this;
    if (isLevelLine(points, style, closed)) {
      this.line(points, style);
      return;
    }
    context.beginPath();
    context.moveTo(points[0] ?? NaN, points[1] ?? NaN);
    for (let i = 2; i + 1 < points.length; i += 2) {
      context.lineTo(points[i] ?? NaN, points[i + 1] ?? NaN);
    }
    if (closed) {
      context.closePath();
    }
    // A dash is shorter than its line is wide, or nearly so: nobody sees how its corners are joined, but each is traced.
    context.lineJoin = style.dash && !closed ? 'bevel' : 'round';
    this.ink(style, () => boundsOf(points));
  }

  link(from: readonly [number, number], to: readonly [number, number], style: ShapeStyle): void {
    const middle = (from[1] + to[1]) / 2;
    this.context.beginPath();
    this.context.moveTo(from[0], from[1]);
    this.context.bezierCurveTo(from[0], middle, to[0], middle, to[0], to[1]);
    this.ink(style, () => ({ x: 0, y: 0, width: 0, height: 0 }));
  }

  rect(box: Box, style: ShapeStyle): void {
    if (style.fill !== undefined && !style.radius && style.stroke === undefined && style.hatch === undefined) {
      this.fillBox(box.x, box.y, box.width, box.height, style.fill, style.fillAlpha ?? style.alpha ?? 1);
      return;
    }
    this.context.beginPath();
    if (style.radius) {
      this.context.roundRect(box.x, box.y, box.width, box.height, style.radius);
    } else {
      this.context.rect(box.x, box.y, box.width, box.height);
    }
    this.ink(style, () => box);
  }

  circle(x: number, y: number, radius: number, style: ShapeStyle): void {
    this.context.beginPath();
    this.context.arc(x, y, radius, 0, 2 * Math.PI);
    this.ink(style, () => ({ x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }));
  }

  text(x: number, y: number, text: string, style: TextStyle): void {
    const { context } = this;
    const font = `${style.bold ? 500 : 400} ${style.size}px ${this.fontFamily}`;
    if (font !== this.font) {
      context.font = font;
      this.font = font;
    }
    context.textAlign = style.align;
    if (style.halo) {
      context.lineJoin = 'round';
      context.strokeStyle = style.halo;
      context.lineWidth = 4;
      context.strokeText(text, x, y + 0.5);
    }
    context.fillStyle = style.color;
    context.fillText(text, x, y + 0.5);
  }

  /** Stamps the kept picture onto whole pixels of the screen, where it is as sharp as it was traced. */
  sign(name: string, x: number, y: number, reach: number, draw: (on: Surface, x: number, y: number) => void): void {
    const { scale, origin } = this;
    const picture = signOf(`${name} ${scale}`, 2 * reach * scale, (context) => {
      context.scale(scale, scale);
      draw(new CanvasSurface(context, this.fontFamily), reach, reach);
    });
    const left = (Math.round((x - reach) * scale + origin.x) - origin.x) / scale;
    const top = (Math.round((y - reach) * scale + origin.y) - origin.y) / scale;
    this.context.drawImage(picture, left, top, picture.width / scale, picture.height / scale);
  }

  /** A line along an axis covers the same pixels as the box around it. */
  private line(points: ArrayLike<number>, { stroke = '', width = 1, alpha = 1 }: ShapeStyle): void {
    const [x0 = NaN, y0 = NaN, x1 = NaN, y1 = NaN] = [points[0], points[1], points[2], points[3]];
    if (y0 === y1) {
      this.fillBox(Math.min(x0, x1), y0 - width / 2, Math.abs(x1 - x0), width, stroke, alpha);
    } else {
      this.fillBox(x0 - width / 2, Math.min(y0, y1), width, Math.abs(y1 - y0), stroke, alpha);
    }
  }

  private fillBox(x: number, y: number, width: number, height: number, color: string, alpha: number): void {
    const { context } = this;
    context.globalAlpha = alpha;
    context.fillStyle = color;
    context.fillRect(x, y, width, height);
    context.globalAlpha = 1;
  }

  /** Fills, hatches and strokes the current path. */
  private ink(style: ShapeStyle, bounds: () => Box): void {
    const { context } = this;
    const alpha = style.alpha ?? 1;
    if (style.fill) {
      context.globalAlpha = style.fillAlpha ?? alpha;
      context.fillStyle = style.fill;
      context.fill();
    }
    if (style.stroke !== undefined) {
      context.globalAlpha = alpha;
      context.strokeStyle = style.stroke;
      context.lineWidth = style.width ?? 1;
      if (style.dash) {
        context.setLineDash([...style.dash]);
      }
      context.stroke();
      if (style.dash) {
        context.setLineDash([]);
      }
    }
    if (style.hatch) {
      context.globalAlpha = style.hatchAlpha ?? 1;
      this.hatch(style.hatch, bounds());
    }
    context.globalAlpha = 1;
  }

  /** Diagonals through the current path, aligned over the whole canvas so that neighbours join. */
  private hatch(color: string, box: Box): void {
    const { context } = this;
    context.save();
    context.clip();
    context.beginPath();
    const from = Math.floor((box.x + box.y) / HATCH_STEP) * HATCH_STEP;
    for (let sum = from; sum <= box.x + box.width + box.y + box.height; sum += HATCH_STEP) {
      context.moveTo(sum - box.y, box.y);
      context.lineTo(sum - box.y - box.height, box.y + box.height);
    }
    context.strokeStyle = color;
    context.lineWidth = 1;
    context.stroke();
    context.restore();
  }
}

/** True for a plain stroke between two points that lie beside or above each other. */
function isLevelLine(points: ArrayLike<number>, style: ShapeStyle, closed: boolean): boolean {
  const isPlain = !closed && style.stroke !== undefined && !style.dash && !style.fill && !style.hatch;
  return isPlain && points.length === 4 && (points[0] === points[2] || points[1] === points[3]);
}

function boundsOf(points: ArrayLike<number>): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < points.length; i += 2) {
    left = Math.min(left, points[i] ?? NaN);
    right = Math.max(right, points[i] ?? NaN);
    top = Math.min(top, points[i + 1] ?? NaN);
    bottom = Math.max(bottom, points[i + 1] ?? NaN);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
