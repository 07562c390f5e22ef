// What an HPA wishes where that is not what stands: dashed, the space between hatched, with the count of samples that
// show it. This is how a flat curve becomes visible.
import { number } from '../../kit/text';
import type { Curve } from '../../model/report';
import { curveOf } from '../layout/drafts';
import type { ReplicasLane } from '../layout/model';
import { hueOf } from '../paint/palette';
import { joined, pairSpans, runOf, samplesWithin, spansWhere, stepPath, type PairSpan } from '../scale/steps';
import type { ValueScale } from '../scale/valueScale';
import { addShape, isRoomy, millisPerPixel, plotBox, SEEN_GAP, type Drawing } from './drawing';
import type { Spot } from './labels';
import { RANK } from './mark';

/** A mismatch is told in words from this many samples on; shorter ones are an HPA between two passes. */
const WORTH_WORDS = 8;

/** A wish of 0 over running pods was never computed (docs/signals.md, "One scrape"). */
function isMismatch(span: PairSpan): boolean {
  return span.a !== span.b && !(span.b === 0 && span.a > 0);
}

export function drawWish(d: Drawing, lane: ReplicasLane, wish: Curve, scale: ValueScale): void {
  const spec = curveOf(d.model.history, 'spec');
  if (!spec) {
    return;
  }
  const color = hueOf(wish.scaler?.family ?? 'hpa', d.palette.isDark);
  const groups = spansWhere(pairSpans(spec, wish, d.model.range), isMismatch);
  const who = wish.scaler?.name ?? '';
  joined(groups, SEEN_GAP * millisPerPixel(d)).forEach((group, i) => {
    const [upper, lower] = [(s: PairSpan) => s.b, (s: PairSpan) => s.a].map((value) =>
      stepPath(runOf(group, value), d.scale.x, scale.y)
    ) as [Float64Array, Float64Array];
    const area = Float64Array.of(...upper, ...reversedPairs(lower));
    const fill = { fill: color, fillAlpha: 0.05, hatch: color, hatchAlpha: 0.45 };
    addShape(d, lane.id, `wish-area-${who}${i}`, area, fill, RANK.area, true);
    addShape(d, lane.id, `wish-${who}${i}`, upper, { stroke: color, width: 2, dash: [6, 3] }, RANK.curve);
  });
  const longest = groups.reduce<PairSpan[]>((best, g) => (lengthOf(g) > lengthOf(best) ? g : best), []);
  if (longest.length > 0) {
    nameMismatch(d, lane, longest, wish, scale, color);
  }
}

function reversedPairs(points: ArrayLike<number>): number[] {
  const out: number[] = [];
  for (let i = points.length - 2; i >= 0; i -= 2) {
    out.push(points[i] ?? NaN, points[i + 1] ?? NaN);
  }
  return out;
}

function lengthOf(group: readonly PairSpan[]): number {
  return (group.at(-1)?.to ?? 0) - (group[0]?.from ?? 0);
}

function longestSpan(group: readonly PairSpan[]): PairSpan | undefined {
  return group.reduce<PairSpan | undefined>(
    (best, s) => (!best || s.to - s.from > best.to - best.from ? s : best),
    undefined
  );
}

function nameMismatch(
  d: Drawing,
  lane: ReplicasLane,
  group: readonly PairSpan[],
  wish: Curve,
  scale: ValueScale,
  color: string
): void {
  const span = longestSpan(group);
  const samples = span ? samplesWithin(wish, span) : 0;
  const isThin = span !== undefined && Math.abs(scale.y(span.a) - scale.y(span.b)) < 15;
  if (!span || samples < WORTH_WORDS || (isThin && !isRoomy(d, lane))) {
    return;
  }
  const isTall = isRoomy(d, lane);
  const [x0, x1] = [d.scale.x(span.from), d.scale.x(span.to)];
  const [yWish, ySpec] = [scale.y(span.b), scale.y(span.a)];
  const base = { lane: lane.id, halo: d.palette.panel, within: plotBox(d, lane) };
  const middle = (x0 + x1) / 2;
  const count = `${number(samples)} of ${number(samples)} samples`;
  const values = `spec ${number(span.a)}, wish ${number(span.b)}`;
  const fitting = [`${count}: ${values}`, values].filter((t) => d.palette.measure(t, 11, true) + 8 < x1 - x0);
  d.wishes.push({
    ...base,
    id: `${lane.id}:mismatch`,
    priority: 85,
    texts: fitting.length > 0 || !isTall ? fitting : [values],
    spots: [
      ...(fitting.length > 0 ? [{ x: middle, y: (yWish + ySpec) / 2, align: 'center' as const }] : []),
      ...(isTall ? around(x0, x1, ySpec, ySpec > yWish) : []),
      ...(isTall ? around(x0, x1, yWish, ySpec < yWish) : []),
    ],
    color: d.palette.text,
    bold: true,
  });
  if (!isTall) {
    return;
  }
  const isMinimum = d.model.history.scalers.some((s) => s.min === span.b && s.scaler.name === wish.scaler?.name);
  const owner = (wish.scaler?.name ?? '') === '' ? 'HPA' : severalWishes(d) ? `HPA ${wish.scaler?.name}` : 'HPA';
  d.wishes.push({
    ...base,
    id: `${lane.id}:wish-name-${wish.scaler?.name ?? ''}`,
    priority: 70,
    texts: [`${owner} wish ${number(span.b)}${isMinimum ? ' (its minimum)' : ''}`, `wish ${number(span.b)}`],
    spots: [-10, 11].flatMap((away): Spot[] => [
      { x: x0 + 6, y: yWish + away, align: 'left' },
      { x: x1 - 6, y: yWish + away, align: 'right' },
      { x: middle, y: yWish + away, align: 'center' },
    ]),
    color,
  });
  nameFlatCurve(d, lane, span, x0, ySpec, yWish);
}

function severalWishes(d: Drawing): boolean {
  return d.model.history.curves.filter((c) => c.id === 'wish').length > 1;
}

function around(x0: number, x1: number, y: number, below: boolean): Spot[] {
  return [11, 18].flatMap((away): Spot[] => {
    const at = y + (below ? away : -away);
    return [
      { x: (x0 + x1) / 2, y: at, align: 'center' },
      { x: x0 + 6, y: at, align: 'left' },
      { x: x1 - 6, y: at, align: 'right' },
    ];
  });
}

/** With hidden writes the curve lies: say that this flat line is all that a dashboard shows. */
function nameFlatCurve(d: Drawing, lane: ReplicasLane, span: PairSpan, x0: number, ySpec: number, yWish: number): void {
  const ready = curveOf(d.model.history, 'ready');
  const hides = d.model.history.writes.some(
    (w) => w.hidden > 0 && w.interval.to > span.from && w.interval.from < span.to
  );
  if (!hides || !ready || lane.height < 110) {
    return;
  }
  const y = ySpec + (ySpec > yWish ? 16 : -16);
  d.wishes.push({
    id: `${lane.id}:flat`,
    lane: lane.id,
    priority: 35,
    texts: [`spec ${number(span.a)}: the curve on every dashboard`, `spec ${number(span.a)}`],
    spots: [
      { x: x0 + 6, y, align: 'left' },
      { x: (x0 + d.scale.x(span.to)) / 2, y, align: 'center' },
      { x: d.scale.x(span.to) - 6, y, align: 'right' },
    ],
    color: d.palette.text,
    halo: d.palette.panel,
    within: plotBox(d, lane),
  });
}
