// One fight, though its writers beat against the scrape: for a while every sample shows one number, then the other, then
// edges. The generation climbs all along, and as long as it does nobody has given in.
import { hull, lengthOf, minutes, type Interval } from '../../kit/interval';
import { hiddenWritesIn, type Facts } from './facts';

/** Writes between samples that a calm workload never has: four in five minutes (docs/signals.md, "Hidden writes"). */
const FIGHT = 4 / minutes(5);

function isFoughtIn(facts: Facts, span: Interval): boolean {
  return hiddenWritesIn(facts, span) >= Math.max(2, FIGHT * lengthOf(span));
}

/** Joins intervals of one fight, in order, over gaps in which hidden writes go on, and goes on as long as they do. */
export function whileWriting(facts: Facts, intervals: readonly Interval[]): Interval[] {
  const joined: Interval[] = [];
  for (const interval of intervals) {
    const last = joined.at(-1);
    if (last && isFoughtIn(facts, { from: last.to, to: interval.from })) {
      joined[joined.length - 1] = { from: last.from, to: interval.to };
    } else {
      joined.push(interval);
    }
  }
  const last = joined.at(-1);
  const later = last && facts.hidden.filter((band) => band.interval.to > last.to).map((band) => band.interval);
  const tail = last && later && hull(later);
  return last && tail && isFoughtIn(facts, { from: last.to, to: tail.to })
    ? [...joined.slice(0, -1), { from: last.from, to: tail.to }]
    : joined;
}
