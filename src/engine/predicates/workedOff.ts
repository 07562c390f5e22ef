// A queue that fills at once and is worked off at the maximum. Its metric asks for messages divided by its threshold,
// hundreds of pods maybe; that says how the threshold was chosen, not how many are missing. Whether it is worked off shows
// in its own motion: from its peak, at the beginning, it falls and falls.
import { pairs } from '../../kit/array';
import { lengthOf, type Interval, type Millis } from '../../kit/interval';
import { samplesIn, valueAt } from '../../model/signal';
import type { Facts } from '../episodes/facts';
import type { HpaFacts, MetricFacts } from '../signals/facts';
import { isResource, metricProposalAt } from '../signals/proposal';

/** Sources that count what waits, by the names that KEDA and adapters give their metrics. */
const QUEUE =
  /kafka|rabbit|sqs|queue|redis|pubsub|service-?bus|nats|pulsar|activemq|solace|backlog|messages|pending|[-_]lag/i;
/** What is counted in time, or is a time, falls with the load: nothing waits there. */
const RATE =
  /per[-_]?(?:s|sec|second|min|minute)\b|per[-_]?(?:second|minute)|[-_](?:rate|total|seconds|ms)\b|rate[-_]?\d|latency|duration|throughput/i;
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

function askedIn(facts: Facts, hpa: HpaFacts, metric: MetricFacts, span: Interval): number[] {
  return samplesIn(metric.status, span).flatMap(([t]) => metricProposalAt(facts, hpa, metric, t) ?? []);
}

function isWorkedOff(facts: Facts, hpa: HpaFacts, metric: MetricFacts, span: Interval): boolean {
  const asked = askedIn(facts, hpa, metric, span);
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

const isQueue = (metric: MetricFacts): boolean =>
  metric.type === 'average' && !isResource(metric) && QUEUE.test(metric.name) && !RATE.test(metric.name);

/**
 * A queue that was worked off in every one of these spans at the maximum; undefined where one of them still stands or grew, and
 * where another metric asked for more than the maximum: that is a shortage of its own.
 */
export function workedOff(facts: Facts, hpa: HpaFacts, spans: readonly Interval[]): WorkedOff | undefined {
  const isOff = (metric: MetricFacts, span: Interval): boolean =>
    isQueue(metric) && isWorkedOff(facts, hpa, metric, span);
  const isEnough = (metric: MetricFacts, span: Interval): boolean =>
    Math.max(0, ...askedIn(facts, hpa, metric, span)) <= (valueAt(hpa.max, span.to) ?? 0);
  const metric = hpa.metrics.find((one) => spans.every((span) => isOff(one, span)));
  const isAll = spans.every((span) => hpa.metrics.every((one) => isEnough(one, span) || isOff(one, span)));
  return metric && isAll ? { metric, longest: Math.max(...spans.map(lengthOf)) } : undefined;
}
