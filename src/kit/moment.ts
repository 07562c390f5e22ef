// Moments as values inside a text. Only the engine writes them; whoever shows a text puts them in
// words with `times.ts`, in the reader's time zone (decision 0010).
import type { Interval, UnixMs } from './interval';
import { CLOSE, OPEN } from './times';

/** A time of day, read as `01:38:12`, or as `01:38` without seconds. */
export function clock(at: UnixMs, seconds = true): string {
  return `${OPEN}${seconds ? 's' : 'm'}${Math.round(at)}${CLOSE}`;
}

/** An edge between two samples, read as `01:38:12–27`. */
export function clockInterval({ from, to }: Interval): string {
  return `${OPEN}s${Math.round(from)},${Math.round(to)}${CLOSE}`;
}
