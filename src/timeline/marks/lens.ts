// One minute at sample level under the axis: dots are what was seen, boxes between them what must have happened.
import { number } from '../../kit/text';
import { hueOf } from '../paint/palette';
import { curveOf } from '../layout/drafts';
import type { Lens } from '../layout/model';
import { firstAfter } from '../../kit/array';
import type { Interval } from '../../kit/interval';
import type { ScalerRef } from '../../model/workload';
import { timeScale } from '../scale/timeScale';
import { addShape, type Drawing } from './drawing';
import { hiddenMove } from './hidden';
import { RANK } from './mark';
import { hiddenRunsOf } from './runs';
import { fitting } from './words';

/** Lane id of the lens; its marks lie below the axis. */
export const LENS_LANE = 'lens';

export function drawLens(d: Drawing, lens: Lens): void {
  const top = d.model.bodyHeight + d.model.axisHeight;
  const box = { x: 0, y: top + 26, width: d.scale.width, height: lens.height - 36 };
  drawFunnel(d, lens, top, box.y);
  const frame = [0, box.y, box.width, box.y, box.width, box.y + box.height, 0, box.y + box.height];
  const style = { stroke: d.palette.borderStrong, width: 1, fill: d.palette.textSecondary, fillAlpha: 0.06 };
  addShape(d, LENS_LANE, 'frame', frame, style, RANK.ground, true);
  drawSamples(d, lens, box.y, box.height);
}

/** Two dotted lines through the lanes and two that spread out to the box say which minute it is. */
function drawFunnel(d: Drawing, lens: Lens, axisBottom: number, boxTop: number): void {
  const [x0, x1] = [d.scale.x(lens.interval.from), d.scale.x(lens.interval.to)];
  const style = { stroke: d.palette.textSecondary, width: 1, dash: [2, 3] };
  addShape(d, LENS_LANE, 'from', [x0, 0, x0, d.model.bodyHeight], style, RANK.bound);
  addShape(d, LENS_LANE, 'to', [x1, 0, x1, d.model.bodyHeight], style, RANK.bound);
  addShape(d, LENS_LANE, 'left', [x0, axisBottom, 0, boxTop], style, RANK.bound);
  addShape(d, LENS_LANE, 'right', [x1, axisBottom, d.scale.width, boxTop], style, RANK.bound);
}

function drawSamples(d: Drawing, lens: Lens, top: number, height: number): void {
  const spec = curveOf(d.model.history, 'spec');
  if (!spec) {
    return;
  }
  const inset = 48;
  const inner = timeScale(lens.interval, d.scale.width - 2 * inset);
  const x = (at: number): number => inset + inner.x(at);
  const row = top + height * 0.52;
  addShape(d, LENS_LANE, 'row', [x(lens.interval.from), row, x(lens.interval.to), row], dotted(d), RANK.bound);
  for (let i = firstAfter(spec.times, lens.interval.from - 1); i < spec.times.length; i++) {
    const at = spec.times[i] ?? NaN;
    if (at > lens.interval.to) {
      break;
    }
    drawSample(d, x(at), row, top, height, at, spec.values[i] ?? NaN);
  }
  for (const write of d.model.history.writes) {
    if (write.interval.from >= lens.interval.from && write.interval.to <= lens.interval.to && write.hidden > 0) {
      drawBox(d, x(write.interval.from), x(write.interval.to), top + 10, write.hidden, write.interval);
    }
  }
}

function dotted(d: Drawing): { stroke: string; width: number; dash: number[] } {
  return { stroke: d.palette.textSecondary, width: 1, dash: [2, 4] };
}

function drawSample(d: Drawing, x: number, row: number, top: number, height: number, at: number, value: number): void {
  addShape(d, LENS_LANE, `at${at}`, [x, top, x, top + height], { stroke: d.palette.borderWeak, width: 1 }, RANK.ground);
  d.marks.push({
    kind: 'dot',
    id: `${LENS_LANE}:dot${at}`,
    lane: LENS_LANE,
    box: { x: x - 3.5, y: row - 3.5, width: 7, height: 7 },
    rank: RANK.mark,
    about: { actions: [], interval: { from: at, to: at }, text: `Seen: ${number(value)} replicas` },
    color: d.palette.text,
  });
  const within = { x: 0, y: top, width: d.scale.width, height };
  const base = { lane: LENS_LANE, within, halo: d.palette.panel };
  const value$ = { id: `lens:value${at}`, priority: 60, texts: [number(value)], color: d.palette.text };
  d.wishes.push({ ...base, ...value$, spots: [{ x, y: row + 15, align: 'center' }] });
  const time = { id: `lens:time${at}`, priority: 50, texts: [d.model.words.clock(at)], color: d.palette.textSecondary };
  d.wishes.push({ ...base, ...time, spots: [{ x, y: top + height - 11, align: 'center' }] });
}

function drawBox(d: Drawing, x0: number, x1: number, y: number, hidden: number, interval: Interval): void {
  const width = Math.min(160, x1 - x0 - 24);
  const writer = d.model.lanes.find((l) => l.kind === 'writes');
  const moves = movesOf(d, interval);
  const count = { text: `+${number(hidden)}`, color: d.palette.text };
  d.marks.push({
    kind: 'band',
    id: `${LENS_LANE}:box${interval.from}`,
    lane: LENS_LANE,
    box: { x: (x0 + x1 - width) / 2, y, width, height: 22 },
    rank: RANK.band,
    about: {
      actions: [],
      interval,
      text: `${number(hidden)} hidden writes: ${moves.map((m) => m.text).join(', then ')}; instants not known`,
    },
    color: hueOf(writer?.kind === 'writes' ? writer.writer : 'external', d.palette.isDark),
    hatched: true,
    words: fitting([[count, ...moves], [count]], width, d.palette.measure),
  });
}

/** What each side must have written in that interval, scalers first: they answer. */
function movesOf(d: Drawing, interval: Interval): Array<{ text: string; color: string }> {
  const seen = new Set<string>();
  return d.model.lanes.flatMap((lane) => {
    const scaler: ScalerRef | undefined = lane.kind === 'actor' ? lane.scaler : undefined;
    const run = scaler && hiddenRunsOf(d.model.history.actions, scaler, interval, 0)[0];
    const move = run && scaler && hiddenMove(d, run, scaler);
    const text = move ? `${move.to > move.from ? '▲' : '▽'} ${number(move.from)} → ${number(move.to)}` : '';
    if (!move || seen.has(text)) {
      return [];
    }
    seen.add(text);
    return [{ text, color: hueOf(scaler.family, d.palette.isDark) }];
  });
}
