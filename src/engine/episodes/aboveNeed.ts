// Rounds above the need: the HPA steps down as its window ends, somebody writes the old number again, and both fall between
// two samples. Each of them undoes the write before it.
import { lengthOf, type Interval, type Millis } from '../../kit/interval';
import { valueAt } from '../../model/signal';
import type { Action } from '../../model/action';
import { outsideWriter } from '../actions/attribute';
import { isDeclaredRise, isRound } from '../actions/declaredRise';
import { reachOf } from '../actions/reach';
import { SYNC } from '../signals/clocks';
import type { HpaFacts, WorkloadFacts } from '../signals/facts';
import type { ForeignWrite } from './foreignWrite';

/** Default down window of the HPA and what passes until it acts (docs/signals.md, "Foreign writes"; measured 329 s). */
const WINDOW: Millis = 345_000;

/** The HPA that steps down there, where it is one, and what it wants. */
function stepperOf(facts: WorkloadFacts, { verb, interval, from, to, hidden }: Action): HpaFacts | undefined {
  const step = { t0: interval.from, t1: interval.to };
  const isBare = verb === 'hidden' && from === to && hidden === 2 && lengthOf(interval) <= 2 * facts.scrape;
  return isBare && isRound(facts, step) ? facts.hpas.find((hpa) => isDeclaredRise(facts, hpa, to)) : undefined;
}

/** The next round that undid what a write at `span` left standing. */
function undoneAt(facts: WorkloadFacts, span: Interval, rounds: readonly Interval[]): Interval | undefined {
  const next = rounds.find((round) => round.from >= span.to - 1);
  return next && next.to - span.to <= WINDOW + 2 * SYNC + 2 * facts.scrape ? next : undefined;
}

/** The foreign writes with those rounds among them. */
export function withRoundsAbove(
  facts: WorkloadFacts,
  writes: readonly ForeignWrite[],
  actions: readonly Action[]
): ForeignWrite[] {
  const rounds = actions.flatMap((action) => {
    const hpa = stepperOf(facts, action);
    return hpa ? [{ action, hpa }] : [];
  });
  if (rounds.length === 0) {
    return [...writes];
  }
  const at = (value: number): Interval[] => rounds.filter((r) => r.action.to === value).map((r) => r.action.interval);
  const undone = (write: ForeignWrite): ForeignWrite => {
    const round = write.undone ? undefined : undoneAt(facts, write.interval, at(write.value));
    const by = round && rounds.find((r) => r.action.interval === round)?.hpa.ref;
    return round ? { ...write, undone: round, undoneBy: by } : write;
  };
  const added = rounds.map(({ action: { id, interval, to }, hpa }): ForeignWrite => {
    const step = { t0: interval.from, t1: interval.to };
    const asked = reachOf(facts, hpa, step)?.low ?? valueAt(hpa.min, interval.to) ?? 1;
    return {
      interval,
      from: asked,
      value: to,
      actor: outsideWriter(facts, step),
      witness: 'stops',
      isUnasked: true,
      withRollout: false,
      undone: undefined,
      undoneBy: undefined,
      action: id,
    };
  });
  return [...writes, ...added].map(undone);
}
