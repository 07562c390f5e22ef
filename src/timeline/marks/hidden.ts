// Writes that only the generation counter shows: a hatched band with count and rate. Their instants are unknown, so
// they are never single ticks.
import { number } from '../../kit/text';
import { valueAt } from '../../model/signal';
import { isOutside, type ScalerRef } from '../../model/workload';
import { isSameActor } from '../layout/actors';
import { hueOf } from '../paint/palette';
import { actorName } from './actorName';
import { atLeast, millisPerPixel, spanX, type ActorRow, type Drawing } from './drawing';
import { RANK } from './mark';
import { fitting } from './words';
import { hiddenRunsOf, type HiddenRun } from './runs';

/** What one participant must have written each time, when the curves allow no other reading. */
export interface HiddenMove {
  readonly from: number;
  readonly to: number;
}

function wishOf(d: Drawing, scaler: ScalerRef, at: number): number | undefined {
  const own = d.model.history.curves.find((c) => c.id === 'wish' && c.scaler && isSameActor(c.scaler, scaler));
  return valueAt(own, at);
}

/** A scaler writes its wish over the value that stands; whoever writes the standing value writes it over that wish. */
export function hiddenMove(d: Drawing, run: HiddenRun, scaler: ScalerRef): HiddenMove | undefined {
  const at = (run.interval.from + run.interval.to) / 2;
  const own = isOutside(scaler.family) ? undefined : wishOf(d, scaler, at);
  if (own !== undefined && own !== run.value) {
    return { from: run.value, to: own };
  }
  const action = run.actions[0];
  const others = [action?.actor, ...(action?.others ?? [])].filter((who) => who && !isSameActor(who, scaler));
  const wishes = others.map((who) => who && wishOf(d, who, at)).filter((w) => w !== undefined && w !== run.value);
  const wish = wishes[0];
  return wish === undefined ? undefined : { from: wish, to: run.value };
}

/** Shortest last: count with move and rate, count with rate, count. */
export function hiddenTexts(share: number, move: HiddenMove | undefined, minutes: number): string[] {
  const rate = share / Math.max(minutes, 1 / 60);
  const perMinute = rate >= 1 ? `, ${number(Math.round(rate))} per minute` : '';
  const arrow = move && (move.to > move.from ? '▲' : '▽');
  const moved = move
    ? `${number(share)} × ${arrow} ${number(move.from)} → ${number(move.to)}`
    : `${number(share)} hidden writes`;
  return [minutes >= 2 ? `${moved}${perMinute}` : moved, moved, `${number(share)} hidden`, `+${number(share)}`];
}

/** How many take turns: the actor and the others, each once. */
function sidesOf(run: HiddenRun): number {
  const action = run.actions[0];
  const all = action ? [action.actor, ...(action.others ?? [])] : [];
  return Math.max(1, all.filter((who, i) => !all.slice(0, i).some((known) => isSameActor(known, who))).length);
}

export function drawHiddenRuns(d: Drawing, row: ActorRow): void {
  for (const run of hiddenRunsOf(d.model.history.actions, row.scaler, d.model.range, millisPerPixel(d))) {
    const xs = spanX(d, run.interval);
    if (!xs) {
      continue;
    }
    const [x0, x1] = xs;
    const minutes = (run.interval.to - run.interval.from) / 60_000;
    const share = Math.round(run.hidden / sidesOf(run));
    const texts = hiddenTexts(share, hiddenMove(d, run, row.scaler), minutes);
    const color = hueOf(row.scaler.family, d.palette.isDark);
    const box = atLeast({ x: x0, y: row.y - 7, width: x1 - x0, height: 14 }, 10, 14);
    const who = actorName(row.scaler);
    const spoken = `${who}: ${texts[0]}, seen only by the generation counter`;
    d.marks.push({
      kind: 'band',
      id: `${row.id}:hidden:${run.actions[0]?.id ?? ''}`,
      lane: row.id,
      box,
      rank: RANK.band,
      about: { actions: run.actions.map((a) => a.id), interval: run.interval, text: spoken },
      color,
      hatched: true,
      words: fitting(
        texts.map((text) => [{ text, color }]),
        x1 - x0,
        d.palette.measure
      ),
    });
    d.obstacles.push(box);
  }
}
