// What a VPA may do by its mode, and what sizes its pods were born with (docs/signals.md, "VPA").
import { mergeIntervals, type Interval, type Millis, type UnixMs } from '../../kit/interval';
import type { Action } from '../../model/action';
import { valueAt, type Signal } from '../../model/signal';
import type { Facts } from '../episodes/facts';
import { requestAt } from '../signals/podRequests';
import { followsDeploy, mayResize, type PodFacts, type RecommendationFacts, type VpaFacts } from '../signals/facts';

/** --updater-interval: one round of the updater. */
export const UPDATER: Millis = 60_000;

function isSet(vpa: VpaFacts, mode: string, at: UnixMs): boolean {
  return valueAt(vpa.modes.get(mode), at) === 1;
}

/** True when the VPA changes pods that run: a mode other than Off and Initial, or an unknown one that was seen acting. */
export function mayEvict(vpa: VpaFacts, at: UnixMs): boolean {
  return mayResize(vpa, at) && !isSet(vpa, 'Initial', at);
}

/** True when it may resize pods without ending them, by its mode or because it was seen doing so. */
export function resizesInPlace(vpa: VpaFacts, at: UnixMs): boolean {
  return (
    isSet(vpa, 'InPlaceOrRecreate', at) ||
    isSet(vpa, 'InPlace', at) ||
    vpa.resizedInPlace ||
    vpa.inPlace?.values.some((v) => v > 0) === true
  );
}

/** The request of the pod that a recommendation is about: that of its birth, or the one at `t`. */
export function requestFor(pod: PodFacts, of: RecommendationFacts, t: UnixMs = pod.created): number | undefined {
  return requestAt(pod, `${of.container}/${of.resource}`, t);
}

/** Equal but for the rounding of quantities. */
export function isSame(a: number, b: number, within = 0.01): boolean {
  return Math.abs(a - b) <= within * Math.max(Math.abs(a), Math.abs(b));
}

/** The evictions of one VPA, and the spans in which they follow each other round after round. */
export function evictionRuns(facts: Facts, vpa: VpaFacts): Array<{ span: Interval; evictions: Action[] }> {
  // What a deploy replaced in the same minutes is left out; the rounds before and after it stand.
  const evictions = facts.actions.filter(
    (a) => a.verb === 'evict' && a.actor.name === vpa.name && !rollsIn(facts, a.interval)
  );
  const spans = mergeIntervals(
    evictions.map((e) => e.interval),
    1.5 * UPDATER + facts.scrape
  );
  return spans.map((span) => ({
    span,
    evictions: evictions.filter((e) => e.interval.from >= span.from && e.interval.to <= span.to),
  }));
}

/** True where the updater counts the evictions of each VPA; else they are told by births beside the counter of all. */
export function isCounted(evictions: readonly Action[]): boolean {
  return evictions.every((action) => action.certainty === 'observed');
}

/** What stands behind evictions, in words. */
export function countedWords(evictions: readonly Action[]): string {
  return isCounted(evictions)
    ? 'evictions are counted by the updater'
    : 'this updater counts evictions for all VPAs together: those of this one are told by births in the same minutes';
}

/** Pods born in a span, and in the time that a replacement takes to be created after it. */
export function bornIn(facts: Facts, span: Interval): PodFacts[] {
  return facts.pods.filter((pod) => pod.created > span.from - facts.scrape && pod.created <= span.to + facts.scrape);
}

/** True when a new template came in the span: then its pods are no replacements. */
export function rollsIn(facts: Facts, span: Interval): boolean {
  return followsDeploy(facts, span, 2 * UPDATER);
}

/** One turn of a quantity that swings: where it stood at the turn, and when. */
export interface Turn {
  readonly at: UnixMs;
  readonly value: number;
}

/** Changes of direction after moves of at least `least` of the smaller value; smaller wiggles are one move. */
export function turnsOf(points: readonly Turn[], least: number): Turn[] {
  const turns: Turn[] = [];
  const [first] = points;
  if (!first) {
    return turns;
  }
  let low = first;
  let high = first;
  let direction = 0;
  for (const here of points) {
    high = direction >= 0 && here.value > high.value ? here : high;
    low = direction <= 0 && here.value < low.value ? here : low;
    if (direction >= 0 && here.value * (1 + least) <= high.value) {
      turns.push(...(direction > 0 ? [high] : []));
      direction = -1;
      low = here;
    } else if (direction <= 0 && here.value >= low.value * (1 + least)) {
      turns.push(...(direction < 0 ? [low] : []));
      direction = 1;
      high = here;
    }
  }
  return turns;
}

/** The same for a signal. */
export function signalTurns(signal: Signal | undefined, least: number): Turn[] {
  return turnsOf(
    Array.from(signal?.times ?? [], (at, i) => ({ at, value: signal?.values[i] ?? NaN })),
    least
  );
}
