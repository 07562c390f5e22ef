// What an HPA may have wanted between two samples: its metric may have stood anywhere within what it was seen to do around
// them. A number inside that is the HPA's own motion; only one outside of it needs another writer.
import type { Interval } from '../../kit/interval';
import { edgesOf, samplesIn, valueAt } from '../../model/signal';
import { SYNC } from '../signals/clocks';
import { settledAfter, type HpaFacts, type WorkloadFacts } from '../signals/facts';
import { hpaProposalAt, isResource, TOLERANCE } from '../signals/proposal';

const SECOND = 1000;
/** So often an HPA must have been caught at a jump of its metrics. */
const JUMPS = 2;
/** So many scrapes before and after: longer ago a metric may have done something else for another reason. */
export const AROUND = 4;

/** Two neighbouring samples. */
export interface Samples {
  readonly t0: number;
  readonly t1: number;
}

/** Numbers from `low` to `high`, as one pass may have written them. */
interface Reach {
  readonly low: number;
  readonly high: number;
}

/** A metric taken from the pods, or divided by nothing. Other ones are divided by the number of pods that there are. */
function isOfPods(hpa: HpaFacts): boolean {
  return hpa.metrics.some((metric) => isResource(metric) || metric.type === 'value');
}

/**
 * True when the status of a sample speaks of the pods that it is counted with: all of them run, or ran until the HPA took some
 * away at that pass, and, where a sum is divided by their number, that number has not just been moved. A pass that wanted
 * another number than it found was not content, and one that took some away did not ask for all of them.
 */
export function isTelling(facts: WorkloadFacts, hpa: HpaFacts, t: number, asked: number): boolean {
  const current = valueAt(hpa.current, t) ?? 0;
  const desired = valueAt(hpa.desired, t) ?? current;
  const rests = desired === current;
  if (!isOfPods(hpa)) {
    return rests;
  }
  const ready = valueAt(facts.ready, t) ?? current;
  return desired < current
    ? asked < current && ready >= desired * (1 - TOLERANCE)
    : ready >= current * (1 - TOLERANCE) && (rests || asked !== current);
}

/** Asked for at the samples of a span. */
function askedIn(facts: WorkloadFacts, hpa: HpaFacts, span: Interval): number[] {
  return samplesIn(hpa.current, span).flatMap(([t]) => {
    const asked = hpaProposalAt(facts, hpa, t);
    return asked !== undefined && isTelling(facts, hpa, t, asked) ? [asked] : [];
  });
}

/** What the metrics of an HPA asked for around two samples; undefined where no metric tells. */
export function reachOf(facts: WorkloadFacts, hpa: HpaFacts, { t0, t1 }: Samples): Reach | undefined {
  const around = AROUND * facts.scrape;
  // A metric of the pods speaks of the old ones for a while.
  const after = isOfPods(hpa) ? settledAfter(facts, t1) : t1;
  const asked = [
    ...askedIn(facts, hpa, { from: t0 - around, to: t0 }),
    ...askedIn(facts, hpa, { from: after - 1, to: after + around }),
  ];
  return asked.length === 0 ? undefined : { low: Math.min(...asked), high: Math.max(...asked) };
}

/** True when a pass may have asked for this number: within the reach, or so close that the dead band hides the difference. */
function isWithin(reach: Reach, value: number): boolean {
  const slack = Math.max(1, TOLERANCE * value);
  return value >= reach.low - slack && value <= reach.high + slack;
}

/** True when two passes of an HPA or more lie between the samples: it may have fallen at one and climbed at the next. */
function hidesTwoPasses({ t0, t1 }: Samples): boolean {
  return t1 - t0 >= 2 * SYNC - SECOND;
}

/** The same where two passes of the HPA or more lie between the samples: fewer hide nothing of its own. */
export function reachBetweenPasses(facts: WorkloadFacts, hpa: HpaFacts, between: Samples): Reach | undefined {
  return hidesTwoPasses(between) ? reachOf(facts, hpa, between) : undefined;
}

/**
 * True when the metrics of an HPA are known to jump so far between two samples: it was caught at rises to as many, its new
 * number beside the old one, though the sample before asked for nothing like it.
 */
export function jumpsTo(facts: WorkloadFacts, hpa: HpaFacts, value: number): boolean {
  const rises = edgesOf(facts.replicas).filter(({ from, to }) => to >= value && from < value);
  const caught = rises.filter(({ interval, from, to }) => {
    const isCaught = valueAt(hpa.desired, interval.to) === to && valueAt(hpa.current, interval.to) === from;
    const asked = isCaught ? hpaProposalAt(facts, hpa, interval.from) : undefined;
    return asked !== undefined && asked <= from + Math.max(1, TOLERANCE * from);
  });
  return caught.length >= JUMPS;
}

/**
 * True when an HPA may have written this number at a pass that no sample shows, and written over it at a later one: its
 * metrics asked for it around the samples.
 */
export function mayHaveWanted(facts: WorkloadFacts, hpa: HpaFacts, between: Samples, value: number): boolean {
  const reach = reachBetweenPasses(facts, hpa, between);
  return reach !== undefined && (isWithin(reach, value) || (value > reach.high && jumpsTo(facts, hpa, value)));
}

/** True when around the samples the metrics of an HPA told, and always of more than this. */
export function asksForMore(facts: WorkloadFacts, hpa: HpaFacts, between: Samples, value: number): boolean {
  const reach = reachOf(facts, hpa, between);
  return reach !== undefined && value < reach.low && !isWithin(reach, value);
}

/**
 * True when no pass can have asked for so few: around the samples the metrics told, and always of more. To its minimum a
 * reading of nothing may let an HPA fall for a pass, where the samples hide that pass and the one that climbs again.
 */
export function cannotHaveLetFall(facts: WorkloadFacts, hpa: HpaFacts, between: Samples, value: number): boolean {
  const min = valueAt(hpa.min, between.t1);
  const isFloor = value === min && hidesTwoPasses(between);
  return min !== undefined && !isFloor && asksForMore(facts, hpa, between, value);
}
