// How much a panel of that size can say.
import type { Density } from './model';

/** Sizes are those of the whole panel, border and title included. */
export function densityOf(width: number, height: number): Density {
  if (width < 200 || height < 80) {
    return 'count';
  }
  if (width < 300 || height < 120) {
    return 'sentence';
  }
  if (width < 500 && height < 300) {
    return 'sketch';
  }
  return width < 500 || height < 300 ? 'short' : 'full';
}
