// Two hand-made HPAs on one workload. Since Kubernetes 1.26 both see the overlap of pods, set ScalingActive=False
// (AmbiguousSelector) and neither scales: a deadlock, not a fight (kubernetes#112011).
import { distinct, groupBy, isPresent, sortBy } from '../../../../kit/array';
import type { Interval } from '../../../../kit/interval';
import { count, duration, number } from '../../../../kit/text';
import { lastValue } from '../../../../model/signal';
import type { Plain } from '../../../../kit/yaml';
import { reversals } from '../../../episodes/facts';
import type { HpaFacts, MetricFacts } from '../../../signals/facts';
import { isResource } from '../../../signals/proposal';
import { coexistingPairs, deadlockSpans, disjointSpans } from '../../../predicates/coexistence';
import { demandRow, peak, row, typical } from '../../evidence';
import { defineRule, type Detection } from '../../defineRule';
import { lines } from '../../../remedies/command';
import { showHpas, showConditions } from '../../../remedies/look';
import { targetOf, type PlainSpec } from '../../../remedies/target';
import { patchHpa, deleteHpa } from '../../../remedies/mitigations';

interface Double {
  readonly keep: HpaFacts;
  readonly drop: HpaFacts;
  readonly deadlock: boolean;
  readonly span: Interval;
  readonly stands: number | undefined;
  readonly asked: number | undefined;
}

/** One entry per resource: of two targets the lower one decides anyway, as an HPA takes the largest proposal. */
function strictest(metrics: readonly MetricFacts[]): MetricFacts[] {
  const groups = groupBy(metrics, (m) => `${m.name}/${m.container}/${m.type}`);
  return [...groups.values()].flatMap((group) => sortBy(group, (m) => lastValue(m.target) ?? Infinity).slice(0, 1));
}

function metricSpec(metric: MetricFacts): Plain {
  const value = lastValue(metric.target) ?? 70;
  const target: Plain =
    metric.type === 'utilization'
      ? { type: 'Utilization', averageUtilization: value }
      : { type: 'AverageValue', averageValue: String(value) };
  return metric.container === ''
    ? { type: 'Resource', resource: { name: metric.name, target } }
    : { type: 'ContainerResource', containerResource: { name: metric.name, container: metric.container, target } };
}

export const hpaDoubleTarget = defineRule({
  id: 'hpa-double-target',
  title: 'Two HPAs scale the same workload',
  code: 'A1',
  traits: ['paralyses'],
  tellsStanding: true,
  scans: ['shared-target'],
  needs: ['hpa.info', 'hpa.desired', 'hpa.min', 'hpa.max'],
  helps: ['hpa.condition', 'usage.cpu'],
  thresholds: {},
  explains: ['hpa-scaling-inactive', 'hpa-flapping', 'manual-vs-hpa'],
  detect: (facts): Array<Detection<Double>> =>
    coexistingPairs(facts)
      .filter((pair) => !pair.first.scaledObject && !pair.second.scaledObject && disjointSpans(pair).length === 0)
      .map((pair) => {
        const deadlocks = deadlockSpans(pair);
        const span = pair.span;
        const [keep, drop] =
          (lastValue(pair.first.max) ?? 0) >= (lastValue(pair.second.max) ?? 0)
            ? [pair.first, pair.second]
            : [pair.second, pair.first];
        const fights =
          reversals(facts.edges.filter((e) => e.interval.to > span.from && e.interval.to <= span.to)).length >= 3;
        return {
          intervals: [span],
          stands: deadlocks.length > 0 || !fights,
          preconditionOnly: deadlocks.length === 0 && !fights,
          actors: [pair.first.ref, pair.second.ref],
          confidence: 'certain' as const,
          confidenceNotes: [
            'both name this workload as their target',
            deadlocks.length > 0
              ? 'the reason of the condition is never exported: AmbiguousSelector is concluded from two targets'
              : '',
          ].filter((note) => note !== ''),
          evidence: [
            row('Targets', `${pair.first.name} and ${pair.second.name} both target it`, ['hpa.info'], 'observed', span),
            deadlocks[0] &&
              row(
                'ScalingActive',
                `false on both for ${duration(deadlocks[0].to - deadlocks[0].from)} while pods run`,
                ['hpa.condition'],
                'observed',
                deadlocks[0]
              ),
            demandRow(facts, span),
          ].filter(isPresent),
          details: {
            keep,
            drop,
            deadlock: deadlocks.length > 0,
            span,
            stands: typical(facts.replicas, span),
            asked: peak(facts.proposal, span),
          },
        };
      }),
  severity: ({ details: d, preconditionOnly }) => {
    if (preconditionOnly) {
      return 'medium';
    }
    return d.deadlock && d.asked !== undefined && d.stands !== undefined && d.asked > d.stands ? 'critical' : 'high';
  },
  explain: ({ details: d }) => {
    const stands = d.stands === undefined ? 'stuck' : `stuck at ${number(d.stands)} pods`;
    const asks =
      d.asked !== undefined && d.stands !== undefined && d.asked > d.stands
        ? ` while demand needs ${number(d.asked)}`
        : '';
    return {
      summary: d.deadlock
        ? `Two HPAs claim the same pods, so neither scales: ${stands}${asks}.`
        : `Two HPAs, ${d.keep.name} and ${d.drop.name}, scale the same workload.`,
      label: d.deadlock ? 'HPA × HPA: neither scales' : 'HPA × HPA on replicas',
      causeKey: d.deadlock ? 'ambiguous-selector' : undefined,
      causeTitle: d.deadlock
        ? 'Two HPAs claim the same pods (AmbiguousSelector): neither may scale'
        : 'Two HPAs on one workload',
    };
  },
  confirm: ({ details: d }, { workload }) => ({
    command: lines(
      showHpas(workload.namespace, d.keep.name, d.drop.name),
      showConditions(workload.namespace, d.keep.name)
    ),
    expect: `TARGET ${workload.name} in both lines; ScalingActive=False AmbiguousSelector where they block each other`,
  }),
  fix: ({ details: d }, facts) => {
    const { workload } = facts;
    const max = Math.max(lastValue(d.keep.max) ?? 1, lastValue(d.drop.max) ?? 1);
    const mins = [d.keep, d.drop].map((hpa) => lastValue(hpa.min)).filter(isPresent);
    // The larger of both: a floor that falls takes pods away at the next pass, without the down window.
    const floor: PlainSpec = mins.length > 0 ? { minReplicas: Math.max(...mins) } : {};
    const metrics = [...d.keep.metrics, ...d.drop.metrics];
    const resources = strictest(metrics.filter(isResource));
    const outside = distinct(metrics.filter((m) => !isResource(m)).map((m) => m.name));
    return [
      {
        title: `Delete ${d.drop.name}`,
        term: 'now',
        why: `${d.keep.name} scales again at its next pass, about 15 s later.`,
        command: lines(
          patchHpa(workload.namespace, d.keep.name, { ...floor, maxReplicas: max }),
          deleteHpa(workload.namespace, d.drop)
        ),
        price: `The metrics of ${d.drop.name} no longer scale the workload until they are added to ${d.keep.name}.${mins.length > 0 ? ` At least ${count(Math.max(...mins), 'pod')}, the larger minimum of both.` : ''}`,
        undo: `Apply the manifest of ${d.drop.name} again.`,
        verify: `ScalingActive of ${d.keep.name} is true within 30 s.`,
      },
      {
        title: 'One HPA with both metrics',
        term: 'for-good',
        why: 'An HPA takes the largest proposal of its metrics.',
        patches: [
          {
            apiVersion: 'autoscaling/v2',
            kind: 'HorizontalPodAutoscaler',
            name: d.keep.name,
            namespace: workload.namespace,
            spec: {
              scaleTargetRef: targetOf(facts),
              ...floor,
              maxReplicas: max,
              ...(resources.length > 0 ? { metrics: resources.map(metricSpec) } : {}),
            },
          },
        ],
        price: `Separate metrics for up and down need behavior.scaleDown.selectPolicy.${outside.length === 0 ? '' : ` Carry over ${outside.join(', ')} from the manifests: kind and selector of such metrics are never exported.`}`,
        undo: 'Remove the second metric.',
        verify: 'One HPA per target; ScalingActive true; no finding here for 15 min.',
      },
    ];
  },
});
