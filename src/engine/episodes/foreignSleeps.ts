// Sleep from outside: pods are taken away although KEDA wants some, and KEDA brings them back at one of its next polls.
import type { Interval } from '../../kit/interval';
import { runsWhere, valueAt } from '../../model/signal';
import { isOutside } from '../../model/workload';
import { isUntold } from '../actions/attribute';
import type { ScaledObjectFacts } from '../signals/facts';
import { isFailing } from '../signals/proposal';
import { hiddenWritesIn, type Facts } from './facts';
import { isOff } from './foreignWakes';

/** A trigger has work, its source answers, and nobody paused: KEDA wants pods. */
function wantsPods(object: ScaledObjectFacts, t: number): boolean {
  return valueAt(object.paused, t) !== 1 && object.triggers.some((x) => valueAt(x.active, t) === 1 && !isFailing(x, t));
}

/** Samples without pods although a trigger is active, with the counter running: somebody else writes 0. */
function standingAsleep(facts: Facts, object: ScaledObjectFacts): Interval[] {
  return runsWhere(facts.replicas, (r, t) => r <= 1 && wantsPods(object, t) && isOff(facts, t)).filter(
    (run) => run.to - run.from >= 3 * facts.scrape && hiddenWritesIn(facts, run) >= 4
  );
}

/**
 * Falls to 0 by somebody else that KEDA takes back at one of its next polls. Where no trigger tells of work, who wrote the fall
 * was told by the metric of its HPA.
 */
function visibleSleeps(facts: Facts, object: ScaledObjectFacts): Interval[] {
  return facts.edges
    .filter((e) => e.to === 0 && isOutside(e.actor.family) && (isUntold(object) || wantsPods(object, e.interval.to)))
    .flatMap((fall) => {
      const wake = facts.edges.find(
        (e) =>
          e.from === 0 &&
          // KEDA lifts it to one, its HPA may be the last to write in the same interval.
          !isOutside(e.actor.family) &&
          e.interval.from >= fall.interval.to - 1 &&
          e.interval.from - fall.interval.to < 120_000
      );
      return wake ? [{ from: fall.interval.from, to: wake.interval.to }] : [];
    });
}

/** Rounds within one scrape in which all pods were born again although a trigger was active, or the HPA's metric asked for them. */
function unseenSleeps(facts: Facts, object: ScaledObjectFacts): Interval[] {
  return facts.hidden
    .filter((a) => a.via === 0 && a.viaWitness === 'pods')
    .filter((a) => isUntold(object) || wantsPods(object, a.interval.to))
    .map((a) => a.interval);
}

/** All spans in which somebody else put a workload with one ScaledObject to sleep. */
export function foreignSleeps(facts: Facts, object: ScaledObjectFacts): Interval[] {
  return [...standingAsleep(facts, object), ...visibleSleeps(facts, object), ...unseenSleeps(facts, object)];
}
