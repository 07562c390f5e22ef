// The VPA wants more than it may have: its own policy cuts the target (uncappedTarget beside target), or a LimitRange of
// the namespace does (kubernetes/autoscaler: vertical-pod-autoscaler/docs/features.md, maxAllowed).
import { isPresent } from '../../../../kit/array';
import { hull, lengthOf, mergeIntervals, type Interval, minutes } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { count, duration, quantity } from '../../../../kit/text';
import { runsWhere, valueAt } from '../../../../model/signal';
import type { Facts } from '../../../episodes/facts';
import { mayResize, type LimitFacts, type RecommendationFacts, type VpaFacts } from '../../../signals/facts';
import { row, typical } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { kubectlIn, lines, destructive } from '../../../remedies/command';
import { showRecommendations } from '../../../remedies/look';
import { patchVpa } from '../../../remedies/mitigations';

interface Capped {
  readonly vpa: VpaFacts;
  readonly of: RecommendationFacts;
  readonly wanted: number;
  readonly allowed: number;
  /** Absent where the VPA's own policy cuts. */
  readonly limit: LimitFacts | undefined;
  /** Pods cannot be created: the policy of the VPA wins over the LimitRange, and the API server refuses them. */
  readonly refused: boolean;
  readonly spans: readonly Interval[];
}

function long(facts: Facts, runs: readonly Interval[], context: RuleContext<'minMinutes'>): Interval[] {
  return mergeIntervals(runs, 4 * facts.scrape).filter(
    (run) => lengthOf(run) >= minutes(context.thresholds.minMinutes)
  );
}

/** Spans in which the policy of the VPA cuts its own target. */
function byPolicy(
  facts: Facts,
  vpa: VpaFacts,
  of: RecommendationFacts,
  context: RuleContext<'minExcess' | 'minMinutes'>
): Capped | undefined {
  const least = context.thresholds.minExcess;
  const runs = runsWhere(
    of.uncapped,
    (wanted, t) => wanted > (valueAt(of.target, t) ?? Infinity) * (1 + least) && mayResize(vpa, t)
  );
  const spans = long(facts, runs, context);
  const span = spans.at(-1);
  const wanted = span && typical(of.uncapped, span);
  const allowed = span && typical(of.target, span);
  return wanted === undefined || allowed === undefined
    ? undefined
    : { vpa, of, wanted, allowed, limit: undefined, refused: false, spans };
}

/** Spans in which a LimitRange allows less than the target. */
function byLimitRange(
  facts: Facts,
  vpa: VpaFacts,
  of: RecommendationFacts,
  context: RuleContext<'minExcess' | 'minMinutes'>
): Capped | undefined {
  const limits = facts.limits.filter((l) => l.constraint === 'max' && l.resource === of.resource);
  const whole = vpa.recommendations.filter((r) => r.resource === of.resource);
  const asked = (limit: LimitFacts, t: number): number =>
    limit.type === 'Pod' ? sum(whole.map((r) => valueAt(r.target, t)).filter(isPresent)) : (valueAt(of.target, t) ?? 0);
  for (const limit of limits) {
    const runs = runsWhere(
      of.target,
      (_, t) => asked(limit, t) > limit.value * (1 + context.thresholds.minExcess) && mayResize(vpa, t)
    );
    const spans = long(facts, runs, context);
    const span = spans.at(-1);
    if (span) {
      const refused =
        runsWhere(facts.replicaFailure, (v, t) => v === 1 && spans.some((s) => t >= s.from && t <= s.to)).length > 0;
      return { vpa, of, wanted: asked(limit, span.to), allowed: limit.value, limit, refused, spans };
    }
  }
  return undefined;
}

function detection(d: Capped, facts: Facts): Detection<Capped> {
  const span = hull(d.spans) ?? facts.range;
  return {
    intervals: d.spans,
    actors: [d.vpa.ref],
    confidence: d.limit ? 'likely' : 'certain',
    confidenceNotes: [
      d.limit
        ? 'target and LimitRange are exported; that the pods are cut is concluded'
        : 'target and uncapped target are exported side by side',
      d.refused ? 'the condition ReplicaFailure says that pods were refused meanwhile' : '',
      facts.oomKilled > 0 ? 'OOM kills were seen' : 'whether the pods suffer is not assessed: throttling is not read',
    ].filter((note) => note !== ''),
    evidence: [
      row('Wanted', quantity(d.wanted, d.of.resource), [d.limit ? 'vpa.target' : 'vpa.uncapped'], 'observed', span),
      row(
        'Allowed',
        `${quantity(d.allowed, d.of.resource)} by ${d.limit ? `LimitRange ${d.limit.name}` : 'the policy of the VPA'}`,
        [d.limit ? 'limit.range' : 'vpa.target'],
        'observed',
        span
      ),
      facts.oomKilled > 0
        ? row('OOM kills', `${count(facts.oomKilled, 'pod')} last ended for want of memory`, ['pod.oom-killed'])
        : undefined,
      d.refused ? row('ReplicaFailure', 'true', ['workload.condition'], 'observed', span) : undefined,
    ].filter(isPresent),
    details: d,
  };
}

export const vpaCapped = defineRule({
  id: 'vpa-capped',
  title: 'The VPA wants more than it may have',
  code: 'E3',
  scans: ['recommendation-capped'],
  needs: ['vpa.target', 'vpa.uncapped'],
  reveals: ['vpa.mode'],
  helps: ['limit.range', 'pod.oom-killed', 'workload.condition'],
  thresholds: {
    minExcess: { title: 'Wanted above allowed', unit: 'ratio', default: 0.05, min: 0.01, max: 5 },
    minMinutes: { title: 'For how long', unit: 'min', default: 10, min: 1, max: 1440 },
  },
  explains: [],
  detect: (facts, context): Array<Detection<Capped>> =>
    facts.vpas.flatMap((vpa) =>
      vpa.recommendations
        .flatMap((of) => [byPolicy(facts, vpa, of, context), byLimitRange(facts, vpa, of, context)])
        .filter(isPresent)
        .map((d) => detection(d, facts))
    ),
  severity: ({ details: d }, facts) =>
    d.refused ? 'critical' : facts.oomKilled > 0 && d.of.resource === 'memory' ? 'high' : 'medium',
  explain: ({ details: d, intervals }) => ({
    summary: `VPA ${d.vpa.name} wants ${quantity(d.wanted, d.of.resource)} per container, ${d.limit ? `LimitRange ${d.limit.name}` : 'its policy'} stops at ${quantity(d.allowed, d.of.resource)}: ${d.refused ? 'new pods are refused' : `${Math.round((1 - d.allowed / d.wanted) * 100)} % short for ${duration(sum(intervals.map(lengthOf)))}`}.`,
    label: `VPA capped on ${d.of.resource}`,
    causeTitle: 'Recommendations cut by policy',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: d.limit
      ? lines(
          showRecommendations(workload.namespace, d.vpa.name),
          kubectlIn(workload.namespace)`get limitrange ${d.limit.name} -o jsonpath='{.spec.limits}{"\\n"}'`
        )
      : showRecommendations(workload.namespace, d.vpa.name),
    expect: `a target of ${d.of.resource} at about ${quantity(d.allowed, d.of.resource)}, below the uncapped one of ${quantity(d.wanted, d.of.resource)} behind it`,
  }),
  fix: ({ details: d }, { workload }) => {
    const value = 1.2 * d.wanted;
    const text = d.of.resource === 'cpu' ? `${Math.ceil(value * 1000)}m` : `${Math.ceil(value / 2 ** 20)}Mi`;
    const container = d.of.container === '' ? '*' : d.of.container;
    return [
      d.limit
        ? {
            title: 'See what the LimitRange says',
            term: 'now',
            why: `Its max for ${d.of.resource} has to be ${text} or more for the recommendation to fit.`,
            command: destructive(kubectlIn(workload.namespace)`edit limitrange ${d.limit.name}`),
            price: 'The namespace may then have larger containers from everybody.',
            undo: 'Set the old max.',
            verify: 'New pods get the recommended request, ReplicaFailure gone.',
          }
        : {
            title: `Raise maxAllowed to ${text}`,
            term: 'now',
            why: 'The target rises to what the usage asks for at the next round of the recommender.',
            command: patchVpa(workload.namespace, d.vpa.name, {
              resourcePolicy: {
                containerPolicies: [{ containerName: container, maxAllowed: { [d.of.resource]: text } }],
              },
            }),
            price:
              'The patch replaces the list of container policies: write other entries into it too. Larger pods need nodes and quota for them.',
            undo: 'Set the old maxAllowed.',
            verify: 'Target equals uncapped target within a minute.',
          },
      {
        title: 'Write the cap where the need is',
        term: 'for-good',
        why: 'A cap is a guard against a runaway, so it belongs well above the usage of a busy day.',
        patches: [
          {
            apiVersion: 'autoscaling.k8s.io/v1',
            kind: 'VerticalPodAutoscaler',
            name: d.vpa.name,
            namespace: workload.namespace,
            spec: {
              resourcePolicy: {
                containerPolicies: [{ containerName: container, maxAllowed: { [d.of.resource]: text } }],
              },
            },
          },
        ],
        price: 'Where pods must not grow, more replicas carry the same load.',
        undo: 'Set the old maxAllowed.',
        verify: 'Uncapped target within 5 % of the target for a day.',
      },
    ];
  },
});
