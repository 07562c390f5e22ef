// How long an HPA asked for more in its own numbers before it moved: a window of `behavior.scaleUp`, which no series tells
// (stabilizationWindowSeconds, 0 by default: the next pass moves). A lower bound: from the first sample that asks to the last
// one before the move.
import type { Millis } from '../../kit/interval';
import { samplesIn, valueAt } from '../../model/signal';
import type { Climb } from '../episodes/climbs';
import type { Facts } from '../episodes/facts';
import { SYNC } from '../signals/clocks';

/** No hour of asking is followed: the longest window is one. */
const LONGEST: Millis = 3_600_000;
/** The status of a pass is there for one or two more before the move can be seen. */
const USUAL: Millis = 2 * SYNC;

/** 0 where it moved at once, where a policy or pods that are not ready held it, or where nothing tells. */
export function hesitationOf(facts: Facts, climb: Climb): Millis {
  const { first } = climb;
  const hpa = facts.hpas.find(({ name }) => name === first.actor.name);
  if (!hpa || facts.hpas.length > 1) {
    return 0;
  }
  const asksAt = (t: number): boolean => {
    const max = valueAt(hpa.max, t) ?? Infinity;
    const isHeld = valueAt(hpa.scalingLimited, t) === 1 || valueAt(hpa.scalingActive, t) === 0;
    const areReady = (valueAt(facts.ready, t) ?? first.from) >= first.from;
    const stands = valueAt(facts.replicas, t) === first.from && valueAt(hpa.desired, t) === first.from;
    return Math.min(max, valueAt(facts.proposal, t) ?? 0) > first.from && !isHeld && areReady && stands;
  };
  const before = samplesIn(facts.replicas, { from: first.interval.from - LONGEST, to: first.interval.from });
  let calm = before.length - 1;
  while (calm >= 0 && asksAt(before[calm]?.[0] ?? NaN)) {
    calm--;
  }
  const began = before[calm + 1]?.[0];
  const wait = began === undefined || calm === -1 ? 0 : first.interval.from - began;
  return wait > USUAL ? wait : 0;
}
