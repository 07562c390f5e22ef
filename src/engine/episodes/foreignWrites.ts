// Writes to spec.replicas by somebody outside the autoscalers, and whether an autoscaler undid them
// (docs/signals.md, "Foreign writes").
import { distinct, firstAfter, lastAtOrBefore, sortBy } from '../../kit/array';
import { lengthOf, overlaps, type Interval, type Millis } from '../../kit/interval';
import { valueAt } from '../../model/signal';
import { isOutside, type ScalerRef } from '../../model/workload';
import type { Action } from '../../model/action';
import { outsideWriter } from '../actions/attribute';
import { cannotHaveLetFall } from '../actions/reach';
import { SYNC } from '../signals/clocks';
import type { WorkloadFacts } from '../signals/facts';
import { withRoundsAbove } from './aboveNeed';
import { withSteadyFloors } from './steadyFloors';
import type { ForeignWrite } from './foreignWrite';
import { withWrittenNumbers } from './writtenNumbers';

/** Default down window of the HPA: an accepted scale-up is held this long (docs/signals.md, "Foreign writes"; measured 329 s). */
const DOWN_WINDOW: Millis = 300_000;
/** Two blind passes when the write also replaced all pods (measured: 44 to 59 s). */
const BLIND: Millis = 45_000;

/** How long an autoscaler may take to undo it: one pass down, one stabilization window up. */
function patience(facts: WorkloadFacts, write: { from: number; to: number }): Millis {
  const passes = 2 * SYNC + BLIND + 2 * facts.scrape;
  return write.to < write.from ? passes : DOWN_WINDOW + passes;
}

function undoing(facts: WorkloadFacts, write: Action, later: readonly Action[]): Action | undefined {
  const next = later.find((a) => a.interval.from >= write.interval.to - 1);
  if (!next || next.interval.from - write.interval.to > patience(facts, write)) {
    return undefined;
  }
  const goesBack = Math.sign(next.to - next.from) === -Math.sign(write.to - write.from);
  return goesBack && !isOutside(next.actor.family) ? next : undefined;
}

/** No metric of any HPA asked for so few around it. */
function isUnasked(facts: WorkloadFacts, { from, to }: Interval, value: number): boolean {
  const step = { t0: from, t1: to };
  return facts.hpas.length > 0 && facts.hpas.every((hpa) => cannotHaveLetFall(facts, hpa, step, value));
}

function fromVisible(facts: WorkloadFacts, write: Action, later: readonly Action[]): ForeignWrite {
  const undone = undoing(facts, write, later);
  return {
    interval: write.interval,
    from: write.from,
    value: write.to,
    actor: write.actor,
    witness: 'sample',
    isUnasked: isUnasked(facts, write.interval, write.to),
    withRollout: write.actor.family === 'ci',
    undone: undone?.interval,
    undoneBy: undone?.actor,
    action: write.id,
    ...(write.born ? { born: write.born } : {}),
  };
}

/**
 * Who outside wrote a visible edge: its last writer, or the one before it, whose number the sample shows to have been
 * followed that far at least. Where the number itself is known, `fromHidden` tells it.
 */
function outsideHand(edge: Action): ScalerRef | undefined {
  const before = edge.via === undefined ? (edge.others ?? []) : [];
  return [edge.actor, ...before].find((hand) => isOutside(hand.family));
}

/** An HPA that lifted into its range what somebody had written below it, while the samples show the fall alone. */
function isLift(edge: Action): boolean {
  return edge.verb === 'enforce-bounds' && edge.to < edge.from && outsideHand(edge) !== undefined;
}

/** Which number stood below the minimum at such a lift: the one that is seen there at other times, if there is one alone. */
function fromLift(facts: WorkloadFacts, lift: Action, seen: readonly ForeignWrite[]): ForeignWrite {
  const below = distinct(seen.filter(({ value }) => value < lift.to).map(({ value }) => String(value)));
  const [value] = below.length === 1 ? below : [];
  const write = fromVisible(facts, { ...lift, actor: outsideHand(lift) ?? lift.actor }, []);
  return {
    ...write,
    value: value === undefined ? lift.to : Number(value),
    ...(value === undefined ? { atMost: true as const } : {}),
    witness: value === undefined ? 'status' : 'rhythm',
    isUnasked: true,
    undone: lift.interval,
    undoneBy: lift.actor,
  };
}

function fromHidden(facts: WorkloadFacts, action: Action): ForeignWrite {
  const value = action.via ?? action.to;
  const step = { t0: action.interval.from, t1: action.interval.to };
  const actor = outsideWriter(facts, step);
  return {
    interval: action.interval,
    from: action.from,
    value,
    actor,
    witness: action.viaWitness ?? 'status',
    isUnasked: isUnasked(facts, action.interval, value),
    withRollout: actor.family === 'ci',
    undone: action.interval,
    undoneBy: action.verb === 'hidden' ? (action.others ?? []).find((o) => !isOutside(o.family)) : action.actor,
    action: action.id,
    ...(action.born ? { born: action.born } : {}),
  };
}

/**
 * Deploys whose reset no sample shows: elsewhere a deploy was seen to write a number, and with this one the generation
 * rose by more than the template. One seen value is needed, or the surplus could be any annotation.
 */
function fromSilentDeploys(facts: WorkloadFacts, known: readonly ForeignWrite[]): ForeignWrite[] {
  const carried = known.filter((w) => w.withRollout);
  const value = carried[0]?.value;
  if (value === undefined || carried.some((w) => w.value !== value)) {
    return [];
  }
  return facts.rollouts.flatMap((rollout) => {
    const times = facts.generation?.times ?? new Float64Array();
    const interval = {
      from: times[lastAtOrBefore(times, rollout.at)] ?? NaN,
      to: times[firstAfter(times, rollout.at)] ?? NaN,
    };
    const surplus =
      (valueAt(facts.generation, interval.to) ?? NaN) - (valueAt(facts.generation, interval.from) ?? NaN) - 1;
    const from = valueAt(facts.replicas, interval.from);
    const undoneBy = facts.hpas.find((hpa) => valueAt(hpa.desired, interval.to) === from);
    const isKnown = known.some((w) => overlaps(w.interval, interval));
    return isKnown ||
      !undoneBy ||
      from === undefined ||
      from !== valueAt(facts.replicas, interval.to) ||
      !(surplus >= 1)
      ? []
      : [
          {
            interval,
            from,
            value,
            ...(carried[0]?.atMost ? { atMost: true as const } : {}),
            actor: { family: 'ci' as const },
            witness: 'rhythm' as const,
            isUnasked: false,
            withRollout: true,
            undone: interval,
            undoneBy: undoneBy.ref,
            action: '',
          },
        ];
  });
}

/** All foreign writes that do not start or end at 0, in order. Those at 0 belong to KEDA and downscalers. */
export function foreignWrites(facts: WorkloadFacts, actions: readonly Action[]): ForeignWrite[] {
  const replicas = actions.filter((a) => a.field === 'replicas');
  const edges = replicas.filter((a) => a.from !== a.to);
  const visible = edges
    .filter((a) => a.to > 0 && a.from > 0 && !isLift(a))
    .flatMap((a) => {
      const actor = outsideHand(a);
      return actor ? [fromVisible(facts, { ...a, actor }, edges)] : [];
    });
  const hidden = replicas
    // Writes of 0 are KEDA's matter, and keda-zero-gitops'.
    .filter((a) => a.via !== undefined && a.via > 0 && lengthOf(a.interval) <= 4 * facts.scrape)
    // KEDA's own rest, between two samples, is nobody's from outside.
    .filter((a) => a.verb !== 'hidden' || a.actor.family !== 'keda')
    .map((a) => fromHidden(facts, a));
  const lifts = edges.filter(isLift).map((a) => fromLift(facts, a, visible));
  const told = withWrittenNumbers(facts, withSteadyFloors(facts, [...visible, ...hidden]), replicas);
  const seen = withRoundsAbove(facts, [...told, ...lifts], replicas);
  return sortBy([...seen, ...fromSilentDeploys(facts, seen)], (w) => w.interval.to);
}
