// Scale-up policies are too tight for the ramp: ScalingLimited is true below the maximum, the metrics ask for a good deal
// more, and the HPA climbs in small steps (calculateScaleUpLimitWithScalingRules). The defaults, +100 % or 4 pods in 15 s,
// are through any ramp within a minute or two.
import { isPresent, pairs } from '../../../../kit/array';
import {
  hull,
  lengthOf,
  mergeIntervals,
  type Interval,
  type Millis,
  minutes,
  inMinutes,
} from '../../../../kit/interval';
import { median, sum } from '../../../../kit/stats';
import { count, duration, number } from '../../../../kit/text';
import type { Action } from '../../../../model/action';
import { runsWhere, valueAt } from '../../../../model/signal';
import { actionsIn, type Facts } from '../../../episodes/facts';
import type { HpaFacts } from '../../../signals/facts';
import { hpaProposalAt } from '../../../signals/proposal';
import { askedRow, peak, row } from '../../evidence';
import { ownEdges } from '../../../predicates/hpa';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { lines } from '../../../remedies/command';
import { showConditions, showBehavior } from '../../../remedies/look';
import { withBehavior, patchOwner, ownerManifest } from '../../../remedies/mitigations';

interface Limited {
  readonly hpa: HpaFacts;
  readonly step: number;
  readonly every: Millis | undefined;
  readonly steps: number;
  readonly from: number;
  readonly to: number;
  readonly asked: number;
  readonly ready: number | undefined;
  readonly minutes: number;
  readonly span: Interval;
}

/** Held back by a rate: below the maximum, limited, and the metrics ask for much more. */
function limitedSpans(
  facts: Facts,
  hpa: HpaFacts,
  context: RuleContext<'pressure' | 'minMinutes' | 'minSteps'>
): Interval[] {
  const runs = runsWhere(hpa.scalingLimited, (limited, t) => {
    if (limited !== 1) {
      return false;
    }
    const desired = valueAt(hpa.desired, t);
    const max = valueAt(hpa.max, t);
    const asked = hpaProposalAt(facts, hpa, t);
    return (
      desired !== undefined &&
      desired > 0 &&
      max !== undefined &&
      desired < max &&
      asked !== undefined &&
      asked >= context.thresholds.pressure * desired
    );
  });
  return mergeIntervals(runs, 30_000 + 2 * facts.scrape).filter(
    (span) => lengthOf(span) >= minutes(context.thresholds.minMinutes)
  );
}

/** The HPA's own steps upwards in a span, the one that began it included. */
function stepsIn(facts: Facts, hpa: HpaFacts, span: Interval): Action[] {
  const near = { from: span.from - 2 * facts.scrape, to: span.to + 2 * facts.scrape };
  return actionsIn(ownEdges(facts, hpa), near).filter((e) => e.to > e.from);
}

function detectFor(
  facts: Facts,
  hpa: HpaFacts,
  context: RuleContext<'pressure' | 'minMinutes' | 'minSteps'>
): { d: Limited; spans: Interval[] } | undefined {
  const spans = limitedSpans(facts, hpa, context).filter(
    (span) => stepsIn(facts, hpa, span).length >= context.thresholds.minSteps
  );
  const span = hull(spans);
  const steps = spans.flatMap((s) => stepsIn(facts, hpa, s));
  const first = steps[0];
  const last = steps.at(-1);
  if (!span || !first || !last) {
    return undefined;
  }
  const middle = (span.from + span.to) / 2;
  const d: Limited = {
    hpa,
    step: median(steps.map((e) => e.to - e.from)) ?? NaN,
    every: median(pairs(steps).map(([a, b]) => b.interval.to - a.interval.to)),
    steps: steps.length,
    from: first.from,
    to: last.to,
    asked: peak(facts.proposal, span) ?? NaN,
    ready: valueAt(facts.ready, middle),
    minutes: inMinutes(sum(spans.map(lengthOf))),
    span,
  };
  return { d, spans };
}

export const hpaRateLimited = defineRule({
  id: 'hpa-rate-limited',
  title: 'Scale-up policies of an HPA are too tight for the ramp',
  code: 'C13',
  scans: ['grew', 'rewritten', 'moved'],
  needs: [
    'hpa.info',
    'hpa.condition',
    'hpa.desired',
    'hpa.max',
    'hpa.status-metric',
    'hpa.spec-metric',
    'workload.replicas',
  ],
  helps: ['workload.ready', 'hpa.current'],
  thresholds: {
    pressure: {
      title: 'What the metrics ask for, as a multiple of the desired value',
      unit: 'ratio',
      default: 1.3,
      min: 1.1,
      max: 5,
    },
    minMinutes: { title: 'Minutes held back', unit: 'min', default: 4, min: 1, max: 60 },
    minSteps: { title: 'Steps upwards meanwhile', unit: 'steps', default: 2, min: 1, max: 20 },
  },
  explains: [],
  detect: (facts, context): Array<Detection<Limited>> =>
    facts.hpas
      .map((hpa) => detectFor(facts, hpa, context))
      .filter(isPresent)
      .map(({ d, spans }) => ({
        intervals: spans,
        actors: [d.hpa.ref],
        confidence: 'certain' as const,
        confidenceNotes: [
          'ScalingLimited is true below the maximum: a rate holds it',
          'the policies themselves are never exported: their size is read off the steps',
        ],
        evidence: [
          row(
            'Held back',
            `ScalingLimited for ${duration(minutes(d.minutes))} below the maximum of ${number(valueAt(d.hpa.max, d.span.to) ?? NaN)}`,
            ['hpa.condition', 'hpa.desired', 'hpa.max'],
            'observed',
            d.span
          ),
          row(
            'Steps',
            `${number(d.from)} → ${number(d.to)} in ${count(d.steps, 'step')} of ${number(d.step)}${d.every === undefined ? '' : `, one every ${duration(d.every)}`}`,
            ['workload.replicas', 'hpa.desired'],
            'observed',
            d.span
          ),
          askedRow(`up to ${number(d.asked)}`, d.span),
        ],
        details: d,
      })),
  severity: ({ details: d }) => (d.ready === undefined || d.asked > d.ready ? 'high' : 'medium'),
  explain: ({ details: d }) => ({
    summary: `The metrics ask for ${number(d.asked)}, the HPA climbs by ${number(d.step)}${d.every === undefined ? '' : ` every ${duration(d.every)}`}: ${number(d.from)} → ${number(d.to)} in ${duration(lengthOf(d.span))}.`,
    label: `+${number(d.step)} at a time, ${number(d.asked)} asked`,
    causeTitle: 'Scale-up policies too tight for the ramp',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: lines(showConditions(workload.namespace, d.hpa.name), showBehavior(workload.namespace, d.hpa.name)),
    expect: 'ScalingLimited=True ScaleUpLimit during a climb, and the scaleUp policies that allow no more',
  }),
  fix: ({ details: d }, { workload }) => {
    const scaleUp = {
      stabilizationWindowSeconds: 0,
      selectPolicy: 'Max',
      policies: [
        { type: 'Percent', value: 100, periodSeconds: 15 },
        { type: 'Pods', value: 4, periodSeconds: 15 },
      ],
    };
    return [
      {
        title: 'Double at every pass',
        term: 'now',
        why: `These are the defaults of Kubernetes: ${number(d.from)} becomes ${number(d.asked)} in ${count(Math.max(1, Math.ceil(Math.log2(d.asked / Math.max(d.from, 1)))), 'pass', 'passes')} of 15 s.`,
        command: patchOwner(workload.namespace, d.hpa, withBehavior({ scaleUp })),
        price: 'A short spike brings pods that stay for the down window (5 min).',
        undo: 'Put the old policies of behavior.scaleUp back.',
        verify: 'ScalingLimited false, or desired at the maximum, within a minute.',
      },
      {
        title: 'Commit the faster policies to the manifest',
        term: 'for-good',
        why: 'The next apply of the manifest will revert a patched behavior.',
        patches: [ownerManifest(workload, d.hpa, withBehavior({ scaleUp }))],
        price: 'Nodes, quota and databases must take the same jump.',
        undo: 'Put the old policies back.',
        verify: 'The next ramp is followed within two passes.',
      },
    ];
  },
});
