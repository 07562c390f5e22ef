// Values to pixels inside a lane: linear from a round bottom, or logarithmic around 1 for things that multiply.

export interface ValueScale {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
  y(value: number): number;
}

const STEPS = [1, 2, 5, 10];
/** Nothing beyond is drawn to scale: what is divided by next to nothing must not become an endless axis. */
const EDGE = 1e18;
/** No axis has room for more. */
const MOST_TICKS = 200;

function bounded(value: number): number {
  return Math.min(EDGE, Math.max(-EDGE, value));
}

/** The smallest of 1, 2, 5, 10, 20 ... that needs at most `count` steps for `span`; whole numbers only. */
function wholeStep(span: number, count: number): number {
  const decade = 10 ** Math.max(0, Math.floor(Math.log10(span / count)));
  return (STEPS.find((step) => span / (step * decade) <= count) ?? 10) * decade;
}

/** Multiples of `step` from `min` to `max`. */
function multiples(min: number, max: number, step: number): number[] {
  const first = Math.ceil(min / step);
  const count = Math.min(MOST_TICKS, Math.floor(max / step) - first + 1);
  return Array.from({ length: Math.max(0, Number.isFinite(count) ? count : 0) }, (_, i) => (first + i) * step);
}

/** A linear scale for counts between two pixel rows; `top` < `bottom`. */
export function countScale(from: number, to: number, top: number, bottom: number): ValueScale {
  const [min, max] = [bounded(from), bounded(to)];
  const span = Math.max(1, max - min);
  const ticks = multiples(min, max, wholeStep(span, Math.max(1, Math.floor((bottom - top) / 24))));
  return { min, max, ticks, y: (value) => bottom - ((bounded(value) - min) / span) * (bottom - top) };
}

/** A logarithmic scale with ticks at powers of two; values are ratios, so 1 is the start. */
export function ratioScale(from: number, to: number, top: number, bottom: number): ValueScale {
  const min = Math.max(1 / EDGE, bounded(from));
  const max = Math.max(min, bounded(to));
  const low = Math.log2(min);
  const span = Math.max(1e-9, Math.log2(max) - low);
  const every = Math.max(1, Math.ceil(span / Math.max(1, (bottom - top) / 28)));
  const ticks = multiples(low, low + span, every).map((power) => 2 ** power);
  const y = (value: number): number =>
    bottom - ((Math.log2(Math.max(1 / EDGE, bounded(value))) - low) / span) * (bottom - top);
  return { min, max, ticks, y };
}

/** `×4`, `×1`, `×½`, `×¼`, `×⅛`, then `÷16`. */
export function ratioText(ratio: number): string {
  const fractions: Record<string, string> = { '0.5': '½', '0.25': '¼', '0.125': '⅛' };
  if (ratio >= 1 || ratio === 0) {
    return ratio === 0 ? '0' : `×${ratio}`;
  }
  const fraction = fractions[String(ratio)];
  return fraction ? `×${fraction}` : `÷${1 / ratio}`;
}
