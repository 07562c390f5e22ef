// A KEDA trigger cannot read its source. Its value and activity stay frozen at the last reading and look healthy; only
// the error counter moves (keda: pkg/metricscollector).
import { isPresent } from '../../../../kit/array';
import { hull, lengthOf, mergeIntervals, type Interval, type Millis } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { count, duration, number } from '../../../../kit/text';
import { edgesOf } from '../../../../model/signal';
import type { Facts } from '../../../episodes/facts';
import type { ScaledObjectFacts, TriggerFacts } from '../../../signals/facts';
import { peak, row, typical } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { lines } from '../../../remedies/command';
import { showKedaConditions, showEvents } from '../../../remedies/look';
import { holdKeda, letKedaGo, scaledObjectManifest, withinMaximum } from '../../../remedies/mitigations';
import { targetOf } from '../../../remedies/target';

interface Errors {
  readonly object: ScaledObjectFacts;
  readonly failing: readonly TriggerFacts[];
  readonly spans: readonly Interval[];
  readonly span: Interval;
  readonly stands: number | undefined;
  readonly after: number | undefined;
  /** True when the HPA goes on to read the failing trigger: a fallback answers in its place. */
  readonly fallback: boolean;
  /** True when the operator counted failed polls throughout, on one trigger at least. */
  readonly isCounted: boolean;
}

/** KEDA's default pollingInterval. */
const POLL: Millis = 30_000;

/** Spans of failed polls that the operator counts one by one. */
function countedSpans(trigger: TriggerFacts, context: RuleContext<'minPolls'>): Interval[] {
  const rises = edgesOf(trigger.errors).filter((edge) => edge.to > edge.from && !edge.acrossGap);
  const joined = mergeIntervals(
    rises.map((edge) => edge.interval),
    120_000
  );
  return joined.filter(
    (span) =>
      rises.filter((r) => r.interval.to > span.from && r.interval.to <= span.to).length >= context.thresholds.minPolls
  );
}

function errorSpans(trigger: TriggerFacts, context: RuleContext<'minPolls'>): Interval[] {
  // Under a fallback the counter tells the beginning only.
  const silent = trigger.fallback.filter((span) => lengthOf(span) >= context.thresholds.minPolls * POLL);
  return mergeIntervals([...countedSpans(trigger, context), ...silent], 0);
}

function detectFor(facts: Facts, object: ScaledObjectFacts, context: RuleContext<'minPolls'>): Errors | undefined {
  const failing = object.triggers.filter((trigger) => errorSpans(trigger, context).length > 0);
  const spans = mergeIntervals(
    failing.flatMap((trigger) => errorSpans(trigger, context)),
    120_000
  );
  const span = hull(spans);
  if (!span) {
    return undefined;
  }
  const after = { from: span.to, to: span.to + 300_000 };
  const settled = { from: span.from + (span.to - span.from) / 2, to: span.to };
  const fallback = facts.hpas.some((hpa) =>
    hpa.metrics.some((m) => failing.some((t) => t.metric === m.name) && typical(m.status, settled) !== undefined)
  );
  return {
    object,
    failing,
    spans,
    span,
    stands: typical(facts.replicas, span),
    after: peak(facts.replicas, after),
    fallback,
    isCounted: failing.some((trigger) => countedSpans(trigger, context).length > 0),
  };
}

export const kedaScalerErrors = defineRule({
  id: 'keda-scaler-errors',
  title: 'A KEDA trigger cannot read its source',
  code: 'D4',
  scans: ['scaler-errors'],
  needs: ['keda.errors'],
  reveals: ['keda.value', 'hpa.spec-metric'],
  helps: ['keda.active', 'hpa.status-metric', 'scaledobject.condition'],
  thresholds: { minPolls: { title: 'Consecutive failed polls', unit: 'polls', default: 3, min: 2, max: 100 } },
  explains: ['hpa-scaling-inactive', 'hpa-partial-metrics', 'keda-fallback-override'],
  detect: (facts, context): Array<Detection<Errors>> =>
    facts.scaledObjects
      .map((object) => detectFor(facts, object, context))
      .filter(isPresent)
      .map((d) => ({
        intervals: [...d.spans],
        actors: [
          d.object.ref,
          ...facts.hpas
            .filter((hpa) => hpa.scaledObject === d.object.name && hpa.metrics.length > 1)
            .map((hpa) => hpa.ref),
        ],
        confidence: d.isCounted ? ('certain' as const) : ('likely' as const),
        confidenceNotes: [
          d.isCounted
            ? 'failed polls are counted by the operator'
            : 'with a fallback the operator counts the beginning only: the rest is told by the value',
          'its value and activity stand frozen meanwhile and are not believed',
        ],
        evidence: d.failing.map((trigger) =>
          row(
            'Failed polls',
            trigger.fallback.length > 0
              ? `${trigger.metric}: an error, and from then on a value that is exactly a multiple of the target and never moves`
              : `${trigger.metric}: ${duration(sum(d.spans.map(lengthOf)))} of errors`,
            trigger.fallback.length > 0 ? ['keda.errors', 'keda.value'] : ['keda.errors'],
            'observed',
            d.span
          )
        ),
        details: d,
      })),
  severity: ({ details: d }) => (d.failing.length === d.object.triggers.length ? 'high' : 'medium'),
  explain: ({ details: d }) => {
    const held = d.fallback
      ? 'its fallback answers, at'
      : d.failing.length === d.object.triggers.length
        ? 'frozen at'
        : 'no scale-in from';
    const later =
      d.after !== undefined && d.stands !== undefined && d.after > d.stands
        ? `, ${number(d.after)} as soon as it came back`
        : '';
    const which =
      d.failing.length === d.object.triggers.length
        ? 'Trigger source'
        : `${d.failing.length} of ${count(d.object.triggers.length, 'trigger')}`;
    return {
      summary: `${which} failing for ${duration(sum(d.spans.map(lengthOf)))}: ${held} ${d.stands === undefined ? 'an unknown number' : number(d.stands)}${later}.`,
      label: 'KEDA source failing',
      causeTitle: 'KEDA trigger sources fail',
    };
  },
  confirm: ({ details: d }, { workload }) => ({
    command: lines(
      showKedaConditions(workload.namespace, d.object.name),
      showEvents(workload.namespace, 'KEDAScalerFailed')
    ),
    expect: `Ready=False or Fallback=True, and KEDAScalerFailed of ${d.object.name} with the error (events are kept for an hour)`,
  }),
  fix: ({ details: d }, facts) => {
    const { workload } = facts;
    // Where nothing tells how many there are, no number is safe.
    const roomy = d.stands === undefined ? undefined : Math.max(1, Math.ceil(1.3 * d.stands));
    const safe = roomy === undefined ? undefined : withinMaximum(roomy, d.object.name, facts.hpas);
    return [
      {
        title: `Hold a safe number${safe === undefined ? '' : `: ${safe}`}`,
        term: 'now',
        why: 'Nothing scales while the source is silent; a number with headroom does not depend on it.',
        ...(safe === undefined ? {} : { command: holdKeda(workload.namespace, d.object.name, safe) }),
        price: 'KEDA does nothing until the annotation is removed.',
        undo: letKedaGo(workload.namespace, d.object.name),
        verify: 'The error counter stands still before you remove it.',
      },
      {
        title: 'A fallback for silence',
        term: 'for-good',
        why: 'After three failed polls KEDA gives the HPA a number instead of nothing.',
        patches: [
          safe === undefined
            ? undefined
            : scaledObjectManifest(workload, d.object.name, {
                scaleTargetRef: targetOf(facts),
                fallback: { failureThreshold: 3, replicas: safe, behavior: 'currentReplicasIfHigher' },
              }),
        ],
        price: 'It does not help where all external metrics are down.',
        undo: 'Remove the fallback.',
        verify: 'Condition Fallback true and replicas at the fallback in the next outage.',
      },
    ];
  },
});
