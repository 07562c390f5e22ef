// A minimum or maximum of an HPA that somebody moves to and fro, and the moves of the HPA that follow it: what a schedule
// writes to the HPA a tool of Git takes back (hjacobs/kube-downscaler#98, fluxcd/flux#2656). No replicas are written by anybody
// else, so all of these moves are the HPA's own.
import { minutes, type Millis } from '../../kit/interval';
import type { Action } from '../../model/action';
import { edgesOf, type Edge, type Signal } from '../../model/signal';
import type { Facts } from '../episodes/facts';
import { SYNC } from '../signals/clocks';
import type { HpaFacts } from '../signals/facts';
import { ownEdges } from './hpa';

/** Which bound moves, and the moves of the HPA that followed it. */
export interface MovedBound {
  readonly field: 'minReplicas' | 'maxReplicas';
  readonly edges: readonly Action[];
}

/** An HPA whose bound lets it go may look back over its down window first (the default). */
const WINDOW: Millis = minutes(5);

/** True where this move went to the new bound, or left the old one at which it stood. */
function follows(facts: Facts, move: Action, bound: Edge, pushesUp: boolean): boolean {
  const isUp = bound.to > bound.from;
  const isPushed = isUp === pushesUp;
  const after = move.interval.to - bound.interval.to;
  const latest = 2 * SYNC + 2 * facts.scrape + (isPushed ? 0 : WINDOW);
  return (
    !bound.acrossGap &&
    isUp === move.to > move.from &&
    (isPushed ? move.to === bound.to : move.from === bound.from) &&
    after >= -facts.scrape &&
    after <= latest
  );
}

function movesAfter(facts: Facts, hpa: HpaFacts, signal: Signal | undefined, pushesUp: boolean): Action[] {
  const bounds = edgesOf(signal);
  return bounds.length < 2
    ? []
    : ownEdges(facts, hpa).filter((move) => bounds.some((bound) => follows(facts, move, bound, pushesUp)));
}

/** The bound of this HPA that moved and took it along the more often; undefined where none did, up and down alike. */
export function movedBound(facts: Facts, hpa: HpaFacts): MovedBound | undefined {
  const byMinimum = movesAfter(facts, hpa, hpa.min, true);
  const byMaximum = movesAfter(facts, hpa, hpa.max, false);
  const best: MovedBound =
    byMaximum.length > byMinimum.length
      ? { field: 'maxReplicas', edges: byMaximum }
      : { field: 'minReplicas', edges: byMinimum };
  return best.edges.some((e) => e.to > e.from) && best.edges.some((e) => e.to < e.from) ? best : undefined;
}
