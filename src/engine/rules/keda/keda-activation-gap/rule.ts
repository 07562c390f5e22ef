// KEDA sleeps although the HPA would want pods: the value lies between the target and the activation threshold, which only
// decides about 0 and 1 (keda-docs: activation takes precedence at zero).
import { isPresent } from '../../../../kit/array';
import { hull, lengthOf, mergeIntervals, type Interval, minutes } from '../../../../kit/interval';
import { duration, number } from '../../../../kit/text';
import { runsWhere, valueAt, lastValue } from '../../../../model/signal';
import type { Facts } from '../../../episodes/facts';
import type { ScaledObjectFacts, TriggerFacts } from '../../../signals/facts';
import { isFailing } from '../../../signals/proposal';
import { row, typical } from '../../evidence';
import { defineRule, type Detection } from '../../defineRule';
import { showTriggers } from '../../../remedies/look';
import { PLACEHOLDERS } from '../../../remedies/plainNames';
import { patchScaledObject } from '../../../remedies/mitigations';
import { targetOf } from '../../../remedies/target';

interface Gap {
  readonly object: ScaledObjectFacts;
  readonly trigger: TriggerFacts;
  readonly target: number;
  readonly value: number;
  readonly span: Interval;
}

function aimOf(facts: Facts, trigger: TriggerFacts): number | undefined {
  const metric = facts.hpas.flatMap((hpa) => hpa.metrics).find((m) => m.name === trigger.metric);
  return lastValue(metric?.target);
}

/** Asleep with a value above the target and no trigger active, the source answering. */
function gapSpans(facts: Facts, object: ScaledObjectFacts, trigger: TriggerFacts, target: number): Interval[] {
  const runs = runsWhere(facts.replicas, (r, t) => {
    const value = valueAt(trigger.value, t);
    const active = object.triggers.some((other) => valueAt(other.active, t) === 1);
    return r === 0 && value !== undefined && value > target && !active && !isFailing(trigger, t);
  });
  return mergeIntervals(runs, 2 * facts.scrape);
}

export const kedaActivationGap = defineRule({
  id: 'keda-activation-gap',
  title: 'KEDA says sleep while the HPA would want pods',
  code: 'D3',
  scans: ['asleep-with-work'],
  needs: ['workload.replicas', 'keda.active', 'keda.value', 'hpa.spec-metric'],
  helps: ['keda.errors', 'keda.paused'],
  thresholds: {
    minMinutes: { title: 'Minutes asleep with work waiting', unit: 'min', default: 2, min: 0.5, max: 120 },
  },
  explains: [],
  detect: (facts, context): Array<Detection<Gap>> =>
    facts.scaledObjects.flatMap((object) =>
      object.triggers.flatMap((trigger) => {
        const target = aimOf(facts, trigger);
        const least = minutes(context.thresholds.minMinutes);
        const spans =
          target === undefined
            ? []
            : gapSpans(facts, object, trigger, target).filter((span) => lengthOf(span) >= least);
        const span = hull(spans);
        if (!span || target === undefined || facts.scaledObjects.length > 1 || lastValue(object.paused) === 1) {
          return [];
        }
        const value = typical(trigger.value, span) ?? NaN;
        return [
          {
            intervals: spans,
            actors: [object.ref],
            confidence: 'certain' as const,
            confidenceNotes: [
              'value, target and activity are exported',
              'the activation threshold is not: it must lie above the value',
            ],
            evidence: [
              row(
                'Asleep',
                `0 replicas for ${duration(lengthOf(span))}, trigger inactive`,
                ['workload.replicas', 'keda.active'],
                'observed',
                span
              ),
              row(
                'Work waiting',
                `the trigger reads ${number(value)}, the target is ${number(target)}`,
                ['keda.value', 'hpa.spec-metric'],
                'observed',
                span
              ),
            ].filter(isPresent),
            details: { object, trigger, target, value, span },
          },
        ];
      })
    ),
  severity: () => 'critical',
  explain: ({ details: d }) => ({
    summary: `Asleep with work waiting: the trigger reads ${number(d.value)} against a target of ${number(d.target)}, yet KEDA calls it inactive.`,
    label: 'asleep with work waiting',
    causeTitle: 'Activation thresholds above the target',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: showTriggers(workload.namespace, d.object.name),
    expect: `a trigger whose activation threshold is ${number(d.value)} or more, above its target of ${number(d.target)}`,
  }),
  fix: ({ details: d }, facts) => [
    {
      title: 'Wake it now',
      term: 'now',
      why: 'With a minimum of 1 the HPA takes over and scales on the value.',
      command: patchScaledObject(facts.workload.namespace, d.object.name, { minReplicaCount: 1 }),
      price: 'One replica always on.',
      undo: 'Set minReplicaCount back to 0.',
      verify: 'Replicas above 0 within one poll (30 s).',
    },
    {
      title: 'Activate below the target',
      term: 'for-good',
      why: 'KEDA wakes it as soon as the HPA would want a pod.',
      patches: [
        {
          apiVersion: 'keda.sh/v1alpha1',
          kind: 'ScaledObject',
          name: d.object.name,
          namespace: facts.workload.namespace,
          spec: {
            scaleTargetRef: targetOf(facts),
            triggers: [{ type: PLACEHOLDERS.trigger, metadata: { activationThreshold: '0' } }],
          },
        },
      ],
      price:
        'It wakes more often. The name of the field differs by trigger type (activationLagThreshold, activationValue).',
      undo: 'Set the activation threshold back.',
      verify: 'No sample with 0 replicas and a value above the target.',
    },
  ],
});
