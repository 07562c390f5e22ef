// What held for a while in the lane of an actor: what an HPA wished, the request a VPA gave new pods, when a KEDA trigger
// was active.
import { firstAfter, lastAtOrBefore, sortBy } from '../../kit/array';
import type { Interval } from '../../kit/interval';
import { duration, number, quantity } from '../../kit/text';
import type { Action } from '../../model/action';
import type { Curve } from '../../model/report';
import { valueAt } from '../../model/signal';
import { isSameActor } from '../layout/actors';
import { curveOf } from '../layout/drafts';
import type { ActorLane } from '../layout/model';
import { seenParts } from '../scale/seen';
import { pairSpans, stretches } from '../scale/steps';
import { spanX, type Drawing } from './drawing';
import { mainResource } from './runs';

export interface Hold {
  readonly interval: Interval;
  /** Longest first. */
  readonly texts: readonly string[];
  /** What the numbers of this lane mean, said once, by the first bar that has the room. */
  readonly meaning?: string;
  readonly spoken: string;
}

/** True where a bar is wide enough to be drawn; the words of others are never made. */
function isDrawn(d: Drawing, interval: Interval): boolean {
  const xs = spanX(d, interval);
  return xs !== undefined && xs[1] - xs[0] >= 1;
}

/** The values that held in the lane of one actor, each as long as it was seen, where that is a pixel at least. */
export function holdsOf(d: Drawing, lane: ActorLane): Hold[] {
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
function drawnStretches(d: Drawing, curve: Curve): Array<{ interval: Interval; value: number }> {
  return stretches(curve, d.model.range).filter(({ interval }) => isDrawn(d, interval));
}

function valueHolds(d: Drawing, curve: Curve): Hold[] {
  const resource = curve.resource ?? 'cpu';
  return drawnStretches(d, curve).map(({ interval, value }) => {
    const whole = quantity(value, resource);
    return {
      interval,
      texts: [whole, whole.split(' ')[0] ?? ''],
      meaning: `request ${whole}`,
      spoken: `request ${whole} for ${lengthText(interval)}`,
    };
  });
}

function lengthText(interval: Interval): string {
  return duration(interval.to - interval.from);
}

/** The wish of an HPA; said at length where it stands against what spec says. */
function wishHolds(d: Drawing, wish: Curve): Hold[] {
  const spec = curveOf(d.model.history, 'spec');
  const against = spec ? pairSpans(wish, spec, d.model.range).filter((p) => p.a !== p.b) : [];
  const begins = against.map((p) => p.from);
  const isComputed = (s: { interval: Interval; value: number }): boolean =>
    s.value > 0 || (valueAt(spec, s.interval.from) ?? 0) === 0;
  return drawnStretches(d, wish)
    .filter(isComputed)
    .map(({ interval, value }) => {
      const standing = against
        .slice(lastAtOrBefore(begins, interval.from - 1) + 1, firstAfter(begins, interval.to))
        .filter((p) => p.from >= interval.from && p.to <= interval.to)
        .reduce((sum, p) => sum + p.to - p.from, 0);
      const isAgainst = standing > 0.8 * (interval.to - interval.from) && standing > 120_000;
      const plain = number(value);
      const long = `wish ${plain}, standing for ${lengthText(interval)}`;
      return {
        interval,
        texts: isAgainst ? [long, `wish ${plain}`, plain] : [plain],
        meaning: isAgainst ? undefined : `wish ${plain}`,
        spoken: `wishes ${plain} for ${lengthText(interval)}`,
      };
    });
}

function stateHolds(d: Drawing, curve: Curve | undefined, word: string): Hold[] {
  const on = curve ? drawnStretches(d, curve).filter((s) => s.value > 0) : [];
  return on.map(({ interval }) => ({ interval, texts: [word], spoken: `${word} for ${lengthText(interval)}` }));
}

/** Between two resizes the request of the last one holds, and before the first what the pods had: both only where seen. */
function sizeHolds(d: Drawing, resizes: readonly Action[]): Hold[] {
  const ordered = sortBy(resizes, (a) => a.interval.to);
  const { history, range } = d.model;
  const first = ordered[0];
  const before = first ? [{ at: range.from, value: first.from, resource: first.resource, does: 'pods have' }] : [];
  const points = [
    ...before,
    ...ordered.map((a) => ({ at: a.interval.to, value: a.to, resource: a.resource, does: 'gives new pods' })),
  ];
  return points.flatMap((point, i) => {
    const span = { from: point.at, to: points[i + 1]?.at ?? range.to };
    if (!isDrawn(d, span)) {
      return [];
    }
    const whole = quantity(point.value, point.resource ?? 'cpu');
    const texts = [point.resource === 'memory' ? whole : (whole.split(' ')[0] ?? whole)];
    return seenParts(history, range, span).map((interval) => ({
      interval,
      texts,
      meaning: `request ${whole}`,
      spoken: `${point.does} ${whole} for ${lengthText(interval)}`,
    }));
  });
}
