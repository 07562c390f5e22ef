// Whether "there is none" may be concluded of a kind of signal about one workload: it was read whole, with what joins it.
import { kindsOfNeed, type Need } from '../../model/rule';
import { compareKnowledge, READ, type Knowledge } from '../../model/knowledge';
import type { SignalKind } from '../../model/series';
import { withJoins } from '../signals/joins';
import type { WorkloadFacts } from '../signals/facts';

/** Kinds, and what is known of the best known of them. */
export interface Known {
  readonly kinds: readonly SignalKind[];
  readonly knowledge: Knowledge;
}

/** What is known of a need: of the best known kind where one of several will do. */
export function knowledgeOf(need: Need, facts: WorkloadFacts): Known {
  const kinds = kindsOfNeed(need);
  if (typeof need === 'string') {
    return { kinds, knowledge: facts.knows(need) };
  }
  const known = kinds.map((kind) => facts.knows(kind)).sort(compareKnowledge);
  return { kinds, knowledge: known.at(-1) ?? READ };
}

/**
 * Targets that kube-state-metrics exports nothing of: their own series cannot be read, only those of their HPA, or of what
 * seems to stand behind them.
 */
function isBeyondExport(kind: SignalKind, facts: WorkloadFacts): boolean {
  return (facts.replicasAreProxy || facts.behind !== undefined) && /^(workload|replicaset)\./.test(kind);
}

/** The kinds among `needs`, and those that join them, whose absence cannot be drawn on. */
export function untoldAbsences(facts: WorkloadFacts, needs: readonly Need[]): Known[] {
  return withJoins(needs, facts.workload.kind)
    .filter((need) => !kindsOfNeed(need).some((kind) => isBeyondExport(kind, facts)))
    .map((need) => knowledgeOf(need, facts))
    .filter(({ knowledge }) => knowledge.state !== 'read' && knowledge.isThinned !== true);
}
