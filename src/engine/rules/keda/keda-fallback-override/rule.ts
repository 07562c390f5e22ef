// KEDA's fallback decides, not the work. While a source fails KEDA answers target x fallback.replicas to the HPA, so the
// HPA follows the fallback; up to 2.16 KEDA also wrote that number itself at every poll, against an HPA that wanted more
// (kedacore/keda#6659, pkg/fallback/fallback.go). The number is read off the status: status x replicas / target.
import { isPresent } from '../../../../kit/array';
import {
  hull,
  lengthOf,
  mergeIntervals,
  minutes,
  inMinutes,
  type Interval,
  type Millis,
} from '../../../../kit/interval';
import { mode, sum } from '../../../../kit/stats';
import { count, duration, number } from '../../../../kit/text';
import { runsWhere, valueAt } from '../../../../model/signal';
import { hiddenWritesIn, type Facts } from '../../../episodes/facts';
import type { HpaFacts, MetricFacts, ScaledObjectFacts, TriggerFacts } from '../../../signals/facts';
import { isFailing, lastReading, metricProposalAt } from '../../../signals/proposal';
import { hiddenRow, peak, row, typical } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { standingMismatches } from '../../../predicates/standing';
import { kubectlIn, lines } from '../../../remedies/command';
import { showKedaConditions } from '../../../remedies/look';
import { holdKeda, letKedaGo, withinMaximum } from '../../../remedies/mitigations';
import { targetOf } from '../../../remedies/target';

interface Override {
  readonly object: ScaledObjectFacts;
  readonly hpa: HpaFacts;
  readonly trigger: TriggerFacts;
  readonly fallback: number;
  /** What the last reading before the failure and the other metrics ask for. */
  readonly need: number;
  /** True when KEDA writes the fallback itself and the HPA writes it back. */
  readonly writes: boolean;
  readonly wish: number;
  readonly confirmed: boolean;
  readonly span: Interval;
  /** Time on the fallback, without the healthy time between two outages. */
  readonly lasted: Millis;
}

/** The number of replicas that a failing trigger's status stands for; undefined where the HPA sees the true value. */
function fallbackAt(trigger: TriggerFacts, hpa: HpaFacts, metric: MetricFacts, t: number): number | undefined {
  const status = valueAt(metric.status, t);
  const target = valueAt(metric.target, t);
  const current = valueAt(hpa.current, t);
  const last = lastReading(trigger, t);
  if (status === undefined || !target || !current || last === undefined || !isFailing(trigger, t)) {
    return undefined;
  }
  const stands = (status * current) / target;
  const whole = Math.round(stands);
  const isReading = Math.abs(status * current - last) <= 0.03 * Math.max(last, target);
  return whole >= 1 && Math.abs(stands - whole) <= 0.03 * whole && !isReading ? whole : undefined;
}

/** What the work needs by every other witness: the last reading of the failing trigger, and the other metrics. */
function needIn(facts: Facts, hpa: HpaFacts, failing: MetricFacts, trigger: TriggerFacts, span: Interval): number {
  const last = lastReading(trigger, (span.from + span.to) / 2);
  const target = typical(failing.target, span);
  const before = last === undefined || !target ? undefined : Math.ceil(last / target - 1e-9);
  const middle = (span.from + span.to) / 2;
  const others = hpa.metrics.filter((m) => m !== failing).map((m) => metricProposalAt(facts, hpa, m, middle));
  return Math.max(1, ...[before, ...others].filter(isPresent));
}

function overrideOf(
  facts: Facts,
  object: ScaledObjectFacts,
  trigger: TriggerFacts,
  context: RuleContext<'minMinutes' | 'factor'>
): { d: Override; spans: Interval[] } | undefined {
  const hpa = facts.hpas.find((h) => h.scaledObject === object.name);
  const metric = hpa?.metrics.find((m) => m.name === trigger.metric && m.type === 'average');
  if (!hpa || !metric || facts.hpas.length > 1) {
    return undefined;
  }
  const seen = Array.from(hpa.current?.times ?? [], (t) => fallbackAt(trigger, hpa, metric, t)).filter(isPresent);
  const fallback = mode(seen)?.value;
  const runs = runsWhere(hpa.current, (_, t) => fallbackAt(trigger, hpa, metric, t) === fallback);
  const spans = fallback === undefined ? [] : mergeIntervals(runs, 8 * facts.scrape);
  const span = hull(spans);
  if (!span || fallback === undefined || sum(spans.map(lengthOf)) < minutes(context.thresholds.minMinutes)) {
    return undefined;
  }
  const denied = standingMismatches(facts).filter(
    (s) => s.held === fallback && s.span.to > span.from && s.span.from < span.to
  );
  const writes = denied.length > 0 && (!facts.generation || hiddenWritesIn(facts, span) >= 4);
  const need = needIn(facts, hpa, metric, trigger, span);
  const held = typical(facts.replicas, span) ?? NaN;
  const waste = held === fallback && fallback >= context.thresholds.factor * need && fallback > need;
  const short = held === fallback && fallback < need;
  const confirmed = [...object.conditions].some(
    ([name, signal]) => name === 'Fallback' && (peak(signal, span) ?? 0) === 1
  );
  const d = {
    object,
    hpa,
    trigger,
    fallback,
    need,
    writes,
    wish: denied[0]?.denied[0]?.wish ?? NaN,
    confirmed,
    span,
    lasted: sum(spans.map(lengthOf)),
  };
  return writes || waste || short ? { d, spans } : undefined;
}

function evidenceOf(facts: Facts, d: Override): Array<ReturnType<typeof row>> {
  const status = `status × replicas ÷ target is ${number(d.fallback)} throughout, whatever the replicas`;
  return [
    row(
      'Fallback in effect',
      d.confirmed ? `${status}; condition Fallback is true` : status,
      ['hpa.status-metric', 'hpa.spec-metric', 'hpa.current', 'scaledobject.condition'],
      d.confirmed ? 'confirmed' : 'inferred',
      d.span
    ),
    row(
      'The source fails',
      `${d.trigger.metric}: fails for ${duration(d.lasted)}`,
      ['keda.errors'],
      'observed',
      d.span
    ),
    row(
      'What the work needs',
      `${number(d.need)} by the last reading and the other metrics`,
      ['keda.value', 'hpa.status-metric'],
      'inferred',
      d.span
    ),
    d.writes
      ? row(
          'Written against the HPA',
          `the HPA wants ${number(d.wish)} and finds ${number(d.fallback)} at each pass`,
          ['hpa.desired', 'hpa.current'],
          'observed',
          d.span
        )
      : undefined,
    d.writes ? hiddenRow(facts, d.span) : undefined,
  ].filter(isPresent);
}

function sentence(d: Override, facts: Facts): string {
  const long = duration(d.lasted);
  if (d.writes) {
    const rate = Math.max(1, Math.round(hiddenWritesIn(facts, d.span) / Math.max(1, inMinutes(d.lasted))));
    return `KEDA writes its fallback ${number(d.fallback)}, its own HPA writes ${number(d.wish)}: ${count(rate, 'write')} a minute for ${long}, while the source fails.`;
  }
  const verdict =
    d.fallback > d.need ? `${number(d.fallback - d.need)} more than` : `${number(d.need - d.fallback)} fewer than`;
  return `The source fails and the fallback holds ${number(d.fallback)} for ${long}: ${verdict} the ${number(d.need)} that the last reading asks for.`;
}

export const kedaFallbackOverride = defineRule({
  id: 'keda-fallback-override',
  title: "KEDA's fallback decides on replicas, not the work",
  code: 'D5',
  scans: ['scaler-errors', 'metric-missing'],
  needs: ['keda.errors', 'keda.value', 'hpa.status-metric', 'hpa.spec-metric', 'hpa.current', 'workload.replicas'],
  reveals: ['hpa.desired', 'workload.generation'],
  helps: ['scaledobject.condition'],
  thresholds: {
    minMinutes: { title: 'Minutes on the fallback', unit: 'min', default: 3, min: 1, max: 120 },
    factor: { title: 'Fallback above the need, as a multiple', unit: 'ratio', default: 1.3, min: 1, max: 10 },
  },
  explains: ['hpa-gitops-replicas', 'hpa-flapping', 'hpa-partial-metrics', 'hpa-rate-limited'],
  detect: (facts, context): Array<Detection<Override>> =>
    facts.scaledObjects
      .flatMap((object) => object.triggers.map((trigger) => overrideOf(facts, object, trigger, context)))
      .filter(isPresent)
      .map(({ d, spans }) => ({
        intervals: spans,
        actors: [d.object.ref, d.hpa.ref],
        confidence: d.confirmed || d.writes ? ('certain' as const) : ('likely' as const),
        confidenceNotes: [
          d.confirmed
            ? 'the condition Fallback of the ScaledObject says so too'
            : 'the fallback is read off the status; the condition Fallback of the ScaledObject would confirm it',
          'the need is the last reading before the failure: what came since is unknown',
        ],
        evidence: evidenceOf(facts, d),
        details: d,
      })),
  severity: ({ details: d }) =>
    d.writes ? 'high' : d.fallback < d.need || d.fallback >= 2 * d.need ? 'medium' : 'low',
  explain: ({ details: d }, facts) => ({
    summary: sentence(d, facts),
    label: d.writes ? 'fallback × HPA of KEDA' : `fallback ${number(d.fallback)}, need ${number(d.need)}`,
    causeTitle: 'Fallbacks that decide while sources fail',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: lines(
      kubectlIn(workload.namespace)`get scaledobject ${d.object.name} -o jsonpath='{.spec.fallback}{"\\n"}'`,
      showKedaConditions(workload.namespace, d.object.name)
    ),
    expect: `replicas ${number(d.fallback)} in the fallback, and Fallback=True while the source is silent`,
  }),
  fix: ({ details: d }, facts) => {
    const { workload } = facts;
    const roomy = Math.max(d.need, Math.min(d.fallback, Math.ceil(1.3 * d.need)));
    const safe = withinMaximum(roomy, d.object.name, facts.hpas);
    return [
      {
        title: `Hold ${safe} until the source answers`,
        term: 'now',
        why: 'A paused ScaledObject has no fallback and no HPA: one number stands.',
        command: holdKeda(workload.namespace, d.object.name, safe),
        price: 'Nothing follows the load until the annotation is removed.',
        undo: letKedaGo(workload.namespace, d.object.name),
        verify: `Replicas at ${safe}, the generation stands still for 2 min.`,
      },
      {
        title: 'A fallback that never lowers',
        term: 'for-good',
        why: d.writes
          ? 'From KEDA 2.17 on the fallback is only a value for the HPA, which takes the larger of all metrics: upgrade, then keep it near the usual number.'
          : 'currentReplicasIfHigher keeps what stands when the source goes silent, and the number is only a floor.',
        patches: [
          {
            apiVersion: 'keda.sh/v1alpha1',
            kind: 'ScaledObject',
            name: d.object.name,
            namespace: workload.namespace,
            spec: {
              scaleTargetRef: targetOf(facts),
              fallback: { failureThreshold: 3, replicas: safe, behavior: 'currentReplicasIfHigher' },
            },
          },
        ],
        price: 'After a peak it stays high as long as the source is silent.',
        undo: 'Put the old fallback back.',
        verify: 'In the next outage replicas do not move.',
      },
    ];
  },
});
