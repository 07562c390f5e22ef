// Adding pods does not help: the metric does not fall as replicas grow, so it measures something that pods do not carry
// (a shared database, a lock). For metrics with a plain `value` target the level is enough; a reading per pod must be one level
// over every size of the climb and long after it, as a level that is only about the same can be demand that rises.
import { isPresent } from '../../../../kit/array';
import { lengthOf, type Interval } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { count, duration, number, quantity } from '../../../../kit/text';
import { lastValue, samplesIn, valueAt } from '../../../../model/signal';
import { levelClimb } from '../../../predicates/levelClimb';
import { laggingMetric } from '../../../predicates/laggingMetric';
import { climbsOf, type Climb } from '../../../episodes/climbs';
import type { Facts } from '../../../episodes/facts';
import type { HpaFacts, MetricFacts } from '../../../signals/facts';
import { isResource, ratioAt, TOLERANCE } from '../../../signals/proposal';
import { row, typical } from '../../evidence';
import type { Remedy } from '../../../remedies/remedy';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { destructive, lines } from '../../../remedies/command';
import { showMetrics, showRescales } from '../../../remedies/look';
import { patchHpa, patchScaledObject, ownerManifest } from '../../../remedies/mitigations';

interface Useless {
  readonly hpa: HpaFacts;
  readonly metric: MetricFacts;
  readonly climb: Climb;
  readonly before: number;
  readonly after: number;
  readonly target: number;
  /** True where the reading is one per pod: each is as busy as the others, however many there are. */
  readonly perPod: boolean;
  /** -change of ln metric over change of ln replicas: 1 where pods share the load, 0 where they do nothing. */
  readonly elasticity: number;
  readonly usage: readonly [number, number] | undefined;
  readonly span: Interval;
}

const MINUTE = 60_000;
/** Pods need a moment to start and the metric to follow. */
const SETTLE = 30_000;
const WATCH = 10 * MINUTE;
/** Steps of one climb are at most this far apart. */
const GAP = 15 * MINUTE;

/** How long the metric stayed above its target after the first step, without a break. */
function above(facts: Facts, metric: MetricFacts, climb: Climb): Interval {
  const samples = samplesIn(facts.replicas, { from: climb.first.interval.from, to: facts.range.to });
  const over = samples.findIndex(([t]) => t > climb.last.interval.to && (ratioAt(metric, t) ?? 0) <= 1 + TOLERANCE);
  const end = over === -1 ? samples.at(-1)?.[0] : samples[over - 1]?.[0];
  return { from: climb.first.interval.from, to: end ?? climb.last.interval.to };
}

/** Steps of a climb, with those that only the generation counts: one between two scrapes hides the next. */
function stepsOf({ steps }: Climb): number {
  return sum(steps.map((step) => 1 + step.hidden));
}

function grownIn({ first, last }: Climb): number {
  return last.to / Math.max(1, first.from);
}

/** Steps enough, and far enough up: of most climbs nothing else need be looked at. */
function isLongClimb(climb: Climb, { thresholds }: RuleContext<'minSteps' | 'growth'>): boolean {
  return stepsOf(climb) >= thresholds.minSteps && grownIn(climb) >= thresholds.growth;
}

function uselessOf(
  facts: Facts,
  hpa: HpaFacts,
  metric: MetricFacts,
  climb: Climb,
  context: RuleContext<'minSteps' | 'growth' | 'elasticity'>
): Useless | undefined {
  const { first, last } = climb;
  if (!isLongClimb(climb, context)) {
    return undefined;
  }
  const grown = grownIn(climb);
  const after = { from: last.interval.to + SETTLE, to: Math.min(facts.range.to, last.interval.to + WATCH) };
  const before = valueAt(metric.status, first.interval.to);
  const now = typical(metric.status, after);
  const target = valueAt(metric.target, last.interval.to);
  const span = above(facts, metric, climb);
  const seenLong = lengthOf(after) >= 3 * MINUTE && lengthOf(span) >= 5 * MINUTE;
  if (!seenLong || !before || !now || !target) {
    return undefined;
  }
  const elasticity = -Math.log(now / before) / Math.log(grown);
  const level = elasticity < context.thresholds.elasticity && now <= before * 1.15;
  const stays = samplesIn(metric.status, after).every(([t]) => (ratioAt(metric, t) ?? 0) > 1 + TOLERANCE);
  const cores = [
    typical(facts.usage, { from: first.interval.from - 5 * MINUTE, to: first.interval.from }),
    typical(facts.usage, after),
  ] as const;
  const usage = cores[0] !== undefined && cores[1] !== undefined ? ([cores[0], cores[1]] as const) : undefined;
  // Use that grows with the replicas is demand that grows: then the level metric says nothing.
  const demandGrew = usage !== undefined && usage[1] > usage[0] * Math.max(1.25, 0.7 * grown);
  return level && stays && !demandGrew
    ? { hpa, metric, climb, before, after: now, target, perPod: false, elasticity, usage, span }
    : undefined;
}

/** The same for a reading per pod: one level from the first pods of the climb to long after the last. */
function busyOf(
  facts: Facts,
  hpa: HpaFacts,
  metric: MetricFacts,
  climb: Climb,
  context: RuleContext<'minSteps' | 'growth' | 'elasticity'>
): Useless | undefined {
  const target = valueAt(metric.target, climb.last.interval.to);
  const level = target && isLongClimb(climb, context) ? levelClimb(facts, hpa, metric, climb) : undefined;
  const before = level && valueAt(metric.status, level.span.from);
  const now = level && typical(metric.status, level.span);
  if (!level || !target || !before || !now) {
    return undefined;
  }
  const elasticity = -Math.log(now / before) / Math.log(climb.last.to / level.from);
  const span = above(facts, metric, climb);
  return { hpa, metric, climb, before, after: now, target, perPod: true, elasticity, usage: undefined, span };
}

function detectFor(facts: Facts, hpa: HpaFacts, context: RuleContext<'minSteps' | 'growth' | 'elasticity'>): Useless[] {
  // With several metrics another one can have asked for the pods.
  const [metric, ...more] = hpa.metrics;
  // Memory is kept by pods whatever their number: `hpa-memory-ratchet`.
  if (!metric?.status || more.length > 0 || metric.name === 'memory') {
    return [];
  }
  const find = metric.type === 'value' && !isResource(metric) ? uselessOf : busyOf;
  const found = climbsOf(facts, GAP, hpa.name)
    .map((climb) => find(facts, hpa, metric, climb, context))
    .filter(isPresent);
  // An average over minutes does fall with the pods, later: `hpa-flapping` tells what comes of that.
  return found.length > 0 && !laggingMetric(facts, hpa, metric, facts.range) ? found : [];
}

/** For pods that are busy by themselves: neither a cap nor more of them is right before somebody has looked at one. */
function trafficMetric(d: Useless): Remedy {
  return {
    title: 'Scale on the traffic of a pod',
    term: 'for-good',
    why: `Each pod is busy whatever its share of the load: look at one that has no traffic first. Requests or work in flight per pod fall as pods are added, ${d.metric.name} does not.`,
    price: 'It needs a metric of the application, and a number that a pod carries well.',
    undo: 'Put the old metric back.',
    verify: 'After a scale-out the metric per pod falls within two passes.',
  };
}

/** Goes no higher. Never below what runs: bounds are enforced at once, and pods that serve would go at the next pass. */
function cap(d: Useless, { replicas, workload }: Facts): Remedy {
  const running = Math.max(lastValue(replicas) ?? d.climb.last.to, lastValue(d.hpa.desired) ?? 0);
  const to = Math.max(running, Math.ceil(1.3 * d.climb.first.from));
  const max = lastValue(d.hpa.max);
  const words = {
    term: 'now' as const,
    why: 'More pods only put more load on what is slow behind them: connections, locks, caches to fill.',
    verify: `Replicas rise no further, and ${d.metric.name} is no worse.`,
  };
  if (max !== undefined && to >= max) {
    return { ...words, title: `Leave the maximum at ${max}`, price: 'None.', undo: 'Nothing to undo.' };
  }
  return {
    ...words,
    title: `Cap at ${to}`,
    command: destructive(
      d.hpa.scaledObject
        ? patchScaledObject(workload.namespace, d.hpa.scaledObject, { maxReplicaCount: to })
        : patchHpa(workload.namespace, d.hpa.name, { maxReplicas: to })
    ),
    price: `If load does rise as well, the cap holds that back too. Not below what runs now (${number(running)}): pods that serve would go at the next pass.`,
    undo: `Set the maximum back to ${max === undefined ? 'what it was' : number(max)}.`,
  };
}

/** A number of the metric as people write it. */
function reading({ metric }: Useless, value: number): string {
  return metric.type === 'utilization'
    ? `${number(value)} %`
    : isResource(metric)
      ? quantity(value, metric.name)
      : number(value);
}

export const hpaWrongSignal = defineRule({
  id: 'hpa-wrong-signal',
  title: 'Adding pods does not help: the metric does not move',
  code: 'C10',
  scans: ['rewritten', 'moved', 'grew', 'at-maximum'],
  needs: ['hpa.info', 'hpa.spec-metric', 'hpa.status-metric', 'workload.replicas', 'hpa.desired'],
  helps: ['usage.cpu', 'hpa.current', 'workload.ready', 'workload.generation'],
  thresholds: {
    minSteps: { title: 'Steps upwards', unit: 'steps', default: 3, min: 2, max: 20 },
    growth: { title: 'Growth of the replicas', unit: 'ratio', default: 1.5, min: 1.2, max: 10 },
    elasticity: {
      title: 'Answer of the metric: 1 where pods share the load, 0 where they do nothing',
      unit: 'ratio',
      default: 0.3,
      min: 0.05,
      max: 0.9,
    },
  },
  explains: ['hpa-rate-limited'],
  detect: (facts, context): Array<Detection<Useless>> =>
    facts.hpas
      .flatMap((hpa) => detectFor(facts, hpa, context))
      .map((d) => ({
        intervals: [d.span],
        actors: [d.hpa.ref],
        confidence: 'likely' as const,
        // What a pod at its limit reads says nothing of how many more are needed: then the maximum is a story of its own.
        ...(d.perPod ? {} : { explains: ['hpa-pinned-max' as const] }),
        confidenceNotes: d.perPod
          ? [
              'the reading per pod is one level over every size of the climb, and for ten minutes after it',
              'pods that all stand at their CPU limit under a load many times larger look the same: compare the traffic per pod',
            ]
          : [
              'the metric is read as a whole, not per pod: it stayed level while the replicas grew',
              d.usage
                ? 'CPU use did not grow with the replicas'
                : 'demand that rises exactly as fast as the pods are added would look the same',
            ],
        evidence: [
          row(
            'Replicas',
            `${number(d.climb.first.from)} → ${number(d.climb.last.to)} in ${count(stepsOf(d.climb), 'step')}`,
            ['workload.replicas', 'hpa.desired'],
            'observed',
            d.span
          ),
          row(
            'The metric',
            `${d.metric.name} ${reading(d, d.before)} → ${reading(d, d.after)} against a target of ${reading(d, d.target)}: elasticity ${Math.max(0, d.elasticity).toFixed(2)} (1 where pods share the load)`,
            ['hpa.status-metric', 'hpa.spec-metric'],
            'observed',
            d.span
          ),
          d.usage
            ? row(
                'CPU of all pods',
                `${d.usage[0].toFixed(2)} → ${d.usage[1].toFixed(2)} cores`,
                ['usage.cpu'],
                'observed',
                d.span
              )
            : undefined,
        ].filter(isPresent),
        details: d,
      })),
  severity: () => 'medium',
  explain: ({ details: d }) => ({
    summary: `${number(d.climb.first.from)} → ${number(d.climb.last.to)} replicas and ${d.perPod ? `each pod's ${d.metric.name}` : d.metric.name} stays at ${reading(d, d.after)} against a target of ${reading(d, d.target)}: ${duration(lengthOf(d.span))} of pods that do not move it.`,
    label: `${d.metric.name} does not follow`,
    causeTitle: 'Metrics that pods do not move',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: lines(showMetrics(workload.namespace, d.hpa.name), showRescales(workload.namespace, d.hpa.name)),
    expect: `${d.metric.name} among the targets, still above its target after each rescale upwards`,
  }),
  fix: ({ details: d }, facts) => {
    const { workload } = facts;
    if (d.perPod) {
      return [trafficMetric(d)];
    }
    return [
      cap(d, facts),
      {
        title: 'A metric that pods carry',
        term: 'for-good',
        why: `CPU, requests or work in flight per pod fall as pods are added; latency of something shared does not. In place of ${d.metric.name}, which stays as an alert.`,
        patches: [
          ownerManifest(workload, d.hpa, {
            hpa: {
              metrics: [
                {
                  type: 'Resource',
                  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
                },
              ],
            },
            scaledObject: { triggers: [{ type: 'cpu', metricType: 'Utilization', metadata: { value: '70' } }] },
          }),
        ],
        price: 'Slowness behind the pods no longer scales them: it needs its own alert.',
        undo: 'Put the old metric back.',
        verify: 'After a scale-out the metric per pod falls within two passes.',
      },
    ];
  },
});
