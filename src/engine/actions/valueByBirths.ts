// What stood between two samples when only pods tell: a workload that was scaled down and back up within a scrape shows the
// same number before and after, a generation that moved on, and as many new pods as it had lost.
import type { Millis } from '../../kit/interval';
import { samplesIn, valueAt } from '../../model/signal';
import { bornWithin, followsDeploy, couldResize, settledAfter, type WorkloadFacts } from '../signals/facts';
import { proposalAt } from '../signals/proposal';
import { reachBetweenPasses } from './reach';

/** A rollout makes pods for minutes. */
const ROLLOUT_SHADOW: Millis = 300_000;
/** One write down and the way back in at most two steps. With more, pods of several rounds would be counted as one's. */
const ONE_ROUND = 3;
/** Creation times are whole seconds. */
const SECOND: Millis = 1000;
/** The dead band of the HPA (--horizontal-pod-autoscaler-tolerance): so far below a proposal it still stands still. */
const DEAD_BAND = 0.1;

interface Between {
  readonly t0: number;
  readonly t1: number;
  readonly from: number;
  readonly to: number;
  /** Writes between the samples that no sample shows. */
  readonly hidden: number;
}

/** True when pods may have been replaced for another reason: a rollout, or a VPA that evicts or may do so uncounted. */
function replacesPodsAnyway(facts: WorkloadFacts, { t0, t1 }: Between): boolean {
  const around = { from: t0 - facts.scrape, to: t1 + facts.scrape };
  const rolled = followsDeploy(facts, { from: t0, to: t1 }, ROLLOUT_SHADOW);
  const evicts = facts.vpas.some((vpa) => {
    if (!couldResize(vpa, t1)) {
      return false;
    }
    const counts = samplesIn(vpa.evicted, around).map(([, value]) => value);
    return counts.length === 0 ? vpa.evicted === undefined : Math.max(...counts) > Math.min(...counts);
  });
  return rolled || evicts;
}

/**
 * True when demand asked for what stood before, and did so again a minute later: an HPA that follows demand down and up is
 * not overridden. Right after the fall the metrics speak of half-started pods and prove nothing. Where passes lie between
 * the samples, a metric that swung around them may have done so in between.
 */
function wasWanted(facts: WorkloadFacts, { t0, t1, from, to }: Between): boolean {
  const high = Math.max(from, to);
  const isAsked = (n: number | undefined): boolean => n !== undefined && n >= high * (1 - DEAD_BAND);
  const reaches = facts.hpas.map((hpa) => reachBetweenPasses(facts, hpa, { t0, t1 }));
  const asked = [t0, settledAfter(facts, t1)].map((t) => proposalAt(facts, t));
  return asked.every(isAsked) && reaches.every((reach) => reach === undefined || isAsked(reach.low));
}

/** An HPA wants what stands at the end: the way back was its own. Where it is denied, the round went up first, then down. */
function isRestored(facts: WorkloadFacts, { t1, to }: Between): boolean {
  return facts.hpas.some((hpa) => valueAt(hpa.desired, t1) === to);
}

/**
 * The number of replicas in between, as new pods of the same template tell: those born there stand in for as many that had
 * gone. 0 only where KEDA is there, as nobody else lifts a workload from there. Undefined where no pod was born, where they
 * have another reason or several rounds made them, or where demand itself asked for less.
 */
export function valueByBirths(facts: WorkloadFacts, step: Between): number | undefined {
  const born = step.hidden <= ONE_ROUND ? bornWithin(facts, { from: step.t0 - SECOND, to: step.t1 }).length : 0;
  const value = step.to - born;
  return born > 0 &&
    value >= (facts.scaledObjects.length > 0 ? 0 : 1) &&
    value < Math.min(step.from, step.to) &&
    // From 0 only KEDA lifts it, to one pod or its minimum: no HPA need want that.
    (value === 0 || isRestored(facts, step)) &&
    !replacesPodsAnyway(facts, step) &&
    wasWanted(facts, step)
    ? value
    : undefined;
}
