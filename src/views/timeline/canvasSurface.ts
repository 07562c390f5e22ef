// A surface that paints on a canvas whose origin and scale are already set to the plot.
import type { Box, ShapeStyle, Surface, TextStyle } from '../../timeline';

const HATCH_STEP = 6;

export class CanvasSurface implements Surface {
  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly fontFamily: string
  ) {
    context.lineJoin = 'round';
    context.textBaseline = 'middle';
  }

  path(points: ArrayLike<number>, style: ShapeStyle, closed = false): void {
    const { context } = this;
    context.beginPath();
    context.moveTo(points[0] ?? NaN, points[1] ?? NaN);
    for (let i = 2; i + 1 < points.length; i += 2) {
      context.lineTo(points[i] ?? NaN, points[i + 1] ?? NaN);
    }
    if (closed) {
      context.closePath();
    }
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
    context.font = `${style.bold ? 500 : 400} ${style.size}px ${this.fontFamily}`;
    context.textAlign = style.align;
    if (style.halo) {
      context.strokeStyle = style.halo;
      context.lineWidth = 4;
      context.strokeText(text, x, y + 0.5);
    }
    context.fillStyle = style.color;
    context.fillText(text, x, y + 0.5);
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
    const outline = style.stroke !== undefined;
    if (outline) {
      context.globalAlpha = alpha;
      context.strokeStyle = style.stroke ?? '';
      context.lineWidth = style.width ?? 1;
      context.setLineDash(style.dash ? [...style.dash] : []);
      context.stroke();
      context.setLineDash([]);
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
