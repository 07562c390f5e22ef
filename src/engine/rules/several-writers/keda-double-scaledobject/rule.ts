// Two ScaledObjects on one workload: two HPAs that see each other's pods, and two operator loops that each put it to sleep
// when their own trigger is quiet (keda webhook reason other-scaled-object).
import { isPresent } from '../../../../kit/array';
import { clip, hull, lengthOf, without, type Interval } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { count, duration, number } from '../../../../kit/text';
import { coverageOf, runsWhere } from '../../../../model/signal';
import { isUntold } from '../../../actions/attribute';
import { writesIn, type Facts } from '../../../episodes/facts';
import type { ScaledObjectFacts } from '../../../signals/facts';
import { demandRow, hiddenRow, peak, row } from '../../evidence';
import { defineRule, type Detection } from '../../defineRule';
import { kubectlIn, destructive } from '../../../remedies/command';
import { showScaledObjects } from '../../../remedies/look';
import { targetOf } from '../../../remedies/target';

interface Together {
  readonly first: ScaledObjectFacts;
  readonly second: ScaledObjectFacts;
  readonly spans: readonly Interval[];
  readonly span: Interval;
}

interface TwoObjects extends Together {
  readonly writes: number;
  readonly highest: number | undefined;
  readonly asked: number | undefined;
}

/** Spans in which the object is known and not paused: a paused one has neither loop nor HPA (docs/signals.md, "KEDA"). */
function livesOf(facts: Facts, object: ScaledObjectFacts): Interval[] {
  const own = [...object.triggers.map((t) => t.active), object.paused, ...object.conditions.values()].filter(isPresent);
  // Where neither operator nor custom resource is exported, its HPA tells that it lives.
  const hpas = facts.hpas.filter((hpa) => hpa.scaledObject === object.name).map((hpa) => hpa.desired);
  const known = hull((own.length > 0 ? own : hpas.filter(isPresent)).flatMap(coverageOf));
  const paused = runsWhere(object.paused, (v) => v === 1);
  return known ? without(known, paused) : [];
}

/** A series of its own tells of each, or a label of its HPA: not only a name. */
function isTold({ first, second }: Together): boolean {
  return [first, second].every((object) => !isUntold(object) || !object.isInferred);
}

function together(facts: Facts): Together | undefined {
  const [first, second] = facts.scaledObjects;
  if (!first || !second) {
    return undefined;
  }
  const spans = livesOf(facts, first)
    .flatMap((a) => livesOf(facts, second).map((b) => clip(a, b)))
    .filter((span): span is Interval => span !== undefined && lengthOf(span) > 60_000);
  const span = hull(spans);
  return span && { first, second, spans, span };
}

export const kedaDoubleScaledobject = defineRule({
  id: 'keda-double-scaledobject',
  title: 'Two ScaledObjects scale the same workload',
  code: 'A4',
  scans: ['shared-target'],
  // Where KEDA exports nothing, each of its HPAs tells of a ScaledObject.
  needs: ['workload.replicas', { oneOf: ['keda.active', 'hpa.info'] }],
  reveals: ['keda.active'],
  helps: ['scaledobject.info', 'hpa.labels', 'workload.generation'],
  thresholds: {
    minWrites: { title: 'Writes that make it a running fight', unit: 'writes', default: 4, min: 1, max: 100 },
  },
  explains: [
    'hpa-double-target',
    'hpa-keda-double-target',
    'hpa-scaling-inactive',
    'keda-zero-flap',
    'keda-cooldown-cliff',
    'keda-zero-gitops',
    'hpa-flapping',
    'keda-activation-gap',
  ],
  detect: (facts, context): Array<Detection<TwoObjects>> => {
    const pair = together(facts);
    if (!pair) {
      return [];
    }
    const writes = sum(pair.spans.map((s) => writesIn(facts, s)));
    return [
      {
        intervals: pair.spans,
        preconditionOnly: writes < context.thresholds.minWrites,
        actors: [pair.first.ref, pair.second.ref],
        confidence: isTold(pair) ? 'certain' : 'likely',
        confidenceNotes: isTold(pair)
          ? ['both name this workload as their target']
          : ["two HPAs of KEDA's naming target this workload", 'neither ScaledObject is exported'],
        evidence: [
          row(
            'Targets',
            `ScaledObjects ${pair.first.name} and ${pair.second.name} both target it`,
            ['scaledobject.info', 'hpa.info'],
            'observed',
            pair.span
          ),
          row(
            'Writes',
            `${number(writes)} in ${duration(pair.span.to - pair.span.from)}`,
            ['workload.generation', 'workload.replicas'],
            'observed',
            pair.span
          ),
          hiddenRow(facts, pair.span),
          demandRow(facts, pair.span),
        ].filter(isPresent),
        details: { ...pair, writes, highest: peak(facts.replicas, pair.span), asked: peak(facts.proposal, pair.span) },
      },
    ];
  },
  severity: ({ preconditionOnly }) => (preconditionOnly ? 'medium' : 'critical'),
  explain: ({ details: d, preconditionOnly }) => {
    const asks =
      d.asked !== undefined && d.highest !== undefined && d.asked > d.highest
        ? ` while the queue asks for ${number(d.asked)}`
        : '';
    return {
      summary: preconditionOnly
        ? `ScaledObjects ${d.first.name} and ${d.second.name} target one workload: each puts it to sleep when its own trigger is quiet.`
        : `Two ScaledObjects take turns: ${count(d.writes, 'write')} in ${duration(d.span.to - d.span.from)}, never above ${number(d.highest ?? NaN)}${asks}.`,
      label: 'KEDA × KEDA',
      causeTitle: 'Two ScaledObjects on one workload',
    };
  },
  confirm: ({ details: d }, { workload }) => ({
    command: showScaledObjects(workload.namespace, d.first.name, d.second.name),
    expect: `TARGET ${workload.name} in both lines`,
  }),
  fix: ({ details: d }, facts) => [
    {
      title: `Pause ${d.second.name}`,
      term: 'now',
      why: 'One operator loop and one HPA are left.',
      command: destructive(
        kubectlIn(
          facts.workload.namespace
        )`annotate scaledobject ${d.second.name} autoscaling.keda.sh/paused=true --overwrite`
      ),
      price: `Triggers of ${d.second.name} no longer wake the workload.`,
      undo: kubectlIn(facts.workload.namespace)`annotate scaledobject ${d.second.name} autoscaling.keda.sh/paused-`,
      verify: `ScalingActive of the HPA of ${d.first.name} is true within 30 s of a wake.`,
    },
    {
      title: 'One ScaledObject with all triggers',
      term: 'for-good',
      why: 'KEDA takes the largest proposal of its triggers, and sleeps only when all are quiet.',
      patches: [
        {
          apiVersion: 'keda.sh/v1alpha1',
          kind: 'ScaledObject',
          name: d.first.name,
          namespace: facts.workload.namespace,
          spec: { scaleTargetRef: targetOf(facts) },
        },
      ],
      price: `Move the triggers of ${d.second.name} under spec.triggers of ${d.first.name} by hand, then delete it.`,
      undo: 'Split the triggers again, each with a workload of its own.',
      verify: 'One HPA per target.',
    },
  ],
});
