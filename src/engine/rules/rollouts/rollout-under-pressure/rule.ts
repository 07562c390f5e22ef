// A rollout takes pods away while the HPA asks for more: maxUnavailable 25 % is the default, whatever the load
// (Kubernetes, Deployment, rolling update).
import { isPresent } from '../../../../kit/array';
import { hull, lengthOf, mergeIntervals, type Interval, type Millis, type UnixMs } from '../../../../kit/interval';
import { median } from '../../../../kit/stats';
import { duration, number } from '../../../../kit/text';
import { runsWhere, samplesIn, valueAt } from '../../../../model/signal';
import type { Facts } from '../../../episodes/facts';
import { settledAfter, type RolloutFacts } from '../../../signals/facts';
import { row } from '../../evidence';
import { rolloutSpan } from '../../../predicates/rolloutWindow';
import { takenAway } from '../../../predicates/takenAway';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { lines } from '../../../remedies/command';
import { showReplicas, showReplicaSets } from '../../../remedies/look';
import { holdRollout, workloadManifest } from '../../../remedies/target';
import { firstHpa, withMinimum, ownerManifest } from '../../../remedies/mitigations';
import type { Remedy } from '../../../remedies/remedy';

/** Rounds of one rollout follow each other within this time: the start of a pod. */
const ROUND: Millis = 60_000;
const SECOND: Millis = 1000;
/** Until the first new pods are ready, and a reading tells of them. */
const UNREADY: Millis = 30_000;
/** A pod may warm up for so long (--horizontal-pod-autoscaler-cpu-initialization-period). */
const WARM_UP: Millis = 300_000;

/** What the metrics alone do not tell from load. */
const HOT = {
  kinds: ['hpa.status-metric' as const],
  reason: 'load inside a rollout and fresh pods that burn CPU as they start look the same',
};

interface Pressure {
  readonly before: number;
  readonly lowest: number;
  readonly asked: number;
  readonly spans: readonly Interval[];
  readonly rollout: RolloutFacts;
  /** Nothing tells load from fresh pods that burn CPU as they start. */
  readonly isStart: boolean;
}

/** Ready pods before the new template came. */
function readyBefore(facts: Facts, rollout: RolloutFacts): number | undefined {
  return valueAt(facts.ready, rollout.at - facts.scrape) ?? valueAt(facts.ready, rollout.at);
}

/** True when somebody wrote a smaller number with the rollout: then that writer took the pods, not the rollout. */
function isReset(facts: Facts, window: Interval, before: number): boolean {
  const near = { from: window.from - 2 * facts.scrape, to: window.to };
  const written = facts.foreign.some((w) => w.value < before && w.interval.to > near.from && w.interval.from < near.to);
  return written || samplesIn(facts.replicas, near).some(([, replicas]) => replicas < before);
}

/**
 * What demand asked for on both sides of a rollout. Inside it the product of ready pods and a status one pass old falls
 * with every pod that goes, although nobody asks for less.
 */
function demandThroughout(facts: Facts, window: Interval): number {
  const before = valueAt(facts.proposal, window.from - facts.scrape);
  const after = valueAt(facts.proposal, settledAfter(facts, window.to));
  return Math.min(before ?? 0, after ?? 0);
}

/** What is asked for once the last pods of the rollout have started: the middle of the minutes in which they still warm up. */
function askedLater(facts: Facts, window: Interval): number {
  const from = settledAfter(facts, window.to);
  const later = samplesIn(facts.proposal, { from, to: Math.max(from, window.to + WARM_UP) }).map(([, asked]) => asked);
  return median(later) ?? valueAt(facts.proposal, from) ?? 0;
}

/** The most that was asked for at any sample of the span. */
function peakOf(facts: Facts, span: Interval, asks: (t: UnixMs) => number): number {
  const times = samplesIn(facts.ready, span).map(([t]) => t);
  return Math.max(...[span.from, ...times, span.to].map(asks));
}

/** When the first pod of the rollout was ready, where pods tell; undefined where they do not, or none was. */
function firstReady(facts: Facts, { from, to }: Interval): UnixMs | undefined {
  const fresh = facts.pods.filter(({ created }) => created >= from - SECOND && created <= to);
  const ready = fresh.map((pod) => pod.ready).filter(isPresent);
  return ready.length === 0 ? undefined : Math.min(...ready);
}

/**
 * What was asked for before the rollout, or as it began: then no fresh pod was ready yet, and the HPA leaves out what the CPU
 * of those does (kubernetes: replica_calculator.go, groupPods).
 */
function askedEarly(facts: Facts, window: Interval): number {
  const { from } = window;
  const first = samplesIn(facts.proposal, { from, to: from + UNREADY }).slice(0, 1);
  const unready = samplesIn(facts.proposal, { from, to: firstReady(facts, window) ?? from });
  return Math.max(
    0,
    ...[...first, ...unready].map(([, asked]) => asked),
    valueAt(facts.proposal, from - facts.scrape) ?? 0
  );
}

/**
 * What was asked for at a moment of the rollout. An HPA that raised its number meanwhile asked for that, where demand stays up
 * when all is over: hot fresh pods alone would not keep it there.
 * @param isLoad whether what the metrics ask for inside the rollout counts
 */
function askedOf(facts: Facts, window: Interval, more: number, isLoad: boolean): (t: UnixMs) => number {
  const stood = demandThroughout(facts, window);
  const start = valueAt(facts.replicas, window.from - facts.scrape) ?? valueAt(facts.replicas, window.from) ?? Infinity;
  const stays = askedLater(facts, window) >= more;
  return (t) => {
    const raised = Math.max(0, ...facts.hpas.map((hpa) => valueAt(hpa.desired, t) ?? 0));
    const now = isLoad ? (valueAt(facts.proposal, t) ?? 0) : 0;
    return Math.max(now, stood, stays && raised > start ? raised : 0);
  };
}

/**
 * Whether what is asked for inside the rollout is load for sure: as much was asked for before it began, or when all is over.
 * Fresh pods that burn CPU as they start ask for more in between.
 */
function isLoadForSure(facts: Facts, window: Interval, more: number): boolean {
  return askedEarly(facts, window) >= more || askedLater(facts, window) >= more;
}

interface Dip {
  readonly spans: readonly Interval[];
  readonly lowest: number;
}

/** Fewer ready pods than before, in the samples. */
function sampledDip(facts: Facts, window: Interval, before: number, isPressed: (t: UnixMs) => boolean): Dip {
  const runs = runsWhere(
    facts.ready,
    (ready, t) => t > window.from && t <= window.to && ready < before && isPressed(t)
  );
  const spans = mergeIntervals(runs, 2 * facts.scrape);
  const span = hull(spans);
  const samples = span ? samplesIn(facts.ready, { from: span.from - 1, to: span.to }) : [];
  return { spans, lowest: Math.min(before, ...samples.map(([, ready]) => ready)) };
}

/** The same by births, which show what falls between two scrapes. */
function bornDip(facts: Facts, window: Interval, before: number, isPressed: (t: UnixMs) => boolean): Dip {
  const gone = takenAway(facts, window);
  const spans = gone?.spans.filter(({ from, to }) => isPressed(from) || isPressed(to)) ?? [];
  return { spans: mergeIntervals(spans, ROUND), lowest: spans.length === 0 ? before : before - (gone?.most ?? 0) };
}

type Context = RuleContext<'minPressure' | 'minDip' | 'minSeconds'>;

/** Spans of the rollout in which fewer pods are ready than before it, and demand asks for more than before it. */
function pressureOf(facts: Facts, rollout: RolloutFacts, context: Context): Pressure | undefined {
  const before = readyBefore(facts, rollout);
  const window = rolloutSpan(facts, rollout);
  if (before === undefined || before < 2 || facts.maxUnavailable === 0 || isReset(facts, window, before)) {
    return undefined;
  }
  const more = Math.max(before + 1, before * (1 + context.thresholds.minPressure));
  const one = { rollout, window, before, more };
  const isSure = isLoadForSure(facts, window, more);
  const told = pressureWith(facts, one, context, isSure);
  const mayBe = told || isSure ? undefined : pressureWith(facts, one, context, true);
  return told ?? (mayBe && { ...mayBe, isStart: true });
}

interface Case {
  readonly rollout: RolloutFacts;
  readonly window: Interval;
  /** Ready pods before it. */
  readonly before: number;
  /** From how many on more is asked for than was ready. */
  readonly more: number;
}

function pressureWith(
  facts: Facts,
  { rollout, window, before, more }: Case,
  context: Context,
  isLoad: boolean
): Pressure | undefined {
  const asks = askedOf(facts, window, more, isLoad);
  const isPressed = (t: UnixMs): boolean => asks(t) >= more;
  const least = context.thresholds.minSeconds * 1000;
  const isEnough = ({ spans, lowest }: Dip): boolean => {
    const lost = before - lowest;
    // Scrapes a minute apart show such a dip once: then it must be a deep one.
    const lasts = lengthOf(hull(spans) ?? window) >= least || (facts.scrape >= least && lost >= 0.25 * before);
    return spans.length > 0 && lasts && lost >= Math.max(1, context.thresholds.minDip * before);
  };
  const dip = [sampledDip, bornDip].map((of) => of(facts, window, before, isPressed)).find(isEnough);
  const stood = demandThroughout(facts, window);
  const asked = stood >= more ? stood : dip && peakOf(facts, hull(dip.spans) ?? window, asks);
  return dip && asked !== undefined ? { before, ...dip, asked, rollout, isStart: false } : undefined;
}

function lasting(d: Pressure): string {
  const length = Math.max(...d.spans.map(lengthOf));
  return length > 0 ? `, for ${duration(length)}` : '';
}

function holdIt(facts: Facts, d: Pressure): Remedy {
  return {
    title: 'Pause the rollout',
    term: 'now',
    why: 'No further pod is taken away; the HPA adds pods of both templates.',
    ...holdRollout(facts, d.asked),
    price: 'Two versions run side by side meanwhile.',
    verify: `Ready back at ${number(d.before)} or above.`,
  };
}

/** What a rollout adds before it takes away: an Argo Rollout keeps both numbers under its canary. */
function addFirst(facts: Facts): Remedy {
  const steps = { maxUnavailable: 0, maxSurge: '25%' };
  const strategy =
    facts.workload.kind === 'Rollout' ? { canary: steps } : { type: 'RollingUpdate', rollingUpdate: steps };
  return {
    title: 'Add first, then take away',
    term: 'for-good',
    why: 'With maxUnavailable 0 every old pod stays until its successor is ready.',
    patches: [workloadManifest(facts, { strategy })],
    price: 'A rollout needs room for a quarter more pods: nodes, quota, database connections.',
    undo: 'Set maxUnavailable back.',
    verify: 'Ready never below spec in the next rollout.',
  };
}

/** A StatefulSet has no maxSurge: its pods keep their names, so one goes before the next comes. */
function onePodInReserve(facts: Facts, d: Pressure): Remedy {
  return {
    title: 'One pod in reserve',
    term: 'for-good',
    why: 'A StatefulSet takes a pod away before it adds its successor. With one pod more than the load needs, it is not missed.',
    patches: [ownerManifest(facts.workload, firstHpa(facts), withMinimum(d.before + 1))],
    price: 'The reserve runs at all times; a lower target of the HPA keeps one only under load.',
    undo: 'Set the minimum back.',
    verify: 'Ready stays at what load asks for in the next rollout.',
  };
}

export const rolloutUnderPressure = defineRule({
  id: 'rollout-under-pressure',
  title: 'A rollout takes pods away while the HPA asks for more',
  code: 'G2',
  scans: ['dipped', 'rewritten'],
  needs: ['hpa.info', 'hpa.status-metric', 'workload.ready', 'workload.replicas', 'replicaset.created'],
  absences: ['workload.replicas'],
  reveals: ['hpa.spec-metric'],
  helps: [
    'workload.updated',
    'workload.status-replicas',
    'workload.max-unavailable',
    'hpa.desired',
    'pod.created',
    'pod.ready',
  ],
  thresholds: {
    minPressure: {
      title: 'Asked for above what was ready before',
      unit: 'ratio',
      default: 0.1,
      min: 0.02,
      max: 5,
    },
    minDip: { title: 'Ready pods lost to the rollout', unit: 'ratio', default: 0.1, min: 0.01, max: 1 },
    minSeconds: { title: 'How long both hold', unit: 's', default: 30, min: 5, max: 600 },
  },
  explains: [],
  detect: (facts, context): Array<Detection<Pressure>> =>
    facts.rollouts
      .map((rollout) => pressureOf(facts, rollout, context))
      .filter(isPresent)
      .map((d) => ({
        intervals: d.spans,
        actors: [{ family: 'ci' as const }, ...facts.hpas.slice(0, 1).map((hpa) => hpa.ref)],
        ...(d.isStart && { undecided: HOT }),
        confidence: facts.maxUnavailable === undefined || d.isStart ? ('possible' as const) : ('likely' as const),
        confidenceNotes: [
          'a new template, fewer ready pods and a larger proposal stand in the same samples',
          ...(d.isStart
            ? ['fresh pods that burn CPU as they start look the same: no more was asked for before or after']
            : []),
          facts.maxUnavailable === undefined
            ? 'maxUnavailable is not exported: new pods that fail look the same'
            : `the rollout may take away ${number(facts.maxUnavailable)} at the size it has now`,
        ],
        evidence: [
          row('Rollout', d.rollout.what, [d.rollout.evidence, 'workload.updated'], 'observed', {
            from: d.rollout.at,
            to: d.rollout.at + 1000,
          }),
          row(
            'Ready',
            `${number(d.before)} before, down to ${number(d.lowest)}`,
            ['workload.ready'],
            'observed',
            hull(d.spans)
          ),
          row(
            'Asked for meanwhile',
            `up to ${number(d.asked)} replicas (computed: ready pods × status ÷ target)`,
            ['hpa.status-metric', 'hpa.spec-metric'],
            'inferred',
            hull(d.spans)
          ),
        ],
        details: d,
      })),
  // The common scale makes it high where demand was short by more than a sliver.
  severity: ({ details: d }) => (d.isStart ? 'info' : 'medium'),
  explain: ({ details: d }) => ({
    summary: `A rollout took ready pods from ${number(d.before)} down to ${number(d.lowest)} while ${d.isStart ? 'the metrics' : 'load'} asked for ${number(d.asked)}${lasting(d)}${d.isStart ? ': load, or fresh pods as they start' : ''}.`,
    label: 'rollout × load',
    causeTitle: 'Rollouts that take pods away under load',
  }),
  confirm: (_, facts) => ({
    command: lines(showReplicas(facts), showReplicaSets(facts.workload.namespace)),
    expect: `READY below SPEC while two ReplicaSets of ${facts.workload.name} have pods`,
  }),
  fix: ({ details: d }, facts) => [
    // Nobody stops a deploy for pods that may only be starting.
    ...(d.isStart ? [] : [holdIt(facts, d)]),
    facts.workload.kind === 'StatefulSet' ? onePodInReserve(facts, d) : addFirst(facts),
  ],
});
