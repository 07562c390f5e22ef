// Who wrote spec.replicas: the tests of docs/attribution.md, in that order, first match wins. Only the last writer of an
// interval can be named; further writes are counted by the generation, never guessed.
import { isPresent } from '../../kit/array';
import { samplesIn, valueAfter, valueAt, type Signal } from '../../model/signal';
import type { Certainty, Verb } from '../../model/action';
import type { ScalerRef } from '../../model/workload';
import { PATIENCE, SYNC } from '../signals/clocks';
import { followsDeploy, gitOwnerOf, type HpaFacts, type ScaledObjectFacts, type WorkloadFacts } from '../signals/facts';
import { hpaProposalAt, ratioAt, readsWork, TOLERANCE } from '../signals/proposal';
import { COPIES_WITHIN, wishedLately } from '../signals/standsBehind';
import { isDeclaredRise } from './declaredRise';
import { mayHaveWanted, reachOf } from './reach';
import { isStopOnWayBack } from './stopOnWayBack';

/** A jump beyond this multiple of what the ratio asks for is not the HPA's (docs/attribution.md, test 23). */
const FAR_ABOVE = 1.4;
/** Default down window of the HPA plus a sync (--horizontal-pod-autoscaler-downscale-stabilization). */
const STABILIZATION = 330_000;

/** A usual polling interval of KEDA: what stands so long is seen by every scrape at this pace. */
const POLL = 20_000;
const SECOND = 1000;
/** Of the new number; a demand that swings may have eased a little by then. */
const STILL_WANTED = 0.85;

/** One visible change of replicas between two neighbouring samples. */
export interface ReplicaEdge {
  readonly t0: number;
  readonly t1: number;
  readonly from: number;
  readonly to: number;
  /** Spec writes between the samples by the generation; undefined where it is not known. */
  readonly writes: number | undefined;
}

export interface Attribution {
  readonly actor: ScalerRef;
  readonly verb: Verb;
  readonly certainty: Certainty;
  readonly reason: string;
  /** A deploy wrote a number of its own before this writer, in one write with its template. */
  readonly afterDeploy?: boolean;
  /** Who lifted it from 0 before this writer: no HPA does, and no trigger was active. */
  readonly wokenBy?: ScalerRef;
  /** Who wrote less before this writer lifted it: below its minimum, or to where it stopped on its way back. */
  readonly liftedFrom?: ScalerRef;
}

/** One HPA's view in the two scrapes around the edge. */
interface HpaView {
  readonly hpa: HpaFacts;
  readonly d0: number | undefined;
  readonly d1: number | undefined;
  readonly c1: number | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/** A sample this much older than the scrape of the edge is not from it: that one was lost. */
const SAME_SCRAPE = 0.75;

/** What the HPA wanted at a scrape; where that sample was lost, the next one tells it, not the one before. */
function wishAt(facts: WorkloadFacts, hpa: HpaFacts, t: number): number | undefined {
  const own = samplesIn(hpa.desired, { from: t - SAME_SCRAPE * facts.scrape, to: t }).at(-1)?.[1];
  return own ?? valueAfter(hpa.desired, t, PATIENCE * facts.scrape) ?? valueAt(hpa.desired, t);
}

function viewsOf(facts: WorkloadFacts, edge: ReplicaEdge): HpaView[] {
  return facts.hpas.map((hpa) => ({
    hpa,
    d0: valueAt(hpa.desired, edge.t0),
    d1: wishAt(facts, hpa, edge.t1),
    c1: valueAt(hpa.current, edge.t1),
    min: valueAt(hpa.min, edge.t1),
    max: valueAt(hpa.max, edge.t1),
  }));
}

/** A new template in the same interval; its time is a whole second. */
function cameWithDeploy(facts: WorkloadFacts, { t0, t1 }: { t0: number; t1: number }): boolean {
  return followsDeploy(facts, { from: t0, to: t1 }, 1000);
}

/** The outside writer as far as labels and templates tell: a deploy, Git, or just somebody. */
export function outsideWriter(facts: WorkloadFacts, edge: { t0: number; t1: number }): ScalerRef {
  if (cameWithDeploy(facts, edge)) {
    return { family: 'ci' };
  }
  const name = gitOwnerOf(facts);
  return name === undefined ? { family: 'external' } : { family: 'gitops', name };
}

function byBounds(view: HpaView, edge: ReplicaEdge): boolean {
  const raised = view.min !== undefined && edge.to === view.min && edge.from < view.min;
  const cut = view.max !== undefined && edge.to === view.max && edge.from > view.max;
  return raised || cut;
}

function named(actor: ScalerRef, verb: Verb, certainty: Certainty, reason: string): Attribution {
  return { actor, verb, certainty, reason };
}

/** How far apart the samples of a signal are: the operator is often scraped at another pace than kube-state-metrics. */
function paceOf(signal: Signal | undefined): number {
  return (signal?.staleAfter ?? 0) / PATIENCE;
}

/** Sampled as often as KEDA polls, or more. */
function isQuick(signal: Signal | undefined): boolean {
  return signal !== undefined && paceOf(signal) <= POLL;
}

/** No trigger tells whether it is active. */
export function isUntold({ triggers }: ScaledObjectFacts): boolean {
  return triggers.every((trigger) => trigger.active === undefined);
}

/** A poll of KEDA may be seen by no sample: only the time of the last active one, or a quick scrape, makes silence a proof. */
function wouldHaveTold(object: ScaledObjectFacts): boolean {
  const quick = object.triggers.length > 0 && object.triggers.every((t) => isQuick(t.active));
  return quick || object.lastActive !== undefined || isQuick(object.conditions.get('Active'));
}

/**
 * Active in (t0 - s, t1 + s]: the operator is another scrape target, its sample may lie after t1 (docs/attribution.md,
 * test 5).
 */
function wasActive(object: ScaledObjectFacts, edge: ReplicaEdge, scrape: number): boolean {
  const trigger = object.triggers.some((t) => {
    const pace = Math.max(scrape, paceOf(t.active));
    return [edge.t0 - pace, edge.t0, edge.t1, edge.t1 + pace].some((at) => valueAt(t.active, at) === 1);
  });
  const last = valueAt(object.lastActive, edge.t1);
  const lastActive = last !== undefined && last * 1000 > edge.t0 - 1000 && last * 1000 <= edge.t1;
  return trigger || lastActive || valueAt(object.conditions.get('Active'), edge.t1) === 1;
}

/**
 * KEDA lifts to minReplicaCount, or to 1, and that is the minimum of its HPA (scale_scaledobjects.go, scaleFromZeroOrIdle).
 * What is more came from the HPA after it, where the generation counts a further write.
 */
function climbedOn(facts: WorkloadFacts, views: readonly HpaView[], edge: ReplicaEdge): Attribution | undefined {
  const above = views.find((v) => v.d1 === edge.to && v.min !== undefined && edge.to > Math.max(1, v.min));
  return above && facts.scaledObjects.length > 0 && (edge.writes ?? 1) >= 2
    ? named(above.hpa.ref, 'scale', 'inferred', 'KEDA lifts to the minimum only, and a further write is counted')
    : undefined;
}

/**
 * True where one write alone lifted it to another number than KEDA does. Its minimum must be told before and after: an HPA
 * that is gone after it may have gone with a pause, which writes a number of its own.
 */
function isBeyondKeda(facts: WorkloadFacts, views: readonly HpaView[], edge: ReplicaEdge): boolean {
  const after = edge.t1 + facts.scrape;
  const isNever = ({ hpa, min }: HpaView): boolean =>
    [valueAt(hpa.min, edge.t0), min, valueAt(hpa.min, after)].every((told) => told !== undefined && told !== edge.to) &&
    samplesIn(hpa.desired, { from: edge.t1, to: after }).length > 0;
  return edge.writes === 1 && facts.scaledObjects.length === 1 && views.length > 0 && views.every(isNever);
}

function wake(facts: WorkloadFacts, views: readonly HpaView[], edge: ReplicaEdge): Attribution {
  const active = facts.scaledObjects.find((object) => wasActive(object, edge, facts.scrape));
  if (active) {
    return named(active.ref, 'wake', 'observed', 'a trigger was active as replicas left 0');
  }
  const untold = facts.scaledObjects.find(isUntold);
  if (untold && isBeyondKeda(facts, views, edge)) {
    const reason = 'one write, and KEDA lifts to its minimum: to no other number';
    return named(outsideWriter(facts, edge), 'write', 'observed', reason);
  }
  if (untold) {
    return named(untold.ref, 'wake', 'inferred', 'KEDA owns the workload, and its triggers are not exported');
  }
  const isSure = facts.scaledObjects.every(wouldHaveTold);
  return named(
    outsideWriter(facts, edge),
    'write',
    isSure ? 'observed' : 'inferred',
    'an HPA never leaves 0, and no sample shows an active trigger'
  );
}

/** Every trigger that tells was idle around the edge: KEDA sleeps only when none is active (scale_scaledobjects.go). */
function wasIdle(object: ScaledObjectFacts, edge: ReplicaEdge, scrape: number): boolean {
  const told = object.triggers.filter((t) => t.active !== undefined);
  const around = [edge.t0, edge.t1, edge.t1 + scrape];
  return told.length > 0 && told.every((t) => around.some((at) => valueAt(t.active, at) === 0));
}

/** Samples further apart may hide that work ended a short cooldown ago. */
const SEES_WORK = 30_000;

/**
 * True where the metric of an HPA asked for pods right before the fall: work waits, so that KEDA does not sleep. One pod may
 * be asked for below the activation threshold, and a metric that fails is the last reading.
 */
function hadWork(facts: WorkloadFacts, { t0, t1 }: ReplicaEdge): boolean {
  return (
    t1 - t0 <= SEES_WORK + SECOND &&
    facts.hpas.some((hpa) => valueAt(hpa.scalingActive, t0) === 1 && (hpaProposalAt(facts, hpa, t0) ?? 0) >= 2)
  );
}

function sleep(facts: WorkloadFacts, edge: ReplicaEdge): Attribution {
  const idle = facts.scaledObjects.find((object) => wasIdle(object, edge, facts.scrape));
  const untold = facts.scaledObjects.find(isUntold);
  if (untold && !idle && hadWork(facts, edge)) {
    const reason = 'an HPA never writes 0, and its metric asked for pods: KEDA had no reason to';
    return named(outsideWriter(facts, edge), 'write', 'inferred', reason);
  }
  const keda = idle ?? untold;
  if (keda) {
    return named(
      keda.ref,
      'sleep',
      idle ? 'observed' : 'inferred',
      'KEDA owns the workload and its triggers were idle'
    );
  }
  return named(outsideWriter(facts, edge), 'write', 'observed', 'an HPA never writes 0');
}

/**
 * An HPA with a minimum of 0 (feature gate HPAScaleToZero, KEP-2021) leaves 0 and goes there like to any other number. KEDA's
 * HPAs have no such minimum: there the operator does both.
 */
function throughZero(views: readonly HpaView[], edge: ReplicaEdge): Attribution | undefined {
  const writer = views.find((v) => v.min === 0 && v.d1 === edge.to && (v.c1 === edge.from || v.d0 !== edge.to));
  return writer && (edge.from === 0 || edge.to === 0)
    ? named(
        writer.hpa.ref,
        'scale',
        writer.c1 === edge.from ? 'observed' : 'inferred',
        'its minimum is 0, and its desired value is the new one'
      )
    : undefined;
}

/** D = b, C = old value: the signature that an HPA leaves for one sync (docs/attribution.md, test 2). */
function writtenByHpa(views: readonly HpaView[], edge: ReplicaEdge): Attribution | undefined {
  const writer = views.find((v) => v.d1 === edge.to && v.c1 !== undefined && v.c1 !== edge.to && v.c1 > 0);
  if (!writer) {
    return undefined;
  }
  const restored = writer.d0 === edge.to;
  const verb = byBounds(writer, edge) ? 'enforce-bounds' : restored ? 'restore' : 'scale';
  return named(
    writer.hpa.ref,
    verb,
    'observed',
    'its desired value is the new one while its current value is still the old one'
  );
}

/**
 * The stabilization window remembers higher proposals: the HPA may climb back to them without any pressure now. Not to what
 * it let go of: as it stepped down, its window held nothing as high.
 */
function wantedLately(hpa: HpaFacts, edge: ReplicaEdge): boolean {
  const wishes = samplesIn(hpa.desired, { from: edge.t0 - STABILIZATION, to: edge.t0 }).map(([, desired]) => desired);
  const falls = wishes.flatMap((desired, i) => (desired < (wishes[i - 1] ?? desired) ? [i] : []));
  return wishes.slice(falls.at(-1) ?? 0).some((desired) => desired >= edge.to);
}

function ratiosOf(hpa: HpaFacts, edge: ReplicaEdge): number[] {
  return hpa.metrics.flatMap((m) => [ratioAt(m, edge.t0), ratioAt(m, edge.t1)]).filter(isPresent);
}

/** True when a metric asks for more on either side of the edge. */
function isPressed(hpa: HpaFacts, edge: ReplicaEdge): boolean {
  return ratiosOf(hpa, edge).some((ratio) => ratio > 1 + TOLERANCE);
}

/**
 * True when demand asked for about as much around the edge: then an HPA climbed there, however calm the metrics look at both
 * ends. After a foreign write the load per pod falls, and they ask for the old number again.
 */
function wasAskedFor(facts: WorkloadFacts, hpa: HpaFacts, edge: ReplicaEdge): boolean {
  const reach = reachOf(facts, hpa, edge);
  return reach !== undefined && reach.high >= edge.to * STILL_WANTED;
}

/**
 * True when the HPA wanted the new number for longer than a pass. Where its own finding stands in for the spec (custom
 * targets, which have no series of their own), that finding comes a pass after each of its moves.
 */
function stoodBefore(facts: WorkloadFacts, hpa: HpaFacts, edge: ReplicaEdge): boolean {
  return valueAt(hpa.desired, edge.t0 - SYNC - facts.scrape) === edge.to;
}

/**
 * An HPA on a custom resource writes the number there, and the operator copies it to what stands behind, some minutes later
 * maybe. Where the HPA has wanted it for longer, somebody had taken it away.
 */
function copiedByOperator(facts: WorkloadFacts, views: readonly HpaView[], edge: ReplicaEdge): Attribution | undefined {
  const wisher = views.find((v) => wishedLately(v.hpa.desired, edge.t1, facts.scrape, edge.to));
  if (!wisher) {
    return undefined;
  }
  const before = samplesIn(wisher.hpa.desired, { from: edge.t0 - COPIES_WITHIN, to: edge.t1 });
  return before.every(([, wish]) => wish === edge.to)
    ? named(wisher.hpa.ref, 'restore', 'inferred', 'the operator wrote again what it had wanted all along')
    : named(wisher.hpa.ref, 'scale', 'inferred', 'the operator copied what it wants, or wanted shortly before');
}

/**
 * A fall to the minimum on a target without a generation, which would count the write before it. The pass that set the new
 * number read its metrics too: where they asked for more than that, as they had all along, the HPA did not let it fall.
 */
function isLiftToMinimum(facts: WorkloadFacts, { hpa, min }: HpaView, edge: ReplicaEdge): boolean {
  if (!facts.replicasAreProxy || edge.to >= edge.from - 1 || edge.to !== min) {
    return false;
  }
  const asked = [edge.t0, edge.t1].map((t) => hpaProposalAt(facts, hpa, t));
  const isAsked = asked.every((n, i) => n !== undefined && (i === 0 ? n >= edge.from : n > edge.to));
  return isAsked && (reachOf(facts, hpa, edge)?.low ?? 0) > edge.to;
}

/**
 * D moved to b and C followed within the interval: two passes between scrapes, or an accepted foreign write
 * (docs/attribution.md, tests 17 to 23).
 */
function followedByHpa(facts: WorkloadFacts, views: readonly HpaView[], edge: ReplicaEdge): Attribution | undefined {
  const kept = views.find((v) => v.d0 === edge.to && v.d1 === edge.to);
  const before = facts.replicasAreProxy ? views.find((v) => v.d0 === edge.to) : undefined;
  if (before && (before !== kept || !stoodBefore(facts, before.hpa, edge))) {
    return named(before.hpa.ref, 'scale', 'inferred', 'the replicas it found followed what it wanted one pass before');
  }
  if (kept) {
    return named(kept.hpa.ref, 'restore', 'inferred', 'it wanted this value before and after');
  }
  const passed = facts.replicasAreProxy ? views.find((v) => mayHaveWanted(facts, v.hpa, edge, edge.to)) : undefined;
  if (passed && !views.some((v) => v.d1 === edge.to)) {
    return named(
      passed.hpa.ref,
      'scale',
      'inferred',
      'between the samples its metric asked for it, and it has moved on'
    );
  }
  const bounds = views.find((v) => byBounds(v, edge));
  if (bounds) {
    return named(bounds.hpa.ref, 'enforce-bounds', 'observed', 'replicas were outside its range and went to its edge');
  }
  const moved = views.find((v) => v.d1 === edge.to && v.d0 !== edge.to);
  if (!moved) {
    return undefined;
  }
  if (isLiftToMinimum(facts, moved, edge)) {
    const reason = 'its metrics asked for more before and at this fall: it stood below the minimum in between';
    const lift = named(moved.hpa.ref, 'enforce-bounds', 'inferred', reason);
    return { ...lift, liftedFrom: outsideWriter(facts, edge) };
  }
  if (!cameWithDeploy(facts, edge) && isStopOnWayBack(facts, moved.hpa, edge)) {
    const reason = 'its metrics asked for more all along, and a further write is counted: a stop on its way back';
    return { ...named(moved.hpa.ref, 'scale', 'inferred', reason), liftedFrom: outsideWriter(facts, edge) };
  }
  const ratios = ratiosOf(moved.hpa, edge);
  const farAbove = ratios.length > 0 && edge.to > Math.ceil(edge.from * Math.max(...ratios, 1) * FAR_ABOVE);
  const isUnasked = edge.to > edge.from && !isPressed(moved.hpa, edge) && farAbove;
  const isOwn =
    !isUnasked ||
    wantedLately(moved.hpa, edge) ||
    wasAskedFor(facts, moved.hpa, edge) ||
    mayHaveWanted(facts, moved.hpa, edge, edge.to);
  if (!isOwn || (edge.to > edge.from && isDeclaredRise(facts, moved.hpa, edge.to))) {
    return undefined;
  }
  return named(moved.hpa.ref, 'scale', 'inferred', 'its desired value moved to the new one in the same interval');
}

/**
 * Every trigger was sampled as idle before, at and after the edge, more often than KEDA polls: a trigger that was active in
 * between would have been seen. A custom resource tells the last active time, and hides nothing at any pace.
 */
export function sleptThrough(
  object: ScaledObjectFacts,
  { t0, t1 }: Pick<ReplicaEdge, 't0' | 't1'>,
  scrape: number
): boolean {
  const around = { from: t0 - scrape, to: t1 + scrape };
  // The first sample after the edge: later ones may speak of a later wake.
  const told = samplesIn(object.lastActive, { from: t1 - 1, to: t1 + 4 * scrape }).slice(0, 1);
  return (
    object.triggers.length > 0 &&
    told.every(([, seconds]) => seconds * 1000 < t0) &&
    object.triggers.every(({ active }) => {
      const seen = samplesIn(active, around).map(([, value]) => value);
      const isDense = isQuick(active) && seen.length >= Math.floor((around.to - around.from) / paceOf(active));
      return seen.length > 0 && seen.every((value) => value === 0) && (isDense || told.length > 0);
    })
  );
}

/**
 * Who woke a workload whose HPA wrote last. An HPA never leaves 0, and KEDA wakes only for an active trigger: where every
 * trigger tells and none was, it was somebody outside. Undefined where that is not sure.
 */
function wokenFromOutside(facts: WorkloadFacts, edge: ReplicaEdge): ScalerRef | undefined {
  const isSure =
    facts.scaledObjects.length > 0 &&
    facts.scaledObjects.every(
      (object) => sleptThrough(object, edge, facts.scrape) && !wasActive(object, edge, facts.scrape)
    );
  return edge.from === 0 && isSure && (edge.writes ?? 0) >= 2 ? outsideWriter(facts, edge) : undefined;
}

/** Every trigger was idle around the edge, and none awake as it began: what woke within it came after the poll that wrote. */
function sleptBefore(object: ScaledObjectFacts, edge: ReplicaEdge, scrape: number): boolean {
  const isAwake = object.triggers.some((t) => valueAt(t.active, edge.t0) === 1);
  return wasIdle(object, edge, scrape) && !isAwake;
}

/**
 * KEDA's idleReplicaCount: a number from 1 to below the minimum, written while every trigger sleeps, as far as is told (keda:
 * pkg/scaling/executor/scale_scaledobjects.go). Git may want such a number too: a label that names it comes first.
 */
function restByKeda(facts: WorkloadFacts, views: readonly HpaView[], edge: ReplicaEdge): Attribution | undefined {
  const works = readsWork(facts.hpas, edge.t0) && readsWork(facts.hpas, edge.t1);
  const object = facts.scaledObjects.find((o) => (isUntold(o) ? !works : sleptBefore(o, edge, facts.scrape)));
  const below = views.some((v) => v.hpa.scaledObject === object?.name && v.min !== undefined && edge.to < v.min);
  return object && below && edge.to >= 1 && edge.to < edge.from && outsideWriter(facts, edge).family === 'external'
    ? named(object.ref, 'sleep', 'inferred', 'every trigger was idle, and KEDA writes its idle replicas at each poll')
    : undefined;
}

/** Who outside a denied HPA takes part in writes that no sample shows: KEDA that rests there, else whoever labels name. */
export function hiddenWriter(facts: WorkloadFacts, step: ReplicaEdge, value: number): ScalerRef {
  const down = { ...step, from: Infinity, to: value };
  return restByKeda(facts, viewsOf(facts, step), down)?.actor ?? outsideWriter(facts, step);
}

/** Names the last writer of a visible edge. */
export function attribute(facts: WorkloadFacts, edge: ReplicaEdge): Attribution {
  const views = viewsOf(facts, edge);
  const isRollout = cameWithDeploy(facts, edge);
  if (facts.hpas.length === 0 && facts.scaledObjects.length === 0) {
    return named(outsideWriter(facts, edge), 'write', 'observed', 'no autoscaler is on this workload');
  }
  const hpaWrite = edge.to > 0 && !facts.behind ? writtenByHpa(views, edge) : undefined;
  if (hpaWrite) {
    return { ...hpaWrite, wokenBy: wokenFromOutside(facts, edge) };
  }
  const pause = facts.scaledObjects.find(
    (so) => valueAt(so.paused, edge.t0) === 0 && valueAt(so.paused, edge.t1 + facts.scrape) === 1
  );
  if (pause) {
    return named(pause.ref, 'pause', 'inferred', 'the ScaledObject was paused in this interval');
  }
  const ownZero = facts.scaledObjects.length === 0 ? throughZero(views, edge) : undefined;
  if (ownZero) {
    return ownZero;
  }
  if (edge.from === 0) {
    return climbedOn(facts, views, edge) ?? wake(facts, views, edge);
  }
  if (edge.to === 0) {
    return sleep(facts, edge);
  }
  const copied = facts.behind ? copiedByOperator(facts, views, edge) : undefined;
  if (copied) {
    return copied;
  }
  const answered = isRollout ? views.find((v) => v.d1 === edge.to && v.c1 === edge.to && v.d0 !== edge.to) : undefined;
  if (
    answered &&
    (edge.writes ?? 1) >= 2 &&
    (isPressed(answered.hpa, edge) || wasAskedFor(facts, answered.hpa, edge))
  ) {
    const reason = 'a deploy came first, and the generation counts a further write to the value this HPA wants';
    return { ...named(answered.hpa.ref, 'scale', 'inferred', reason), afterDeploy: true };
  }
  const kept = views.some((v) => v.d0 === edge.to && v.d1 === edge.to);
  if (isRollout && !kept) {
    return named(
      { family: 'ci' },
      'write',
      'observed',
      'a new pod template came in the same interval and no HPA wanted this value'
    );
  }
  return (
    followedByHpa(facts, views, edge) ??
    restByKeda(facts, views, edge) ??
    named(outsideWriter(facts, edge), 'write', 'observed', 'no HPA wanted this value')
  );
}
