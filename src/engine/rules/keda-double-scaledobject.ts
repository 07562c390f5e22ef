// Two ScaledObjects on one workload: two HPAs that see each other's pods, and two operator loops that each put it to sleep
// when their own trigger is quiet (keda webhook reason other-scaled-object). Catalogue A4.
import { isPresent } from '../../kit/array';
import { hull, type Interval } from '../../kit/interval';
import { count, duration, number } from '../../kit/text';
import { coverageOf } from '../../model/signal';
import { shellWord } from '../../kit/shell';
import { kubectl } from '../findings/mitigations';
import { actionsIn, hiddenWritesIn, type Facts } from '../episodes/facts';
import type { ScaledObjectFacts } from '../signals/facts';
import { demandRow, hiddenRow, peak, row } from './evidence';
import { defineRule } from './rule';

interface TwoObjects {
  readonly first: ScaledObjectFacts;
  readonly second: ScaledObjectFacts;
  readonly span: Interval;
  readonly writes: number;
  readonly highest: number | undefined;
  readonly asked: number | undefined;
}

function spanOf(object: ScaledObjectFacts): Interval | undefined {
  const signals = [...object.triggers.map((t) => t.active), object.paused, ...object.conditions.values()].filter(
    isPresent
  );
  return hull(signals.flatMap(coverageOf));
}

function together(facts: Facts): { first: ScaledObjectFacts; second: ScaledObjectFacts; span: Interval } | undefined {
  const [first, second] = facts.scaledObjects;
  const a = first && spanOf(first);
  const b = second && spanOf(second);
  if (!first || !second || !a || !b) {
    return undefined;
  }
  const span = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
  return span.to - span.from > 60_000 ? { first, second, span } : undefined;
}

export const kedaDoubleScaledobject = defineRule<TwoObjects>({
  id: 'keda-double-scaledobject',
  title: 'Two ScaledObjects scale the same workload',
  group: 'A',
  needs: ['workload.replicas', 'keda.active'],
  helps: ['scaledobject.info', 'hpa.labels', 'workload.generation'],
  thresholds: [
    { key: 'minWrites', title: 'Writes that make it a running fight', unit: 'writes', default: 4, min: 1, max: 100 },
  ],
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
  detect: (facts, context) => {
    const pair = together(facts);
    if (!pair) {
      return [];
    }
    const writes = hiddenWritesIn(facts, pair.span) + actionsIn(facts.edges, pair.span).length;
    return [
      {
        intervals: [pair.span],
        preconditionOnly: writes < (context.thresholds.minWrites ?? 4),
        actors: [pair.first.ref, pair.second.ref],
        confidence: 'certain',
        confidenceNotes: ['both name this workload as their target'],
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
  fix: ({ details: d }, { workload }) => [
    {
      title: `Pause ${d.second.name}`,
      term: 'now',
      why: 'One operator loop and one HPA are left.',
      command: kubectl(
        workload.namespace,
        `annotate scaledobject ${shellWord(d.second.name)} autoscaling.keda.sh/paused=true --overwrite`
      ),
      price: `Triggers of ${d.second.name} no longer wake the workload.`,
      undo: kubectl(
        workload.namespace,
        `annotate scaledobject ${shellWord(d.second.name)} autoscaling.keda.sh/paused-`
      ),
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
          namespace: workload.namespace,
          spec: { scaleTargetRef: { kind: workload.kind, name: workload.name } },
        },
      ],
      price: `Move the triggers of ${d.second.name} under spec.triggers of ${d.first.name} by hand, then delete it.`,
      undo: 'Split the triggers again, each with a workload of its own.',
      verify: 'One HPA per target.',
    },
  ],
});
