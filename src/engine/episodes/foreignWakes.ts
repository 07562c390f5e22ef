// Wakes from outside: pods that stand, or stood between two samples, although every trigger of KEDA sleeps. KEDA wakes only
// for an active trigger (keda: pkg/scaling/executor/scale_scaledobjects.go) and an HPA never leaves 0.
import { distinct, isPresent, pairs } from '../../kit/array';
import { hull, lengthOf, mergeIntervals, overlaps, type Interval, type Millis } from '../../kit/interval';
import { median, mode, sum } from '../../kit/stats';
import { runsWhere, samplesIn, valueAt } from '../../model/signal';
import { isOutside } from '../../model/workload';
import { isUntold, outsideWriter, sleptThrough } from '../actions/attribute';
import { bornWithin, gitOwnerOf, type ScaledObjectFacts } from '../signals/facts';
import { isResource } from '../signals/proposal';
import { hiddenWritesIn, type Facts } from './facts';
import { isOnMark } from './schedules';
import { endlessStays, hastyStays, LOOK, shortStays, staysOf } from './shortStays';

/** KEDA puts back to sleep what it did not wake at its next poll. */
const SOON: Millis = 120_000;
/** At its usual pace, 30 s: of several stays that end there one is shorter. */
const AT_NEXT_LOOK: Millis = 30_000;
/** Writes in a span in which pods stand: fewer may be the wake alone. */
const STANDING_WRITES = 4;
/** Two minutes of rounds at least where not a single one shows. */
const ENDLESS_WRITES = 16;
/** The shortest interval at which people let KEDA poll: so long at least an active trigger is seen as such. */
const POLL: Millis = 10_000;
/** So many times samples would have met it: that none did is a chance of one in fifty. */
const CATCHES = 4;
/** The mean of stays that end at the next look; a cooldown comes on top of KEDA's own. */
const SHORT_MEAN: Millis = 30_000;

/** KEDA's HPA finds no pods at its passes and is switched off. */
export function isOff(facts: Facts, t: number): boolean {
  return facts.hpas.every((hpa) => (valueAt(hpa.desired, t) ?? 0) === 0 && (valueAt(hpa.current, t) ?? 0) === 0);
}

/** Samples in which pods stand although KEDA's HPA is off and every trigger is idle: somebody else put them there. */
function standingAwake(facts: Facts, object: ScaledObjectFacts): Interval[] {
  const idle = (t: number): boolean =>
    object.triggers.length > 0 && object.triggers.every((trigger) => valueAt(trigger.active, t) === 0);
  return runsWhere(facts.replicas, (r, t) => r > 0 && isOff(facts, t) && idle(t)).filter(
    (run) => run.to - run.from >= 3 * facts.scrape && hiddenWritesIn(facts, run) >= STANDING_WRITES
  );
}

/** Every sample of every trigger in the span says that it sleeps, and there is one. */
function isIdleIn(object: ScaledObjectFacts, span: Interval): boolean {
  return (
    object.triggers.length > 0 &&
    object.triggers.every((t) => {
      const seen = samplesIn(t.active, span);
      return seen.length > 0 && seen.every(([, active]) => active === 0);
    })
  );
}

/**
 * Bands of writes that stand at 0 in every sample while all triggers are idle: woken and put to sleep between scrapes. Such
 * rounds may be KEDA's own, for a trigger that was active between two samples. A quick scrape rules that out, or so many of
 * them that each is over within a look: KEDA's own takes two looks and a cooldown.
 */
function unseenWakes(facts: Facts, object: ScaledObjectFacts): Interval[] {
  return facts.hidden
    .filter((band) => band.verb === 'hidden' && band.to === 0)
    .filter(
      ({ hidden, interval }) =>
        (hidden >= STANDING_WRITES && lengthOf(interval) <= (hidden / 2) * LOOK && isIdleIn(object, interval)) ||
        sleptThrough(object, { t0: interval.from, t1: interval.to }, facts.scrape)
    )
    .map((band) => band.interval);
}

/** Visible wakes from outside: by the last writer of the edge, or by the one before an HPA that went on to its own number. */
function visibleWakes(facts: Facts, object: ScaledObjectFacts): Interval[] {
  const wakes = facts.edges.filter(
    (e) =>
      e.from === 0 &&
      (isOutside(e.actor.family) ? e.certainty === 'observed' : (e.others ?? []).some((o) => isOutside(o.family))) &&
      sleptThrough(object, { t0: e.interval.from, t1: e.interval.to }, facts.scrape)
  );
  const undone = wakes.flatMap((wake) => {
    const sleep = facts.edges.find(
      (e) =>
        e.to === 0 &&
        e.actor.family === 'keda' &&
        e.interval.to > wake.interval.to &&
        e.interval.to - wake.interval.to < SOON
    );
    return sleep ? [{ span: wake.interval, stayed: sleep.interval.from - wake.interval.to }] : [];
  });
  // A push wakes between two polls, and no sample shows it (keda: pkg/scaling/scale_handler.go): those stay for a cooldown, all.
  return undone.some(({ stayed }) => stayed < AT_NEXT_LOOK) ? undone.map(({ span }) => span) : [];
}

/** One or two times the usual: a wake may fall between two scrapes and be lost. */
function isNear(ratio: number): boolean {
  return Math.abs(ratio - Math.max(1, Math.round(ratio))) <= 0.2;
}

/** Five wakes at a steady distance are no chance any more: of any two numbers, two in five are near to a multiple. */
const STEADY_GAPS = 4;

/** The numbers that samples show of wakes: the edge, what stands, or what KEDA's HPA found before it went to its own. */
function numbersOf(facts: Facts, spans: readonly Interval[]): number[] {
  const edges = facts.edges.filter((e) => e.from === 0);
  return spans.flatMap((span) => {
    const edge = edges.find((e) => overlaps(e.interval, span, -1));
    const found = facts.hpas.map((hpa) => valueAt(hpa.current, edge?.interval.to ?? NaN)).find(isPresent);
    const standing = mode(samplesIn(facts.replicas, span).flatMap(([, r]) => (r > 0 ? [r] : [])))?.value;
    const number = edge && !isOutside(edge.actor.family) ? found : (edge?.to ?? standing);
    return number !== undefined && number > 0 ? [number] : [];
  });
}

/** One number, seen twice at least: what somebody declares. To 1 anybody wakes. */
function isDeclared(numbers: readonly number[]): boolean {
  return numbers.length >= 2 && distinct(numbers).length === 1 && numbers[0] !== 1;
}

/**
 * The steady time from one wake to the next. Three or four at one distance may be a person's: they take one and the same
 * number, or the marks of the wall clock. Undefined where they come as they like.
 */
export function rhythmOf(spans: readonly Interval[], numbers: readonly number[]): Millis | undefined {
  const gaps = pairs(spans.map((span) => span.to).sort((a, b) => a - b)).map(([a, b]) => b - a);
  const usual = median(gaps);
  const isSteady = usual !== undefined && gaps.length >= 2 && gaps.every((gap) => isNear(gap / usual));
  const isTool = gaps.length >= STEADY_GAPS || isDeclared(numbers) || spans.every(isOnMark);
  return isSteady && isTool ? usual : undefined;
}

export interface ForeignWakes {
  readonly spans: readonly Interval[];
  /** The steady time between them. */
  readonly rhythm: Millis | undefined;
  /** A few, at times of their own, each over at once. */
  readonly isAdHoc: boolean;
  /** No single one of them is told, only that there were so many. */
  readonly isCounted: boolean;
  /** A person's: such a few where no label names a tool, or with numbers of their own. */
  readonly isByHand: boolean;
}

/** What tells of this object's triggers was read whole: half of it makes an active one look idle. */
function isTold(facts: Facts, { triggers }: ScaledObjectFacts): boolean {
  const isOperators = triggers.some((trigger) => trigger.metric !== '' || trigger.index !== '');
  const { state, isThinned } = facts.knows(isOperators ? 'keda.active' : 'scaledobject.condition');
  return state === 'read' || isThinned === true;
}

/** Stays too short for KEDA's own: one after the other, or too even for work; or where a label names a tool. */
function hastyWakes(facts: Facts): Interval[] {
  const hasty = hastyStays(facts).map((stay) => stay.span);
  // Closer together they are one and the same to the samples.
  const isEven = (rhythmOf(hasty, []) ?? 0) >= 2 * facts.scrape;
  const isTool = isEven || gitOwnerOf(facts) !== undefined;
  return [...endlessStays(facts).map((stay) => stay.span), ...(isTool ? hasty : [])];
}

/** Brief stays that began with a number that KEDA never lifts to. */
function numberedWakes(facts: Facts): Interval[] {
  const numbered = facts.edges.filter((e) => e.from === 0 && isOutside(e.actor.family) && e.certainty === 'observed');
  const stays = staysOf(facts).map((stay) => stay.span);
  return numbered
    .flatMap((e) => stays.find((stay) => overlaps(stay, e.interval, -1)) ?? [])
    .filter((stay) => lengthOf(stay) <= SOON);
}

/**
 * Wakes from outside where no series tells of triggers: to a number that KEDA never lifts to, or too short for its own. Where
 * one such number came twice, what is as short and nobody worked in is of the same hand.
 */
function untoldWakes(facts: Facts): Interval[] {
  const numbered = numberedWakes(facts);
  const isOne = isDeclared(numbersOf(facts, numbered));
  const others = isOne ? shortStays(facts).map((stay) => stay.span) : hastyWakes(facts);
  return mergeIntervals([...numbered, ...others], -1);
}

/** Nobody works in the span, as far as triggers tell, or else what KEDA's HPA reads of them. */
function isQuiet(facts: Facts, object: ScaledObjectFacts, span: Interval): boolean {
  if (!isUntold(object)) {
    return isIdleIn(object, span);
  }
  const work = facts.hpas.flatMap((hpa) => hpa.metrics.filter((m) => !isResource(m)).map((m) => m.status));
  const seen = work.flatMap((status) => samplesIn(status, span).map(([, value]) => value));
  return seen.length > 0 && seen.every((value) => value === 0);
}

/**
 * One pod in every sample, nobody works, KEDA's HPA is content, and the counter runs, a round within each look of KEDA: woken
 * again as soon as it slept, so that hardly a sample shows it asleep. More than one may be the minimum to which the HPA itself
 * lifts it from KEDA's idle replicas; from 0 no HPA does.
 */
function wokenAtOnce(facts: Facts, object: ScaledObjectFacts): Interval[] {
  return facts.hidden
    .filter((band) => band.verb === 'hidden' && band.from === 1 && band.to === 1 && band.hidden >= ENDLESS_WRITES)
    .filter(({ hidden, interval, to }) => {
      const isContent = facts.hpas.every((hpa) => valueAt(hpa.desired, interval.to) === to);
      const isReborn = facts.pods.length === 0 || bornWithin(facts, interval).length >= hidden / 4;
      const isEndless = lengthOf(interval) <= (hidden / 2) * LOOK;
      return facts.hpas.length > 0 && isContent && isReborn && isEndless && isQuiet(facts, object, interval);
    })
    .map((band) => band.interval);
}

/**
 * Short stays, so many that a sample would have caught a trigger of KEDA's own wakes, though none alone would have. What a
 * push trigger wakes between two polls stays for a cooldown.
 */
function neverAsked(facts: Facts, object: ScaledObjectFacts): Interval[] {
  const stays = staysOf(facts).filter((stay) => stay.isWhole);
  const rounds = sum(stays.map((stay) => stay.rounds));
  const span = hull(stays.map((stay) => stay.span));
  if (!span || sum(stays.map((stay) => stay.seen)) > rounds * SHORT_MEAN || !isIdleIn(object, span)) {
    return [];
  }
  const looks = Math.min(...object.triggers.map((t) => samplesIn(t.active, span).length));
  const pace = lengthOf(span) / looks;
  return rounds * POLL >= CATCHES * pace ? stays.map((stay) => stay.span) : [];
}

function wakesOf(facts: Facts, object: ScaledObjectFacts): { readonly spans: Interval[]; readonly isCounted: boolean } {
  const seen = isUntold(object)
    ? untoldWakes(facts)
    : isTold(facts, object)
      ? [...standingAwake(facts, object), ...unseenWakes(facts, object), ...visibleWakes(facts, object)]
      : [];
  if (seen.length > 0 || (!isUntold(object) && !isTold(facts, object))) {
    return { spans: seen, isCounted: false };
  }
  const counted = [...wokenAtOnce(facts, object), ...(isUntold(object) ? [] : neverAsked(facts, object))];
  return { spans: counted, isCounted: counted.length > 0 };
}

/** All wakes from outside of a workload with one ScaledObject. */
export function foreignWakes(facts: Facts, object: ScaledObjectFacts): ForeignWakes {
  const { spans, isCounted } = wakesOf(facts, object);
  const numbers = numbersOf(facts, spans);
  const rhythm = rhythmOf(spans, numbers);
  const isAdHoc = rhythm === undefined && spans.length <= 4 && spans.every((span) => lengthOf(span) <= SOON);
  const isUnnamed = spans.every((span) => outsideWriter(facts, { t0: span.from, t1: span.to }).family === 'external');
  return { spans, rhythm, isAdHoc, isCounted, isByHand: isAdHoc && (isUnnamed || distinct(numbers).length > 1) };
}
