// An HPA is blind: it cannot read its metrics, so nothing scales. ScalingActive false at zero replicas is normal, and so
// are one or two passes at birth, and as long as no pod is ready (docs/signals.md, "Conditions").
import { isPresent } from '../../../../kit/array';
import { hull, lengthOf, type Interval, minutes, inMinutes } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { duration, number } from '../../../../kit/text';
import type { ManifestPatch } from '../../../../model/fix';
import { lastValue, valueAt } from '../../../../model/signal';
import type { WorkloadRef } from '../../../../model/workload';
import type { Facts } from '../../../episodes/facts';
import { PATIENCE } from '../../../signals/clocks';
import { followsDeploy, type HpaFacts } from '../../../signals/facts';
import { peak, row, typical } from '../../evidence';
import { blindRuns } from '../../../predicates/hpa';
import { isLong } from '../../../predicates/isLong';
import { defineRule, type Detection } from '../../defineRule';
import { kubectl, lines } from '../../../remedies/command';
import { showConditions } from '../../../remedies/look';
import { scaleTo } from '../../../remedies/target';
import { ownerManifest } from '../../../remedies/mitigations';

interface Blind {
  readonly hpa: HpaFacts;
  readonly span: Interval;
  readonly minutes: number;
  readonly stands: number | undefined;
  /** What demand asks for by a witness of its own, and what it asked for before the HPA went blind. */
  readonly asked: number | undefined;
  readonly before: number | undefined;
  readonly rollout: boolean;
}

/** The first passes of an HPA never have metrics: 20 to 55 s measured. */
const BIRTH = 120_000;

function blindSpans(facts: Facts, hpa: HpaFacts, least: number): Interval[] {
  const born = hpa.desired?.times[0] ?? 0;
  const bornInside = born > facts.range.from + 3 * facts.scrape;
  return blindRuns(hpa, least, (t) => {
    const young = bornInside && t - born < BIRTH;
    return !young && valueAt(facts.ready, t) !== 0;
  });
}

/**
 * What demand asks for while nobody tells the HPA. Its own last reading holds on for some scrapes after it went blind: that
 * is how things stood before.
 */
function askedWhileBlind(facts: Facts, spans: readonly Interval[]): number | undefined {
  const late = spans.map(({ from, to }) => ({ from: from + PATIENCE * facts.scrape, to }));
  const asked = late.map((span) => peak(facts.proposal, span)).filter(isPresent);
  return asked.length === 0 ? undefined : Math.max(...asked);
}

function describe(facts: Facts, hpa: HpaFacts, spans: readonly Interval[], span: Interval): Blind {
  const rollout = followsDeploy(facts, { from: span.from, to: span.from }, 90_000);
  return {
    hpa,
    span,
    minutes: inMinutes(sum(spans.map(lengthOf))),
    stands: typical(facts.replicas, span),
    asked: askedWhileBlind(facts, spans),
    before: valueAt(facts.proposal, span.from - 1),
    rollout,
  };
}

/** A resource metric the HPA does not have yet. */
function secondWitness(hpa: HpaFacts, workload: WorkloadRef): ManifestPatch {
  const name = hpa.metrics.some((m) => m.name === 'cpu') ? 'memory' : 'cpu';
  return ownerManifest(workload, hpa, {
    hpa: {
      metrics: [{ type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization: 85 } } }],
    },
    scaledObject: { triggers: [{ type: name, metricType: 'Utilization', metadata: { value: '85' } }] },
  });
}

export const hpaScalingInactive = defineRule({
  id: 'hpa-scaling-inactive',
  title: 'An HPA cannot read its metrics: nothing scales',
  code: 'C5',
  traits: ['paralyses'],
  tellsStanding: true,
  scans: ['blind'],
  needs: ['hpa.info', 'hpa.condition', 'hpa.current'],
  absences: ['workload.ready'],
  helps: ['usage.cpu', 'hpa.status-metric', 'replicaset.created'],
  thresholds: {
    minMinutes: { title: 'Minutes without metrics while pods run', unit: 'min', default: 2, min: 1, max: 60 },
  },
  explains: [],
  detect: (facts, context): Array<Detection<Blind>> =>
    facts.hpas.flatMap((hpa) => {
      const spans = blindSpans(facts, hpa, minutes(context.thresholds.minMinutes));
      const span = hull(spans);
      if (!span) {
        return [];
      }
      const d = describe(facts, hpa, spans, span);
      const gone = hpa.metrics.every((m) => typical(m.status, span) === undefined);
      return [
        {
          intervals: spans,
          stands: isLong(spans, facts),
          actors: [hpa.ref],
          confidence: 'certain' as const,
          confidenceNotes: ['the condition is exported; its reason never is, so the cause is unknown'],
          evidence: [
            row(
              'ScalingActive',
              `false for ${duration(minutes(d.minutes))} while ${d.stands === undefined ? 'pods' : `${number(d.stands)} pods`} ran`,
              ['hpa.condition', 'hpa.current'],
              'observed',
              span
            ),
            gone
              ? row('Metrics', 'no status of any metric in that time', ['hpa.status-metric'], 'observed', span)
              : undefined,
            d.asked === undefined
              ? undefined
              : row(
                  'Demand',
                  `CPU use asks for up to ${number(d.asked)}`,
                  ['usage.cpu', 'pod.request'],
                  'inferred',
                  span
                ),
            d.rollout
              ? row('Deploy', 'a new template came as it began', ['replicaset.created'], 'observed', span)
              : undefined,
          ].filter(isPresent),
          details: d,
        },
      ];
    }),
  severity: ({ details: d }) =>
    d.asked !== undefined && d.stands !== undefined && d.asked > d.stands ? 'critical' : 'high',
  explain: ({ details: d }) => {
    const asks =
      d.asked !== undefined && d.stands !== undefined && d.asked > d.stands
        ? ` while demand ${d.before !== undefined && d.before >= d.asked ? 'asks for' : 'rose to'} ${number(d.asked)}`
        : '';
    return {
      summary: `No metrics for ${duration(minutes(d.minutes))}: frozen${d.stands === undefined ? '' : ` at ${number(d.stands)}`}${asks}.`,
      label: 'HPA blind',
      causeTitle: 'HPAs cannot read their metrics',
    };
  },
  confirm: ({ details: d }, { workload }) => ({
    command: lines(showConditions(workload.namespace, d.hpa.name), kubectl`get apiservice`),
    expect: 'ScalingActive=False with its reason; an API of metrics that is not available explains it',
  }),
  fix: ({ details: d }, facts) => {
    // Beyond its maximum an HPA pulls it back as soon as it sees again.
    const n = Math.min(Math.max(d.asked ?? 0, d.stands ?? 1), lastValue(d.hpa.max) ?? Infinity);
    return [
      {
        title: 'Set the number by hand',
        term: 'now',
        why: 'A blind HPA leaves spec.replicas alone, as long as it lies between min and max.',
        command: scaleTo(facts, n),
        price: 'Nothing follows the load until the metrics are back.',
        undo: 'Nothing to undo: the HPA decides again as soon as it sees.',
        verify: 'ScalingActive true and the status of the metric back.',
      },
      {
        title: 'A second witness',
        term: 'for-good',
        why: 'With two metrics the HPA still scales up while one is dead.',
        patches: [secondWitness(d.hpa, facts.workload)],
        price:
          'A dead metric then blocks scale-in, so alert on it. Append it to the present metrics; do not replace them.',
        undo: 'Remove the second metric.',
        verify: 'Two entries in status.currentMetrics.',
      },
    ];
  },
});
