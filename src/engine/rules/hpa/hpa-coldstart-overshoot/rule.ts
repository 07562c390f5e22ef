// Warm-up of fresh pods calls for more pods: they burn CPU on caches and compilers, are ready already, and the HPA reads
// that as load (CPU counts once a pod is ready, replica_calculator.go). Pods that share a load are equally hot; here the
// young ones are hotter than the old ones at the same instant, and the surplus goes again later.
import { isPresent } from '../../../../kit/array';
import type { Interval, UnixMs } from '../../../../kit/interval';
import { mean, median } from '../../../../kit/stats';
import { count, duration, number } from '../../../../kit/text';
import type { Evidence } from '../../../../model/finding';
import type { SignalKind } from '../../../../model/series';
import { samplesIn, valueAt } from '../../../../model/signal';
import { climbsOf, type Climb } from '../../../episodes/climbs';
import type { Facts } from '../../../episodes/facts';
import { followsDeploy, type HpaFacts, type MetricFacts } from '../../../signals/facts';
import { passingHeat } from '../../../predicates/passingHeat';
import { requestPerPod } from '../../../signals/proposal';
import { row } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { showRescales } from '../../../remedies/look';
import { withBehavior, patchOwner, ownerManifest } from '../../../remedies/mitigations';

interface Overshoot {
  readonly hpa: HpaFacts;
  readonly climb: Climb;
  readonly peak: number;
  /** Replicas that the load alone was worth at the peak, by the use of the old pods. */
  readonly need: number;
  /** Use of a young pod over use of an old one; undefined where the HPA's own readings tell of the heat. */
  readonly hotter: number | undefined;
  /** What the hottest reading asked for, where those tell. */
  readonly asked: number | undefined;
  readonly back: number;
  readonly span: Interval;
}

/** A pod is young for as long as Kubernetes calls it initializing (--horizontal-pod-autoscaler-cpu-initialization-period). */
const YOUNG = 300_000;
/** The down window, a few passes, and the time of the way down. */
const PATIENCE = 900_000;

interface Heat {
  readonly t: number;
  readonly young: number;
  readonly old: number;
}

/** Mean use of young and old pods at the instants of the climb at which both are known. */
function heatOf(facts: Facts, climb: Climb): Heat[] {
  const { first, last } = climb;
  const old = facts.pods.filter((pod) => pod.created < first.interval.from - YOUNG && pod.usage);
  const young = facts.pods.filter(
    (pod) => pod.created > first.interval.from - 1000 && pod.created <= last.interval.to && pod.usage
  );
  return samplesIn(young[0]?.usage, { from: first.interval.to, to: last.interval.to + 60_000 }).flatMap(([t]) => {
    const fresh = mean(
      young
        .filter((pod) => t - pod.created < YOUNG)
        .map((pod) => valueAt(pod.usage, t))
        .filter(isPresent)
    );
    const seasoned = mean(old.map((pod) => valueAt(pod.usage, t)).filter(isPresent));
    return fresh !== undefined && seasoned !== undefined && seasoned > 0 ? [{ t, young: fresh, old: seasoned }] : [];
  });
}

/** Replicas that the load is worth, were all pods as warm as the old ones. */
function needOf(facts: Facts, metric: MetricFacts, heat: readonly Heat[]): number | undefined {
  const request = requestPerPod(facts, 'cpu');
  const needs = heat.flatMap(({ t, old }) => {
    const target = valueAt(metric.target, t);
    const perPod =
      metric.type === 'average'
        ? target
        : request === undefined || target === undefined
          ? undefined
          : (request * target) / 100;
    const ready = valueAt(facts.ready, t) ?? valueAt(facts.replicas, t);
    return perPod === undefined || perPod <= 0 || ready === undefined ? [] : [(old * ready) / perPod];
  });
  const need = median(needs);
  return need === undefined ? undefined : Math.max(1, Math.ceil(need));
}

function overshootOf(
  facts: Facts,
  hpa: HpaFacts,
  metric: MetricFacts,
  climb: Climb,
  context: RuleContext<'hotter' | 'overshoot'>
): Overshoot | undefined {
  const { first, last } = climb;
  const byRollout = followsDeploy(facts, { from: first.interval.from, to: last.interval.to }, YOUNG);
  const second = climb.steps[1] ?? (first.hidden > 0 ? first : undefined);
  if (byRollout || !second || second.interval.to - first.interval.to > YOUNG) {
    return undefined;
  }
  const after = samplesIn(facts.replicas, { from: last.interval.to, to: last.interval.to + PATIENCE });
  const back = Math.min(...after.map(([, r]) => r));
  const share = context.thresholds.overshoot;
  const gone = after.find(([, r]) => r <= last.to / share)?.[0] ?? last.interval.to;
  const heat = heatSeen(facts, hpa, metric, climb, gone, context.thresholds.hotter);
  return heat && last.to >= share * heat.need && back <= last.to / share
    ? { hpa, climb, peak: last.to, ...heat, back, span: { from: first.interval.from, to: gone } }
    : undefined;
}

/** The heat by the use of each pod, or, where that shows none, by what the HPA itself read before, during and after it. */
function heatSeen(
  facts: Facts,
  hpa: HpaFacts,
  metric: MetricFacts,
  climb: Climb,
  gone: UnixMs,
  least: number
): Pick<Overshoot, 'need' | 'hotter' | 'asked'> | undefined {
  const heat = heatOf(facts, climb);
  const hotter = median(heat.map((h) => h.young / h.old));
  const need = needOf(facts, metric, heat);
  if (hotter !== undefined && need !== undefined) {
    return hotter >= least ? { need, hotter, asked: undefined } : undefined;
  }
  const passing = passingHeat(facts, hpa, metric, climb, gone);
  return passing && { ...passing, hotter: undefined };
}

function proofOf(d: Overshoot): Evidence[] {
  const worth = (by: string, signals: readonly SignalKind[]): Evidence =>
    row('What the load was worth', `${number(d.need)} replicas by ${by}`, signals, 'inferred', d.span);
  return d.hotter === undefined
    ? [
        row(
          'While pods were young',
          `the readings asked for up to ${number(Math.ceil(d.asked ?? 0))} replicas, and no pod went before they fell`,
          ['hpa.status-metric', 'hpa.current'],
          'observed',
          d.span
        ),
        worth('the readings before the first new pod and after the heat', ['hpa.status-metric', 'hpa.spec-metric']),
      ]
    : [
        row(
          'Young and old pods',
          `a fresh pod uses ${d.hotter.toFixed(1)} times the CPU of an old one at the same instant`,
          ['usage.cpu', 'pod.created'],
          'observed',
          d.span
        ),
        worth('the use of the old pods', ['usage.cpu', 'pod.request', 'hpa.spec-metric']),
      ];
}

function detectFor(facts: Facts, hpa: HpaFacts, context: RuleContext<'hotter' | 'overshoot'>): Overshoot[] {
  const metric = hpa.metrics.find((m) => m.name === 'cpu');
  return metric === undefined
    ? []
    : climbsOf(facts, YOUNG, hpa.name)
        .map((climb) => overshootOf(facts, hpa, metric, climb, context))
        .filter(isPresent);
}

export const hpaColdstartOvershoot = defineRule({
  id: 'hpa-coldstart-overshoot',
  title: 'Warm-up of fresh pods calls for more pods',
  code: 'C12',
  scans: ['grew', 'rewritten', 'moved'],
  needs: ['hpa.info', 'hpa.spec-metric', 'workload.replicas', { oneOf: ['usage.cpu', 'hpa.status-metric'] }],
  absences: ['replicaset.created'],
  reveals: ['usage.cpu', 'pod.owner', 'pod.created', 'pod.request'],
  helps: ['workload.ready', 'hpa.status-metric', 'hpa.current', 'workload.generation'],
  thresholds: {
    hotter: {
      title: 'Use of a young pod, as a multiple of an old one',
      unit: 'ratio',
      default: 1.5,
      min: 1.1,
      max: 10,
    },
    overshoot: {
      title: 'Replicas above the need, as a multiple',
      unit: 'ratio',
      default: 1.3,
      min: 1.1,
      max: 10,
    },
  },
  explains: ['hpa-flapping', 'hpa-pinned-max'],
  detect: (facts, context): Array<Detection<Overshoot>> =>
    facts.hpas
      .flatMap((hpa) => detectFor(facts, hpa, context))
      .map((d) => ({
        intervals: [d.span],
        actors: [d.hpa.ref],
        confidence: 'likely' as const,
        confidenceNotes: [
          ...(d.hotter === undefined
            ? [
                "the use of each pod was not read: the HPA's own readings leap as pods are born, and fall while they stay to what they were worth before",
                'a wave of load over the same minutes that ends where it was first seen would look the same',
              ]
            : [
                'pods that share a load are equally hot: the surplus of the young ones is their own',
                'a balancer that prefers new pods would look the same; use that falls to that of the old ones in minutes speaks against it',
              ]),
        ],
        evidence: [
          row(
            'Climb',
            `${number(d.climb.first.from)} → ${number(d.peak)} in ${count(d.climb.steps.length, 'step')}`,
            ['workload.replicas', 'hpa.desired'],
            'observed',
            d.span
          ),
          ...proofOf(d),
          row('And back', `${number(d.back)} within ${duration(PATIENCE)}`, ['workload.replicas'], 'observed', d.span),
        ],
        details: d,
      })),
  // The heat also inflates what the metrics ask for, and with that the shortage that raises a severity by one.
  severity: () => 'low',
  explain: ({ details: d }) => ({
    summary: `${d.hotter === undefined ? 'Fresh pods run hot for minutes' : `Fresh pods use ${d.hotter.toFixed(1)} times the CPU of old ones`}, so the HPA adds more: ${number(d.climb.first.from)} → ${number(d.peak)} for a load worth ${number(d.need)}, back to ${number(d.back)} after the scale-down window.`,
    label: `warm-up: ${number(d.peak)} for ${number(d.need)}`,
    causeTitle: 'Warm-up of fresh pods calls for more pods',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: showRescales(workload.namespace, d.hpa.name),
    expect: `a rescale to ${number(d.peak)} soon after a smaller one, and later one back to about ${number(d.back)} (events are kept for an hour)`,
  }),
  fix: ({ details: d }, { workload }) => {
    const scaleUp = { stabilizationWindowSeconds: 120, policies: [{ type: 'Percent', value: 100, periodSeconds: 60 }] };
    return [
      {
        title: 'Wait two minutes before climbing on',
        term: 'now',
        why: 'A scale-up window takes the lowest proposal of the last two minutes: heat that passes does not count.',
        command: patchOwner(workload.namespace, d.hpa, withBehavior({ scaleUp })),
        price: 'A true ramp is followed two minutes later.',
        undo: 'Remove behavior.scaleUp.',
        verify: `The next climb stops near ${number(d.need)} at the same load.`,
      },
      {
        title: 'Ready only when warm',
        term: 'for-good',
        why: 'CPU of a pod that is not ready counts as nothing for five minutes: a readiness probe that waits for the warm-up ends the loop without a window.',
        patches: [ownerManifest(workload, d.hpa, withBehavior({ scaleUp }))],
        price: 'Fresh pods take traffic later; until the probe waits, this window stands in for it.',
        undo: 'Remove behavior.scaleUp.',
        verify: 'In the next climb young and old pods are equally hot.',
      },
    ];
  },
});
