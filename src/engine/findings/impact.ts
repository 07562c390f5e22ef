// The harm of a fight, by the same arithmetic for every rule. What cannot be computed stays
// absent, never zero.
import { lengthOf, type Interval } from '../../kit/interval';
import { sum } from '../../kit/stats';
import type { Impact } from '../../model/finding';
import { valueAt } from '../../model/signal';
import { bornWithin } from '../signals/facts';
import { actionsIn, hiddenWritesIn, reversals, type Facts } from '../episodes/facts';

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** Pods born in the span by their own creation time, which is exact whatever the scrape. */
function podsBorn(facts: Facts, span: Interval): number {
  return bornWithin(facts, span).length;
}

/** Pods that hidden up-writes must have made: half of the writes go up, by the distance between wish and value. */
export function podsInferred(facts: Facts, span: Interval): number {
  const bands = facts.hidden.filter(
    (a) => a.verb === 'hidden' && a.interval.to > span.from && a.interval.from < span.to
  );
  return sum(
    bands.map((band) => {
      const wishes = facts.hpas
        .map((hpa) => valueAt(hpa.desired, band.interval.to))
        .filter((d): d is number => d !== undefined && d > 0);
      const distance = Math.max(0, ...wishes.map((wish) => Math.abs(wish - band.to)));
      const amplitude = distance > 0 ? distance : Math.max(1, Math.abs((band.via ?? 0) - band.to));
      return Math.floor(band.hidden / 2) * amplitude;
    })
  );
}

/** Integral over the samples of the span, replica-minutes. */
function integrate(facts: Facts, span: Interval, f: (asked: number, ready: number) => number): number | undefined {
  const grid = facts.proposal;
  if (!grid || (!facts.ready && !facts.replicas)) {
    return undefined;
  }
  let total = 0;
  let seen = false;
  for (let i = 0; i + 1 < grid.times.length; i++) {
    const t = grid.times[i] ?? NaN;
    const next = grid.times[i + 1] ?? NaN;
    if (t < span.from || t > span.to || next - t > grid.staleAfter) {
      continue;
    }
    const ready = valueAt(facts.ready, t) ?? valueAt(facts.replicas, t);
    if (ready !== undefined) {
      seen = true;
      total += (f(grid.values[i] ?? NaN, ready) * (next - t)) / MINUTE;
    }
  }
  return seen ? total : undefined;
}

/** sum of |delta(n x r)| over resizes and replica edges, cores. */
function coreSwing(facts: Facts, span: Interval): number | undefined {
  const resizes = actionsIn(facts.actions, span).filter((a) => a.field === 'size' && a.resource === 'cpu');
  if (resizes.length === 0) {
    return undefined;
  }
  return sum(resizes.map((a) => Math.abs(a.to - a.from) * (valueAt(facts.replicas, a.interval.to) ?? 0)));
}

function minutesAtMax(facts: Facts, span: Interval): number | undefined {
  const at = facts.hpas.flatMap((hpa) => {
    const times = Array.from(hpa.desired?.times ?? []).filter((t) => t > span.from && t <= span.to);
    return times.filter((t) => {
      const max = valueAt(hpa.max, t);
      return max !== undefined && max !== valueAt(hpa.min, t) && valueAt(hpa.desired, t) === max;
    });
  });
  return at.length === 0 ? undefined : (new Set(at).size * facts.scrape) / MINUTE;
}

function add(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : a + b;
}

function longestQuiet(facts: Facts, span: Interval): number | undefined {
  const at = [...facts.edges, ...facts.hidden]
    .map((a) => a.interval)
    .filter((i) => i.to > span.from && i.from < span.to);
  const ends = at
    .map((i) => [Math.max(i.from, span.from), Math.min(i.to, span.to)] as const)
    .sort((a, b) => a[0] - b[0]);
  if (ends.length === 0) {
    return undefined;
  }
  let last = span.from;
  let longest = 0;
  for (const [from, to] of [...ends, [span.to, span.to] as const]) {
    longest = Math.max(longest, from - last);
    last = Math.max(last, to);
  }
  return longest / MINUTE;
}

/** The harm done over all intervals of a finding. */
export function impactOf(facts: Facts, intervals: readonly Interval[]): Impact {
  const over = <T>(f: (span: Interval) => T): T[] => intervals.map(f);
  const hours = sum(intervals.map(lengthOf)) / HOUR;
  const turns = sum(over((span) => reversals(actionsIn(facts.edges, span)).length));
  const hidden = sum(over((span) => hiddenWritesIn(facts, span)));
  const inferred = sum(over((span) => podsInferred(facts, span)));
  const born = sum(over((span) => podsBorn(facts, span)));
  const evictions = sum(
    over((span) =>
      sum(
        actionsIn(facts.actions, span)
          .filter((a) => a.verb === 'evict')
          .map((a) => a.to)
      )
    )
  );
  return {
    reversalsPerHour: hours > 0 ? (turns + hidden) / Math.max(hours, 1 / 6) : undefined,
    hiddenWrites: facts.generation ? hidden : undefined,
    podsMade: facts.pods.length === 0 && inferred === 0 ? undefined : Math.max(born, inferred),
    podsMadeInferred: inferred > born,
    evictions: facts.vpas.some((vpa) => vpa.evicted) ? evictions : undefined,
    replicaMinutesShort: over((span) => integrate(facts, span, (asked, ready) => Math.max(0, asked - ready))).reduce(
      add,
      undefined
    ),
    replicaMinutesWasted: over((span) => integrate(facts, span, (asked, ready) => Math.max(0, ready - asked))).reduce(
      add,
      undefined
    ),
    coreSwing: over((span) => coreSwing(facts, span)).reduce(add, undefined),
    minutesAtMax: over((span) => minutesAtMax(facts, span)).reduce(add, undefined),
    longestQuietMinutes: Math.max(0, ...over((span) => longestQuiet(facts, span) ?? 0)),
  };
}
