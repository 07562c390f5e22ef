// An HPA that points at nothing: its target does not exist, or under another name or apiVersion.
import { coverageOf, runsWhere, valueAt } from '../../../../model/signal';
import { hull, lengthOf, mergeIntervals, type Interval, type Millis, minutes } from '../../../../kit/interval';
import { isPresent } from '../../../../kit/array';
import { duration } from '../../../../kit/text';
import type { Facts } from '../../../episodes/facts';
import type { HpaFacts } from '../../../signals/facts';
import { row } from '../../evidence';
import { defineRule, type Detection } from '../../defineRule';
import { kubectlIn, lines } from '../../../remedies/command';
import { showConditions } from '../../../remedies/look';
import { targetOf, workloadWord } from '../../../remedies/target';
import { PLACEHOLDERS } from '../../../remedies/plainNames';
import { deleteHpa } from '../../../remedies/mitigations';

interface Dangling {
  readonly hpa: HpaFacts;
  /** The target has series, at least in part of the range. */
  readonly exists: boolean;
}

/**
 * Spans in which AbleToScale is false and nothing waits to be written: the HPA cannot read its target's scale (gone, or
 * another apiVersion). A wish that stands against the spec says that a write fails, which is another story.
 */
function cannotRead(facts: Facts, hpa: HpaFacts, least: Millis): Interval[] {
  const runs = runsWhere(hpa.ableToScale, (able, t) => {
    const wish = valueAt(hpa.desired, t) ?? 0;
    return able === 0 && (wish === 0 || wish === valueAt(hpa.current, t));
  });
  return mergeIntervals(runs, 2 * facts.scrape).filter((run) => lengthOf(run) >= least);
}

/** The life of an HPA whose target has no series at all, unless its conditions say that it reaches it. */
function unseen(facts: Facts, hpa: HpaFacts, least: Millis): Interval[] {
  const known = facts.workload.kind === 'Deployment' || facts.workload.kind === 'StatefulSet';
  const reaches = hpa.ableToScale?.values.includes(1) ?? false;
  const signal = hpa.desired ?? hpa.max;
  const lived = signal && hull(coverageOf(signal));
  return lived && known && !facts.exists && !reaches && lengthOf(lived) >= least ? [lived] : [];
}

export const hpaDanglingTarget = defineRule({
  id: 'hpa-dangling-target',
  title: 'An HPA points at nothing',
  code: 'C14',
  scans: ['dangling', 'blind'],
  needs: ['hpa.info', 'workload.replicas', 'hpa.condition'],
  absences: ['workload.replicas'],
  helps: [],
  thresholds: { minMinutes: { title: 'Minutes without its target', unit: 'min', default: 10, min: 1, max: 1440 } },
  explains: [],
  detect: (facts, context): Array<Detection<Dangling>> => {
    const least = minutes(context.thresholds.minMinutes);
    return facts.hpas.flatMap((hpa) => {
      const failing = cannotRead(facts, hpa, least);
      const spans = failing.length > 0 ? failing : unseen(facts, hpa, least);
      const span = hull(spans);
      if (!span) {
        return [];
      }
      const fails = failing.length > 0;
      return [
        {
          intervals: spans,
          actors: [hpa.ref],
          confidence: fails ? ('certain' as const) : ('likely' as const),
          confidenceNotes: [
            fails ? 'AbleToScale is false' : 'no series of the target; it may be hidden from kube-state-metrics',
          ],
          evidence: [
            facts.exists
              ? undefined
              : row(
                  'Target',
                  `no ${facts.workload.kind} ${facts.workload.name} in this namespace for ${duration(span.to - span.from)}`,
                  ['hpa.info', 'workload.replicas'],
                  'observed',
                  span
                ),
            fails ? row('AbleToScale', 'false', ['hpa.condition'], 'observed', span) : undefined,
          ].filter(isPresent),
          details: { hpa, exists: facts.exists },
        },
      ];
    });
  },
  severity: () => 'low',
  explain: ({ details: d }, { workload }) => ({
    summary: d.exists
      ? `HPA ${d.hpa.name} cannot reach ${workload.kind} ${workload.name}: gone, or under another apiVersion.`
      : `HPA ${d.hpa.name} points at ${workload.kind} ${workload.name}, which does not exist.`,
    label: 'no such target',
    causeTitle: 'HPAs that point at nothing',
  }),
  confirm: ({ details: d }, facts) => ({
    command: lines(
      kubectlIn(facts.workload.namespace)`get hpa ${d.hpa.name} -o jsonpath='{.spec.scaleTargetRef}{"\\n"}'`,
      kubectlIn(facts.workload.namespace)`get ${workloadWord(facts)}`,
      showConditions(facts.workload.namespace, d.hpa.name)
    ),
    expect: `kind ${facts.workload.kind} and name ${facts.workload.name}; then NotFound for that object, or another apiVersion; then AbleToScale=False FailedGetScale`,
  }),
  fix: ({ details: d }, facts) => [
    {
      title: 'Point it at the right object',
      term: 'now',
      why: 'Name, kind and apiVersion of the target must all match an object of this namespace.',
      patches: [
        {
          apiVersion: 'autoscaling/v2',
          kind: 'HorizontalPodAutoscaler',
          name: d.hpa.name,
          namespace: facts.workload.namespace,
          spec: { scaleTargetRef: { ...targetOf(facts), name: PLACEHOLDERS.workload } },
        },
      ],
      price: 'The workload begins to scale: check minimum and maximum first.',
      undo: 'Point it back.',
      verify: 'AbleToScale true within 30 s.',
    },
    {
      title: 'Delete the HPA if its target is gone for good',
      term: 'for-good',
      why: 'An HPA without a target can do nothing but fill the log.',
      command: deleteHpa(facts.workload.namespace, d.hpa),
      price: 'None, if the name is not a typing mistake.',
      undo: 'Apply its manifest again.',
      verify: 'The series of the HPA end.',
    },
  ],
});
