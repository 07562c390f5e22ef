// One dead metric of several blocks scale-in and stays silent: with any metric failing the HPA may go up, never down
// (kubernetes#99514), and ScalingActive stays true while it is steady.
import { isPresent } from '../../../../kit/array';
import { hull, lengthOf, mergeIntervals, type Interval, minutes, inMinutes } from '../../../../kit/interval';
import { duration, number } from '../../../../kit/text';
import { runsWhere, valueAt } from '../../../../model/signal';
import type { Facts } from '../../../episodes/facts';
import type { HpaFacts, MetricFacts } from '../../../signals/facts';
import { row, typical } from '../../evidence';
import { defineRule, type Detection } from '../../defineRule';
import { kubectlIn, lines } from '../../../remedies/command';
import { showConditions, showMetrics } from '../../../remedies/look';
import { ownerManifest } from '../../../remedies/mitigations';

interface DeadMetric {
  readonly hpa: HpaFacts;
  readonly dead: MetricFacts;
  readonly span: Interval;
  readonly minutes: number;
  readonly stands: number | undefined;
  readonly enough: number | undefined;
}

/** Spans in which this metric is wanted and unseen while another one of the same HPA is seen. */
function deadSpans(facts: Facts, hpa: HpaFacts, metric: MetricFacts, least: number): Interval[] {
  const others = hpa.metrics.filter((m) => m !== metric);
  const runs = runsWhere(hpa.desired, (_, t) => {
    // Without a target the metric is not in the spec at that time: an edited HPA is not a dead metric.
    const seen = valueAt(metric.status, t) !== undefined || valueAt(metric.target, t) === undefined;
    const otherSeen = others.some((m) => valueAt(m.status, t) !== undefined);
    return !seen && otherSeen && (valueAt(hpa.current, t) ?? 0) > 0;
  });
  return mergeIntervals(runs, 2 * facts.scrape).filter((run) => lengthOf(run) >= least);
}

export const hpaPartialMetrics = defineRule({
  id: 'hpa-partial-metrics',
  title: 'One dead metric silently blocks scale-in',
  code: 'C7',
  scans: ['metric-missing'],
  needs: ['hpa.info', 'hpa.spec-metric', 'hpa.status-metric', 'hpa.desired', 'hpa.current'],
  absences: ['hpa.spec-metric', 'hpa.status-metric'],
  helps: ['hpa.condition', 'keda.errors'],
  thresholds: { minMinutes: { title: 'Minutes without the metric', unit: 'min', default: 5, min: 1, max: 120 } },
  explains: ['hpa-scaling-inactive'],
  detect: (facts, context): Array<Detection<DeadMetric>> =>
    facts.hpas.flatMap((hpa) =>
      (hpa.metrics.length < 2 ? [] : hpa.metrics).flatMap((dead) => {
        const spans = deadSpans(facts, hpa, dead, minutes(context.thresholds.minMinutes));
        const span = hull(spans);
        if (!span) {
          return [];
        }
        const d: DeadMetric = {
          hpa,
          dead,
          span,
          minutes: inMinutes(lengthOf(span)),
          stands: typical(facts.replicas, span),
          enough: typical(facts.proposal, span),
        };
        return [
          {
            intervals: spans,
            actors: [hpa.ref],
            confidence: 'certain' as const,
            confidenceNotes: ['target and status of each metric are exported', 'why the source is silent is not'],
            evidence: [
              row(
                'Dead metric',
                `${dead.name}: wanted, no status for ${duration(lengthOf(span))}`,
                ['hpa.spec-metric', 'hpa.status-metric'],
                'observed',
                span
              ),
              d.enough === undefined
                ? undefined
                : row('The others', `ask for ${number(d.enough)} replicas`, ['hpa.status-metric'], 'inferred', span),
            ].filter(isPresent),
            details: d,
          },
        ];
      })
    ),
  severity: () => 'medium',
  explain: ({ details: d }) => {
    const more =
      d.enough !== undefined && d.stands !== undefined && d.enough < d.stands
        ? `: ${number(d.stands)} pods where ${number(d.enough)} are enough`
        : '';
    return {
      summary: `One of ${d.hpa.metrics.length} metrics is dead (${d.dead.name}), so no scale-in for ${duration(minutes(d.minutes))}${more}.`,
      label: 'one metric dead',
      causeTitle: 'One dead metric blocks scale-in',
    };
  },
  confirm: ({ details: d }, { workload }) => ({
    command: lines(showMetrics(workload.namespace, d.hpa.name), showConditions(workload.namespace, d.hpa.name)),
    expect: `${d.dead.name} in the first line, among the targets, and not in the second, among the readings`,
  }),
  fix: ({ details: d }, { workload }) => [
    {
      title: 'Find out why it is silent',
      term: 'now',
      why: 'The condition and the events of the HPA name the error; no series carries it.',
      command: kubectlIn(workload.namespace)`describe hpa ${d.hpa.name}`,
      price: 'None.',
      undo: 'Nothing to undo.',
      verify: `The status of ${d.dead.name} is back.`,
    },
    d.hpa.scaledObject
      ? {
          title: 'Answer for the source while it is silent',
          term: 'for-good' as const,
          why: 'With a fallback KEDA answers for the source, so the HPA sees all its metrics and may scale in.',
          patches: [
            ownerManifest(workload, d.hpa, {
              hpa: {},
              scaledObject: {
                fallback: {
                  failureThreshold: 3,
                  replicas: Math.max(1, Math.round(d.stands ?? 1)),
                  behavior: 'currentReplicasIfHigher',
                },
              },
            }),
          ],
          price: 'A source that is really down then looks busy: alert on it.',
          undo: 'Remove the fallback.',
          verify: 'The HPA scales in while the source is silent.',
        }
      : {
          title: 'Answer 0 in place of nothing',
          term: 'for-good' as const,
          why: 'A query that ends in `or vector(0)` never goes missing, so scale-in stays possible. It stands in the configuration of the metrics adapter, not in the HPA.',
          command: kubectlIn(workload.namespace)`get hpa ${d.hpa.name} -o yaml`,
          price: 'A source that is really down then looks idle: alert on it.',
          undo: 'Take it back.',
          verify: 'The HPA scales in while the source is silent.',
        },
  ],
});
