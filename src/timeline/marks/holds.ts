// Values that stood for a while, as bars with the value printed where it fits: what an HPA wished, the request a VPA
// gave new pods, when a KEDA trigger was active.
import type { Interval } from '../../kit/interval';
import { duration, number, quantity } from '../../kit/text';
import type { Action } from '../../model/action';
import type { Curve } from '../../model/report';
import { valueAt } from '../../model/signal';
import { isSameActor } from '../layout/actors';
import { curveOf } from '../layout/drafts';
import type { ActorLane } from '../layout/model';
import { hueOf } from '../paint/palette';
import { pairSpans, stepRuns } from '../scale/steps';
import { spanX, type Drawing } from './drawing';
import { RANK } from './mark';
import { mainResource } from './runs';
import { fitting } from './words';

interface Hold {
  readonly interval: Interval;
  /** Longest first. */
  readonly texts: readonly string[];
  readonly spoken: string;
}

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
    const texts = [`blind for ${lengthText(interval)}: no metrics, nothing scales`, 'blind: no metrics', 'blind'];
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
  holds.forEach((hold, i) => {
    const xs = spanX(d, hold.interval);
    if (!xs || xs[1] - xs[0] < 1) {
      return;
    }
    const width = Math.max(1, xs[1] - xs[0] - 1.5);
    const box = { x: xs[0] + 0.75, y: y - 9, width, height: 18 };
    const text = hold.texts.find((t) => d.palette.measure(t, 11, false) + 12 <= width) ?? '';
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

function holdsOf(d: Drawing, lane: ActorLane): Hold[] {
  const { curves, actions } = d.model.history;
  const own = (id: Curve['id']): Curve | undefined =>
    curves.find((c) => c.id === id && c.scaler && isSameActor(c.scaler, lane.scaler) && c.times.length > 0);
  const wish = own('wish');
  if (wish) {
    return wishHolds(d, wish);
  }
  const active = own('active');
  const paused = own('paused');
  const denied = own('denied');
  if (denied) {
    return stateHolds(d, denied, lane.scaler.family === 'pdb' ? 'no disruption allowed' : 'new pods refused');
  }
  if (active || paused) {
    return [...stateHolds(d, active, 'active'), ...stateHolds(d, paused, 'paused')];
  }
  const sized = actions.filter((a) => a.field === 'size' && isSameActor(a.actor, lane.scaler));
  const resource = mainResource(sized);
  const resizes = sized.filter((a) => a.resource === resource);
  const request = own('request');
  return resizes.length > 0 ? sizeHolds(d, resizes) : request ? valueHolds(d, request) : [];
}

/** Constant stretches of a curve, without those that one pixel swallows. */
function valueHolds(d: Drawing, curve: Curve): Hold[] {
  const resource = curve.resource ?? 'cpu';
  return stretches(curve, d.model.range).map(({ interval, value }) => {
    const whole = quantity(value, resource);
    return {
      interval,
      texts: [whole, whole.split(' ')[0] ?? ''],
      spoken: `request ${whole} for ${lengthText(interval)}`,
    };
  });
}

function stretches(curve: Curve, range: Interval): Array<{ interval: Interval; value: number }> {
  return stepRuns(curve, range).flatMap((run) =>
    run.times.map((from, i) => ({
      interval: { from, to: run.times[i + 1] ?? run.end },
      value: run.values[i] ?? NaN,
    }))
  );
}

function lengthText(interval: Interval): string {
  return duration(interval.to - interval.from);
}

/** The wish of an HPA; said at length where it stands against what spec says. */
function wishHolds(d: Drawing, wish: Curve): Hold[] {
  const spec = curveOf(d.model.history, 'spec');
  const against = spec ? pairSpans(wish, spec, d.model.range).filter((p) => p.a !== p.b) : [];
  const isComputed = (s: { interval: Interval; value: number }): boolean =>
    s.value > 0 || (valueAt(spec, s.interval.from) ?? 0) === 0;
  return stretches(wish, d.model.range)
    .filter(isComputed)
    .map(({ interval, value }) => {
      const standing = against
        .filter((p) => p.from >= interval.from && p.to <= interval.to)
        .reduce((sum, p) => sum + p.to - p.from, 0);
      const isAgainst = standing > 0.8 * (interval.to - interval.from) && standing > 120_000;
      const plain = number(value);
      const long = `wish ${plain}, standing for ${lengthText(interval)}`;
      return {
        interval,
        texts: isAgainst ? [long, `wish ${plain}`, plain] : [plain],
        spoken: `wishes ${plain} for ${lengthText(interval)}`,
      };
    });
}

function stateHolds(d: Drawing, curve: Curve | undefined, word: string): Hold[] {
  const on = curve ? stretches(curve, d.model.range).filter((s) => s.value > 0) : [];
  return on.map(({ interval }) => ({ interval, texts: [word], spoken: `${word} for ${lengthText(interval)}` }));
}

/** Between two resizes the request of the last one holds. */
function sizeHolds(d: Drawing, resizes: readonly Action[]): Hold[] {
  const ordered = [...resizes].sort((a, b) => a.interval.to - b.interval.to);
  const first = ordered[0];
  const points = first ? [{ at: d.model.range.from, value: first.from, resource: first.resource }] : [];
  points.push(...ordered.map((a) => ({ at: a.interval.to, value: a.to, resource: a.resource })));
  return points.map((point, i) => {
    const interval = { from: point.at, to: points[i + 1]?.at ?? d.model.range.to };
    const whole = quantity(point.value, point.resource ?? 'cpu');
    const texts = [point.resource === 'memory' ? whole : (whole.split(' ')[0] ?? whole)];
    return { interval, texts, spoken: `gives new pods ${whole} for ${lengthText(interval)}` };
  });
}
