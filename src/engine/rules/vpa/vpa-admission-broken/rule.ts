// The VPA evicts, and the new pods come back with the old size: its admission webhook does not answer, or another one
// writes after it (failurePolicy Ignore; kubernetes/autoscaler: vertical-pod-autoscaler/docs/faq.md).
import { isPresent } from '../../../../kit/array';
import { lengthOf, type Interval } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { count, duration, number, quantity } from '../../../../kit/text';
import type { Action } from '../../../../model/action';
import { samplesIn } from '../../../../model/signal';
import type { Facts } from '../../../episodes/facts';
import type { PodFacts, RecommendationFacts, VpaFacts } from '../../../signals/facts';
import { row } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import {
  bornIn,
  countedWords,
  evictionRuns,
  isCounted,
  isSame,
  mayEvict,
  requestFor,
  resizesInPlace,
  rollsIn,
  UPDATER,
} from '../../../predicates/vpaActs';
import { kubectl, kubectlIn, lines } from '../../../remedies/command';
import { columns } from '../../../remedies/look';
import { stopVpa } from '../../../remedies/mitigations';

interface Unapplied {
  readonly vpa: VpaFacts;
  readonly of: RecommendationFacts;
  readonly evicted: number;
  readonly evictions: readonly Action[];
  readonly born: number;
  readonly size: number;
  readonly target: number;
  readonly span: Interval;
  /** Pods that admission sized meanwhile in the whole cluster; undefined when not exported. */
  readonly admitted: number | undefined;
}

/** Evictions that must stand behind the pods that came back. */
const MIN_EVICTIONS = 2;

/** What a LimitRange lets a container have at most. */
function ceiling(facts: Facts, of: RecommendationFacts): number {
  return Math.min(
    Infinity,
    ...facts.limits.filter((l) => l.resource === of.resource && l.constraint === 'max').map((l) => l.value)
  );
}

/** Recommendations that stood around the birth of a pod: one of them it should have got. */
function offered(facts: Facts, of: RecommendationFacts, pod: PodFacts): number[] {
  return samplesIn(of.target, { from: pod.created - 2 * UPDATER, to: pod.created + facts.scrape }).map(([, value]) =>
    Math.min(value, ceiling(facts, of))
  );
}

/** True when the pod has none of the sizes it was offered. */
function missed(facts: Facts, of: RecommendationFacts, pod: PodFacts, least: number): boolean {
  const size = requestFor(pod, of);
  const targets = offered(facts, of, pod);
  return (
    size !== undefined && targets.length > 0 && targets.every((target) => Math.abs(size - target) / target >= least)
  );
}

function unappliedIn(
  facts: Facts,
  vpa: VpaFacts,
  of: RecommendationFacts,
  context: RuleContext<'minPods' | 'minDifference'>
): Unapplied[] {
  const runs = evictionRuns(facts, vpa).filter(({ span }) => mayEvict(vpa, span.to));
  return runs.flatMap(({ span, evictions }) => {
    const born = bornIn(facts, span).filter(
      (pod) =>
        pod.created > facts.range.from &&
        requestFor(pod, of) !== undefined &&
        !rollsIn(facts, { from: pod.created, to: pod.created })
    );
    const wrong = born.filter((pod) => missed(facts, of, pod, context.thresholds.minDifference));
    const size = wrong[0] && requestFor(wrong[0], of);
    const target = wrong[0] && offered(facts, of, wrong[0]).at(-1);
    const steady =
      // All of one size, which is the template's: what pods had before may be what the webhook gave them then.
      size !== undefined && wrong.every((pod) => isSame(requestFor(pod, of) ?? NaN, size));
    if (
      // One eviction is no proof: a pod may come back by itself while others are added at the size of the template.
      sum(evictions.map((e) => e.to)) < MIN_EVICTIONS ||
      wrong.length < context.thresholds.minPods ||
      wrong.length < 0.9 * born.length ||
      !steady ||
      target === undefined
    ) {
      return [];
    }
    const counted = samplesIn(facts.nodes.admitted, span).map(([, value]) => value);
    const admitted = counted.length < 2 ? undefined : (counted.at(-1) ?? 0) - (counted[0] ?? 0);
    const evicted = sum(evictions.map((e) => e.to));
    return [{ vpa, of, evicted, evictions, born: wrong.length, size, target, span, admitted }];
  });
}

export const vpaAdmissionBroken = defineRule({
  id: 'vpa-admission-broken',
  title: 'The VPA evicts, but new pods come back with their old size',
  code: 'E5',
  scans: ['evicted'],
  needs: ['vpa.evicted', 'vpa.target', 'pod.created', 'pod.request'],
  absences: ['pod.created', 'pod.request'],
  helps: ['vpa.admitted', 'vpa.mode', 'limit.range'],
  thresholds: {
    minPods: { title: 'New pods with the old size', unit: 'pods', default: 3, min: 1, max: 100 },
    minDifference: { title: 'Distance from the recommendation', unit: 'ratio', default: 0.1, min: 0.02, max: 2 },
  },
  explains: ['vpa-eviction-loop'],
  detect: (facts, context): Array<Detection<Unapplied>> =>
    facts.vpas
      .filter((vpa) => !resizesInPlace(vpa, facts.end))
      .flatMap((vpa) => vpa.recommendations.flatMap((of) => unappliedIn(facts, vpa, of, context)))
      .map((d) => ({
        intervals: [d.span],
        rhythm: 2 * UPDATER,
        actors: [d.vpa.ref],
        confidence: d.admitted === 0 && isCounted(d.evictions) ? ('certain' as const) : ('likely' as const),
        confidenceNotes: [
          countedWords(d.evictions),
          'sizes are those that pods were born with',
          d.admitted === undefined
            ? 'the counter of the admission controller is not scraped: it would tell a dead webhook from one that another webhook overrules'
            : d.admitted === 0
              ? 'the admission controller sized no pod in the whole cluster meanwhile'
              : `the admission controller sized ${count(d.admitted, 'pod')} in the cluster meanwhile: something takes it back here, or it is not asked for this namespace`,
        ],
        evidence: [
          row(
            'Evictions',
            `${number(d.evicted)} in ${duration(lengthOf(d.span))}`,
            ['vpa.evicted'],
            'observed',
            d.span
          ),
          row(
            'New pods',
            `${number(d.born)} at ${quantity(d.size, d.of.resource)}, recommended ${quantity(d.target, d.of.resource)}`,
            ['pod.request', 'pod.created', 'vpa.target'],
            'observed',
            d.span
          ),
          d.admitted === undefined
            ? undefined
            : row(
                'Sized by admission',
                `${number(d.admitted)} pods in the cluster`,
                ['vpa.admitted'],
                'observed',
                d.span
              ),
        ].filter(isPresent),
        details: d,
      })),
  severity: () => 'high',
  explain: ({ details: d }) => ({
    summary: `VPA ${d.vpa.name} wants ${quantity(d.target, d.of.resource)} and evicted ${count(d.evicted, 'pod')} for it; all ${number(d.born)} new ones came back at ${quantity(d.size, d.of.resource)}.`,
    label: 'VPA evicts, admission does not size',
    causeTitle: 'The admission of the VPA sizes no pods',
  }),
  confirm: (_, { workload }) => ({
    command: kubectlIn(
      workload.namespace
    )`get pods --sort-by=.metadata.creationTimestamp -o ${columns({ POD: '.metadata.name', BORN: '.metadata.creationTimestamp', UPDATED: '.metadata.annotations.vpaUpdates' })}`,
    expect: '<none> under UPDATED for the youngest pods: admission gave them no size',
  }),
  fix: ({ details: d }, { workload }) => [
    {
      title: 'Stop the VPA',
      term: 'now',
      why: 'An eviction that changes nothing only costs a pod.',
      command: stopVpa(workload.namespace, d.vpa.name),
      price: 'Nothing is lost: no size was applied anyway.',
      undo: 'Set updateMode back to what it was, when the webhook answers.',
      verify: 'The eviction counter stands still.',
    },
    {
      title: 'Bring the webhook back',
      term: 'for-good',
      why: 'The API server asks it for every new pod and goes on without it when it does not answer: service, certificate, network policy, hostNetwork.',
      command: lines(
        kubectl`get mutatingwebhookconfiguration vpa-webhook-config -o yaml`,
        kubectlIn('kube-system')`get endpoints vpa-webhook`,
        kubectlIn('kube-system')`logs deployment/vpa-admission-controller --tail=50`
      ),
      price: 'With sizes applied again each pod is replaced once.',
      undo: 'Stop the VPA again.',
      verify: 'A new pod carries the annotation vpaUpdates and the recommended request.',
    },
  ],
});
