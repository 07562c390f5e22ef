// Severity by shape in a 16 x 16 box: octagon, triangle, circle, bar, tick. Canvas and React draw the same shapes.
import type { Severity } from '../../model/finding';
import { assertNever } from '../../kit/result';
import type { Surface } from './surface';

const OCTAGON = [5, 0.5, 11, 0.5, 15.5, 5, 15.5, 11, 11, 15.5, 5, 15.5, 0.5, 11, 0.5, 5];
const TRIANGLE = [8, 1.6, 15, 14.2, 1, 14.2];

function placed(points: readonly number[], x: number, y: number, scale: number): number[] {
  return points.map((p, i) => (i % 2 === 0 ? x : y) + p * scale);
}

/** Draws the shape of a severity with its upper left corner at x, y. */
export function paintSeverity(
  surface: Surface,
  severity: Severity,
  x: number,
  y: number,
  size: number,
  color: string,
  ground: string
): void {
  const k = size / 16;
  const at = (points: readonly number[]): number[] => placed(points, x, y, k);
  const mark = (ink: string, top: number, bottom: number, dot: number, width: number): void => {
    surface.path(at([8, top, 8, bottom]), { stroke: ink, width: width * k });
    surface.circle(x + 8 * k, y + dot * k, 0.62 * width * k, { fill: ink });
  };
  switch (severity) {
    case 'critical':
      surface.path(at(OCTAGON), { fill: color }, true);
      return mark(ground, 3.8, 8.8, 11.9, 2);
    case 'high':
      surface.path(at(TRIANGLE), { stroke: color, width: 1.6 * k }, true);
      return mark(color, 6.4, 9.8, 12, 1.6);
    case 'medium':
      surface.circle(x + 8 * k, y + 8 * k, 6.8 * k, { stroke: color, width: 1.6 * k });
      return mark(color, 4.4, 8.4, 11.2, 1.6);
    case 'low':
      return surface.path(at([3, 8, 13, 8]), { stroke: color, width: 2.4 * k });
    case 'info':
      return surface.path(at([3, 8.6, 6.6, 12, 13, 4.4]), { stroke: color, width: 2 * k });
    default:
      return assertNever(severity);
  }
}
