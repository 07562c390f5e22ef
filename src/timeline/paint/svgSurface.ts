// A surface that writes SVG: golden tests read it, and a picture of a timeline can be saved from it.
import type { Box, ShapeStyle, Surface, TextStyle } from './surface';

function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

export class SvgSurface implements Surface {
  private readonly body: string[] = [];
  private readonly hatches = new Map<string, string>();

  path(points: ArrayLike<number>, style: ShapeStyle, closed = false): void {
    const pairs: string[] = [];
    for (let i = 0; i + 1 < points.length; i += 2) {
      pairs.push(`${n(points[i] ?? NaN)},${n(points[i + 1] ?? NaN)}`);
    }
    this.shape(closed ? 'polygon' : 'polyline', `points="${pairs.join(' ')}"`, style);
  }

  link(from: readonly [number, number], to: readonly [number, number], style: ShapeStyle): void {
    const middle = (from[1] + to[1]) / 2;
    const d = `M${n(from[0])},${n(from[1])}C${n(from[0])},${n(middle)} ${n(to[0])},${n(middle)} ${n(to[0])},${n(to[1])}`;
    this.shape('path', `d="${d}"`, style);
  }

  rect(box: Box, style: ShapeStyle): void {
    const radius = style.radius ? ` rx="${style.radius}"` : '';
    const place = `x="${n(box.x)}" y="${n(box.y)}" width="${n(box.width)}" height="${n(box.height)}"${radius}`;
    this.shape('rect', place, style);
  }

  circle(x: number, y: number, radius: number, style: ShapeStyle): void {
    this.shape('circle', `cx="${n(x)}" cy="${n(y)}" r="${n(radius)}"`, style);
  }

  sign(_name: string, x: number, y: number, _reach: number, draw: (on: Surface, x: number, y: number) => void): void {
    draw(this, x, y);
  }

  text(x: number, y: number, text: string, style: TextStyle): void {
    const anchor = { left: 'start', center: 'middle', right: 'end' }[style.align];
    const weight = style.bold ? ' font-weight="500"' : '';
    const halo = style.halo ? ` stroke="${style.halo}" stroke-width="3" paint-order="stroke"` : '';
    this.body.push(
      `<text x="${n(x)}" y="${n(y + style.size * 0.35)}" font-size="${style.size}" text-anchor="${anchor}" fill="${style.color}"${weight}${halo}>${escapeText(text)}</text>`
    );
  }

  private shape(element: string, geometry: string, style: ShapeStyle): void {
    const parts = [`<${element} ${geometry} fill="${style.fill ?? 'none'}"`];
    const add = (name: string, value: string | number | undefined): void => {
      if (value !== undefined) {
        parts.push(`${name}="${value}"`);
      }
    };
    add('fill-opacity', style.fill ? style.fillAlpha : undefined);
    add('stroke', style.stroke);
    add('stroke-width', style.stroke ? style.width : undefined);
    add('stroke-dasharray', style.dash?.join(' '));
    add('opacity', style.alpha);
    this.body.push(parts.join(' ') + '/>');
    if (style.hatch) {
      const id = this.hatch(style.hatch);
      this.body.push(`<${element} ${geometry} fill="url(#${id})" opacity="${style.hatchAlpha ?? 1}"/>`);
    }
  }

  private hatch(color: string): string {
    const id = this.hatches.get(color) ?? `hatch${this.hatches.size}`;
    this.hatches.set(color, id);
    return id;
  }

  /** The whole picture; `left` is the room for labels at negative x. */
  toString(width: number, height: number, left: number, ground: string): string {
    const patterns = [...this.hatches].map(
      ([color, id]) =>
        `<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M-1,7L7,-1" stroke="${color}" fill="none"/></pattern>`
    );
    const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-left} 0 ${width} ${height}" font-family="Inter, sans-serif">`;
    const back = `<rect x="${-left}" y="0" width="${width}" height="${height}" fill="${ground}"/>`;
    return [head, `<defs>${patterns.join('')}</defs>`, back, ...this.body, '</svg>', ''].join('\n');
  }
}
