// What a rule looks at: the signals of a workload, what was done to it, and what demand asked for.
import { pairs } from '../../kit/array';
import type { Interval } from '../../kit/interval';
import type { Action } from '../../model/action';
import type { Signal } from '../../model/signal';
import { readActions } from '../actions/readActions';
import type { WorkloadFacts } from '../signals/facts';
import { proposalSignal } from '../signals/proposal';
import type { ForeignWrite } from './foreignWrite';
import { foreignWrites } from './foreignWrites';

export interface Facts extends WorkloadFacts {
  readonly actions: readonly Action[];
  /** Visible edges of spec.replicas, in order. */
  readonly edges: readonly Action[];
  /** Bands and surplus writes that only the generation counts. */
  readonly hidden: readonly Action[];
  readonly foreign: readonly ForeignWrite[];
  /** What the metrics alone ask for, on the grid of the replica samples. */
  readonly proposal: Signal | undefined;
}

/** Adds actions, foreign writes and demand to the signals of a workload. */
export function toFacts(workload: WorkloadFacts): Facts {
  const actions = readActions(workload);
  const replicas = actions.filter((a) => a.field === 'replicas');
  return {
    ...workload,
    actions,
    edges: replicas.filter((a) => a.from !== a.to),
    hidden: replicas.filter((a) => a.hidden > 0),
    foreign: foreignWrites(workload, actions),
    proposal: proposalSignal(workload),
  };
}

/** Changes of direction between neighbouring edges: [before, after] pairs. */
export function reversals(edges: readonly Action[]): Array<[Action, Action]> {
  return pairs(edges).filter(([a, b]) => Math.sign(b.to - b.from) === -Math.sign(a.to - a.from));
}

/** Writes inside a span that no sample shows. Bands are counted by the share of them that lies inside. */
export function hiddenWritesIn(facts: Facts, span: Interval): number {
  let total = 0;
  for (const action of facts.hidden) {
    const from = Math.max(action.interval.from, span.from);
    const to = Math.min(action.interval.to, span.to);
    if (to > from) {
      total += (action.hidden * (to - from)) / Math.max(1, action.interval.to - action.interval.from);
    }
  }
  return Math.round(total);
}

/** Actions whose interval ends inside the span. */
export function actionsIn(actions: readonly Action[], span: Interval): Action[] {
  return actions.filter((a) => a.interval.to > span.from && a.interval.to <= span.to);
}

/** All writes of replicas inside the span, seen and hidden. */
export function writesIn(facts: Facts, span: Interval): number {
  return hiddenWritesIn(facts, span) + actionsIn(facts.edges, span).length;
}
