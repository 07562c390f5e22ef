// An HPA that was seen to go to a number and back within two scrapes does so between samples too. What else would look like
// somebody's write, the same number or two hidden writes, is its own motion then: it explains first (docs/attribution.md).
import type { Action } from '../../model/action';
import { sameScaler, type ScalerRef } from '../../model/workload';
import { PATIENCE, SYNC } from '../signals/clocks';
import type { WorkloadFacts } from '../signals/facts';

/** Once may be chance; so often it is a habit. */
const LEAST = 2;

/** There and back: from where it stands to the number it visits. */
interface Round {
  readonly actor: ScalerRef;
  readonly base: number;
  readonly visited: number;
}

/** True for a number that the HPA was caught writing: its status tells it beside the old number. */
function isCaught(action: Action): boolean {
  return action.actor.family === 'hpa' && action.verb === 'scale' && action.certainty === 'observed';
}

/** The next edge, where an HPA led back to where this one began. */
function backOf(edge: Action, edges: readonly Action[], within: number): Action | undefined {
  const next = edges[edges.indexOf(edge) + 1];
  const isBack = next?.actor.family === 'hpa' && next.from === edge.to && next.to === edge.from;
  return isBack && next.interval.from - edge.interval.to <= within ? next : undefined;
}

/** Rounds that an HPA made twice or more, all of them before the eyes of the scraper. */
function habitsOf(edges: readonly Action[], within: number): Round[] {
  const rounds = edges.filter(isCaught).flatMap((edge) => {
    const back = backOf(edge, edges, within);
    return back && sameScaler(back.actor, edge.actor) ? [{ actor: edge.actor, base: edge.from, visited: edge.to }] : [];
  });
  const isAlike = (a: Round, b: Round): boolean =>
    sameScaler(a.actor, b.actor) && a.base === b.base && a.visited === b.visited;
  return rounds.filter((round) => rounds.filter((other) => isAlike(round, other)).length >= LEAST);
}

/** One way out and one back are two writes; what betrays a number in between speaks of somebody else. */
function isHiddenRound(action: Action): boolean {
  return action.verb === 'hidden' && action.hidden === 2 && action.via === undefined;
}

/** The same actions; what an HPA's habit explains is its own. Fewer than two passes between samples hide no round. */
export function withOwnRounds(facts: WorkloadFacts, actions: readonly Action[]): Action[] {
  const within = PATIENCE * facts.scrape;
  const edges = actions.filter(({ from, to }) => from !== to);
  const habits = facts.scrape >= 2 * SYNC ? habitsOf(edges, within) : [];
  return actions.map((action) => {
    const round = habits.find(
      ({ base, visited }) =>
        action.from === base && (action.to === visited || (action.to === base && isHiddenRound(action)))
    );
    const isOpen = action.actor.family === 'external' && (isHiddenRound(action) || backOf(action, edges, within));
    return round && isOpen
      ? {
          ...action,
          actor: round.actor,
          ...(action.others ? { others: [round.actor] } : {}),
          verb: action.verb === 'hidden' ? ('hidden' as const) : ('scale' as const),
          certainty: 'inferred' as const,
          reason: `it went from ${round.base} to ${round.visited} and back by itself at other times`,
        }
      : action;
  });
}
