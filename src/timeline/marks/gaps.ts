// What is not known is hatched grey with a word inside, never left blank: a blank would look calm.
import type { Interval } from '../../kit/interval';
import type { ActorLane, Lane } from '../layout/model';
import { plotBox, spanX, type Drawing } from './drawing';
import { RANK } from './mark';
import { fitting } from './words';

/** Hatches one gap over the height of a lane; `named` puts the words into it. */
export function hatchGap(d: Drawing, lane: Lane, gap: Interval, index: number, named: boolean): void {
  const xs = spanX(d, gap);
  if (!xs) {
    return;
  }
  const [x0, x1] = xs;
  d.marks.push({
    kind: 'gap',
    id: `${lane.id}:gap${index}`,
    lane: lane.id,
    box: { x: x0, y: lane.top, width: Math.max(2, x1 - x0), height: lane.height },
    rank: RANK.area,
    about: { actions: [], interval: gap, text: 'No samples: nothing is known here' },
    color: d.palette.borderStrong,
  });
  if (named) {
    const y = lane.top + lane.height - 10;
    const x = (x0 + x1) / 2;
    const spots = [y, lane.top + lane.height / 2, lane.top + 10].map((at) => ({ x, y: at, align: 'center' as const }));
    const within = plotBox(d, lane);
    const wish = {
      id: `${lane.id}:gap-name${index}`,
      lane: lane.id,
      priority: 78,
      texts: ['no samples'],
      spots,
      within,
    };
    d.wishes.push({ ...wish, color: d.palette.textSecondary, halo: d.palette.panel });
  }
}

/** A whole lane of which nothing could be read. */
export function drawUnknown(d: Drawing, lane: ActorLane, reason: string): void {
  const box = { x: 0, y: lane.top + lane.height / 2 - 8, width: d.scale.width, height: 16 };
  const interval = d.model.range;
  d.marks.push({
    kind: 'band',
    id: `${lane.id}:unknown`,
    lane: lane.id,
    box,
    rank: RANK.band,
    about: { actions: [], interval, text: `${lane.title}: not known, ${reason} (${d.model.words.interval(interval)})` },
    color: d.palette.textSecondary,
    hatched: true,
    words: fitting(
      [[{ text: `not known: ${reason}`, color: d.palette.text }], [{ text: 'not known', color: d.palette.text }]],
      box.width,
      d.palette.measure
    ),
  });
}
