// The updater evicts round after round and nothing changes: the replacement has the very size of the pod that had to go.
// Known with LimitRanges of type Pod, which make the processed bounds disagree with the target (autoscaler#8776, fix
// PR #9935; #9362).
import { groupBy, isPresent } from '../../../../kit/array';
import { lengthOf, type Interval, minutes } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { count, duration, number, quantity } from '../../../../kit/text';
import type { Action } from '../../../../model/action';
import { valueAt } from '../../../../model/signal';
import { actionsIn, hiddenWritesIn, type Facts } from '../../../episodes/facts';
import type { PodFacts, VpaFacts } from '../../../signals/facts';
import { peak, row } from '../../evidence';
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
import { lines } from '../../../remedies/command';
import { showVpas, showPods, showEvents } from '../../../remedies/look';
import { stopVpa } from '../../../remedies/mitigations';

interface Loop {
  readonly vpa: VpaFacts;
  readonly evicted: number;
  /** Pods evicted that had the size of their replacements already, at least. */
  readonly useless: number;
  readonly size: string;
  readonly span: Interval;
  readonly rounds: number;
  readonly evictions: readonly Action[];
  readonly podLimit: string | undefined;
}

/** The size of a pod in words that are equal for equal sizes, rounding aside. */
function sizeText(vpa: VpaFacts, pod: PodFacts): string {
  return vpa.recommendations
    .map((of) => [of, requestFor(pod, of)] as const)
    .filter((pair): pair is [(typeof pair)[0], number] => pair[1] !== undefined)
    .map(([of, value]) => `${of.container} ${quantity(value, of.resource)}`)
    .sort()
    .join(', ');
}

/** The size that most of these pods were born with, and how many. */
function commonSize(vpa: VpaFacts, pods: readonly PodFacts[]): { text: string; pods: readonly PodFacts[] } | undefined {
  const sizes = [...groupBy(pods, (pod) => sizeText(vpa, pod))].filter(([text]) => text !== '');
  const [largest] = sizes.sort((a, b) => b[1].length - a[1].length);
  return largest && { text: largest[0], pods: largest[1] };
}

/** True where what the pods got is what is recommended: nothing is left to change. */
function isOnTarget(vpa: VpaFacts, pod: PodFacts): boolean {
  return vpa.recommendations.every((of) => {
    const size = requestFor(pod, of);
    const target = valueAt(of.target, pod.created);
    return size === undefined || target === undefined || isSame(size, target, 0.02);
  });
}

/** Births of one size beyond one per replica: those above replaced a pod that had this size already. */
function loopsOf(facts: Facts, vpa: VpaFacts, context: RuleContext<'minEvictions' | 'minMinutes'>): Loop[] {
  const least = context.thresholds.minEvictions;
  return evictionRuns(facts, vpa).flatMap(({ span, evictions }) => {
    const evicted = sum(evictions.map((e) => e.to));
    const born = bornIn(facts, span).filter((pod) => !rollsIn(facts, { from: pod.created, to: pod.created }));
    const common = commonSize(vpa, born);
    const replicas = peak(facts.replicas, span);
    if (
      !common ||
      replicas === undefined ||
      lengthOf(span) < minutes(context.thresholds.minMinutes) ||
      // Down and up between samples makes pods too, and nobody can say how many.
      hiddenWritesIn(facts, span) > 0 ||
      !mayEvict(vpa, span.to)
    ) {
      return [];
    }
    const scaled = sum(actionsIn(facts.edges, span).map((e) => Math.max(0, e.to - e.from)));
    const useless = Math.min(evicted, common.pods.length - replicas - scaled);
    const limit = facts.limits.find((l) => l.type === 'Pod')?.name;
    return useless < least || useless < 0.5 * evicted
      ? []
      : [
          {
            vpa,
            evictions,
            evicted,
            useless,
            size: common.text,
            span,
            rounds: Math.round(lengthOf(span) / UPDATER) + 1,
            podLimit: limit,
          },
        ];
  });
}

export const vpaEvictionLoop = defineRule({
  id: 'vpa-eviction-loop',
  title: 'The VPA evicts the same workload every minute and changes nothing',
  code: 'E2',
  scans: ['evicted'],
  needs: ['vpa.evicted', 'vpa.target', 'pod.created', 'pod.request'],
  reveals: ['workload.replicas'],
  helps: ['limit.range', 'vpa.mode'],
  thresholds: {
    minEvictions: { title: 'Evictions that changed nothing', unit: 'evictions', default: 5, min: 2, max: 100 },
    minMinutes: { title: 'How long it goes on', unit: 'min', default: 4, min: 1, max: 120 },
  },
  explains: [],
  detect: (facts, context): Array<Detection<Loop>> =>
    facts.vpas
      .filter((vpa) => !resizesInPlace(vpa, facts.end))
      .flatMap((vpa) => loopsOf(facts, vpa, context))
      .map((d) => ({
        intervals: [d.span],
        rhythm: 2 * UPDATER,
        actors: [d.vpa.ref],
        confidence: d.useless >= 0.8 * d.evicted && isCounted(d.evictions) ? ('certain' as const) : ('likely' as const),
        confidenceNotes: [
          countedWords(d.evictions),
          'sizes are those that pods were born with',
          bornIn(facts, d.span).every((pod) => isOnTarget(d.vpa, pod))
            ? 'new pods stand at the recommendation'
            : 'not every new pod stands at the recommendation',
          d.podLimit
            ? `LimitRange ${d.podLimit} limits whole pods, the known cause`
            : 'no LimitRange of type Pod seen; the reason of an eviction is in the log of the updater',
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
            'Same size before and after',
            `${number(d.useless)} replacements at ${d.size}`,
            ['pod.request', 'pod.created'],
            'observed',
            d.span
          ),
          d.podLimit ? row('LimitRange', `${d.podLimit}, type Pod`, ['limit.range']) : undefined,
        ].filter(isPresent),
        details: d,
      })),
  severity: () => 'critical',
  explain: ({ details: d }) => ({
    summary: `VPA ${d.vpa.name} evicted ${count(d.evicted, 'pod')} in ${duration(lengthOf(d.span))}, and ${number(d.useless)} came back at the size they had.`,
    detail: `New pods get ${d.size}.`,
    label: 'VPA evicts in a loop',
    causeTitle: 'Evictions that change nothing',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: lines(
      showVpas(workload.namespace, d.vpa.name),
      showEvents(workload.namespace, 'EvictedByVPA'),
      showPods(workload.namespace)
    ),
    expect: 'EvictedByVPA again and again, and young pods born with the requests of the old ones',
  }),
  fix: ({ details: d }, { workload }) => [
    {
      title: 'Stop the VPA',
      term: 'now',
      why: 'No more evictions; the pods that run keep their size.',
      command: stopVpa(workload.namespace, d.vpa.name),
      price: "New pods start at the template's requests.",
      undo: 'Set updateMode back to what it was.',
      verify: 'The eviction counter stands still for 15 min.',
    },
    {
      title: d.podLimit
        ? `Limit containers, not pods, in LimitRange ${d.podLimit}`
        : 'Size new pods only, until the cause is found',
      term: 'for-good',
      why: d.podLimit
        ? 'The bounds that the updater compares with are then the ones that admission applies. VPA with PR #9935 does not need it.'
        : 'In mode Initial nothing is evicted. Upgrade the VPA and read in the log of the updater why it evicts.',
      patches: [
        {
          apiVersion: 'autoscaling.k8s.io/v1',
          kind: 'VerticalPodAutoscaler',
          name: d.vpa.name,
          namespace: workload.namespace,
          spec: { updatePolicy: { updateMode: 'Initial' } },
        },
      ],
      price: 'Sizes change at the next rollout only.',
      undo: 'Set updateMode back to Recreate.',
      verify: 'Zero evictions in 15 min.',
    },
  ],
});
