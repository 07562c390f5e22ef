// Values to pixels inside a lane: linear from a round bottom, or logarithmic around 1 for things that multiply.

export interface ValueScale {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
  y(value: number): number;
}

const STEPS = [1, 2, 5];

/** The smallest of 1, 2, 5, 10, 20 ... that needs at most `count` steps for `span`; whole numbers only. */
function wholeStep(span: number, count: number): number {
  for (let decade = 1; ; decade *= 10) {
    for (const step of STEPS) {
      if (span / (step * decade) <= count) {
        return step * decade;
      }
    }
  }
}

/** A linear scale for counts between two pixel rows; `top` < `bottom`. */
export function countScale(min: number, max: number, top: number, bottom: number): ValueScale {
  const span = Math.max(1, max - min);
  const step = wholeStep(span, Math.max(1, Math.floor((bottom - top) / 24)));
  const ticks: number[] = [];
  for (let tick = Math.ceil(min / step) * step; tick <= max; tick += step) {
    ticks.push(tick);
  }
  return { min, max, ticks, y: (value) => bottom - ((value - min) / span) * (bottom - top) };
}

/** A logarithmic scale with ticks at powers of two; values are ratios, so 1 is the start. */
export function ratioScale(min: number, max: number, top: number, bottom: number): ValueScale {
  const low = Math.log2(min);
  const span = Math.max(1e-9, Math.log2(max) - low);
  const every = Math.max(1, Math.ceil(span / Math.max(1, (bottom - top) / 28)));
  const ticks: number[] = [];
  for (let power = Math.ceil(low / every) * every; power <= low + span; power += every) {
    ticks.push(2 ** power);
  }
  return { min, max, ticks, y: (value) => bottom - ((Math.log2(value) - low) / span) * (bottom - top) };
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
