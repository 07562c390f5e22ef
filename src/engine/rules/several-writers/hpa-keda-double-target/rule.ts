// A hand-made HPA beside KEDA's own on one workload: KEDA's webhook checks ScaledObjects only, not HPAs that come later
// (keda: apis/keda/v1alpha1/scaledobject_webhook.go). Deadlock as with any two HPAs.
import { isPresent } from '../../../../kit/array';
import type { Interval } from '../../../../kit/interval';
import { duration, number } from '../../../../kit/text';
import { lastValue } from '../../../../model/signal';
import { isResource } from '../../../signals/proposal';
import { coexistingPairs, deadlockSpans } from '../../../predicates/coexistence';
import { demandRow, peak, row, typical } from '../../evidence';
import { defineRule, type Detection } from '../../defineRule';
import { lines } from '../../../remedies/command';
import { showTargets, showScaledObjects } from '../../../remedies/look';
import { deleteHpa, oneScaledObject, type ResourceTrigger } from '../../../remedies/mitigations';

interface KedaDouble {
  readonly hpa: string;
  readonly scaledObject: string;
  /** What the hand-made HPA scales on, as a trigger of KEDA; undefined for metrics that only an adapter serves. */
  readonly trigger: ResourceTrigger | undefined;
  /** Names of all its metrics. */
  readonly metrics: string;
  readonly deadlock: boolean;
  readonly span: Interval;
  readonly stands: number | undefined;
  readonly asked: number | undefined;
}

export const hpaKedaDoubleTarget = defineRule({
  id: 'hpa-keda-double-target',
  title: "A hand-made HPA and KEDA's HPA own the same workload",
  code: 'A3',
  traits: ['paralyses'],
  tellsStanding: true,
  scans: ['shared-target'],
  needs: ['hpa.info', 'hpa.desired'],
  helps: ['hpa.labels', 'hpa.condition', 'keda.active', 'scaledobject.info'],
  thresholds: {},
  explains: ['hpa-double-target', 'hpa-scaling-inactive', 'keda-zero-flap', 'manual-vs-hpa'],
  detect: (facts): Array<Detection<KedaDouble>> =>
    coexistingPairs(facts)
      .filter((pair) => (pair.first.scaledObject === undefined) !== (pair.second.scaledObject === undefined))
      .map((pair) => {
        const [plain, keda] =
          pair.first.scaledObject === undefined ? [pair.first, pair.second] : [pair.second, pair.first];
        const deadlocks = deadlockSpans(pair);
        const scaledObject = keda.scaledObject ?? keda.name;
        const metric = plain.metrics.find((m) => isResource(m) && m.type === 'utilization');
        return {
          intervals: [pair.span],
          stands: true,
          preconditionOnly: deadlocks.length === 0,
          actors: [plain.ref, { family: 'keda' as const, name: scaledObject }],
          confidence: 'certain' as const,
          confidenceNotes: ['both name this workload as their target'],
          evidence: [
            row(
              'Targets',
              `${plain.name} (hand-made) and ${keda.name} (of ScaledObject ${scaledObject}) both target it`,
              ['hpa.info', 'hpa.labels'],
              'observed',
              pair.span
            ),
            deadlocks[0] &&
              row(
                'ScalingActive',
                `false on both for ${duration(deadlocks[0].to - deadlocks[0].from)} while pods run`,
                ['hpa.condition'],
                'observed',
                deadlocks[0]
              ),
            demandRow(facts, pair.span),
          ].filter(isPresent),
          details: {
            hpa: plain.name,
            scaledObject,
            trigger: metric && { resource: metric.name, percent: lastValue(metric.target) ?? 70 },
            metrics: plain.metrics.map((m) => m.name).join(', '),
            deadlock: deadlocks.length > 0,
            span: pair.span,
            stands: typical(facts.replicas, pair.span),
            asked: peak(facts.proposal, pair.span),
          },
        };
      }),
  severity: ({ details: d, preconditionOnly }) => {
    if (preconditionOnly) {
      return 'medium';
    }
    return d.asked !== undefined && d.stands !== undefined && d.asked > d.stands ? 'critical' : 'high';
  },
  explain: ({ details: d }) => {
    const asks =
      d.asked !== undefined && d.stands !== undefined && d.asked > d.stands
        ? ` while demand needs ${number(d.asked)}`
        : '';
    return {
      summary: d.deadlock
        ? `A hand-made HPA and KEDA's HPA claim the same pods: stuck${d.stands === undefined ? '' : ` at ${number(d.stands)}`}${asks}.`
        : `HPA ${d.hpa} and KEDA's ScaledObject ${d.scaledObject} own the same workload.`,
      label: d.deadlock ? 'HPA × KEDA: neither scales' : 'HPA × KEDA on replicas',
      causeKey: d.deadlock ? 'ambiguous-selector' : undefined,
      causeTitle: d.deadlock
        ? 'Two HPAs claim the same pods (AmbiguousSelector): neither may scale'
        : "A hand-made HPA beside KEDA's",
    };
  },
  confirm: ({ details: d }, { workload }) => ({
    command: lines(showTargets(workload.namespace), showScaledObjects(workload.namespace, d.scaledObject)),
    expect: `TARGET ${workload.name} for ${d.hpa}, for a second HPA, and for ScaledObject ${d.scaledObject}`,
  }),
  fix: ({ details: d }, facts) => [
    {
      title: `Delete ${d.hpa}, keep KEDA`,
      term: 'now',
      why: "KEDA's HPA scales again at its next pass, about 15 s later.",
      command: deleteHpa(facts.workload.namespace, { name: d.hpa, scaledObject: undefined }),
      price: `Scaling on ${d.metrics || 'its metrics'} stops until a trigger for it is in the ScaledObject.`,
      undo: `Apply the manifest of ${d.hpa} again.`,
      verify: "ScalingActive of KEDA's HPA is true within 30 s.",
    },
    {
      title: 'One ScaledObject owns every trigger',
      term: 'for-good',
      why: `KEDA puts ${d.metrics || 'the metric'} beside its other triggers into one HPA, which takes the largest proposal.`,
      patches: [oneScaledObject(facts, d.scaledObject, d.hpa, d.trigger)],
      price: `Scaling on ${d.metrics || 'it'} then depends on KEDA: ${d.trigger ? '' : 'write a trigger for it, '}add a fallback, and keep the present triggers in the list.`,
      undo: 'Remove the trigger and make a separate workload or HPA again.',
      verify: 'One HPA per target.',
    },
  ],
});
