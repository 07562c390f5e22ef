// Lanes in, marks out, in paint order. Each kind of lane draws itself; labels find their places at the end, when
// everything they must not cover is known.
import { assertNever } from '../../kit/result';
import type { Lane, TimelineModel } from '../layout/model';
import type { Palette } from '../paint/palette';
import type { TimeScale } from '../scale/timeScale';
import { drawActor } from './actor';
import { addShape, type Drawing } from './drawing';
import { drawEchoes } from './echoes';
import { drawFights } from './fights';
import { hatchGap } from './gaps';
import { placeLabels } from './labels';
import { drawLens } from './lens';
import { RANK, type Mark } from './mark';
import { drawEvictions, drawPods } from './pods';
import { drawProduct } from './product';
import { drawReplicas } from './replicas';
import { drawWrites } from './writes';

function drawLane(d: Drawing, lane: Lane): void {
  switch (lane.kind) {
    case 'writes':
      return drawWrites(d, lane);
    case 'fights':
      return drawFights(d, lane);
    case 'replicas':
      drawReplicas(d, lane);
      return d.model.history.gaps.forEach((gap, i) => hatchGap(d, lane, gap, i, true));
    case 'product':
      drawProduct(d, lane);
      return d.model.history.gaps.forEach((gap, i) => hatchGap(d, lane, gap, i, false));
    case 'actor':
      return drawActor(d, lane);
    case 'evictions':
      return drawEvictions(d, lane);
    case 'pods':
      return drawPods(d, lane);
    case 'folded':
      return;
    default:
      return assertNever(lane);
  }
}

/** A line between lanes, from the label column to the right edge. */
function drawSeparator(d: Drawing, lane: Lane, isFirst: boolean): void {
  if (!isFirst) {
    const y = Math.round(lane.top) + 0.5;
    const right = d.scale.width + d.model.endWidth;
    const style = { stroke: d.palette.borderWeak, width: 1 };
    addShape(d, lane.id, 'separator', [-d.model.labelWidth, y, right, y], style, RANK.ground);
  }
}

/** All marks of a timeline, lowest first: the worst severity is painted last. */
export function toMarks(model: TimelineModel, scale: TimeScale, palette: Palette): Mark[] {
  const d: Drawing = { model, scale, palette, marks: [], wishes: [], obstacles: [], curves: [] };
  model.lanes.forEach((lane, i) => {
    drawSeparator(d, lane, i === 0);
    drawLane(d, lane);
  });
  drawEchoes(d, model.findings);
  if (model.lens) {
    drawLens(d, model.lens);
  }
  const labels = placeLabels(d.wishes, d.obstacles, d.curves, palette.measure);
  return [...d.marks, ...labels].sort((a, b) => a.rank - b.rank);
}
