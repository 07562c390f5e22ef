// Everything that can be drawn, as a closed union: places in pixels, x = 0 at the left edge of the plot, y = 0 at the
// top of the body. A mark that stands for something carries `about`, so that hover, keyboard and table can say what.
import type { Interval } from '../../kit/interval';
import type { Severity } from '../../model/finding';
import type { Box, ShapeStyle, TextStyle } from '../paint/surface';

/** What a mark stands for. */
export interface About {
  /** Ids of actions in the history. */
  readonly actions: readonly string[];
  readonly finding?: string;
  readonly interval: Interval;
  /** One line in words, without the time. */
  readonly text: string;
}

interface MarkBase {
  readonly id: string;
  readonly lane: string;
  readonly box: Box;
  /** Paint order, low first. */
  readonly rank: number;
  /** Absent for decoration: curves, grid, labels. */
  readonly about?: About;
}

/** A line or area made of x, y pairs: curves, bounds, hatched space between two curves, separators. */
export interface ShapeMark extends MarkBase {
  readonly kind: 'shape';
  readonly points: Float64Array;
  readonly closed: boolean;
  readonly style: ShapeStyle;
}

/** An action: triangle up filled, down hollow, underlined by the interval in which it happened. */
export interface TriangleMark extends MarkBase {
  readonly kind: 'triangle';
  readonly x: number;
  readonly y: number;
  readonly up: boolean;
  readonly color: string;
  readonly inferred: boolean;
  readonly underline: readonly [number, number];
}

/** A write by somebody who is no autoscaler, or a change of rules: diamond. */
export interface DiamondMark extends MarkBase {
  readonly kind: 'diamond';
  readonly x: number;
  readonly y: number;
  readonly color: string;
  readonly hollow: boolean;
  readonly inferred: boolean;
  readonly underline: readonly [number, number];
}

/** A value that stood for a while. */
export interface HoldMark extends MarkBase {
  readonly kind: 'hold';
  readonly color: string;
  readonly alpha: number;
  readonly text: string;
  readonly textColor: string;
}

/** Writes or pods that no sample shows: hatched band with dashed edge. */
export interface BandMark extends MarkBase {
  readonly kind: 'band';
  readonly color: string;
  readonly hatched: boolean;
  readonly words: readonly Word[];
}

/** A piece of text in its own colour, `width` pixels wide. */
export interface Word {
  readonly text: string;
  readonly color: string;
  readonly width: number;
}

/** From a cause to its answer. */
export interface EchoMark extends MarkBase {
  readonly kind: 'echo';
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly color: string;
}

/** A fight from its start to its end, open arrow if it is still on. */
export interface BracketMark extends MarkBase {
  readonly kind: 'bracket';
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  readonly open: boolean;
  readonly thin: boolean;
  readonly dashed: boolean;
  readonly severity: Severity;
  readonly color: string;
  /** Left edge of the severity's shape; absent where there is no room. */
  readonly iconX?: number;
}

/** A span of which nothing is known. */
export interface GapMark extends MarkBase {
  readonly kind: 'gap';
  readonly color: string;
}

/** A count in a span of time: seen part solid, hidden part hatched above it. */
export interface BarMark extends MarkBase {
  readonly kind: 'bar';
  readonly solid: number;
  readonly solidColor: string;
  readonly hatched: number;
  readonly hatchColor: string;
}

/** Sample of the lens: what was seen. */
export interface DotMark extends MarkBase {
  readonly kind: 'dot';
  readonly color: string;
}

/** A text that found its place. */
export interface LabelMark extends MarkBase {
  readonly kind: 'label';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly style: TextStyle;
}

export type Mark =
  | ShapeMark
  | TriangleMark
  | DiamondMark
  | HoldMark
  | BandMark
  | EchoMark
  | BracketMark
  | GapMark
  | BarMark
  | DotMark
  | LabelMark;

/** Paint order of the kinds: ground, hatching, curves, marks, links, words, brackets. */
export const RANK = {
  ground: 0,
  area: 1,
  bound: 2,
  curve: 3,
  spec: 4,
  hold: 5,
  band: 6,
  mark: 7,
  echo: 8,
  label: 9,
  bracket: 10,
};

/** Smallest box around x, y pairs. */
export function boxOf(points: ArrayLike<number>): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = points[i] ?? NaN;
    const y = points[i + 1] ?? NaN;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
