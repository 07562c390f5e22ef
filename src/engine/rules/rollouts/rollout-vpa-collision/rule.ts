// The VPA evicts pods of the old template while a rollout replaces them anyway: twice the disruption, and surge pods let
// the updater pass its own tolerance (updater pods_restriction_factory.go counts live against configured).
import { isPresent } from '../../../../kit/array';
import { hull, type Interval } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { clock } from '../../../../kit/moment';
import { count, number } from '../../../../kit/text';
import type { Action } from '../../../../model/action';
import { valueAt } from '../../../../model/signal';
import type { Facts } from '../../../episodes/facts';
import type { RolloutFacts, VpaFacts } from '../../../signals/facts';
import { row } from '../../evidence';
import { rolloutSpan } from '../../../predicates/rolloutWindow';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { mayEvict } from '../../../predicates/vpaActs';
import { lines } from '../../../remedies/command';
import { showVpas, showEvents } from '../../../remedies/look';
import { stopVpa } from '../../../remedies/mitigations';

interface Collision {
  readonly vpa: VpaFacts;
  readonly rollout: RolloutFacts;
  readonly evictions: readonly Action[];
  readonly evicted: number;
  readonly replicas: number;
  readonly span: Interval;
}

function collisionOf(
  facts: Facts,
  vpa: VpaFacts,
  rollout: RolloutFacts,
  context: RuleContext<'minEvictions' | 'minShare'>
): Collision | undefined {
  const window = rolloutSpan(facts, rollout);
  const evictions = facts.actions.filter(
    (a) =>
      a.verb === 'evict' &&
      a.actor.name === vpa.name &&
      a.interval.from >= window.from - facts.scrape &&
      a.interval.to > window.from &&
      a.interval.from < window.to
  );
  const evicted = sum(evictions.map((a) => a.to));
  const replicas = valueAt(facts.replicas, rollout.at) ?? 0;
  const span = hull(evictions.map((a) => a.interval));
  const enough = evicted >= context.thresholds.minEvictions && evicted >= context.thresholds.minShare * replicas;
  return span && enough && mayEvict(vpa, span.to)
    ? {
        vpa,
        rollout,
        evictions,
        evicted,
        replicas,
        span: { from: window.from, to: Math.max(span.to, window.from + 1000) },
      }
    : undefined;
}

export const rolloutVpaCollision = defineRule({
  id: 'rollout-vpa-collision',
  title: 'The VPA evicts pods in the middle of a rollout',
  code: 'G3',
  scans: ['evicted'],
  needs: ['vpa.evicted', 'replicaset.created', 'workload.replicas'],
  helps: ['workload.updated', 'workload.status-replicas', 'vpa.mode', 'workload.ready'],
  thresholds: {
    minEvictions: { title: 'Evictions in one rollout', unit: 'evictions', default: 2, min: 1, max: 100 },
    minShare: { title: 'Evicted, as share of the replicas', unit: 'ratio', default: 0.1, min: 0, max: 1 },
  },
  explains: [],
  detect: (facts, context): Array<Detection<Collision>> =>
    facts.vpas.flatMap((vpa) =>
      facts.rollouts
        .map((rollout) => collisionOf(facts, vpa, rollout, context))
        .filter(isPresent)
        .map((d) => ({
          intervals: [d.span],
          actors: [{ family: 'ci' as const }, vpa.ref],
          confidence: facts.updated ? ('likely' as const) : ('possible' as const),
          confidenceNotes: [
            'evictions are counted by the updater while the rollout was not done',
            'which template an evicted pod had is not exported; new pods have the recommended size already',
            facts.updated ? '' : 'updated replicas are not exported: ten minutes are taken for the rollout',
          ].filter((note) => note !== ''),
          evidence: [
            row('Rollout', d.rollout.what, [d.rollout.evidence, 'workload.updated'], 'observed', {
              from: d.rollout.at,
              to: d.rollout.at + 1000,
            }),
            ...d.evictions
              .slice(0, 6)
              .map((a) => row('Evicted meanwhile', count(a.to, 'pod'), ['vpa.evicted'], 'observed', a.interval)),
          ],
          details: d,
        }))
    ),
  severity: () => 'medium',
  explain: ({ details: d }) => ({
    summary: `VPA ${d.vpa.name} evicted ${count(d.evicted, 'pod')} of ${number(d.replicas)} while the rollout of ${clock(d.rollout.at, false)} was replacing them anyway.`,
    label: 'VPA × rollout',
    causeTitle: 'Evictions in the middle of rollouts',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: lines(showVpas(workload.namespace, d.vpa.name), showEvents(workload.namespace, 'EvictedByVPA')),
    expect: 'a MODE that evicts, and EvictedByVPA while pods were replaced (events are kept for an hour)',
  }),
  fix: ({ details: d }, { workload }) => [
    {
      title: 'Stop the VPA until the rollout is done',
      term: 'now',
      why: 'The rollout alone replaces the pods, each of them once.',
      command: stopVpa(workload.namespace, d.vpa.name),
      price: "Pods made meanwhile start at the template's requests.",
      undo: 'Set updateMode back to what it was.',
      verify: 'The eviction counter stands still while pods are replaced.',
    },
    {
      title: 'Size new pods only',
      term: 'for-good',
      why: 'What is deployed often gets its new size with every deploy; nothing has to be evicted for it.',
      patches: [
        {
          apiVersion: 'autoscaling.k8s.io/v1',
          kind: 'VerticalPodAutoscaler',
          name: d.vpa.name,
          namespace: workload.namespace,
          spec: { updatePolicy: { updateMode: 'Initial' } },
        },
      ],
      price: 'Between deploys sizes stand still, also after an OOM kill.',
      undo: 'Set updateMode back to Recreate.',
      verify: 'No eviction in the next rollout.',
    },
  ],
});
