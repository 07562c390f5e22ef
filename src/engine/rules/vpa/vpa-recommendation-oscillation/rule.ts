// The recommendation swings and the pods are resized again and again: a daily peak near p90, load per pod that an HPA
// moves, OOM bumps that decay (kubernetes/autoscaler recommender/logic; autoscaler#6010).
import { groupBy, isPresent, sortBy } from '../../../../kit/array';
import { hull, type Interval } from '../../../../kit/interval';
import { count, duration, number, quantity } from '../../../../kit/text';
import { extent } from '../../../../kit/stats';
import { edgesOf } from '../../../../model/signal';
import type { Facts } from '../../../episodes/facts';
import { mayResize, type RecommendationFacts, type VpaFacts } from '../../../signals/facts';
import { row } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import {
  mayEvict,
  requestFor,
  resizesInPlace,
  signalTurns,
  turnsOf,
  UPDATER,
  type Turn,
} from '../../../predicates/vpaActs';
import { lines } from '../../../remedies/command';
import { showRecommendations, showPods } from '../../../remedies/look';
import { stopVpa } from '../../../remedies/mitigations';

interface Swing {
  readonly vpa: VpaFacts;
  readonly of: RecommendationFacts;
  /** Turns of the recommendation, and of the size that pods were born with. */
  readonly advised: readonly Turn[];
  readonly applied: readonly Turn[];
  readonly low: number;
  readonly high: number;
  readonly span: Interval;
  readonly acts: boolean;
}

/** Pods of one round of the updater count once, with the size of the last of them. */
function byRound(points: readonly Turn[]): Turn[] {
  return points.filter((point, i) => (points[i + 1]?.at ?? Infinity) - point.at > UPDATER / 2);
}

/** What living pods were resized to, in order of time. */
function coursesOf(facts: Facts, of: RecommendationFacts): Turn[] {
  const courses = facts.pods.map((pod) => edgesOf(pod.resized.get(`${of.container}/${of.resource}`)));
  const first = courses.flatMap(([edge]) => (edge ? [{ at: edge.interval.from, value: edge.from }] : []));
  const steps = courses.flat().map(({ interval, to }) => ({ at: interval.to, value: to }));
  return sortBy([...first, ...steps], ({ at }) => at);
}

/** Turns in the sizes of new pods, or of living ones where they are resized as they run, template by template: a deploy with another request is no swing. */
function appliedTurns(facts: Facts, vpa: VpaFacts, of: RecommendationFacts, least: number): Turn[] {
  if (resizesInPlace(vpa, facts.end)) {
    return turnsOf(byRound(coursesOf(facts, of)), least);
  }
  return [...groupBy(facts.pods, (pod) => pod.template).values()].flatMap((pods) => {
    const points = pods
      .map((pod) => ({ at: pod.created, value: requestFor(pod, of) }))
      .filter((p): p is Turn => p.value !== undefined);
    return turnsOf(byRound(points), least).filter((turn) => turn.at > facts.range.from);
  });
}

function swingOf(
  facts: Facts,
  vpa: VpaFacts,
  of: RecommendationFacts,
  context: RuleContext<'minTurns' | 'minSwing' | 'minResizeTurns' | 'minResize'>
): Swing | undefined {
  const t = context.thresholds;
  const advised = signalTurns(of.target, t.minSwing);
  const applied = appliedTurns(facts, vpa, of, t.minResize);
  const swings = advised.length >= t.minTurns;
  const resized = applied.length >= t.minResizeTurns;
  const turns = swings ? advised : applied;
  const values = extent(turns.map((turn) => turn.value));
  const span = hull(turns.map((turn) => ({ from: turn.at, to: turn.at })));
  return (swings || resized) && values && span
    ? { vpa, of, advised, applied, low: values.min, high: values.max, span, acts: mayEvict(vpa, span.to) }
    : undefined;
}

export const vpaRecommendationOscillation = defineRule({
  id: 'vpa-recommendation-oscillation',
  title: 'The recommendation swings and pods are resized again and again',
  code: 'E1',
  scans: ['recommendation-moved', 'evicted'],
  needs: ['vpa.target'],
  reveals: ['vpa.mode', 'pod.request'],
  helps: ['vpa.evicted', 'pod.created'],
  thresholds: {
    minTurns: { title: 'Turns of the recommendation', unit: 'turns', default: 3, min: 2, max: 50 },
    minSwing: { title: 'Size of such a swing', unit: 'ratio', default: 0.2, min: 0.05, max: 5 },
    minResizeTurns: { title: 'Turns in the size of new pods', unit: 'turns', default: 3, min: 1, max: 50 },
    minResize: { title: 'Size of such a resize', unit: 'ratio', default: 0.2, min: 0.02, max: 5 },
  },
  explains: [],
  detect: (facts, context): Array<Detection<Swing>> =>
    facts.vpas.flatMap((vpa) =>
      vpa.recommendations
        .map((of) => swingOf(facts, vpa, of, context))
        .filter(isPresent)
        .map((d) => ({
          intervals: [d.span],
          preconditionOnly: !d.acts,
          rhythm: (2 * (d.span.to - d.span.from)) / Math.max(1, Math.max(d.advised.length, d.applied.length) - 1),
          actors: [vpa.ref],
          confidence: d.applied.length > 0 && d.acts ? ('certain' as const) : ('likely' as const),
          confidenceNotes: [
            'turns are counted after moves that are larger than the thresholds',
            d.applied.length > 0 ? 'pods were born with the swinging sizes' : 'no pod was born with a swinging size',
            vpa.modes.size === 0 ? 'its update mode is not exported' : '',
          ].filter((note) => note !== ''),
          evidence: [
            d.advised.length > 0
              ? row(
                  'Recommendation',
                  `${count(d.advised.length, 'turn')} between ${quantity(d.low, d.of.resource)} and ${quantity(d.high, d.of.resource)}`,
                  ['vpa.target'],
                  'observed',
                  d.span
                )
              : undefined,
            d.applied.length > 0
              ? row(
                  'Sizes of new pods',
                  `${count(d.applied.length, 'turn')} within one template`,
                  ['pod.request', 'pod.created'],
                  'observed',
                  d.span
                )
              : undefined,
            d.acts
              ? undefined
              : row('Mode', mayResize(vpa, d.span.to) ? 'Initial: only new pods follow' : 'Off: no pod follows', [
                  'vpa.mode',
                ]),
          ].filter(isPresent),
          details: d,
        }))
    ),
  severity: ({ details: d }) => (d.acts ? 'medium' : 'info'),
  explain: ({ details: d }, _, impact) => {
    const turns = Math.max(d.advised.length, d.applied.length);
    const range = `${quantity(d.low, d.of.resource)} and ${quantity(d.high, d.of.resource)}`;
    const often = `${number(turns)} turns in ${duration(d.span.to - d.span.from)}`;
    return {
      summary: d.acts
        ? `VPA ${d.vpa.name} resizes the pods back and forth between ${range}: ${often}.`
        : `The recommendation of VPA ${d.vpa.name} swings between ${range}: ${often}; no running pod is resized.`,
      detail: d.acts && impact.evictions ? `${count(impact.evictions, 'pod')} evicted for it.` : '',
      label: `VPA swings on ${d.of.resource}`,
      causeTitle: 'Recommendations that swing',
    };
  },
  confirm: ({ details: d }, { workload }) => ({
    command: lines(showRecommendations(workload.namespace, d.vpa.name), showPods(workload.namespace)),
    expect: `a target that lies between ${quantity(d.low, d.of.resource)} and ${quantity(d.high, d.of.resource)} and is another one an hour later`,
  }),
  fix: ({ details: d }, { workload }) => {
    const text = (value: number): string =>
      d.of.resource === 'cpu'
        ? `${Math.max(1, Math.round(value * 1000))}m`
        : `${Math.max(1, Math.round(value / 2 ** 20))}Mi`;
    return [
      {
        title: 'Stop the VPA',
        term: 'now',
        why: 'The recommendation goes on swinging, the pods no longer follow.',
        command: stopVpa(workload.namespace, d.vpa.name),
        price: "New pods start at the template's requests.",
        undo: 'Set updateMode back to what it was.',
        verify: 'No new request among pods of one template.',
      },
      {
        title: `Never below ${text(d.high)}`,
        term: 'for-good',
        why: 'With minAllowed at the peak of the wave the target stands still in the valleys.',
        patches: [
          {
            apiVersion: 'autoscaling.k8s.io/v1',
            kind: 'VerticalPodAutoscaler',
            name: d.vpa.name,
            namespace: workload.namespace,
            spec: {
              resourcePolicy: {
                containerPolicies: [
                  {
                    containerName: d.of.container === '' ? '*' : d.of.container,
                    minAllowed: { [d.of.resource]: text(d.high) },
                  },
                ],
              },
            },
          },
        ],
        price: `Up to ${text(d.high - d.low)} of ${d.of.resource} per container is reserved in the valleys. A longer half-life of the recommender costs less and helps every VPA.`,
        undo: 'Remove minAllowed.',
        verify: 'Target flat through one whole wave.',
      },
    ];
  },
});
