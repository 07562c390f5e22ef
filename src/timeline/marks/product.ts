// Pods n, request per pod r and their product, each against its value at the start of the fight. On a logarithmic
// axis a fight of HPA and VPA is two mirrored lines and a flat third: nobody gained anything.
import { extent } from '../../kit/stats';
import { valueAt } from '../../model/signal';
import { curveOf } from '../layout/drafts';
import type { ProductLane } from '../layout/model';
import { hueOf } from '../paint/palette';
import { pairSpans, spansWhere, stepPath, stepRuns, type PairSpan, type StepRun } from '../scale/steps';
import { countScale, ratioScale, ratioText, type ValueScale } from '../scale/valueScale';
import { addEndValue, addTicks } from './axisTicks';
import { addShape, type Drawing } from './drawing';
import { RANK } from './mark';
import { endTexts, nameLine, sinceStart, usualExtent, type Line } from './productNames';

function linesOf(d: Drawing, lane: ProductLane): Line[] {
  const { history, range } = d.model;
  const spec = curveOf(history, 'spec');
  const request = history.curves.find((c) => c.id === 'request' && (c.resource ?? 'cpu') === lane.resource);
  if (!spec || !request) {
    return [];
  }
  const n = valueAt(spec, lane.reference) ?? spec.values[0] ?? 1;
  const r = valueAt(request, lane.reference) ?? request.values[0] ?? 1;
  const joined = spansWhere(pairSpans(spec, request, range), () => true).map(productRun);
  const { text, textSecondary, isDark } = d.palette;
  const lines: Line[] = [
    { id: 'total', runs: joined, base: n * r, color: textSecondary, width: 1.4 },
    { id: 'request', runs: stepRuns(request, range), base: r, color: hueOf('vpa', isDark), width: 2 },
    { id: 'pods', runs: stepRuns(spec, range), base: n, color: text, width: 2 },
  ];
  return lines.filter((line) => line.base > 0);
}

/** One stretch without a gap. */
function productRun(spans: readonly PairSpan[]): StepRun {
  return { times: spans.map((s) => s.from), values: spans.map((s) => s.a * s.b), end: spans.at(-1)?.to ?? 0 };
}

function scaleOf(lane: ProductLane, lines: readonly Line[]): ValueScale {
  const ratios = lines.flatMap((line) => line.runs.flatMap((run) => run.values.map((v) => v / line.base)));
  const found = extent(ratios.filter((v) => v > 0)) ?? { min: 0.5, max: 2 };
  const [top, bottom] = [lane.top + 14, lane.top + lane.height - 14];
  return lane.axis === 'log'
    ? ratioScale(Math.min(0.5, found.min * 0.9), Math.max(2, found.max * 1.1), top, bottom)
    : countScale(0, Math.max(2, found.max * 1.05), top, bottom);
}

export function drawProduct(d: Drawing, lane: ProductLane): void {
  const lines = linesOf(d, lane);
  const scale = scaleOf(lane, lines);
  addTicks(d, lane, scale, { text: ratioText, grid: true });
  for (const line of lines) {
    const y = (value: number): number => scale.y(Math.max(value / line.base, scale.min));
    const paths = line.runs.map((run) => stepPath(run, d.scale.x, y));
    paths.forEach((path, i) => {
      addShape(d, lane.id, `${line.id}${i}`, path, { stroke: line.color, width: line.width }, RANK.curve);
    });
    const last = line.runs.at(-1);
    const end = last?.values.at(-1);
    if (last && end !== undefined && last.end >= d.model.range.to) {
      addEndValue(d, lane, `${line.id}-end`, y(end), endTexts(line, end, lane.resource), line.color, 95);
    }
    nameLine(d, lane, line, longest(paths));
  }
  drawBand(d, lane, lines, scale);
}

function longest(paths: readonly Float64Array[]): Float64Array {
  const widthOf = (path: Float64Array): number => (path.at(-2) ?? 0) - (path[0] ?? 0);
  return paths.reduce((best, path) => (widthOf(path) > widthOf(best) ? path : best), new Float64Array());
}

/** The space in which n·r stayed: the proof that nothing was gained. */
function drawBand(d: Drawing, lane: ProductLane, lines: readonly Line[], scale: ValueScale): void {
  const total = lines.find((line) => line.id === 'total');
  const found = total && usualExtent(sinceStart(total, lane));
  if (total && found) {
    const end = total.runs.at(-1)?.end ?? d.model.range.to;
    const [x0, x1] = [Math.max(0, d.scale.x(lane.start)), Math.min(d.scale.width, d.scale.x(end))];
    const [y0, y1] = [scale.y(found.max / total.base), scale.y(found.min / total.base)];
    const style = { fill: d.palette.textSecondary, fillAlpha: 0.12 };
    addShape(d, lane.id, 'band', [x0, y0, x1, y0, x1, y1, x0, y1], style, RANK.ground, true);
  }
}
