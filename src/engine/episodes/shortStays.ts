// Where KEDA exports nothing, how long pods stand tells who woke them. KEDA ends what it woke itself a cooldown after the last
// work, 300 s where nobody says otherwise, and looks every 30 s (keda-docs, scaledobject-spec: cooldownPeriod,
// pollingInterval). What somebody else woke it ends at its very next look.
import { pairs } from '../../kit/array';
import { sum } from '../../kit/stats';
import { lengthOf, mergeIntervals, minutes, overlaps, type Interval, type Millis } from '../../kit/interval';
import { samplesIn, valueAt } from '../../model/signal';
import { followsDeploy } from '../signals/facts';
import { isResource } from '../signals/proposal';
import type { Facts } from './facts';

/** A look of KEDA at its usual pace, and a sample on either side. Stays of a cooldown last longer. */
const SHORT: Millis = minutes(1);
/** The mean of stays between nothing and a look of 30 s is 15 s; KEDA's own would take both a look and a cooldown of less. */
const HASTY: Millis = 20_000;
/** One round within each look at the usual pace, and a little more: KEDA's own takes two looks and a cooldown. */
export const LOOK: Millis = 35_000;
/** So many, or the mean says little. */
const ROUNDS = 5;

/** Pods between two spells of sleep. */
export interface Stay {
  /** From the last sample without pods to the first one without them again. */
  readonly span: Interval;
  /** Rounds of waking and sleeping within: more than one where the generation counts more writes. */
  readonly rounds: number;
  /** Time for which samples show pods. */
  readonly seen: Millis;
  /** False where samples end before it does. */
  readonly isWhole: boolean;
}

/** Writes between two neighbouring samples by the generation. */
function writesBetween(facts: Facts, t0: number, t1: number): number {
  return (valueAt(facts.generation, t1) ?? NaN) - (valueAt(facts.generation, t0) ?? NaN);
}

function isDeployed(facts: Facts, t0: number, t1: number): boolean {
  return followsDeploy(facts, { from: t0 - facts.scrape, to: t1 + facts.scrape }, 0);
}

/** A new one, as it begins at a sample without pods. */
function begin(from: number): Stay {
  return { span: { from, to: from }, rounds: 0, seen: 0, isWhole: false };
}

/**
 * All stays, those between two samples too: there the generation counts two writes at least. A deploy writes twice as well,
 * so that nothing counts between samples around one.
 */
export function staysOf(facts: Facts): Stay[] {
  const samples = facts.generation ? samplesIn(facts.replicas, facts.range) : [];
  const stays: Stay[] = [];
  let open: Stay | undefined;
  let writes = 0;
  const close = (isWhole: boolean): void => {
    stays.push(...(open ? [{ ...open, rounds: Math.max(1, Math.floor(writes / 2)), isWhole }] : []));
    open = undefined;
  };
  for (const [[before, last], [t, replicas]] of pairs(samples)) {
    if (t - before > (facts.replicas?.staleAfter ?? 0)) {
      close(false);
      continue;
    }
    const counted = writesBetween(facts, before, t);
    if (last === 0 && (replicas > 0 || (counted >= 2 && !isDeployed(facts, before, t)))) {
      open = begin(before);
      writes = 0;
    }
    writes += counted;
    open = open && {
      ...open,
      span: { from: open.span.from, to: t },
      seen: open.seen + (replicas > 0 ? t - before : 0),
    };
    if (replicas === 0) {
      close(true);
    }
  }
  close(false);
  return stays;
}

/**
 * True when KEDA's HPA saw work, or wanted more than its minimum: then KEDA woke it, or keeps it awake now. An HPA reads its
 * metrics only while pods stand (horizontal.go, ScalingDisabled).
 */
function hadWork(facts: Facts, span: Interval): boolean {
  return facts.hpas.some(
    (hpa) =>
      hpa.metrics.some((metric) => !isResource(metric) && samplesIn(metric.status, span).some(([, v]) => v > 0)) ||
      samplesIn(hpa.desired, span).some(([t, desired]) => desired > (valueAt(hpa.min, t) ?? 1))
  );
}

/** A stay that a single sample shows, or none, may be as short, however far apart they are. */
function isShort(facts: Facts, { span, rounds, seen }: Stay): boolean {
  return lengthOf(span) / rounds <= SHORT || seen <= 1.5 * facts.scrape;
}

/** Short stays for which no work was seen. */
export function shortStays(facts: Facts): Stay[] {
  return staysOf(facts).filter((stay) => isShort(facts, stay) && !hadWork(facts, stay.span));
}

/** Rounds one after the other, as far as the generation counts them: stays without a quiet sample in between. */
export function endlessStays(facts: Facts): Stay[] {
  const short = shortStays(facts);
  return mergeIntervals(short.map((stay) => stay.span)).flatMap((span) => {
    const inside = short.filter((stay) => overlaps(stay.span, span, -1));
    const rounds = sum(inside.map((stay) => stay.rounds));
    return rounds >= ROUNDS && lengthOf(span) <= rounds * LOOK ? inside : [];
  });
}

/** Samples further apart show too little of stays of seconds to tell their mean from that of a short cooldown. */
const SLOW: Millis = 45_000;

/** Short stays whose mean is below any cooldown of use: pods that no trigger wants go at the next look of KEDA. */
export function hastyStays(facts: Facts): Stay[] {
  if (facts.scrape > SLOW) {
    return [];
  }
  const whole = shortStays(facts).filter((stay) => stay.isWhole);
  const rounds = sum(whole.map((stay) => stay.rounds));
  const mean = sum(whole.map((stay) => stay.seen)) / rounds;
  return rounds >= ROUNDS && mean <= HASTY ? whole : [];
}
