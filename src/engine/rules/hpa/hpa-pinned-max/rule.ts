// An HPA stands at maxReplicas and the metrics still ask for more (kube-prometheus alert KubeHpaMaxedOut waits 15 min).
import { hull, lengthOf, mergeIntervals, type Interval, minutes, inMinutes } from '../../../../kit/interval';
import { isPresent } from '../../../../kit/array';
import { sum } from '../../../../kit/stats';
import { duration, number } from '../../../../kit/text';
import { runsWhere, valueAt } from '../../../../model/signal';
import type { Facts } from '../../../episodes/facts';
import type { HpaFacts } from '../../../signals/facts';
import { hpaProposalAt } from '../../../signals/proposal';
import { askedRow, peak, row } from '../../evidence';
import { isAtMax } from '../../../predicates/hpa';
import { isLong } from '../../../predicates/isLong';
import { workedOff, type WorkedOff } from '../../../predicates/workedOff';
import { defineRule, type Detection } from '../../defineRule';
import { lines } from '../../../remedies/command';
import { showConditions, showOwner } from '../../../remedies/look';
import { nextMaximum, patchHpa, patchScaledObject, raisedMaximum, stepWords } from '../../../remedies/mitigations';

interface Pinned {
  readonly hpa: HpaFacts;
  readonly max: number;
  readonly peak: number;
  readonly minutes: number;
  readonly span: Interval;
  /** A queue that falls all the time at this maximum. */
  readonly queue: WorkedOff | undefined;
}

/** A backlog that takes longer than this is late, even where it is worked off in the end. */
const LATE = minutes(30);

/** A dip of the metric shorter than this does not end the shortage. */
const DIP = 120_000;

/** Samples in a row at the maximum while the metrics ask for more. */
function pinnedRuns(facts: Facts, hpa: HpaFacts, pressure: number): Interval[] {
  return runsWhere(hpa.desired, (_, t) => {
    const asked = isAtMax(hpa, t) ? hpaProposalAt(facts, hpa, t) : undefined;
    return asked !== undefined && asked >= (valueAt(hpa.max, t) ?? Infinity) * pressure;
  });
}

export const hpaPinnedMax = defineRule({
  id: 'hpa-pinned-max',
  title: 'An HPA stands at its maximum and load still wants more',
  code: 'C2',
  tellsStanding: true,
  scans: ['at-maximum'],
  needs: ['hpa.info', 'hpa.desired', 'hpa.max', 'hpa.status-metric', 'hpa.spec-metric', 'hpa.min'],
  reveals: ['hpa.current', 'workload.ready'],
  helps: ['hpa.condition'],
  thresholds: {
    minMinutes: { title: 'Minutes at the maximum under pressure', unit: 'min', default: 5, min: 1, max: 120 },
    pressure: {
      title: 'What the metrics ask for, as a multiple of the maximum',
      unit: 'ratio',
      default: 1.1,
      min: 1,
      max: 5,
    },
  },
  explains: [],
  detect: (facts, context): Array<Detection<Pinned>> =>
    facts.hpas.flatMap((hpa) => {
      const least = minutes(context.thresholds.minMinutes);
      const runs = pinnedRuns(facts, hpa, context.thresholds.pressure);
      const spans = mergeIntervals(runs, DIP + facts.scrape).filter((span) => lengthOf(span) >= least);
      const span = hull(spans);
      const max = span && valueAt(hpa.max, span.to);
      if (!span || max === undefined) {
        return [];
      }
      const most = peak(facts.proposal, span) ?? max;
      const queue = workedOff(facts, hpa, spans);
      return [
        {
          intervals: spans,
          stands: isLong(runs, facts),
          actors: [hpa.ref],
          confidence: 'certain' as const,
          confidenceNotes: ['maximum, desired value and metric are all exported'],
          evidence: [
            row(
              'At the maximum',
              `desired = max = ${max} for ${duration(sum(spans.map(lengthOf)))}`,
              ['hpa.desired', 'hpa.max'],
              'observed',
              span
            ),
            askedRow(`up to ${number(most)}`, span),
            queue &&
              row(
                'The queue',
                `${queue.metric.name} falls at this maximum, each time from its peak to less than half within ${duration(queue.longest)}`,
                ['hpa.status-metric'],
                'observed',
                span
              ),
          ].filter(isPresent),
          details: { hpa, max, peak: most, minutes: inMinutes(sum(spans.map(lengthOf))), span, queue },
        },
      ];
    }),
  severity: ({ details: d }) => {
    if (d.queue) {
      return d.queue.longest > LATE ? 'low' : 'info';
    }
    return d.peak >= 1.5 * d.max || d.minutes > 30 ? 'critical' : 'high';
  },
  explain: ({ details: d }) => ({
    summary: d.queue
      ? `At max ${number(d.max)} for ${duration(minutes(d.minutes))} in all, while ${d.queue.metric.name} is worked off, within ${duration(d.queue.longest)} each time.`
      : `At max ${number(d.max)} for ${duration(minutes(d.minutes))} while the metrics ask for ${number(d.peak)}.`,
    label: `at max ${number(d.max)}`,
    causeTitle: 'An HPA stands at its maximum',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: lines(showOwner(workload, d.hpa), showConditions(workload.namespace, d.hpa.name)),
    expect: `MAX and DESIRED both ${d.max}, and ScalingLimited=True TooManyReplicas`,
  }),
  fix: ({ details: d }, { workload }) => {
    const next = nextMaximum(d.max, d.peak);
    const raised = d.queue ? 2 * d.max : next.max;
    const command = d.hpa.scaledObject
      ? patchScaledObject(workload.namespace, d.hpa.scaledObject, { maxReplicaCount: raised })
      : patchHpa(workload.namespace, d.hpa.name, { maxReplicas: raised });
    return [
      {
        title: `Raise the maximum to ${raised}`,
        term: 'now',
        why: d.queue
          ? 'Twice the pods work it off in about half the time, if that is too long. The metric asks for messages divided by its threshold: no measure for a maximum.'
          : next.isStep
            ? stepWords(d.peak)
            : '1.3 times the highest number that the metrics asked for.',
        command,
        price: `Up to ${raised - d.max} more pods; check quota, node limits and database connections first.${d.queue ? ' Consumers beyond the partitions of a topic do nothing.' : ''}`,
        undo: `Set the maximum back to ${d.max}.`,
        verify: 'Desired below the maximum within 5 min, or a metric that falls.',
      },
      {
        title: 'Commit the new maximum to the manifest',
        term: 'for-good',
        why: 'The next apply of the manifest will revert a patched maximum.',
        patches: [raisedMaximum(workload, d.hpa, raised)],
        price: 'The bill follows the load up to the new maximum.',
        undo: `Set it back to ${d.max}.`,
        verify: 'No sample at the maximum in the next peak.',
      },
    ];
  },
});
