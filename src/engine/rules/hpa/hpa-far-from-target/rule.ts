// An HPA that stands far from its own target for long although nothing holds it: it counts other pods than the workload's
// own, or pods without a metric, or looks at an older number than the one it shows (replica_calculator.go: pods under the
// selector; a pod without a metric counts as idle on the way up and as busy on the way down).
import { isPresent } from '../../../../kit/array';
import { hull, inMinutes, lengthOf, minutes, type Interval } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { duration, number } from '../../../../kit/text';
import { mapSignal, valueAt } from '../../../../model/signal';
import { askedWithin, farSpans } from '../../../predicates/farFromTarget';
import { untoldAbsences } from '../../../predicates/absence';
import { lines } from '../../../remedies/command';
import { showBehavior, showConditions, showPods } from '../../../remedies/look';
import { ownerManifest, patchOwner, withBehavior, withMinimum } from '../../../remedies/mitigations';
import type { Facts } from '../../../episodes/facts';
import type { HpaFacts, MetricFacts } from '../../../signals/facts';
import { ratioAt } from '../../../signals/proposal';
import { askedRow, row, typical } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';

interface Far {
  readonly hpa: HpaFacts;
  readonly metric: MetricFacts;
  readonly stands: number;
  readonly asked: number;
  readonly ratio: number;
  readonly spans: readonly Interval[];
  readonly span: Interval;
}

/** A number that is too high may be held by the longest window that behavior may have, 3600 s, and some passes. */
const LONGEST_WINDOW = minutes(65);

/** The metric that asks for most. */
function leading(hpa: HpaFacts, at: number): MetricFacts | undefined {
  return [...hpa.metrics].sort((a, b) => (ratioAt(b, at) ?? 0) - (ratioAt(a, at) ?? 0)).at(0);
}

function farOf(facts: Facts, context: RuleContext<'minMinutes' | 'minShare'>): Far | undefined {
  const [hpa, ...others] = facts.hpas;
  if (!hpa || others.length > 0 || untoldAbsences(facts, ['workload.generation']).length > 0) {
    return undefined;
  }
  const least = minutes(context.thresholds.minMinutes);
  const spans = farSpans(facts, hpa, { up: least, down: Math.max(least, LONGEST_WINDOW) }, context.thresholds.minShare);
  const span = hull(spans);
  const stands = span && valueAt(facts.replicas, span.to);
  const metric = span && leading(hpa, span.to);
  if (!span || !metric || stands === undefined || !facts.replicas) {
    return undefined;
  }
  const asked = typical(
    mapSignal(facts.replicas, (_, t) => askedWithin(facts, hpa, t)),
    span
  );
  const ratio = typical(
    mapSignal(facts.replicas, (_, t) => ratioAt(metric, t)),
    span
  );
  return asked === undefined || ratio === undefined ? undefined : { hpa, metric, stands, asked, ratio, spans, span };
}

const isShort = (d: Far): boolean => d.asked > d.stands;

export const hpaFarFromTarget = defineRule({
  id: 'hpa-far-from-target',
  title: 'An HPA stands far from its target and does not move',
  code: 'C16',
  scans: ['far-from-target'],
  needs: [
    'hpa.info',
    'hpa.desired',
    'hpa.current',
    'hpa.min',
    'hpa.max',
    'hpa.condition',
    'hpa.spec-metric',
    'hpa.status-metric',
    'workload.replicas',
    'workload.ready',
  ],
  absences: ['hpa.info', 'workload.generation', 'replicaset.created'],
  helps: [],
  standsLong: true,
  thresholds: {
    minMinutes: { title: 'Minutes far from the target', unit: 'min', default: 20, min: 5, max: 1440 },
    minShare: { title: 'Distance, as share of what stands', unit: 'ratio', default: 0.25, min: 0.15, max: 5 },
  },
  explains: [],
  concerns: (facts) => facts.hpas.length === 1,
  detect: (facts, context): Array<Detection<Far>> =>
    [farOf(facts, context)].filter(isPresent).map((d) => ({
      intervals: d.spans,
      actors: [d.hpa.ref],
      confidence: 'likely' as const,
      confidenceNotes: [
        'bounds, policies, conditions, unready pods, rollouts and other writers were looked at: none of them holds it',
        isShort(d)
          ? 'a tolerance or a window of its own on the way up would look the same'
          : 'no window on the way down may be as long',
      ],
      evidence: [
        row(
          'It stands',
          `desired = current = ${number(d.stands)} for ${duration(sum(d.spans.map(lengthOf)))}, inside its bounds and not limited`,
          ['hpa.desired', 'hpa.current', 'hpa.min', 'hpa.max', 'hpa.condition'],
          'observed',
          d.span
        ),
        row(
          'Its metric',
          `${d.metric.name} at ${Math.round(100 * d.ratio)} % of its target, typically`,
          ['hpa.status-metric', 'hpa.spec-metric'],
          'observed',
          d.span
        ),
        askedRow(number(d.asked), d.span),
      ],
      details: d,
    })),
  severity: ({ details: d }) => (isShort(d) ? 'high' : 'medium'),
  explain: ({ details: d }) => ({
    summary: `${d.metric.name} stands at ${Math.round(100 * d.ratio)} % of its target for ${duration(minutes(Math.round(inMinutes(sum(d.spans.map(lengthOf))))))}, which asks for ${number(d.asked)} replicas; the HPA stays at ${number(d.stands)} and nothing is seen to hold it.`,
    detail:
      'Candidates: pods of something else under its selector, finished ones too; pods without a metric; a tolerance or window of its own; a controller that is far behind.',
    label: `far from its target at ${number(d.stands)}`,
    causeTitle: 'HPAs that stand far from their target',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: lines(
      showConditions(workload.namespace, d.hpa.name),
      showBehavior(workload.namespace, d.hpa.name),
      showPods(workload.namespace)
    ),
    expect: `AbleToScale=True ReadyForNewScale; then either a tolerance or window in the behavior, or pods that carry the labels of ${workload.name} and are not its own`,
  }),
  fix: ({ details: d }, { workload }) =>
    isShort(d)
      ? [
          {
            title: `Carry it with a minimum of ${number(d.asked)}`,
            term: 'now' as const,
            why: 'The bounds are applied whatever the metric says.',
            command: patchOwner(workload.namespace, d.hpa, withMinimum(d.asked)),
            price: `${number(d.asked - d.stands)} more pods at all times.`,
            undo: 'Set the minimum back.',
            verify: `Desired goes to ${number(d.asked)} at the next pass.`,
          },
          {
            title: 'Let the selector find its own pods only',
            term: 'for-good' as const,
            why: 'Every pod under the selector counts: those of other workloads and finished ones, and a pod without a metric as idle on the way up. Give the workload a label of its own (the selector of a Deployment cannot be changed: it is made anew), and requests and readiness to every pod that stays under it.',
            price: 'The workload is made anew once, beside the old one.',
            undo: 'Keep the old workload until the new one carries the load.',
            verify: 'Status times pods ÷ target and the desired number agree within one.',
          },
        ]
      : [
          {
            title: 'Set the down window to its default',
            term: 'now' as const,
            why: 'A new behavior is read at the next pass; it takes a disabled or very slow way down out of the question.',
            command: patchOwner(
              workload.namespace,
              d.hpa,
              withBehavior({ scaleDown: { stabilizationWindowSeconds: 300 } })
            ),
            price: `Up to ${number(d.stands - d.asked)} pods less after five minutes.`,
            undo: 'Set the window back.',
            verify: `Desired goes towards ${number(d.asked)} within 6 min; if it does not, pods are counted that are not its own.`,
          },
          {
            title: 'Let the selector find its own pods only',
            term: 'for-good' as const,
            why: 'A pod without a metric, a finished one too, counts as busy on the way down, and pods of other workloads under the selector are counted as its own.',
            patches: [ownerManifest(workload, d.hpa, withBehavior({ scaleDown: { stabilizationWindowSeconds: 300 } }))],
            price: 'A Deployment whose selector changes is made anew, once.',
            undo: 'Keep the old workload until the new one carries the load.',
            verify: 'Status times pods ÷ target and the desired number agree within one.',
          },
        ],
});
