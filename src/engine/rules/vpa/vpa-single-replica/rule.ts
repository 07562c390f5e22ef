// A VPA on one replica: the updater leaves groups below minReplicas (2 by default) alone, so the recommendation is never
// applied; where it is allowed to act, every eviction is an outage (updater pods_restriction_factory.go; autoscaler#1665,
// #2388, #1828).
import { isPresent } from '../../../../kit/array';
import { hull, lengthOf, mergeIntervals, type Interval, minutes } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { count, duration, quantity, times } from '../../../../kit/text';
import type { Action } from '../../../../model/action';
import type { Evidence } from '../../../../model/finding';
import { edgesOf, runsWhere, samplesIn, valueAt } from '../../../../model/signal';
import type { Facts } from '../../../episodes/facts';
import type { PodFacts, RecommendationFacts, VpaFacts } from '../../../signals/facts';
import { row } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { bornIn, countedWords, isCounted, mayEvict, requestFor, rollsIn } from '../../../predicates/vpaActs';
import { kubectlIn, lines } from '../../../remedies/command';
import { showVpas, showReplicas } from '../../../remedies/look';
import { workloadWord, scaleTo } from '../../../remedies/target';
import { patchVpa, stopVpa } from '../../../remedies/mitigations';

/** A pod that takes longer to start is told by samples of what is ready. */
const LONGEST_START = 900_000;

interface Single {
  readonly vpa: VpaFacts;
  readonly kind: 'never-applied' | 'outages';
  readonly of: RecommendationFacts | undefined;
  readonly request: number;
  readonly target: number;
  readonly outages: number;
  readonly span: Interval;
}

/** The request of the pod that stood at `t`. */
function requestAt(facts: Facts, of: RecommendationFacts, t: number): number | undefined {
  const pod = facts.pods.filter((p) => p.created <= t).at(-1);
  return pod && requestFor(pod, of, t);
}

/** One replica, outside the bounds: with two the updater would act at once. */
function isDue(facts: Facts, vpa: VpaFacts, of: RecommendationFacts, t: number, least: number): boolean {
  const request = requestAt(facts, of, t);
  const target = valueAt(of.target, t);
  const lower = valueAt(of.lower, t);
  const upper = valueAt(of.upper, t);
  return (
    valueAt(facts.replicas, t) === 1 &&
    mayEvict(vpa, t) &&
    request !== undefined &&
    target !== undefined &&
    Math.abs(target - request) / request >= least &&
    lower !== undefined &&
    upper !== undefined &&
    (request < lower || request > upper)
  );
}

function neverApplied(
  facts: Facts,
  vpa: VpaFacts,
  context: RuleContext<'minDistance' | 'minMinutes'>
): Detection<Single>[] {
  const least = minutes(context.thresholds.minMinutes);
  const counted = [vpa.evicted, vpa.evictionFailed, vpa.inPlace].flatMap((signal) =>
    edgesOf(signal).filter((e) => e.to > e.from)
  );
  const acts = [...counted, ...facts.actions.filter((a) => a.inPlace && a.actor.name === vpa.name)];
  return vpa.recommendations.flatMap((of) => {
    const runs = runsWhere(of.target, (_, t) => isDue(facts, vpa, of, t, context.thresholds.minDistance));
    const spans = mergeIntervals(runs, 4 * facts.scrape).filter(
      (run) => lengthOf(run) >= least && !acts.some((e) => e.interval.to > run.from && e.interval.from < run.to)
    );
    const span = hull(spans);
    const request = span && requestAt(facts, of, span.to);
    const target = span && valueAt(of.target, span.to);
    if (!span || request === undefined || target === undefined) {
      return [];
    }
    const pod = facts.pods.at(-1);
    return [
      {
        intervals: spans,
        actors: [vpa.ref],
        confidence: vpa.evicted ? ('likely' as const) : ('possible' as const),
        confidenceNotes: [
          'the request lies outside the bounds of the recommendation, where the updater acts at once on two replicas or more',
          vpa.evicted
            ? 'its counter of evictions stands still'
            : 'the updater is not scraped: that it does nothing is concluded from the pod that stands',
          'minReplicas of the VPA is not exported; 2 is the default of the updater',
        ],
        evidence: [
          row('One replica', `for ${duration(sum(spans.map(lengthOf)))}`, ['workload.replicas'], 'observed', span),
          row(
            'Request and recommendation',
            `${quantity(request, of.resource)} and ${quantity(target, of.resource)}`,
            ['pod.request', 'vpa.target', 'vpa.lower', 'vpa.upper'],
            'observed',
            span
          ),
          pod ? row('Age of the pod', duration(facts.range.to - pod.created), ['pod.created']) : undefined,
        ].filter(isPresent),
        details: { vpa, kind: 'never-applied' as const, of, request, target, outages: 0, span },
      },
    ];
  });
}

interface Outage {
  readonly interval: Interval;
  /** True when a sample shows nobody ready; else it is told by the birth of the next pod and the time it became ready. */
  readonly sampled: boolean;
  readonly seconds: number | undefined;
  readonly eviction: Action;
}

function isAlone(facts: Facts, { from, to }: Interval): boolean {
  return valueAt(facts.replicas, from) === 1 && valueAt(facts.replicas, to) === 1;
}

/** How long nobody was ready after the pod before this one had to go; undefined where that is not told. */
function startOf(pod: PodFacts): number | undefined {
  const length = pod.ready === undefined ? NaN : pod.ready - pod.created;
  // A pod that lost its readiness later has a time that says nothing of its start.
  return length >= 1000 && length <= LONGEST_START ? length : undefined;
}

/** Evictions of the only pod: nobody was ready until the next one had started, whether or not a sample shows it. */
function outagesOf(facts: Facts, vpa: VpaFacts): Outage[] {
  return facts.actions
    .filter((a) => a.verb === 'evict' && a.actor.name === vpa.name && isAlone(facts, a.interval))
    .flatMap((eviction) => {
      const { interval } = eviction;
      const around = { from: interval.from - 1, to: interval.to + 120_000 };
      const sampled = samplesIn(facts.ready, around).some(([, ready]) => ready === 0);
      const next = bornIn(facts, interval).filter((pod) => !rollsIn(facts, { from: pod.created, to: pod.created }))[0];
      const length = next && startOf(next);
      return sampled || length !== undefined ? [{ interval, sampled, seconds: length && length / 1000, eviction }] : [];
    });
}

function outageRow({ interval, sampled, seconds }: Outage): Evidence {
  const length = seconds === undefined ? '' : `, ${duration(seconds * 1000)} until the next one was ready`;
  return sampled
    ? row('Evicted alone', `ready 1 → 0${length}`, ['vpa.evicted', 'workload.ready'], 'observed', interval)
    : row('Evicted alone', `one pod${length}`, ['vpa.evicted', 'pod.created', 'pod.ready'], 'observed', interval);
}

function outages(facts: Facts, vpa: VpaFacts, context: RuleContext<'minOutages'>): Detection<Single>[] {
  const acts = outagesOf(facts, vpa);
  const span = hull(acts.map((a) => a.interval));
  if (!span || acts.length < context.thresholds.minOutages) {
    return [];
  }
  const sampled = acts.some((a) => a.sampled);
  const evictions = acts.map((a) => a.eviction);
  return [
    {
      intervals: acts.map((a) => a.interval),
      rhythm: acts.length > 1 ? lengthOf(span) / (acts.length - 1) : 600_000,
      actors: [vpa.ref],
      confidence: sampled && isCounted(evictions) ? 'certain' : 'likely',
      confidenceNotes: [
        countedWords(evictions),
        sampled
          ? 'samples show no ready pod after them'
          : 'the next pod was made only then, and its start lay between two samples',
      ],
      evidence: acts.slice(0, 6).map(outageRow),
      details: { vpa, kind: 'outages', of: undefined, request: 0, target: 0, outages: acts.length, span },
    },
  ];
}

export const vpaSingleReplica = defineRule({
  id: 'vpa-single-replica',
  title: 'A VPA on one replica: never applied, or an outage each time',
  code: 'E7',
  scans: ['sized-alone', 'evicted'],
  needs: ['vpa.target', 'workload.replicas', 'pod.request'],
  reveals: ['vpa.evicted', 'workload.ready', 'pod.ready', 'vpa.mode'],
  helps: ['vpa.lower', 'vpa.upper', 'pod.created'],
  thresholds: {
    minDistance: {
      title: 'Recommendation away from the request',
      unit: 'ratio',
      default: 0.3,
      min: 0.05,
      max: 5,
    },
    minMinutes: { title: 'For how long', unit: 'min', default: 30, min: 5, max: 10_080 },
    minOutages: { title: 'Evictions that left nobody ready', unit: 'evictions', default: 1, min: 1, max: 50 },
  },
  explains: [],
  detect: (facts, context): Array<Detection<Single>> =>
    facts.vpas.flatMap((vpa) => [...outages(facts, vpa, context), ...neverApplied(facts, vpa, context)]),
  severity: ({ details: d }) => (d.kind === 'outages' ? 'high' : 'low'),
  explain: ({ details: d }) =>
    d.kind === 'outages'
      ? {
          summary: `VPA ${d.vpa.name} evicted the only pod ${times(d.outages)}, and nobody was ready until the next one had started.`,
          label: 'VPA evicts the only replica',
          causeTitle: 'VPAs that evict the only replica',
        }
      : {
          summary: `VPA ${d.vpa.name} wants ${quantity(d.target, d.of?.resource ?? 'cpu')}, the only pod keeps ${quantity(d.request, d.of?.resource ?? 'cpu')}: the updater skips a single replica.`,
          detail: `Outside the bounds for ${duration(lengthOf(d.span))}, ${count(0, 'eviction')}.`,
          label: 'VPA never applied: 1 replica',
          causeTitle: 'Single replicas that a VPA never resizes',
        },
  confirm: ({ details: d }, facts) => ({
    command: lines(showReplicas(facts), showVpas(facts.workload.namespace, d.vpa.name)),
    expect: 'SPEC 1, and a MODE that evicts',
  }),
  fix: ({ details: d }, facts) => [
    d.kind === 'outages'
      ? {
          title: 'Stop the VPA',
          term: 'now',
          why: 'The only pod stays.',
          command: stopVpa(facts.workload.namespace, d.vpa.name),
          price: "New pods start at the template's requests.",
          undo: 'Set updateMode back to what it was.',
          verify: 'Ready stays 1.',
        }
      : {
          title: 'Apply it once, by hand',
          term: 'now',
          why: 'Admission sizes the new pod, whatever the number of replicas.',
          command: kubectlIn(facts.workload.namespace)`rollout restart ${workloadWord(facts)}`,
          price: 'One restart of the only pod; with maxSurge 1 the new one comes first.',
          undo: 'None needed.',
          verify: 'The new pod has the recommended request.',
        },
    {
      title: 'Resize in place',
      term: 'for-good',
      why: 'A pod that grows without a restart needs no second one. Needs VPA 1.6 and Kubernetes 1.33; for single replicas also minReplicas 1.',
      command: patchVpa(facts.workload.namespace, d.vpa.name, {
        updatePolicy: { updateMode: 'InPlaceOrRecreate', minReplicas: 1 },
      }),
      price: 'Where the node has no room the VPA falls back to eviction, and that is an outage.',
      undo: 'Set updateMode back to what it was.',
      verify: 'The request changes, the pod stays the same.',
    },
    {
      title: 'Two replicas',
      term: 'for-good',
      why: 'One may go while the other serves.',
      command: scaleTo(facts, 2),
      price: 'One pod more, and the application must bear two of itself.',
      undo: scaleTo(facts, 1),
      verify: 'The request follows the recommendation within a few minutes.',
    },
  ],
});
