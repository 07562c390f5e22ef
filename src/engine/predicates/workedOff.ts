// A queue that fills at once and is worked off at the maximum. Its metric asks for as many pods as there are messages over its
// threshold, hundreds maybe; that says how the threshold was chosen, not how many are missing. Whether it is worked off shows
// in its own motion: from its peak, at the beginning, it falls and falls.
import { pairs } from '../../kit/array';
import { lengthOf, type Interval, type Millis } from '../../kit/interval';
import { samplesIn } from '../../model/signal';
import type { Facts } from '../episodes/facts';
import type { HpaFacts, MetricFacts } from '../signals/facts';
import { isResource, metricProposalAt } from '../signals/proposal';

/** Sources that count what waits, by the names that KEDA and adapters give their metrics. */
const QUEUE =
  /kafka|rabbit|sqs|queue|redis|pubsub|service-?bus|nats|pulsar|activemq|solace|backlog|messages|pending|[-_]lag/i;
/** Fewer readings tell no motion. */
const READINGS = 4;
/** So much of the steps goes down; a few messages still arrive. */
const FALLS = 0.8;
/** The peak lies in this first part of the span, and this part of it at most is left when the HPA may go down. */
const EARLY = 0.3;
const LEFT = 0.5;

/** What was worked off, and how long it took at most. */
export interface WorkedOff {
  readonly metric: MetricFacts;
  readonly longest: Millis;
}

function isWorkedOff(facts: Facts, hpa: HpaFacts, metric: MetricFacts, span: Interval): boolean {
  const asked = samplesIn(metric.status, span).flatMap(([t]) => metricProposalAt(facts, hpa, metric, t) ?? []);
  const most = Math.max(...asked);
  const steps = pairs(asked).map(([a, b]) => b - a);
  const moves = steps.filter((step) => step !== 0);
  return (
    asked.length >= READINGS &&
    asked.indexOf(most) <= EARLY * asked.length &&
    (asked.at(-1) ?? most) <= LEFT * most &&
    moves.filter((step) => step < 0).length >= FALLS * moves.length
  );
}

/** The queue that was worked off in every one of these spans at the maximum; undefined where one of them still stands or grew. */
export function workedOff(facts: Facts, hpa: HpaFacts, spans: readonly Interval[]): WorkedOff | undefined {
  const queues = hpa.metrics.filter((m) => m.type === 'average' && !isResource(m) && QUEUE.test(m.name));
  const metric = queues.find((one) => spans.every((span) => isWorkedOff(facts, hpa, one, span)));
  return metric && { metric, longest: Math.max(...spans.map(lengthOf)) };
}
