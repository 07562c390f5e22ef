// The replica lane: what is asked for, what is ready, what an HPA wishes, what the metrics alone would ask for.
import { number } from '../../kit/text';
import type { Curve } from '../../model/report';
import { curveOf } from '../layout/drafts';
import type { ReplicasLane } from '../layout/model';
import { hueOf } from '../paint/palette';
import { joined, pairSpans, runOf, spansWhere, stepPath, stepRuns, type PairSpan } from '../scale/steps';
import { countScale, type ValueScale } from '../scale/valueScale';
import { drawActorMarks } from './actorMarks';
import { addEndValue, addTicks } from './axisTicks';
import { addShape, isRoomy, millisPerPixel, plotBox, SEEN_GAP, spanX, type Drawing } from './drawing';
import { drawFightRows } from './fights';
import { RANK } from './mark';
import { drawProposal } from './proposal';
import { aroundPoint } from './spots';
import { drawWish } from './wish';

/** Room above and below the curve inside its lane. */
function innerOf(d: Drawing, lane: ReplicasLane): readonly [number, number] {
  const isSmall = !isRoomy(d, lane);
  const head = lane.fights.length > 0 ? (isSmall ? 16 : 26) : isSmall ? 6 : 14;
  const foot = lane.answering ? 20 : isSmall ? 6 : 14;
  return [lane.top + head, lane.top + lane.height - foot];
}

export function drawReplicas(d: Drawing, lane: ReplicasLane): void {
  const [top, bottom] = innerOf(d, lane);
  const scale = countScale(0, lane.max * (isRoomy(d, lane) ? 1.06 : 1), top, bottom);
  addTicks(d, lane, scale, { text: number, grid: isRoomy(d, lane) });
  drawBounds(d, lane, scale);
  const { history } = d.model;
  const proposals = lane.height < 60 ? [] : history.curves.filter((c) => c.id === 'proposal');
  proposals.forEach((c) => drawProposal(d, lane, c, scale));
  history.curves.filter((c) => c.id === 'wish').forEach((c) => drawWish(d, lane, c, scale));
  drawReady(d, lane, scale);
  drawSpec(d, lane, scale);
  if (lane.fights.length > 0) {
    drawFightRows(d, lane, lane.fights.slice(0, 1), lane.top);
  }
  if (lane.answering) {
    drawActorMarks(d, { id: lane.id, scaler: lane.answering, y: lane.top + lane.height - 9, small: true, holds: true });
  }
}

function drawSpec(d: Drawing, lane: ReplicasLane, scale: ValueScale): void {
  const spec = curveOf(d.model.history, 'spec');
  if (!spec) {
    return;
  }
  const runs = stepRuns(spec, d.model.range);
  runs.forEach((run, i) => {
    const path = stepPath(run, d.scale.x, scale.y);
    addShape(d, lane.id, `spec${i}`, path, { stroke: d.palette.text, width: 2 }, RANK.spec);
  });
  const last = runs.at(-1);
  const value = last?.values.at(-1);
  if (last && value !== undefined && last.end >= d.model.range.to) {
    addEndValue(d, lane, 'end', scale.y(value), [number(value)], d.palette.text, 95);
  }
}

/** Ready lies as a broad pale line under spec where both agree, and as its own thin line where they differ. */
function drawReady(d: Drawing, lane: ReplicasLane, scale: ValueScale): void {
  const spec = curveOf(d.model.history, 'spec');
  const ready = curveOf(d.model.history, 'ready');
  if (!ready) {
    return;
  }
  const color = d.palette.success;
  stepRuns(ready, d.model.range).forEach((run, i) => {
    const path = stepPath(run, d.scale.x, scale.y);
    addShape(d, lane.id, `ready${i}`, path, { stroke: color, width: 1.4 }, RANK.curve);
  });
  if (spec) {
    const pairs = pairSpans(spec, ready, d.model.range);
    const equal = spansWhere(pairs, (span) => span.a === span.b);
    joined(equal, SEEN_GAP * millisPerPixel(d)).forEach((group, i) => {
      const points = stepPath(
        runOf(group, (span) => span.a),
        d.scale.x,
        scale.y
      );
      addShape(d, lane.id, `equal${i}`, points, { stroke: color, width: 6, alpha: 0.3 }, RANK.curve);
    });
    labelWorstDip(d, lane, pairs, scale);
  }
}

function labelWorstDip(d: Drawing, lane: ReplicasLane, pairs: readonly PairSpan[], scale: ValueScale): void {
  const dips = pairs.filter((p, i) => p.b < (pairs[i - 1]?.b ?? 0));
  const worst = dips.reduce<PairSpan | undefined>((w, p) => (p.a - p.b > (w ? w.a - w.b : 0) ? p : w), undefined);
  if (!worst || (worst.a - worst.b) / worst.a < 0.25 || !isRoomy(d, lane)) {
    return;
  }
  const x = d.scale.x(worst.from);
  const y = scale.y(worst.b);
  d.wishes.push({
    id: `${lane.id}:dip`,
    lane: lane.id,
    priority: 40,
    texts: [`${number(worst.b)} of ${number(worst.a)} ready`],
    spots: [
      { x: x - 8, y: y - 2, align: 'right' },
      { x, y: y + 12, align: 'center' },
      { x: d.scale.x(worst.to) + 8, y, align: 'left' },
      ...aroundPoint(x, y, { x: 96, y: 36 }),
    ],
    color: d.palette.success,
    halo: d.palette.panel,
    within: plotBox(d, lane, 4),
  });
}

/** Dotted bounds with the allowed space between them faintly filled. */
function drawBounds(d: Drawing, lane: ReplicasLane, scale: ValueScale): void {
  const { history, range } = d.model;
  const min = curveOf(history, 'min');
  const max = curveOf(history, 'max');
  const isShown = (value: number): boolean => value <= scale.max;
  if (min && isRoomy(d, lane)) {
    pairSpans(min, max ?? min, range).forEach((span, i) => {
      const points = spanX(d, span);
      const top = scale.y(max ? Math.min(span.b, scale.max) : scale.max);
      if (points && span.a > 0.15 * scale.max) {
        const [x0, x1] = points;
        const area = [x0, top, x1, top, x1, scale.y(span.a), x0, scale.y(span.a)];
        const style = { fill: hueOf('hpa', d.palette.isDark), fillAlpha: d.palette.isDark ? 0.1 : 0.07 };
        addShape(d, lane.id, `allowed${i}`, area, style, RANK.ground, true);
      }
    });
  }
  for (const bound of [min, max]) {
    const lines = bound ? stepRuns(bound, range) : [];
    lines.forEach((run, i) => {
      if (bound && run.values.some(isShown)) {
        const style = { stroke: d.palette.textSecondary, width: 1, dash: [1.5, 3] };
        addShape(d, lane.id, `${bound.id}${i}`, stepPath(run, d.scale.x, scale.y), style, RANK.bound);
      }
    });
    labelBound(d, lane, bound, scale);
  }
}

/** A bound is named at the right edge, where it still stands there. */
function labelBound(d: Drawing, lane: ReplicasLane, bound: Curve | undefined, scale: ValueScale): void {
  const last = bound && stepRuns(bound, d.model.range).at(-1);
  const value = last?.values.at(-1) ?? NaN;
  if (bound && last && last.end >= d.model.range.to && value > 0 && value <= scale.max && isRoomy(d, lane)) {
    const text = `${bound.id} ${number(value)}`;
    const y = scale.y(value) + (bound.id === 'min' ? 9 : 10);
    addEndValue(d, lane, `${bound.id}-end`, y, [text], d.palette.textSecondary, 60);
  }
}
