// What a key means on the timeline. Arrows walk marks; W A S D move the window as in flame graphs and profilers.
import { lengthOf, type Interval } from '../../kit/interval';
import type { Direction } from '../../timeline';

export type KeyMeaning =
  | { readonly kind: 'walk'; readonly direction: Direction }
  | { readonly kind: 'open' }
  | { readonly kind: 'window'; readonly change: (range: Interval) => Interval }
  | { readonly kind: 'help' }
  | { readonly kind: 'leave' };

const SHORTEST = 10_000;

/** Zooms around the middle; a factor below 1 shows less. */
export function zoomed(range: Interval, factor: number): Interval {
  const middle = (range.from + range.to) / 2;
  const half = Math.max(SHORTEST, (range.to - range.from) * factor) / 2;
  return { from: Math.round(middle - half), to: Math.round(middle + half) };
}

/** Moves by a part of its length. */
export function panned(range: Interval, part: number): Interval {
  const shift = Math.round((range.to - range.from) * part);
  return { from: range.from + shift, to: range.to + shift };
}

/** The window moved into `bounds` with its length kept; `bounds` itself where it is longer. */
export function movedInto(range: Interval, bounds: Interval): Interval {
  if (lengthOf(range) >= lengthOf(bounds)) {
    return bounds;
  }
  const shift = Math.max(0, bounds.from - range.from) - Math.max(0, range.to - bounds.to);
  return { from: range.from + shift, to: range.to + shift };
}

const MEANINGS: Readonly<Record<string, KeyMeaning>> = {
  ArrowLeft: { kind: 'walk', direction: 'left' },
  ArrowRight: { kind: 'walk', direction: 'right' },
  ArrowUp: { kind: 'walk', direction: 'up' },
  ArrowDown: { kind: 'walk', direction: 'down' },
  Home: { kind: 'walk', direction: 'first' },
  End: { kind: 'walk', direction: 'last' },
  Enter: { kind: 'open' },
  ' ': { kind: 'open' },
  w: { kind: 'window', change: (range) => zoomed(range, 0.5) },
  s: { kind: 'window', change: (range) => zoomed(range, 2) },
  a: { kind: 'window', change: (range) => panned(range, -0.25) },
  d: { kind: 'window', change: (range) => panned(range, 0.25) },
  '?': { kind: 'help' },
  Escape: { kind: 'leave' },
};

/** The meaning of a key; none while another modifier than shift is held. */
export function meaningOf(key: string, isModified: boolean): KeyMeaning | undefined {
  return isModified ? undefined : MEANINGS[key.length === 1 ? key.toLowerCase() : key];
}
