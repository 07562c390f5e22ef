// Writes per minute from the generation counter: what samples show is solid, the surplus hatched. The one lane in
// which a flat fight cannot hide.
import { hull, type Interval } from '../../kit/interval';
import { median, sum } from '../../kit/stats';
import { number } from '../../kit/text';
import type { WriteCount } from '../../model/report';
import type { WritesLane } from '../layout/model';
import { hueOf } from '../paint/palette';
import { countScale, type ValueScale } from '../scale/valueScale';
import { addTicks } from './axisTicks';
import { addShape, plotBox, type Drawing } from './drawing';
import { hatchGap } from './gaps';
import { RANK } from './mark';

interface Bucket extends Interval {
  readonly seen: number;
  readonly hidden: number;
}

/** Counts per bucket of wall-clock time; a write belongs to the bucket in which its interval ends. */
export function bucketsOf(writes: readonly WriteCount[], bucket: number, range: Interval): Bucket[] {
  const buckets = new Map<number, { seen: number; hidden: number }>();
  for (const write of writes) {
    if (write.interval.to >= range.from && write.interval.to <= range.to) {
      const from = Math.floor(write.interval.to / bucket) * bucket;
      const old = buckets.get(from) ?? { seen: 0, hidden: 0 };
      buckets.set(from, { seen: old.seen + write.seen, hidden: old.hidden + write.hidden });
    }
  }
  return [...buckets].sort((a, b) => a[0] - b[0]).map(([from, c]) => ({ from, to: from + bucket, ...c }));
}

export function drawWrites(d: Drawing, lane: WritesLane): void {
  const { writes } = d.model.history;
  const buckets = bucketsOf(writes, lane.bucket, d.model.range);
  const peak = Math.max(1, ...buckets.map((b) => b.seen + b.hidden));
  const scale = countScale(0, peak, lane.top + 26, lane.top + lane.height - 10);
  addTicks(d, lane, { ...scale, ticks: [0, peak] }, { text: number, grid: false });
  const base = Math.round(scale.y(0)) + 0.5;
  addShape(
    d,
    lane.id,
    'base',
    [0, base, d.scale.width, base],
    { stroke: d.palette.borderStrong, width: 1 },
    RANK.bound
  );
  buckets.forEach((bucket) => addBar(d, lane, bucket, scale));
  d.model.history.gaps.forEach((gap, i) => hatchGap(d, lane, gap, i, false));
  nameHidden(d, lane, buckets, scale.y(peak));
}

function addBar(d: Drawing, lane: WritesLane, bucket: Bucket, scale: ValueScale): void {
  const x0 = Math.max(0, d.scale.x(bucket.from));
  const x1 = Math.min(d.scale.width, d.scale.x(bucket.to));
  const total = bucket.seen + bucket.hidden;
  const [top, bottom] = [scale.y(total), scale.y(0)];
  const seen = bucket.seen > 0 ? `${number(bucket.seen)} seen by samples` : 'none seen by a sample';
  d.marks.push({
    kind: 'bar',
    id: `${lane.id}:bar:${bucket.from}`,
    lane: lane.id,
    box: { x: x0 + 0.5, y: top, width: Math.max(2, x1 - x0 - 1), height: bottom - top },
    rank: RANK.mark,
    about: {
      actions: [],
      interval: { from: bucket.from, to: bucket.to },
      text: `${number(total)} writes, ${seen}`,
    },
    solid: bottom - scale.y(bucket.seen),
    solidColor: d.palette.text,
    hatched: scale.y(bucket.seen) - top,
    hatchColor: hueOf(lane.writer, d.palette.isDark),
  });
}

function nameHidden(d: Drawing, lane: WritesLane, buckets: readonly Bucket[], y: number): void {
  const hiding = buckets.filter((b) => b.hidden > 0);
  const span = hull(hiding);
  if (!span) {
    return;
  }
  const all = sum(buckets.map((b) => b.seen + b.hidden));
  const hidden = sum(hiding.map((b) => b.hidden));
  const typical = Math.round(median(hiding.map((b) => b.seen + b.hidden)) ?? 0);
  const per = lane.bucket === 60_000 ? 'minute' : `${lane.bucket / 60_000} min`;
  const share = `${number(hidden)} of ${number(all)} unseen by any sample`;
  const [x0, x1] = [Math.max(0, d.scale.x(span.from)), d.scale.x(span.to)];
  d.wishes.push({
    id: `${lane.id}:name`,
    lane: lane.id,
    priority: 80,
    texts: [`${number(typical)} per ${per}, ${share}`, share, `${number(hidden)} hidden`],
    spots: [
      { x: x0, y: y - 9, align: 'left' },
      { x: (x0 + x1) / 2, y: y - 9, align: 'center' },
      { x: x1, y: y - 9, align: 'right' },
    ],
    color: d.palette.text,
    halo: d.palette.panel,
    within: plotBox(d, lane),
  });
}
