// A number from outside the pods is shared by as many as the target's status counts, those of a rollout's surge included
// (kubernetes/kubernetes: replica_calculator.go). AverageValue: the total over all of them; inside the tolerance the HPA
// answers with that count, so the surge becomes the new number. Value: the ratio times the ready pods, outside the tolerance.
import type { Interval } from '../../kit/interval';
import { samplesIn, valueAt } from '../../model/signal';
import type { Action } from '../../model/action';
import type { Facts } from '../episodes/facts';
import { settledAfter, type HpaFacts, type MetricFacts } from '../signals/facts';
import { isResource, ratioAt, TOLERANCE } from '../signals/proposal';

export interface SurgeCount {
  readonly metric: MetricFacts;
  /** The most pods that the rollout had at once, as far as samples show. */
  readonly surged: number;
  /** What the metric asked for without the surge, before and after. */
  readonly asked: number;
}

/** Replicas that a metric from outside is worth at `t`, shared by the pods of the status. */
function worthAt(facts: Facts, metric: MetricFacts, t: number, before: number): number | undefined {
  const ratio = ratioAt(metric, t);
  const pods = valueAt(facts.statusReplicas, t);
  return ratio === undefined || pods === undefined ? undefined : ratio * (metric.type === 'value' ? before : pods);
}

/**
 * Why an HPA that looks at numbers from outside went up with a rollout: its surge was counted. Undefined where load, read
 * before the rollout and after it, asks for more by itself, or where the move goes beyond what was counted.
 */
export function surgeCount(facts: Facts, hpa: HpaFacts, window: Interval, move: Action): SurgeCount | undefined {
  const [metric, ...others] = hpa.metrics;
  const before = valueAt(facts.replicas, window.from - facts.scrape) ?? valueAt(facts.replicas, window.from);
  if (!metric || others.length > 0 || isResource(metric) || metric.type === 'utilization' || before === undefined) {
    return undefined;
  }
  // More than wanted in the same sample: a status that only follows a larger number is no surge.
  const beyond = samplesIn(facts.statusReplicas, window).filter(
    ([t, pods]) => pods > (valueAt(facts.replicas, t) ?? pods)
  );
  const surged = Math.max(0, ...beyond.map(([, pods]) => pods));
  const worth = [window.from - facts.scrape, settledAfter(facts, window.to)].map((t) =>
    worthAt(facts, metric, t, before)
  );
  const asked = Math.max(...worth.map((w) => w ?? Infinity));
  const factor = metric.type === 'value' ? asked / before : 1;
  return surged > before && asked <= before * (1 + TOLERANCE) && move.to <= Math.ceil(surged * factor)
    ? { metric, surged, asked }
    : undefined;
}
