// Pods evicted per pass, and pods made: scraped ones as ticks, those that lived less than a scrape as an inferred band.
import { sortBy } from '../../kit/array';
import { remembered } from '../../kit/remembered';
import { sum } from '../../kit/stats';
import { number } from '../../kit/text';
import type { PodCount } from '../../model/report';
import type { EvictionsLane, PodsLane } from '../layout/model';
import { hueOf } from '../paint/palette';
import { countScale } from '../scale/valueScale';
import { addEndValue } from './axisTicks';
import { addShape, atLeast, millisPerPixel, plotBox, spanX, type Drawing } from './drawing';
import { hatchGap } from './gaps';
import { RANK } from './mark';
import { fitting } from './words';

/** Least width of a band of pods that no scrape saw, pixels. */
const BAND = 8;

/** What is drawn of the pods that were made, each kind in order of time: the same in every window. */
const kindsOf = remembered((pods: readonly PodCount[]) => ({
  inferred: inOrder(pods.filter((p) => p.inferred)),
  seen: inOrder(pods.filter((p) => !p.inferred && p.count > 0)),
}));

const inOrder = remembered((counts: readonly PodCount[]) => sortBy(counts, (count) => count.interval.from));

/** Counts that lie on the same pixels are drawn as one. */
export function mergeCounts(counts: readonly PodCount[], within: number): PodCount[] {
  const merged: PodCount[] = [];
  for (const count of inOrder(counts)) {
    const last = merged.at(-1);
    if (last && last.inferred === count.inferred && count.interval.from - last.interval.from < within) {
      const interval = { from: last.interval.from, to: Math.max(last.interval.to, count.interval.to) };
      merged[merged.length - 1] = { interval, count: last.count + count.count, inferred: count.inferred };
    } else {
      merged.push(count);
    }
  }
  return merged;
}

export function drawEvictions(d: Drawing, lane: EvictionsLane): void {
  const counts = mergeCounts(d.model.history.evictions, 4 * millisPerPixel(d));
  const peak = Math.max(1, ...counts.map((c) => c.count));
  const scale = countScale(0, peak, lane.top + 16, lane.top + lane.height - 8);
  const color = hueOf('vpa', d.palette.isDark);
  const base = Math.round(scale.y(0)) + 0.5;
  addShape(
    d,
    lane.id,
    'base',
    [0, base, d.scale.width, base],
    { stroke: d.palette.borderStrong, width: 1 },
    RANK.bound
  );
  counts.forEach((count, i) => {
    const xs = spanX(d, count.interval);
    if (!xs) {
      return;
    }
    const x = (xs[0] + xs[1]) / 2;
    const height = base - scale.y(count.count);
    const text = `${number(count.count)} pods evicted`;
    const box = { x: x - 2, y: base - height, width: 4, height };
    const about = { actions: [], interval: count.interval, text };
    const bar = { solid: height, solidColor: color, hatched: 0, hatchColor: color };
    d.marks.push({ kind: 'bar', id: `${lane.id}:bar${i}`, lane: lane.id, box, rank: RANK.mark, about, ...bar });
    d.obstacles.push(box);
    if (count.count >= 0.4 * peak) {
      d.wishes.push({
        id: `${lane.id}:count${i}`,
        lane: lane.id,
        priority: 30 + count.count / peak,
        texts: [number(count.count)],
        spots: [
          { x: x - 6, y: box.y + 3, align: 'right' },
          { x, y: box.y - 7, align: 'center' },
        ],
        color: d.palette.text,
        halo: d.palette.panel,
        within: plotBox(d, lane),
      });
    }
  });
  d.model.history.gaps.forEach((gap, i) => hatchGap(d, lane, gap, i, false));
  const total = number(sum(d.model.history.evictions.map((e) => e.count)));
  addEndValue(d, lane, 'total', base - 8, [`in all ${total}`, total], d.palette.textSecondary);
}

export function drawPods(d: Drawing, lane: PodsLane): void {
  const y = lane.top + lane.height / 2;
  const { podsMade, gaps } = d.model.history;
  gaps.forEach((gap, i) => hatchGap(d, lane, gap, i, false));
  const { inferred, seen } = kindsOf(podsMade);
  const bands = mergeCounts(inferred, BAND * millisPerPixel(d));
  bands.forEach((pods, i) => drawInferred(d, lane, pods, i, y));
  const ticks = mergeCounts(seen, Math.max(45_000, 6 * millisPerPixel(d)));
  ticks.forEach((pods, i) => drawScraped(d, lane, pods, i, y));
}

function drawInferred(d: Drawing, lane: PodsLane, pods: PodCount, i: number, y: number): void {
  const xs = spanX(d, pods.interval);
  if (!xs) {
    return;
  }
  const box = atLeast({ x: xs[0], y: y - 7, width: xs[1] - xs[0], height: 14 }, BAND, 14);
  const n = `≈ ${number(pods.count)}`;
  const color = d.palette.text;
  const texts = [`${n} made and killed, none ever scraped`, `${n} made and killed`, n].map((text) => [{ text, color }]);
  d.marks.push({
    kind: 'band',
    id: `${lane.id}:inferred${i}`,
    lane: lane.id,
    box,
    rank: RANK.band,
    about: { actions: [], interval: pods.interval, text: `${n} pods made and killed, none ever scraped` },
    color: d.palette.textSecondary,
    hatched: false,
    words: fitting(texts, box.width, d.palette.measure),
  });
  d.obstacles.push(box);
}

function drawScraped(d: Drawing, lane: PodsLane, pods: PodCount, i: number, y: number): void {
  const xs = spanX(d, pods.interval);
  if (!xs) {
    return;
  }
  const x = (xs[0] + xs[1]) / 2;
  const height = 14;
  const box = { x: x - 1.5, y: y - height / 2, width: 3, height };
  const about = { actions: [], interval: pods.interval, text: `${number(pods.count)} pods made` };
  const style = { solid: height, solidColor: d.palette.text, hatched: 0, hatchColor: d.palette.text };
  d.marks.push({ kind: 'bar', id: `${lane.id}:made${i}`, lane: lane.id, box, rank: RANK.mark, about, ...style });
  d.obstacles.push(box);
  d.wishes.push({
    id: `${lane.id}:made-name${i}`,
    lane: lane.id,
    priority: 30,
    texts: [`+${number(pods.count)}`],
    spots: [
      { x: x + 5, y, align: 'left' },
      { x: x - 5, y, align: 'right' },
    ],
    color: d.palette.text,
    halo: d.palette.panel,
    within: plotBox(d, lane),
  });
}
