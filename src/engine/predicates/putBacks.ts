// Moves of an HPA that somebody puts back at once, each of them: an operator that answers every change of its Deployment with
// the number it reads in the status of the HPA, which is updated only after the scale (nginx/nginx-gateway-fabric#4214). It
// has no number of its own, so nothing repeats; the HPA gets its way at its next pass.
import { distinct } from '../../kit/array';
import type { Action } from '../../model/action';
import { edgesOf, valueAt } from '../../model/signal';
import type { Facts } from '../episodes/facts';
import { SYNC } from '../signals/clocks';
import type { HpaFacts } from '../signals/facts';

/** So many are a habit: one or two may be a deploy that met a move. */
const HABIT = 5;

export interface PutBacks {
  readonly hpa: HpaFacts;
  /** The moves that were put back: each stands where it stood, with two writes counted and the HPA wanting another number. */
  readonly rounds: readonly Action[];
  /** How often the HPA changed its mind meanwhile. */
  readonly moves: number;
}

/** An HPA that changed its mind in this interval and wrote, while a sample after it shows the number of before. */
function isPutBack(facts: Facts, hpa: HpaFacts, round: Action): boolean {
  const { from, to } = round.interval;
  const wish = valueAt(hpa.desired, to) ?? 0;
  const stands = round.to;
  const isAnothers = facts.hpas.some((other) => other !== hpa && valueAt(other.desired, to) === stands);
  const next = facts.edges.find((edge) => edge.interval.from >= to - 1);
  return (
    round.from === stands &&
    stands > 0 &&
    wish > 0 &&
    wish !== stands &&
    !isAnothers &&
    valueAt(hpa.desired, from) !== wish &&
    valueAt(hpa.current, to) === stands &&
    next !== undefined &&
    next.interval.to - to <= 2 * SYNC + 2 * facts.scrape &&
    Math.sign(next.to - stands) === Math.sign(wish - stands)
  );
}

/**
 * Rounds of this kind, where they are a habit: five or more, half of what the HPA decided, and about numbers that change.
 * One number that always comes back is a declared one, and another story.
 */
export function putBacksOf(facts: Facts): PutBacks | undefined {
  return facts.hpas
    .map((hpa) => ({ hpa, rounds: facts.hidden.filter((round) => isPutBack(facts, hpa, round)) }))
    .map((one) => ({ ...one, moves: edgesOf(one.hpa.desired).length }))
    .find(
      ({ rounds, moves }) =>
        rounds.length >= HABIT &&
        2 * rounds.length >= moves &&
        distinct(rounds.map((round) => String(round.to))).length >= Math.max(3, rounds.length / 8)
    );
}
