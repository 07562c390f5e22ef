// Actions on spec.replicas: every visible edge with its last writer, and the writes that only the generation counts.
import type { Action } from '../../model/action';
import type { WriteCount } from '../../model/report';
import { valueAt } from '../../model/signal';
import type { ScalerRef } from '../../model/workload';
import { isOutside, workloadKey } from '../../model/workload';
import type { WorkloadFacts } from '../signals/facts';
import { attribute, hiddenWriter, outsideWriter, type Attribution, type ReplicaEdge } from './attribute';
import { bornWith, isBornAnew } from './bornAnew';
import { withOwnRounds } from './ownRounds';
import { mayHaveWanted } from './reach';
import { valueByBirths } from './valueByBirths';

/** What the counter says about one pair of neighbouring samples. */
interface Step extends ReplicaEdge {
  /** Rollouts between the samples, each one write of its own unless it carried the replicas along. */
  readonly rollouts: number;
  /** It was created anew: `writes` counts its birth and what came after. */
  readonly isBirth: boolean;
}

/**
 * Pairs of neighbouring samples that tell of something: the value moved, or two writes or more left it where it was. Of a
 * single one nothing is to be told, and mostly there was none.
 */
function steps(facts: WorkloadFacts): Step[] {
  const out: Step[] = [];
  const signal = facts.replicas;
  let g1 = valueAt(facts.generation, signal?.times[0] ?? NaN);
  for (let i = 1; signal && i < signal.times.length; i++) {
    const [t0, t1] = [signal.times[i - 1] ?? NaN, signal.times[i] ?? NaN];
    const [from, to] = [signal.values[i - 1] ?? NaN, signal.values[i] ?? NaN];
    const g0 = g1;
    g1 = valueAt(facts.generation, t1);
    const isBirth = isBornAnew(facts, { t0, t1, g0, g1 });
    const writes = isBirth ? g1 : g0 === undefined || g1 === undefined || g1 < g0 ? undefined : g1 - g0;
    if (t1 - t0 <= signal.staleAfter && (from !== to || (writes !== undefined && writes >= 2))) {
      const rollouts = facts.rollouts.filter((r) => r.at > t0 && r.at <= t1).length;
      out.push({ t0, t1, from, to, writes, rollouts, isBirth });
    }
  }
  return out;
}

/**
 * Replica writes that left no trace in the samples. A lone extra write is a template or an annotation, not a round trip.
 * @param carriedByDeploy a new template came together with another number of replicas, in one write
 */
function surplusWritesOf(step: Step, carriedByDeploy: boolean): number {
  if (step.writes === undefined) {
    return 0;
  }
  if (step.from === step.to) {
    const left = step.writes - (carriedByDeploy ? Math.max(0, step.rollouts - 1) : step.rollouts);
    return left >= 2 ? left : 0;
  }
  const templates = carriedByDeploy ? Math.max(0, step.rollouts - 1) : step.rollouts;
  return Math.max(0, step.writes - 1 - templates);
}

/** The old value that an HPA found at its last pass, when it lies outside the range between `from` and `to` (docs/signals.md, "One scrape"). */
function valueBetween(facts: WorkloadFacts, step: Step): number | undefined {
  if (step.isBirth) {
    return bornWith(facts, step.to, step.t1, step.writes ?? 0);
  }
  const low = Math.min(step.from, step.to);
  const high = Math.max(step.from, step.to);
  const found = facts.hpas
    .filter((hpa) => valueAt(hpa.desired, step.t1) === step.to)
    .map((hpa) => ({ hpa, c: valueAt(hpa.current, step.t1) }))
    // What its own metrics asked for around these samples, it may have written itself at the pass before.
    .find(({ hpa, c }) => c !== undefined && c > 0 && (c < low || c > high) && !mayHaveWanted(facts, hpa, step, c))?.c;
  return valueBeforeRamp(facts, step) ?? (isBoundsStop(facts, step, found) ? undefined : found);
}

/** The minimum, with a third write counted: the HPA lifted into its range first, and what stood before stays unknown. */
function isBoundsStop(facts: WorkloadFacts, step: Step, found: number | undefined): boolean {
  const isMinimum = facts.hpas.some(
    (hpa) => valueAt(hpa.min, step.t1) === found && valueAt(hpa.desired, step.t1) === step.to
  );
  return found !== undefined && isMinimum && (step.writes ?? 0) >= 3;
}

/**
 * Where a deploy began a ramp that the samples only show later: an HPA that is held back may at most double, from 1 or 2
 * to 4 (calculateScaleUpLimitWithScalingRules: max(2n, 4)), so k writes that end at 4 x 2^(k-1) began there.
 */
function valueBeforeRamp(facts: WorkloadFacts, step: Step): number | undefined {
  const ramp = (step.writes ?? 0) - step.rollouts;
  const isRamp = step.rollouts > 0 && ramp > 0 && step.to === 4 * 2 ** (ramp - 1) && step.to < step.from;
  const limited = facts.hpas.some(
    (hpa) =>
      valueAt(hpa.scalingLimited, step.t1) === 1 &&
      valueAt(hpa.desired, step.t1) === step.to &&
      (valueAt(hpa.max, step.t1) ?? 0) > step.to
  );
  return isRamp && limited ? 1 : undefined;
}

/** What pods betray, else what the status of an HPA does: that may be a stop on the way back. */
function viaOf(byStatus: number | undefined, byPods: number | undefined): Pick<Action, 'via' | 'viaWitness'> {
  if (byPods !== undefined && (byStatus === undefined || byPods <= byStatus)) {
    return { via: byPods, viaWitness: 'pods' };
  }
  return byStatus === undefined ? {} : { via: byStatus, viaWitness: 'status' };
}

/** All pods are new and KEDA is there: it stood at 0 in between, and nobody else lifts a workload from there. */
function liftedByKeda(facts: WorkloadFacts, births: number | undefined): Attribution | undefined {
  const [object] = facts.scaledObjects;
  return births === 0 && object
    ? {
        actor: object.ref,
        verb: 'wake',
        certainty: 'inferred',
        reason: 'all its pods were born in the interval: it stood at 0, and only KEDA lifts it from there',
      }
    : undefined;
}

function edgeAction(facts: WorkloadFacts, step: Step): Action {
  const seen = attribute(facts, step);
  const via = step.from > 0 ? valueBetween(facts, step) : undefined;
  const hidden = surplusWritesOf(step, seen.actor.family === 'ci' || seen.afterDeploy === true || via !== undefined);
  // All pods of a workload that was created anew are new: they tell of no number.
  const births = hidden > 0 && step.from > 0 && !step.isBirth ? valueByBirths(facts, { ...step, hidden }) : undefined;
  const who = (isOutside(seen.actor.family) ? liftedByKeda(facts, births) : undefined) ?? seen;
  return {
    id: `${workloadKey(facts.workload)}#replicas@${step.t1}`,
    workload: facts.workload,
    field: 'replicas',
    verb: who.verb,
    interval: { from: step.t0, to: step.t1 },
    from: step.from,
    to: step.to,
    actor: who.actor,
    reason: who.reason,
    certainty: who.certainty,
    hidden,
    ...viaOf(hidden > 0 ? via : undefined, births),
    ...(step.isBirth ? { born: true as const } : {}),
    ...(seen.afterDeploy ? { others: [outsideWriter(facts, step)] } : {}),
    ...(seen.wokenBy ? { others: [seen.wokenBy] } : {}),
    ...(seen.liftedFrom ? { others: [seen.liftedFrom] } : {}),
    evidence: ['workload.replicas', 'hpa.desired', 'hpa.current', 'workload.generation'],
  };
}

/** Who can take part in writes that nobody saw: those whose wish the standing value denies (docs/signals.md, "Hidden writes"). */
function hiddenActors(facts: WorkloadFacts, step: Step, via: number | undefined): ScalerRef[] {
  const standing = step.to;
  const denied = facts.hpas.filter((hpa) => {
    const d = valueAt(hpa.desired, step.t1);
    return d !== undefined && d > 0 && d !== standing;
  });
  if (denied.length >= 2) {
    return denied.map((hpa) => hpa.ref);
  }
  const [only] = denied;
  if (only) {
    const agrees = facts.hpas.find((hpa) => hpa !== only && valueAt(hpa.desired, step.t1) === standing);
    return agrees ? [only.ref, agrees.ref] : [hiddenWriter(facts, step, standing), only.ref];
  }
  const owner = facts.hpas.find((hpa) => valueAt(hpa.desired, step.t1) === standing);
  if (via !== undefined && owner) {
    return [hiddenWriter(facts, step, via), owner.ref];
  }
  const asleep = facts.scaledObjects.filter((so) => so.triggers.every((t) => valueAt(t.active, step.t1) !== 1));
  if (facts.scaledObjects.length >= 2) {
    return facts.scaledObjects.map((so) => so.ref);
  }
  const [keda] = asleep;
  return keda ? [outsideWriter(facts, step), keda.ref] : [{ family: 'external' }];
}

function hiddenAction(facts: WorkloadFacts, step: Step, hidden: number): Action {
  const seen = viaOf(
    step.to > 0 ? valueBetween(facts, step) : undefined,
    step.to > 0 && !step.isBirth ? valueByBirths(facts, { ...step, hidden }) : undefined
  );
  const others = hiddenActors(facts, step, seen.via);
  return {
    id: `${workloadKey(facts.workload)}#hidden@${step.t1}`,
    workload: facts.workload,
    field: 'replicas',
    verb: 'hidden',
    interval: { from: step.t0, to: step.t1 },
    from: step.from,
    to: step.to,
    actor: others[0] ?? { family: 'external' },
    reason: 'the generation moved on and the value stands where it was',
    certainty: 'inferred',
    hidden,
    others,
    ...seen,
    ...(step.isBirth ? { born: true as const } : {}),
    evidence: ['workload.generation', 'workload.replicas'],
  };
}

/** Joins neighbouring bands of hidden writes, up to two scrapes apart, by the same actors. */
function joinBands(actions: readonly Action[], slack: number): Action[] {
  const out: Action[] = [];
  for (const action of actions) {
    const last = out.at(-1);
    const touches =
      last?.verb === 'hidden' &&
      action.verb === 'hidden' &&
      action.interval.from - last.interval.to <= slack &&
      action.from === last.to &&
      action.viaWitness !== 'pods' &&
      action.via === last.via &&
      JSON.stringify(last.others) === JSON.stringify(action.others);
    if (last && touches) {
      out[out.length - 1] = {
        ...last,
        interval: { from: last.interval.from, to: action.interval.to },
        hidden: last.hidden + action.hidden,
      };
    } else {
      out.push(action);
    }
  }
  return out;
}

/** Everything that happened to spec.replicas, in order. */
export function replicaActions(facts: WorkloadFacts): Action[] {
  const actions = steps(facts).flatMap((step) => {
    if (step.from !== step.to) {
      return [edgeAction(facts, step)];
    }
    const hidden = surplusWritesOf(step, valueBetween(facts, step) !== undefined);
    return hidden > 0 ? [hiddenAction(facts, step, hidden)] : [];
  });
  return joinBands(withOwnRounds(facts, actions), facts.scrape * 2);
}

/** Writes between samples, seen and hidden, for the bars above the lanes. */
export function writeCounts(facts: WorkloadFacts): WriteCount[] {
  return steps(facts).flatMap((step) => {
    const seen = step.from === step.to ? 0 : 1;
    const hidden = surplusWritesOf(step, step.rollouts > 0 && (seen === 1 || valueBetween(facts, step) !== undefined));
    return seen + hidden > 0 ? [{ interval: { from: step.t0, to: step.t1 }, seen, hidden }] : [];
  });
}
