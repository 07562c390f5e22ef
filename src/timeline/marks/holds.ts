// Values that stood for a while, as bars with the value printed where it fits, and the time in which an HPA was blind.
import { duration } from '../../kit/text';
import { isSameActor } from '../layout/actors';
import type { ActorLane } from '../layout/model';
import { hueOf } from '../paint/palette';
import { stretches } from '../scale/steps';
import { spanX, type Drawing } from './drawing';
import { holdsOf } from './holdValues';
import { RANK } from './mark';
import { fitting } from './words';

/** While an HPA cannot read its metrics nothing scales: a hatched band in the row of its marks. */
export function drawBlind(d: Drawing, lane: ActorLane, y: number): void {
  const blind = d.model.history.curves.find((c) => c.id === 'blind' && c.scaler && isSameActor(c.scaler, lane.scaler));
  const spans = blind ? stretches(blind, d.model.range).filter((s) => s.value > 0) : [];
  spans.forEach(({ interval }, i) => {
    const xs = spanX(d, interval);
    if (!xs || xs[1] - xs[0] < 6) {
      return;
    }
    const box = { x: xs[0], y: y - 7, width: xs[1] - xs[0], height: 14 };
    const color = d.palette.textSecondary;
    const texts = [
      `blind for ${duration(interval.to - interval.from)}: no metrics, nothing scales`,
      'blind: no metrics',
      'blind',
    ];
    const about = { actions: [], interval, text: `${lane.title} ${texts[0]}` };
    const words = fitting(
      texts.map((text) => [{ text, color: d.palette.text }]),
      box.width,
      d.palette.measure
    );
    d.marks.push({
      kind: 'band',
      id: `${lane.id}:blind${i}`,
      lane: lane.id,
      box,
      rank: RANK.area,
      about,
      color,
      hatched: true,
      words,
    });
    d.obstacles.push(box);
  });
}

export function drawHolds(d: Drawing, lane: ActorLane, y: number): void {
  const holds = holdsOf(d, lane);
  const color = hueOf(lane.scaler.family, d.palette.isDark);
  let isExplained = false;
  holds.forEach((hold, i) => {
    const xs = spanX(d, hold.interval);
    if (!xs || xs[1] - xs[0] < 1) {
      return;
    }
    const width = Math.max(1, xs[1] - xs[0] - 1.5);
    const box = { x: xs[0] + 0.75, y: y - 9, width, height: 18 };
    const explained = hold.meaning !== undefined && !isExplained ? [hold.meaning] : [];
    const text = [...explained, ...hold.texts].find((t) => d.palette.measure(t, 11, false) + 12 <= width) ?? '';
    isExplained ||= text === hold.meaning;
    d.marks.push({
      kind: 'hold',
      id: `${lane.id}:hold${i}`,
      lane: lane.id,
      box,
      rank: RANK.hold,
      about: { actions: [], interval: hold.interval, text: `${lane.title} ${hold.spoken}` },
      color,
      alpha: d.palette.isDark ? 0.26 : 0.16,
      text,
      textColor: d.palette.text,
    });
    d.obstacles.push(box);
  });
}
