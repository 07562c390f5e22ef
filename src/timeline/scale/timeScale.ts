// Time to pixels and back. Zero is the left edge of the plot; labels stand at negative x.
import type { Interval, UnixMs } from '../../kit/interval';

export interface TimeScale {
  readonly range: Interval;
  readonly width: number;
  x(at: UnixMs): number;
  time(x: number): UnixMs;
}

/** A linear scale over `range`, `width` pixels wide. */
export function timeScale(range: Interval, width: number): TimeScale {
  const span = Math.max(1, range.to - range.from);
  return {
    range,
    width,
    x: (at) => ((at - range.from) / span) * width,
    time: (x) => range.from + (x / Math.max(1, width)) * span,
  };
}
