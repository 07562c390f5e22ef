// Which number each outsider wrote, where the samples show only how an autoscaler went back from it. What is known of one
// round tells of the others: who writes again and again mostly writes the same number.
import { distinct, groupBy } from '../../kit/array';
import { lengthOf } from '../../kit/interval';
import { valueAt } from '../../model/signal';
import type { Action } from '../../model/action';
import { isOutside } from '../../model/workload';
import { outsideWriter } from '../actions/attribute';
import { reachOf } from '../actions/reach';
import type { WorkloadFacts } from '../signals/facts';
import { isProven, type ForeignWrite } from './foreignWrite';
import { isOnWayFrom, isStopAfter, startsOf, type WayBack } from './wayBack';

/** So many rounds were seen, in samples or in pods, before one is told by its stops alone. */
const SEEN_ROUNDS = 2;

/** The way back that an action shows the end of. */
function wayOf(facts: WorkloadFacts, { interval, from, to, hidden }: Action): WayBack | undefined {
  const hpa = facts.hpas.find((one) => valueAt(one.desired, interval.to) === to);
  const found = valueAt(hpa?.current, interval.to);
  return found === undefined || found > to || found === 0
    ? undefined
    : { interval, to, writes: hidden + (from === to ? 0 : 1), found: found === to ? undefined : found };
}

/** The sample shows how far an HPA had come: its number, not that of the outsider before it. */
function isFollowed(action: Action | undefined): boolean {
  return (
    action !== undefined && action.from !== action.to && action.via === undefined && !isOutside(action.actor.family)
  );
}

/** Numbers that samples or pods show. */
function numbersSeen(writes: readonly ForeignWrite[], followed: (write: ForeignWrite) => boolean): number[] {
  const seen = writes.filter((w) => (w.witness === 'sample' || w.witness === 'pods') && !followed(w));
  return distinct(seen.map((w) => w.value));
}

/** The number, as its way back tells: one that was seen elsewhere, or the only one that explains it, or the largest. */
function byStops(write: ForeignWrite, starts: readonly number[], seen: readonly number[]): ForeignWrite {
  const known = seen.filter((value) => starts.includes(value));
  const [only] = known.length === 1 ? known : starts.length === 1 ? starts : [];
  const most = starts.at(-1);
  if (only !== undefined) {
    return { ...write, value: only, witness: 'stops' };
  }
  return most === undefined ? write : { ...write, value: most, witness: 'stops', atMost: true };
}

/** Around it every metric asked for more. */
function asksForMore(facts: WorkloadFacts, { interval }: Action, value: number): boolean {
  return facts.hpas.every((hpa) => {
    const reach = reachOf(facts, hpa, { t0: interval.from, t1: interval.to });
    return reach !== undefined && reach.low > value + 1;
  });
}

/** The one number that was seen again and again, in samples or pods, or in what an HPA found that no metric asked for. */
function habitIn(writes: readonly ForeignWrite[]): number | undefined {
  const rounds = groupBy(
    writes.filter((w) => w.undone && w.value > 0 && !w.withRollout && !w.atMost),
    (w) => String(w.value)
  );
  const habits = [...rounds.values()].filter((group) => group.length >= SEEN_ROUNDS && group.some(isProven));
  return habits.length === 1 ? habits[0]?.[0]?.value : undefined;
}

/** Nothing but the counter tells of it: as many writes as the number takes to come back from. */
function isCountedRound(facts: WorkloadFacts, action: Action, value: number): boolean {
  const { verb, via, hidden, interval } = action;
  const isBare = verb === 'hidden' && via === undefined && hidden >= 2 && lengthOf(interval) <= 2 * facts.scrape;
  const way = isBare ? wayOf(facts, action) : undefined;
  return way !== undefined && startsOf(facts, way).includes(value);
}

/** An HPA falls, and climbs at once: it had come that far on its way back. Without a generation nothing counts the fall. */
function isShownStop(facts: WorkloadFacts, action: Action, value: number): boolean {
  const { from, to, via, actor, hidden, others } = action;
  const isFall = to < from && value < to && via === undefined && others === undefined && actor.family === 'hpa';
  return isFall && (hidden > 0 || facts.generation === undefined) && isStopAfter(facts, action, value);
}

/** Rounds in which no sample and no status shows the number: by their count, or by a stop of the way back. */
function untoldRounds(
  facts: WorkloadFacts,
  writes: readonly ForeignWrite[],
  actions: readonly Action[]
): ForeignWrite[] {
  const value = habitIn(writes);
  if (value === undefined) {
    return [];
  }
  return actions
    .filter((a) => !facts.rollouts.some((r) => r.at > a.interval.from && r.at <= a.interval.to))
    .filter((a) => isCountedRound(facts, a, value) || isShownStop(facts, a, value))
    .filter((a) => asksForMore(facts, a, a.from === a.to ? value : a.to))
    .map((a) => ({
      interval: a.interval,
      from: a.from,
      value,
      actor: outsideWriter(facts, { t0: a.interval.from, t1: a.interval.to }),
      witness: 'stops',
      isUnasked: true,
      withRollout: false,
      undone: a.interval,
      undoneBy: facts.hpas.find((hpa) => valueAt(hpa.desired, a.interval.to) === a.to)?.ref,
      action: a.id,
    }));
}

/**
 * Foreign writes with the numbers that were written, not those where a way back had come to, and rounds that only their count
 * tells.
 */
export function withWrittenNumbers(
  facts: WorkloadFacts,
  writes: readonly ForeignWrite[],
  actions: readonly Action[]
): ForeignWrite[] {
  const byId = new Map(actions.map((action) => [action.id, action]));
  const followed = (write: ForeignWrite): boolean => isFollowed(byId.get(write.action));
  const ways = writes.map((write) => {
    const action = byId.get(write.action);
    const isUntold = write.witness === 'status' || followed(write);
    return action && write.value < write.from && isUntold ? wayOf(facts, action) : undefined;
  });
  // A number that explains its way stays.
  const starts = ways.map((way, i) => {
    const some = way ? startsOf(facts, way) : [];
    const own = writes[i]?.witness === 'status' ? writes[i].value : undefined;
    return own !== undefined && some.includes(own) ? [own] : some;
  });
  const only = starts.flatMap((some) => (some.length === 1 ? some : []));
  const seen = distinct([...numbersSeen(writes, followed), ...only]);
  const told = writes.map((write, i) => {
    const way = ways[i];
    const counted = starts[i] ?? [];
    const passed = way && counted.length === 0 ? seen.filter((value) => isOnWayFrom(facts, way, value)) : [];
    return byStops(write, passed.length === 1 ? passed : counted, seen);
  });
  return [...told, ...untoldRounds(facts, told, actions)];
}
