// How long a rollout lasts: from its new template until every pod is updated, no surge pod is left, or the next template
// comes; ten minutes where the number of updated pods is not exported (progressDeadlineSeconds, default 600).
import { type Interval, type Millis } from '../../kit/interval';
import { samplesIn, valueAt } from '../../model/signal';
import type { Facts } from '../episodes/facts';
import type { RolloutFacts } from '../signals/facts';

const DEADLINE: Millis = 600_000;
/** No rollout is followed longer than this. */
const LONGEST: Millis = 3_600_000;

/** The span of one rollout, ending with the sample that shows it done. */
export function rolloutSpan(facts: Facts, rollout: RolloutFacts): Interval {
  const next = facts.rollouts.find((r) => r.at > rollout.at)?.at ?? Infinity;
  const last = Math.min(rollout.at + (facts.updated ? LONGEST : DEADLINE), next, facts.range.to);
  const done = samplesIn(facts.updated, { from: rollout.at + facts.scrape, to: last }).find(([t, updated]) => {
    const wanted = valueAt(facts.replicas, t);
    const all = valueAt(facts.statusReplicas, t) ?? wanted;
    return wanted !== undefined && updated >= wanted && all !== undefined && all <= wanted;
  });
  return { from: rollout.at, to: done?.[0] ?? last };
}
