// The sheet that the lanes draw on while marks are made: marks, wishes for labels, and boxes no label may cover.
import type { Interval } from '../../kit/interval';
import { clip } from '../../kit/interval';
import type { ScalerRef } from '../../model/workload';
import type { Lane, TimelineModel } from '../layout/model';
import type { Palette } from '../paint/palette';
import type { Box, ShapeStyle } from '../paint/surface';
import type { TimeScale } from '../scale/timeScale';
import type { LabelWish, LaneCurve } from './labels';
import { boxOf, RANK, type Mark } from './mark';

export interface Drawing {
  readonly model: TimelineModel;
  readonly scale: TimeScale;
  readonly palette: Palette;
  readonly marks: Mark[];
  readonly wishes: LabelWish[];
  readonly obstacles: Box[];
  /** Lines that labels of their lane give way to. */
  readonly curves: LaneCurve[];
}

/** One row of marks of one actor. */
export interface ActorRow {
  /** Id of the lane the row stands in. */
  readonly id: string;
  readonly scaler: ScalerRef;
  /** Middle of the marks. */
  readonly y: number;
  readonly small: boolean;
  /** Values are printed elsewhere, so the marks stay without them. */
  readonly holds: boolean;
}

/** Adds a polyline or polygon. */
export function addShape(
  d: Drawing,
  lane: string,
  id: string,
  points: ArrayLike<number>,
  style: ShapeStyle,
  rank: number,
  closed = false
): void {
  const columns = points instanceof Float64Array ? points : Float64Array.from(points);
  if (rank === RANK.bound || rank === RANK.curve || rank === RANK.spec) {
    d.curves.push({ lane, points: columns });
  }
  d.marks.push({ kind: 'shape', id: `${lane}:${id}`, lane, box: boxOf(columns), rank, points: columns, closed, style });
}

/** The box of a lane's plot, `inset` pixels in from the axis and from the right edge. */
export function plotBox(d: Drawing, lane: Lane, inset = 0): Box {
  return { x: inset, y: lane.top, width: d.scale.width - 2 * inset, height: lane.height };
}

/** True where a lane has room for words beside its curve. */
export function isRoomy(d: Drawing, lane: Lane): boolean {
  return d.model.density !== 'sketch' && lane.height >= 80;
}

/** Between two pieces of one line a gap is seen from this width on, pixels. */
export const SEEN_GAP = 0.75;

/** How long a pixel of the plot is. */
export function millisPerPixel(d: Drawing): number {
  return (d.model.range.to - d.model.range.from) / d.scale.width;
}

/** Pixels of an interval cut to the plot; undefined when it lies outside. */
export function spanX(d: Drawing, interval: Interval): readonly [number, number] | undefined {
  const seen = clip(interval, d.scale.range);
  return seen && [d.scale.x(seen.from), d.scale.x(seen.to)];
}

/** Widens a box that would be too small to see or to hit. */
export function atLeast(box: Box, width: number, height: number): Box {
  const w = Math.max(box.width, width);
  const h = Math.max(box.height, height);
  return { x: box.x - (w - box.width) / 2, y: box.y - (h - box.height) / 2, width: w, height: h };
}
