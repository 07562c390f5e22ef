// Several VPAs size the same containers: which of them admission applies is undefined (kubernetes/autoscaler:
// vertical-pod-autoscaler/docs/known-limitations.md).
// One that only watches cpu beside one that sizes memory is a known good pattern and no finding.
import { distinct, groupBy, isPresent, sortBy } from '../../../../kit/array';
import { hull, lengthOf, mergeIntervals, type Interval, minutes } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { number, quantity } from '../../../../kit/text';
import { edgesOf, runsWhere, valueAt } from '../../../../model/signal';
import type { Facts } from '../../../episodes/facts';
import { mayResize, type RecommendationFacts, type VpaFacts } from '../../../signals/facts';
import { row } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { isSame } from '../../../predicates/vpaActs';
import { showVpas } from '../../../remedies/look';
import { stopVpa } from '../../../remedies/mitigations';

interface Shared {
  readonly first: VpaFacts;
  readonly second: VpaFacts;
  /** What both recommend, the one they differ in most first. */
  readonly both: ReadonlyArray<readonly [RecommendationFacts, RecommendationFacts]>;
  readonly spans: readonly Interval[];
  readonly evicted: readonly [number, number];
  readonly targets: readonly [number, number];
}

function overlapping(first: VpaFacts, second: VpaFacts): Array<readonly [RecommendationFacts, RecommendationFacts]> {
  return first.recommendations.flatMap((a) => {
    const b = second.recommendations.find(
      (r) => r.resource === a.resource && (r.container === a.container || r.container === '*' || a.container === '*')
    );
    return b && a.target && b.target ? [[a, b] as const] : [];
  });
}

function evictedIn(vpa: VpaFacts, spans: readonly Interval[]): number {
  const rises = edgesOf(vpa.evicted).filter(
    (e) => e.to > e.from && spans.some((s) => e.interval.to > s.from && e.interval.from < s.to)
  );
  return sum(rises.map((e) => e.to - e.from));
}

function sharedBy(
  facts: Facts,
  first: VpaFacts,
  second: VpaFacts,
  context: RuleContext<'minMinutes'>
): Shared | undefined {
  const both = overlapping(first, second);
  const [pair] = both;
  if (!pair) {
    return undefined;
  }
  const [a, b] = pair;
  const runs = runsWhere(
    a.target,
    (_, t) => valueAt(b.target, t) !== undefined && mayResize(first, t) && mayResize(second, t)
  );
  const spans = mergeIntervals(runs, 4 * facts.scrape).filter(
    (run) => lengthOf(run) >= minutes(context.thresholds.minMinutes)
  );
  const end = spans.at(-1)?.to;
  const targets = end === undefined ? undefined : ([valueAt(a.target, end), valueAt(b.target, end)] as const);
  return targets?.[0] === undefined || targets[1] === undefined
    ? undefined
    : {
        first,
        second,
        both,
        spans,
        evicted: [evictedIn(first, spans), evictedIn(second, spans)],
        targets: [targets[0], targets[1]],
      };
}

function differ(d: Shared): boolean {
  return !isSame(d.targets[0], d.targets[1], 0.05);
}

/** Every container that one of the two sizes, with every resource that one of them sizes there. */
function policiesOfBoth({ first, second }: Shared): Array<{ containerName: string; controlledResources: string[] }> {
  const byContainer = groupBy([...first.recommendations, ...second.recommendations], (r) => r.container);
  return sortBy([...byContainer], ([container]) => container).map(([container, recommendations]) => ({
    containerName: container === '' ? '*' : container,
    controlledResources: distinct(recommendations.map((r) => r.resource)).sort(),
  }));
}

export const vpaMultiMatch = defineRule({
  id: 'vpa-multi-match',
  title: 'Several VPAs size the same containers',
  code: 'E6',
  scans: ['sized-twice'],
  needs: ['vpa.target'],
  reveals: ['vpa.mode'],
  helps: ['vpa.evicted'],
  thresholds: { minMinutes: { title: 'How long both stand', unit: 'min', default: 5, min: 1, max: 1440 } },
  explains: ['vpa-recommendation-oscillation', 'vpa-eviction-loop'],
  detect: (facts, context): Array<Detection<Shared>> => {
    const found = facts.vpas.flatMap((first, i) =>
      facts.vpas.slice(i + 1).map((second) => sharedBy(facts, first, second, context))
    );
    return found.filter(isPresent).map((d) => {
      const acts = sum(d.evicted) > 0 || differ(d);
      const known = d.first.modes.size > 0 && d.second.modes.size > 0;
      return {
        intervals: d.spans,
        preconditionOnly: !acts,
        actors: [d.first.ref, d.second.ref],
        confidence: known ? ('certain' as const) : ('likely' as const),
        confidenceNotes: [
          'both name this workload as target and recommend the same resource',
          known ? 'neither is Off' : 'update mode not exported: a VPA without one counts as acting',
          'which of them admission applies is not exported: the annotation vpaUpdates of a pod names it',
        ],
        evidence: [
          row(
            'Two recommendations',
            `${d.both.map(([a]) => `${a.container} ${a.resource}`).join(', ')} by ${d.first.name} and by ${d.second.name}`,
            ['vpa.target', 'vpa.mode'],
            'observed',
            hull(d.spans)
          ),
          sum(d.evicted) > 0
            ? row(
                'Evictions',
                `${number(d.evicted[0])} by ${d.first.name}, ${number(d.evicted[1])} by ${d.second.name}`,
                ['vpa.evicted'],
                'observed',
                hull(d.spans)
              )
            : undefined,
        ].filter(isPresent),
        details: d,
      };
    });
  },
  severity: () => 'medium',
  explain: ({ details: d }) => {
    const resource = d.both[0]?.[0].resource ?? 'cpu';
    const resources = [...new Set(d.both.map(([a]) => a.resource))].sort().join(' and ');
    const says = differ(d)
      ? `one says ${quantity(d.targets[0], resource)}, the other ${quantity(d.targets[1], resource)}`
      : sum(d.evicted) > 0
        ? `${number(d.evicted[0])} and ${number(d.evicted[1])} evictions so far`
        : 'they agree so far';
    return {
      summary: `VPA ${d.first.name} and VPA ${d.second.name} both size the ${resources} of these pods: ${says}.`,
      label: `VPA × VPA on ${resources}`,
      causeTitle: 'Several VPAs on one workload',
    };
  },
  confirm: ({ details: d }, { workload }) => ({
    command: showVpas(workload.namespace, d.first.name, d.second.name),
    expect: `TARGET ${workload.name} in both lines, with a MODE other than Off`,
  }),
  fix: ({ details: d }, { workload }) => [
    {
      title: `Stop VPA ${d.second.name}`,
      term: 'now',
      why: 'One VPA is left that acts.',
      command: stopVpa(workload.namespace, d.second.name),
      price: `What its policy says no longer holds: compare it with that of ${d.first.name} first.`,
      undo: 'Set updateMode back to what it was.',
      verify: `Only ${d.first.name} evicts.`,
    },
    {
      title: 'Keep one, with the policies of both',
      term: 'for-good',
      why: 'One object, one policy per container: nothing is left to chance.',
      patches: [
        {
          apiVersion: 'autoscaling.k8s.io/v1',
          kind: 'VerticalPodAutoscaler',
          name: d.first.name,
          namespace: workload.namespace,
          spec: {
            resourcePolicy: {
              containerPolicies: policiesOfBoth(d),
            },
          },
        },
      ],
      price: `VPA ${d.second.name} and the history of its recommendations go away.`,
      undo: 'Create it again.',
      verify: 'One VPA per workload in kubectl get vpa.',
    },
  ],
});
