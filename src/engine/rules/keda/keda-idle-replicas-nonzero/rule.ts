// idleReplicaCount other than 0 fights the minimum of KEDA's own HPA: with no trigger active KEDA writes the idle number
// at every poll, the HPA writes its minimum back at every pass (kedacore/keda#2314). Mostly between samples. The idle
// number is not exported: it is read off what the HPA finds while every trigger sleeps.
import { isPresent, pairs } from '../../../../kit/array';
import { hull, lengthOf, mergeIntervals, type Interval } from '../../../../kit/interval';
import { mode } from '../../../../kit/stats';
import { count, duration, number } from '../../../../kit/text';
import type { Confidence } from '../../../../model/finding';
import { lastValue, runsWhere, samplesIn, valueAt, type Signal } from '../../../../model/signal';
import { isUntold } from '../../../actions/attribute';
import { writesIn, type Facts } from '../../../episodes/facts';
import { gitOwnerOf, type HpaFacts, type ScaledObjectFacts } from '../../../signals/facts';
import { isResource } from '../../../signals/proposal';
import { hiddenRow, row } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { standingMismatches } from '../../../predicates/standing';
import { showScaledObjects } from '../../../remedies/look';
import { patchScaledObject } from '../../../remedies/mitigations';
import { targetOf } from '../../../remedies/target';

interface Idle {
  readonly object: ScaledObjectFacts;
  readonly hpa: HpaFacts;
  readonly idle: number;
  readonly min: number;
  readonly writes: number;
  /** True when a trigger woke in the range and the fight rested as long. */
  readonly restedAwake: boolean;
  readonly span: Interval;
}

const MINUTE = 60_000;

/** What tells of work: the triggers, or where KEDA exports nothing the metrics that its HPA reads from them. */
function workOf(object: ScaledObjectFacts, hpa: HpaFacts): Signal[] {
  const signals = isUntold(object)
    ? hpa.metrics.filter((metric) => !isResource(metric)).map((metric) => metric.status)
    : object.triggers.map((trigger) => trigger.active);
  return signals.filter(isPresent);
}

function samplesOf(work: readonly Signal[], span: Interval): number[] {
  return work.flatMap((signal) => samplesIn(signal, span).map(([, value]) => value));
}

/**
 * True when nobody worked while it fought. Triggers are polled at any time, so that each blow shows them idle; an HPA reads no
 * metric at a pass at which it enforces its minimum (horizontal.go, reconcileAutoscaler), so that none may show work.
 */
function isAsleep(object: ScaledObjectFacts, work: readonly Signal[], blows: readonly Blow[]): boolean {
  if (isUntold(object)) {
    // It began after the first sample and ended before the last one.
    const inside = blows.map(({ span }) => ({ from: span.from + 1, to: span.to - 1 }));
    return inside.every((span) => samplesOf(work, span).every((value) => value === 0));
  }
  const samples = blows.map(({ span }) => samplesOf(work, span));
  return samples.every((own) => own.length > 0 && own.every((value) => value === 0));
}

function awakeIn(work: readonly Signal[]): Interval[] {
  return work.flatMap((signal) => runsWhere(signal, (value) => value > 0)).filter((run) => lengthOf(run) >= 2 * MINUTE);
}

interface Blow {
  readonly span: Interval;
  readonly held: number;
}

/** Spans in which something below the minimum is written again and again, standing or seen to go back and forth. */
function blows(facts: Facts, hpa: HpaFacts): Blow[] {
  const below = (value: number, t: number): boolean => value >= 1 && value < (valueAt(hpa.min, t) ?? 0);
  const standing = standingMismatches(facts)
    .filter(
      (s) =>
        s.denied.length === 1 && s.denied[0]?.hpa.name === hpa.name && s.denied[0].wish === valueAt(hpa.min, s.span.to)
    )
    .map((s) => ({ span: s.span, held: s.held }));
  const seen = facts.foreign
    .filter((w) => w.undone && w.undoneBy?.name === hpa.name)
    .map((w) => ({ span: { from: w.interval.from, to: w.undone?.to ?? w.interval.to }, held: w.value }));
  const rests = pairs(facts.edges)
    .filter(([rest, back]) => rest.verb === 'sleep' && rest.to > 0 && back.actor.name === hpa.name && back.to > rest.to)
    .map(([rest, back]) => ({ span: { from: rest.interval.from, to: back.interval.to }, held: rest.to }));
  const unseen = facts.hidden.flatMap((band) =>
    band.actor.family === 'keda' && band.via !== undefined ? [{ span: band.interval, held: band.via }] : []
  );
  return [...standing, ...seen, ...rests, ...unseen].filter((blow) => below(blow.held, blow.span.to));
}

function detectFor(
  facts: Facts,
  object: ScaledObjectFacts,
  context: RuleContext<'minWrites'>
): { d: Idle; spans: Interval[] } | undefined {
  const hpa = facts.hpas.find((h) => h.scaledObject === object.name);
  if (!hpa || facts.hpas.length > 1 || facts.scaledObjects.length > 1) {
    return undefined;
  }
  const work = workOf(object, hpa);
  const all = blows(facts, hpa);
  const idle = mode(all.map((blow) => blow.held))?.value;
  const mine = all.filter((blow) => blow.held === idle);
  const spans = mergeIntervals(
    mine.map((blow) => blow.span),
    8 * facts.scrape
  );
  const span = hull(spans);
  const min = span && valueAt(hpa.min, span.to);
  if (!span || idle === undefined || min === undefined || !isAsleep(object, work, mine)) {
    return undefined;
  }
  const writes = spans.reduce((n, s) => n + writesIn(facts, s), 0);
  const d = { object, hpa, idle, min, writes, restedAwake: awakeIn(work).length > 0, span };
  return writes >= context.thresholds.minWrites ? { d, spans } : undefined;
}

/** A label of Argo CD or Flux offers another writer: then only a rest while a trigger was awake tells KEDA from Git. */
function isGits(facts: Facts, d: Idle): boolean {
  return !d.restedAwake && gitOwnerOf(facts) !== undefined;
}

/** A step less sure where KEDA exports nothing: somebody else who keeps so few while nobody works would look alike. */
function confidenceOf(facts: Facts, { object, restedAwake }: Idle): Confidence {
  if (facts.knows('keda.active').state === 'partial') {
    return 'possible';
  }
  const [rested, throughout] = isUntold(object) ? (['likely', 'possible'] as const) : (['certain', 'likely'] as const);
  return restedAwake ? rested : throughout;
}

export const kedaIdleReplicasNonzero = defineRule({
  id: 'keda-idle-replicas-nonzero',
  title: "KEDA's idle replicas fight the minimum of its own HPA",
  code: 'D8',
  scans: ['rewritten', 'moved'],
  needs: [
    'workload.replicas',
    // That nobody works is told by the triggers, or by what the HPA reads of them.
    { oneOf: ['keda.active', 'hpa.status-metric'] },
    'hpa.desired',
    'hpa.current',
    'hpa.min',
  ],
  reveals: ['keda.active', 'workload.generation'],
  helps: ['workload.labels', 'scaledobject.info'],
  thresholds: {
    minWrites: { title: 'Writes that make it a fight', unit: 'writes', default: 6, min: 2, max: 100 },
  },
  explains: ['hpa-gitops-replicas', 'hpa-flapping', 'scheduled-scaler-vs-hpa'],
  detect: (facts, context): Array<Detection<Idle>> =>
    facts.scaledObjects
      .map((object) => detectFor(facts, object, context))
      .filter(isPresent)
      .filter(({ d }) => !isGits(facts, d))
      .map(({ d, spans }) => ({
        intervals: spans,
        actors: [d.object.ref, d.hpa.ref],
        confidence: confidenceOf(facts, d),
        confidenceNotes: [
          d.restedAwake
            ? 'it rested while a trigger was awake: a writer outside KEDA does not'
            : 'every trigger slept throughout; a trigger that wakes and ends it would prove KEDA',
          'idleReplicaCount is never exported: it is read off what the HPA finds',
          isUntold(d.object) ? 'KEDA exports nothing: that its triggers slept is read off the metric of its HPA' : '',
        ].filter((note) => note !== ''),
        evidence: [
          row(
            'Idle against minimum',
            `the HPA finds ${number(d.idle)} and writes its minimum ${number(d.min)}, for ${duration(lengthOf(d.span))}`,
            ['hpa.desired', 'hpa.current', 'hpa.min', 'workload.replicas'],
            'observed',
            d.span
          ),
          isUntold(d.object)
            ? row('Metric', '0 at each pass all that time', ['hpa.status-metric'], 'observed', d.span)
            : row('Triggers', 'every trigger inactive all that time', ['keda.active'], 'observed', d.span),
          hiddenRow(facts, d.span),
        ].filter(isPresent),
        details: d,
      })),
  severity: () => 'high',
  explain: ({ details: d }, facts) => {
    const rate = Math.max(1, Math.round(d.writes / Math.max(1, lengthOf(d.span) / MINUTE)));
    return {
      summary: `KEDA writes ${number(d.idle)} for idle, its own HPA writes the minimum ${number(d.min)}: ${count(rate, 'write')} a minute, yet the samples show ${number(lastValue(facts.replicas) ?? d.min)}.`,
      label: 'idle × minimum of KEDA',
      causeTitle: 'Idle replicas below the minimum of the HPA',
    };
  },
  confirm: ({ details: d }, { workload }) => ({
    command: showScaledObjects(workload.namespace, d.object.name),
    expect: `IDLE ${number(d.idle)} and MIN ${number(d.min)}`,
  }),
  fix: ({ details: d }, facts) => [
    {
      title: 'Drop the idle number',
      term: 'now',
      why: `With idleReplicaCount gone KEDA leaves everything from ${number(d.min)} up to its HPA.`,
      command: patchScaledObject(facts.workload.namespace, d.object.name, { idleReplicaCount: null }),
      price: `${number(d.min)} replicas stand while nothing is to be done, in place of ${number(d.idle)}.`,
      undo: `Set idleReplicaCount back to ${number(d.idle)}.`,
      verify: 'The generation stands still for 2 min; desired equals spec in two samples.',
    },
    {
      title: 'Let idle be zero',
      term: 'for-good',
      why: 'At 0 the HPA switches itself off, so nobody writes against KEDA. Other values have never worked.',
      patches: [
        {
          apiVersion: 'keda.sh/v1alpha1',
          kind: 'ScaledObject',
          name: d.object.name,
          namespace: facts.workload.namespace,
          spec: {
            scaleTargetRef: targetOf(facts),
            idleReplicaCount: 0,
            minReplicaCount: d.min,
          },
        },
      ],
      price: 'The first message after a pause waits for a pod to start.',
      undo: 'Remove idleReplicaCount.',
      verify: '0 replicas while idle, the minimum at the first message, no write in between.',
    },
  ],
});
