// What the metrics alone ask for, dotted, and named where it stays above what stands: demand that nobody serves.
import { median } from '../../kit/stats';
import { number } from '../../kit/text';
import type { Curve } from '../../model/report';
import { curveOf } from '../layout/drafts';
import type { ReplicasLane } from '../layout/model';
import { hueOf } from '../paint/palette';
import { pairSpans, spansWhere, stepPath, stepRuns, type PairSpan } from '../scale/steps';
import type { ValueScale } from '../scale/valueScale';
import { addShape, isRoomy, plotBox, type Drawing } from './drawing';
import { RANK } from './mark';

/** Demand is named when it stays unserved for this many samples. */
const WORTH_WORDS = 8;

export function drawProposal(d: Drawing, lane: ReplicasLane, curve: Curve, scale: ValueScale): void {
  const color = hueOf('hpa', d.palette.isDark);
  const inside = (value: number): number => scale.y(Math.min(value, scale.max));
  stepRuns(curve, d.model.range).forEach((run, i) => {
    const path = stepPath(run, d.scale.x, inside);
    addShape(d, lane.id, `proposal${i}`, path, { stroke: color, width: 1.2, dash: [1.5, 2.5] }, RANK.bound);
  });
  const spec = curveOf(d.model.history, 'spec');
  if (spec && isRoomy(d, lane)) {
    const unserved = spansWhere(pairSpans(curve, spec, d.model.range), (span) => Math.ceil(span.a) > span.b);
    nameDemand(d, lane, curve, longestOf(unserved), scale, color);
  }
}

function lengthOf(group: readonly PairSpan[]): number {
  return (group.at(-1)?.to ?? 0) - (group[0]?.from ?? 0);
}

function longestOf(groups: ReadonlyArray<readonly PairSpan[]>): readonly PairSpan[] {
  return groups.reduce((best, group) => (lengthOf(group) > lengthOf(best) ? group : best), []);
}

function nameDemand(
  d: Drawing,
  lane: ReplicasLane,
  curve: Curve,
  group: readonly PairSpan[],
  scale: ValueScale,
  color: string
): void {
  const { scrape } = d.model.history;
  const asked = median(
    group.flatMap((s) => new Array<number>(Math.ceil((s.to - s.from) / scrape)).fill(Math.ceil(s.a)))
  );
  const [first] = group;
  if (!first || asked === undefined || asked > scale.max || lengthOf(group) < WORTH_WORDS * scrape) {
    return;
  }
  const metric = curve.resource === 'memory' ? 'memory asks' : curve.resource === 'cpu' ? 'CPU asks' : 'metrics ask';
  const places = [0.7, 0.5, 0.3].map((part) => d.scale.x(first.from + lengthOf(group) * part));
  d.wishes.push({
    id: `${lane.id}:proposal-name`,
    lane: lane.id,
    priority: 65,
    texts: [`${metric} for ${number(Math.round(asked))}`],
    spots: places.flatMap((x) =>
      [12, -14, 18, -20, 26, -28].map((shift) => ({ x, y: scale.y(asked) - shift, align: 'center' as const }))
    ),
    color,
    halo: d.palette.panel,
    within: plotBox(d, lane),
  });
}
