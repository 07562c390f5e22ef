// An HPA keeps adding and removing pods although demand hardly moves. A swing of just over the tolerance, slower than the
// down window, flaps for ever; with the window at 0 even faster (KEP-4951; Kubernetes HPA page, "Flapping").
import { isPresent } from '../../../../kit/array';
import { lengthOf, mergeIntervals, type Interval, type Millis, minutes } from '../../../../kit/interval';
import { mean, median, quantile } from '../../../../kit/stats';
import { count, duration, number } from '../../../../kit/text';
import type { SignalKind } from '../../../../model/series';
import { samplesIn, valueAt } from '../../../../model/signal';
import type { Action } from '../../../../model/action';
import type { Evidence } from '../../../../model/finding';
import type { WorkloadRef } from '../../../../model/workload';
import { reversals, type Facts } from '../../../episodes/facts';
import { followsDeploy, type HpaFacts, type MetricFacts } from '../../../signals/facts';
import { isResource, measuredPods } from '../../../signals/proposal';
import { row } from '../../evidence';
import { isUnneeded } from '../../../actions/justAbove';
import { untoldAbsences } from '../../../predicates/absence';
import { ownEdges } from '../../../predicates/hpa';
import { movedBound, type MovedBound } from '../../../predicates/movedBounds';
import { regretted, type Regretted } from '../../../predicates/regretted';
import { slowLoopOf } from '../../../predicates/slowLoop';
import type { LaggingMetric } from '../../../predicates/laggingMetric';
import { standingMismatches } from '../../../predicates/standing';
import { SYNC } from '../../../signals/clocks';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { showHpaWriters, showRescales } from '../../../remedies/look';
import type { Remedy } from '../../../remedies/remedy';
import { withBehavior, patchOwner, calmHpa } from '../../../remedies/mitigations';

interface Flapping {
  readonly hpa: HpaFacts;
  readonly low: number;
  readonly high: number;
  readonly reversals: number;
  readonly period: Millis;
  readonly demandSwing: number | undefined;
  readonly replicaSwing: number;
  readonly span: Interval;
  /** Told by what the HPA finds alone: it may change its mind at every pass, between two samples. */
  readonly betweenSamples?: boolean;
  /** The metric that shows the HPA its own pods only minutes later. */
  readonly lag?: LaggingMetric;
  /** Of that: only a part of what it did, the rest has its own causes. */
  readonly isPart?: boolean;
  /** Steps down that were taken back at once, though demand comes in bursts. */
  readonly early?: Regretted;
  /** The bound that somebody moves to and fro, where the HPA does no more than follow it. */
  readonly bound?: MovedBound['field'];
}

const HOUR = 3_600_000;
/** A rollout within this time before an edge is the likelier cause of it (`rollout-hpa-inflation`). */
const ROLLOUT_SHADOW = 600_000;

/** So long a way back from somebody else's number may take (docs/signals.md, "Foreign writes"). */
const WAY_BACK = 300_000;

/** A stop on the way back from a number that somebody else wrote. */
function isWayBack(facts: Facts, { id, interval, to }: Action): boolean {
  return facts.foreign.some(
    (w) =>
      w.undone !== undefined &&
      w.value < w.from &&
      (w.action === id ||
        (interval.from >= w.interval.from && interval.from - w.interval.to < WAY_BACK && to <= w.from))
  );
}

/**
 * Moves that this HPA made of its own accord: not to restore a number or on the way back to it, not into its bounds, not
 * after a rollout.
 */
function freeEdges(facts: Facts, hpa: HpaFacts): Action[] {
  return ownEdges(facts, hpa).filter(
    (e) =>
      e.via === undefined &&
      e.verb !== 'restore' &&
      e.verb !== 'enforce-bounds' &&
      !isWayBack(facts, e) &&
      !followsDeploy(facts, { from: e.interval.to, to: e.interval.to }, ROLLOUT_SHADOW)
  );
}

/** Total demand of a metric per pod at `t`, in its own unit: what all pods together use or wait for. */
function demandAt(facts: Facts, hpa: HpaFacts, metric: MetricFacts, t: number): number | undefined {
  const perPod = metric.type === 'utilization' ? valueAt(metric.average, t) : valueAt(metric.status, t);
  if (perPod === undefined) {
    return undefined;
  }
  const current = valueAt(hpa.current, t);
  if (current === undefined) {
    return undefined;
  }
  return perPod * (isResource(metric) ? measuredPods(facts, hpa, current, t) : current);
}

/** Start of a pod, kubelet, metrics-server and a pass (docs/signals.md, "Clocks"): so long the status speaks of the old pods. */
const SETTLING = 50_000;

/** Samples at which the replicas had stood for a while. */
function settledTimes(facts: Facts, span: Interval): number[] {
  const times = Array.from(facts.replicas?.times ?? []).filter((t) => t >= span.from && t <= span.to);
  const moves = [...facts.edges, ...facts.hidden];
  return times.filter((t) => !moves.some((m) => m.interval.from < t && t - m.interval.to < SETTLING));
}

/** The span of a demand without its tails, over its mean; undefined where too few samples tell. */
function swingIn(demand: readonly number[], tail: number): number | undefined {
  const middle = mean(demand) ?? 0;
  return demand.length < 8 || middle === 0
    ? undefined
    : ((quantile(demand, 1 - tail) ?? 0) - (quantile(demand, tail) ?? 0)) / middle;
}

/**
 * How far the demand behind the metric that moved most moved, in parts of its mean; undefined when nothing tells. What is
 * read as a whole may be a mean over the pods, which an HPA that follows bursts keeps at its target: only the moments before
 * it answers show them, so there no sample is left out.
 */
function demandSwing(facts: Facts, hpa: HpaFacts, span: Interval): number | undefined {
  const settled = settledTimes(facts, span);
  const swings = hpa.metrics.map((metric) =>
    metric.type === 'value'
      ? swingIn(
          samplesIn(metric.status, span).map(([, value]) => value),
          0.02
        )
      : swingIn(settled.map((t) => demandAt(facts, hpa, metric, t)).filter(isPresent), 0.1)
  );
  const known = swings.filter(isPresent);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** The longest stretch with enough reversals in each hour of it. */
function busySpan(turns: ReadonlyArray<[Action, Action]>, minPerHour: number): Interval | undefined {
  const at = turns.map(([, after]) => after.interval.to);
  const windows = at.flatMap((t, i) => {
    const last = at[i + minPerHour - 1];
    return last !== undefined && last - t <= HOUR ? [{ from: turns[i]?.[0].interval.from ?? t, to: last }] : [];
  });
  return mergeIntervals(windows)
    .sort((a, b) => b.to - b.from - (a.to - a.from))
    .at(0);
}

/** Between which numbers it went in this span, how often and how fast. */
function shapeOf(
  turns: ReadonlyArray<[Action, Action]>,
  moves: readonly Action[],
  span: Interval
): Pick<Flapping, 'low' | 'high' | 'reversals' | 'period' | 'replicaSwing'> {
  const inside = turns.filter(([, after]) => after.interval.to >= span.from && after.interval.to <= span.to);
  const edges = moves.filter((e) => e.interval.to >= span.from && e.interval.to <= span.to);
  const gaps = inside.slice(1).map(([, b], i) => b.interval.to - (inside[i]?.[1].interval.to ?? 0));
  const low = Math.round(median(edges.map((e) => Math.min(e.from, e.to))) ?? 0);
  const high = Math.round(median(edges.map((e) => Math.max(e.from, e.to))) ?? 0);
  return { low, high, reversals: inside.length, period: (median(gaps) ?? 0) * 2, replicaSwing: swingOf({ low, high }) };
}

type Limits = 'minReversals' | 'maxPeriodMinutes' | 'burst' | 'maxDemandShare' | 'slowTurns' | 'maxSlowMinutes';

/** A swing around a level load that only a metric's average over minutes explains. */
function slowSwing(facts: Facts, hpa: HpaFacts, { thresholds }: RuleContext<Limits>): Flapping | undefined {
  const loop = slowLoopOf(facts, hpa, freeEdges(facts, hpa), {
    minTurns: thresholds.slowTurns,
    maxPeriod: minutes(thresholds.maxSlowMinutes),
    maxLoadSwing: thresholds.burst,
  });
  return loop && { ...loop, hpa, reversals: loop.turns, demandSwing: loop.lag.loadSwing, replicaSwing: swingOf(loop) };
}

function swingOf({ low, high }: { readonly low: number; readonly high: number }): number {
  return (2 * (high - low)) / Math.max(1, high + low);
}

/** A swing that somebody's hand on the bounds brings, whatever demand does. */
function boundSwing(facts: Facts, hpa: HpaFacts, { thresholds }: RuleContext<Limits>): Flapping | undefined {
  const moved = movedBound(facts, hpa);
  const turns = reversals(moved?.edges ?? []);
  const span = busySpan(turns, thresholds.minReversals);
  return (
    moved && span && { ...shapeOf(turns, moved.edges, span), hpa, span, demandSwing: undefined, bound: moved.field }
  );
}

/** Without them a move after a deploy, or against another writer, looks like one of the HPA's own accord. */
const OTHER_CAUSES: readonly SignalKind[] = ['replicaset.created', 'workload.generation'];

/** It stood at 0 between the two moves: the work had ended, and the next way up is for new work. */
function sleptBetween(facts: Facts, [a, b]: readonly [Action, Action]): boolean {
  return samplesIn(facts.replicas, { from: a.interval.to, to: b.interval.from }).some(([, replicas]) => replicas === 0);
}

/**
 * Of all its rises, no sample shows it at one, and none a metric that asked for one: then a second writer may have made them
 * as well.
 */
function isNowhereOwn(facts: Facts, hpa: HpaFacts, edges: readonly Action[]): boolean {
  const rises = edges.filter(({ from, to }) => to > from);
  return rises.every(
    ({ certainty, interval: { from: t0, to: t1 }, to }) =>
      certainty !== 'observed' && isUnneeded(facts, hpa, [{ t0, t1 }], to)
  );
}

function quickSwing(facts: Facts, hpa: HpaFacts, context: RuleContext<Limits>): Flapping | undefined {
  if (untoldAbsences(facts, OTHER_CAUSES).length > 0) {
    return undefined;
  }
  const turns = reversals(freeEdges(facts, hpa)).filter((turn) => !sleptBetween(facts, turn));
  const span = busySpan(turns, context.thresholds.minReversals);
  if (!span) {
    return undefined;
  }
  const edges = freeEdges(facts, hpa).filter((e) => e.interval.to >= span.from && e.interval.to <= span.to);
  if (isNowhereOwn(facts, hpa, edges)) {
    return undefined;
  }
  const seen = shapeOf(turns, edges, span);
  const { period, replicaSwing } = seen;
  const swing = demandSwing(facts, hpa, span);
  const share = context.thresholds.maxDemandShare;
  const tracksBursts = swing !== undefined && swing > Math.max(replicaSwing * share, context.thresholds.burst);
  const early = tracksBursts ? regretted(edges) : undefined;
  const flapping = { ...seen, hpa, demandSwing: swing, span };
  return period > minutes(context.thresholds.maxPeriodMinutes) || (tracksBursts && !early)
    ? undefined
    : { ...flapping, ...(early && { early }) };
}

/** Two numbers of one HPA lie this close when it sways about its tolerance; another writer's may lie anywhere. */
const CLOSE = 0.3;

/**
 * Custom targets without a generation: the HPA wants one number and finds another at every scrape. Where scrape and passes
 * are locked, an HPA that changes its mind at each pass looks so (argo-rollouts#4847: a canary counts twice). Nothing here
 * tells it from another writer.
 */
function swaysBetweenSamples(facts: Facts): Array<Detection<Flapping>> {
  const standings = facts.replicasAreProxy && !facts.generation ? standingMismatches(facts) : [];
  return standings.flatMap(({ span, held, denied: [denied, ...others] }) => {
    const wish = denied?.wish ?? NaN;
    if (!denied || others.length > 0 || Math.abs(wish - held) > Math.max(1, CLOSE * held)) {
      return [];
    }
    const [low, high] = [Math.min(wish, held), Math.max(wish, held)];
    const replicaSwing = swingOf({ low, high });
    return [
      {
        intervals: [span],
        actors: [denied.hpa.ref],
        confidence: 'possible',
        confidenceNotes: [
          'this target exports no replicas and no generation: an HPA that changes its mind at every pass and another writer look the same',
          'kubectl describe hpa shows its own moves as events',
        ],
        evidence: [
          row(
            'Desired against current',
            `wants ${number(wish)}, finds ${number(held)} in every sample`,
            ['hpa.desired', 'hpa.current'],
            'observed',
            span
          ),
        ],
        details: {
          hpa: denied.hpa,
          low,
          high,
          reversals: 0,
          period: 2 * SYNC,
          demandSwing: undefined,
          replicaSwing,
          span,
          betweenSamples: true,
        },
      },
    ];
  });
}

function lagRow({ metric, window, explained }: LaggingMetric, span: Interval): Evidence {
  return row(
    'Age of the metric',
    `the replicas of the last ${duration(window)} or so explain ${Math.round(explained * 100)} % of what ${metric.name} does, those of the moment less`,
    ['hpa.status-metric', 'workload.replicas'],
    'inferred',
    span
  );
}

/** One sentence of what goes to and fro, and why. */
function told(d: Flapping): string {
  const between = `${number(d.low)} ↔ ${number(d.high)}`;
  if (d.betweenSamples) {
    return `${between}: the HPA wants one and finds the other in every sample for ${duration(lengthOf(d.span))}. It may change its mind at every pass.`;
  }
  if (d.early) {
    return `${between}, a turn every ${duration(d.period / 2)}: ${d.early.takenBack} of ${count(d.early.falls, 'scale-down')} were reversed within ${duration(d.early.within)}, so each step down may bring the load that undoes it.`;
  }
  if (d.bound) {
    return `${between}: somebody moves ${d.bound} of the HPA to and fro, and the HPA follows: ${count(d.reversals, 'reversal')} in ${duration(lengthOf(d.span))}.`;
  }
  const moves =
    d.demandSwing === undefined ? 'that no series shows' : `that moves ${Math.round(d.demandSwing * 100)} %`;
  return d.lag
    ? `${between} and back every ${duration(d.period)} around a load ${moves}: ${d.lag.metric.name} looks back about ${duration(d.lag.window)}, so the HPA goes on moving before it sees its own pods.`
    : `${between}, a turn every ${duration(d.period / 2)}: ${count(d.reversals, 'reversal')} in ${duration(d.span.to - d.span.from)} for a demand ${moves}.`;
}

function causeOf(d: Flapping): string {
  if (d.lag) {
    return 'An HPA around an average of minutes';
  }
  if (d.bound) {
    return 'Two hands on the bounds of an HPA';
  }
  return d.early ? 'An HPA steps down and takes it back' : 'An HPA answers small swings of demand';
}

/** Longest that Kubernetes allows for a window of `behavior`, seconds; and for the period of a policy. */
const LONGEST_WINDOW = 3600;
const LONGEST_PERIOD = 1800;

/** Remedies of a loop around an average: a shorter look back, or an HPA that is slower than its metric. */
function slowFixes(d: Flapping, lag: LaggingMetric, workload: WorkloadRef): Remedy[] {
  const seconds = Math.round(lag.window / 1000);
  const behavior = withBehavior({
    scaleUp: {
      stabilizationWindowSeconds: Math.min(seconds, LONGEST_WINDOW),
      policies: [{ type: 'Percent', value: 20, periodSeconds: Math.min(Math.round(seconds / 2), LONGEST_PERIOD) }],
    },
    scaleDown: {
      stabilizationWindowSeconds: Math.min(seconds + 300, LONGEST_WINDOW),
      policies: [{ type: 'Percent', value: 20, periodSeconds: Math.min(Math.round(seconds / 2), LONGEST_PERIOD) }],
    },
  });
  return [
    {
      title: 'Move more slowly than the metric',
      term: 'now',
      why: `With windows longer than the ${duration(lag.window)} that the metric averages over, the HPA sees what its last step did before it takes the next.`,
      command: patchOwner(workload.namespace, d.hpa, behavior),
      price: `A real rise of load waits ${duration(lag.window)} for its first pods, and gets a fifth more at a time.`,
      undo: 'Remove behavior from the HPA.',
      verify: 'The next cycle is less than half as high.',
    },
    {
      title: 'A shorter average',
      term: 'for-good',
      why: `Let the query of ${lag.metric.name} average over one or two minutes (in PromQL the range in brackets), and use AverageValue on a total where it has one: then a new pod shows at the next pass. No manifest here: the query lives in the adapter or the trigger.`,
      price: 'The metric is noisier; a window on the way down takes that up.',
      undo: 'Set the old range again.',
      verify: 'After a step the metric follows within two passes.',
    },
  ];
}

function notesOf(d: Flapping): string[] {
  if (d.bound) {
    return [`the samples show ${d.bound} move each time`, 'who writes it is never exported'];
  }
  return [
    d.demandSwing === undefined
      ? 'demand not seen: the status of the metric is missing'
      : `demand moved ${Math.round(d.demandSwing * 100)} %`,
    'stabilization window not assessed (never exported)',
  ];
}

/** Remedies where two hands write one bound: one of them must let go. */
function boundFixes(bound: MovedBound['field']): Remedy[] {
  return [
    {
      title: `Let one of the two write ${bound}`,
      term: 'now',
      why: 'Pause the schedule, or suspend what applies Git: the HPA stays where the bound that is left puts it.',
      price: 'Nights at full size, or a Git that does not correct the application, until one of them is changed.',
      undo: 'Start it again.',
      verify: `${bound} stands still for two intervals of both.`,
    },
    {
      title: `Leave ${bound} out of Git where a schedule owns it`,
      term: 'for-good',
      why: `Argo CD ignores it with ignoreDifferences on /spec/${bound} of the HPA and RespectIgnoreDifferences; for Flux, drop the field from the manifest. Or take the HPA out of the schedule. No manifest here: who writes is not exported.`,
      price: 'Git no longer tells the number.',
      undo: 'Put the field back.',
      verify: 'One evening and one morning: one move each.',
    },
  ];
}

export const hpaFlapping = defineRule({
  id: 'hpa-flapping',
  title: 'An HPA keeps adding and removing pods',
  code: 'C1',
  scans: ['rewritten', 'moved'],
  needs: ['hpa.info', 'hpa.desired', 'hpa.current', 'workload.replicas', 'hpa.status-metric', 'hpa.spec-metric'],
  absences: ['hpa.spec-metric', 'hpa.status-metric'],
  reveals: [...OTHER_CAUSES, 'hpa.min', 'hpa.max'],
  helps: ['workload.ready'],
  thresholds: {
    minReversals: {
      title: 'Changes of direction within an hour',
      unit: 'reversals',
      default: 4,
      min: 2,
      max: 60,
    },
    maxPeriodMinutes: { title: 'Longest up-and-down cycle', unit: 'min', default: 20, min: 1, max: 240 },
    burst: {
      title: 'Demand swing below which no answer is worth a reversal',
      unit: 'ratio',
      default: 0.35,
      min: 0.1,
      max: 2,
    },
    maxDemandShare: {
      title: 'Demand swing, as share of the replica swing, above which it is a burst',
      unit: 'ratio',
      default: 0.75,
      min: 0.1,
      max: 2,
    },
    slowTurns: { title: 'Turns of a slow loop', unit: 'reversals', default: 3, min: 3, max: 60 },
    maxSlowMinutes: { title: 'Longest cycle of a slow loop', unit: 'min', default: 120, min: 10, max: 360 },
  },
  explains: [],
  detect: (facts, context): Array<Detection<Flapping>> => [
    ...swaysBetweenSamples(facts),
    ...facts.hpas
      .map(
        (hpa) => boundSwing(facts, hpa, context) ?? slowSwing(facts, hpa, context) ?? quickSwing(facts, hpa, context)
      )
      .filter(isPresent)
      .map((d) => ({
        intervals: [d.span],
        rhythm: d.period,
        actors: [d.hpa.ref],
        confidence: d.demandSwing === undefined && !d.bound ? ('possible' as const) : ('likely' as const),
        confidenceNotes: notesOf(d),
        evidence: [
          row(
            'Reversals',
            `${d.reversals} in ${duration(d.span.to - d.span.from)}, one cycle in ${duration(d.period)}`,
            ['workload.replicas', 'hpa.desired'],
            'observed',
            d.span
          ),
          row(
            'Swing of replicas',
            `${number(d.low)} ↔ ${number(d.high)}, ${Math.round(d.replicaSwing * 100)} %`,
            ['workload.replicas'],
            'observed',
            d.span
          ),
          d.demandSwing === undefined
            ? undefined
            : row(
                'Swing of demand',
                `${Math.round(d.demandSwing * 100)} % of its mean`,
                ['hpa.status-metric'],
                'observed',
                d.span
              ),
          d.lag && lagRow(d.lag, d.span),
        ].filter(isPresent),
        // What an old average asks for at the top of its loop is no load.
        explains: d.lag && !d.isPart ? ['hpa-pinned-max', 'hpa-rate-limited'] : [],
        details: d,
      })),
  ],
  severity: ({ details: d }, _, impact) => {
    if (d.betweenSamples) {
      return 'low';
    }
    const perHour = ((impact.podsMade ?? 0) * HOUR) / Math.max(HOUR, d.span.to - d.span.from);
    return perHour > 2 * d.high && d.high - d.low > 1 ? 'high' : 'medium';
  },
  explain: ({ details: d }) => ({
    summary: told(d),
    detail: d.early
      ? 'Consumers that stop while their group rebalances, cold caches and connections that come back do this. Pauses of the load that are a little longer than the down window look the same; a longer window helps both.'
      : undefined,
    label: `HPA flaps ${number(d.low)} ↔ ${number(d.high)}`,
    causeTitle: causeOf(d),
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: d.bound ? showHpaWriters(workload.namespace, d.hpa.name) : showRescales(workload.namespace, d.hpa.name),
    expect: d.bound
      ? 'two managers beside kube-controller-manager, both minutes ago'
      : `rescales up and down in turn, between about ${number(d.low)} and ${number(d.high)} (events are kept for an hour)`,
  }),
  fix: ({ details: d }, { workload }) => {
    if (d.bound) {
      return boundFixes(d.bound);
    }
    if (d.lag) {
      return slowFixes(d, d.lag, workload);
    }
    const surplus = number(Math.round(((d.high - d.low) * 600) / 60));
    return [
      {
        title: 'Scale down more slowly',
        term: 'now',
        why: 'A down window longer than the swing keeps the higher number through the trough.',
        command: patchOwner(
          workload.namespace,
          d.hpa,
          withBehavior({ scaleDown: { stabilizationWindowSeconds: 600 } })
        ),
        price: `Up to ${surplus} replica-minutes more after each peak.`,
        undo: 'Remove behavior.scaleDown from the HPA.',
        verify: 'Reversals per hour halve.',
      },
      {
        title: 'Calm both directions',
        term: 'for-good',
        why: 'Smaller steps and a window on both sides turn a swing of 10 % into no move at all.',
        patches: [calmHpa(workload, d.hpa)],
        price: 'Slower release, and 30 s later on the way up.',
        undo: 'Remove the behavior section.',
        verify: 'No reversal for three cycles.',
      },
    ];
  },
});
