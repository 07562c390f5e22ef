// Cluster autoscaler and Karpenter both answer the same waiting pods: twice the nodes, then each removes what the other
// made superfluous. In migrations both run on purpose, with pools that do not meet.
import { distinct, distinctBy, isPresent } from '../../../../kit/array';
import { hull, mergeIntervals, overlaps, type Interval, minutes } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { clock } from '../../../../kit/moment';
import { count, duration, number, times } from '../../../../kit/text';
import { workloadKey, type ScalerRef, type WorkloadRef } from '../../../../model/workload';
import type { Facts } from '../../../episodes/facts';
import { rises, type Rise } from '../../../signals/nodeRises';
import { row } from '../../evidence';
import { workloadsOf } from '../../../predicates/nodeCounters';
import { waitsOf } from '../../../signals/nodeWaits';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { kubectl, lines, destructive, json, type Command } from '../../../remedies/command';
import { columns, showNodes } from '../../../remedies/look';

interface Both {
  readonly span: Interval;
  readonly cluster: number;
  readonly karpenter: number;
  /** True where pods of one workload got nodes of both. */
  readonly met: boolean;
}

interface Dual {
  readonly episodes: readonly Both[];
  readonly surplus: number;
  readonly lived: number;
  readonly scalers: readonly ScalerRef[];
  /** Workloads whose pods they answered; empty where the nodes of pods are not told. */
  readonly shared: readonly WorkloadRef[];
}

/** Additions of one autoscaler that lie close together are one answer. */
function answers(all: readonly Rise[], family: Rise['family'], slack: number): Interval[] {
  return mergeIntervals(
    all.filter((r) => r.family === family).map((r) => r.interval),
    slack
  );
}

function added(all: readonly Rise[], family: Rise['family'], span: Interval): number {
  return sum(all.filter((r) => r.family === family && overlaps(r.interval, span)).map((r) => r.by));
}

/** Of whom each workload's pods got new nodes, for waits of one episode. */
function answered(
  workloads: readonly Facts[],
  span: Interval
): Array<{ workload: WorkloadRef; by: readonly string[] }> {
  return workloads.flatMap((f) => {
    const own = waitsOf(f).filter((wait) => wait.isNew && overlaps(wait.span, span));
    const by = distinct(own.map(({ node }) => node?.pool?.ref.family).filter(isPresent));
    return by.length === 0 ? [] : [{ workload: f.workload, by }];
  });
}

/**
 * Pools that do not meet: each autoscaler's nodes took pods that had waited for them, and no workload has pods on both. Where
 * the nodes of one took none of these, the other was there first.
 */
function isApart(workloads: readonly Facts[], span: Interval): boolean {
  const all = answered(workloads, span);
  return all.every(({ by }) => by.length === 1) && distinct(all.flatMap(({ by }) => by)).length > 1;
}

function dualOf(
  facts: Facts,
  fleet: readonly Facts[],
  context: RuleContext<'minEpisodes' | 'apartSeconds' | 'minSurplus' | 'surplusMinutes'>
): Dual | undefined {
  const slack = context.thresholds.apartSeconds * 1000;
  const workloads = workloadsOf(facts, fleet);
  const all = rises(facts.nodes.added, facts);
  const karpenter = answers(all, 'karpenter', slack);
  const episodes = answers(all, 'cluster-autoscaler', slack).flatMap((one) => {
    const near = karpenter.filter((other) => overlaps(one, other, slack));
    const span = hull([one, ...near]);
    const met = span !== undefined && answered(workloads, span).some(({ by }) => by.length > 1);
    return near.length > 0 && span && !isApart(workloads, span)
      ? [{ span, cluster: added(all, 'cluster-autoscaler', span), karpenter: added(all, 'karpenter', span), met }]
      : [];
  });
  const shared = distinctBy(
    episodes.flatMap((e) => answered(workloads, e.span).map(({ workload }) => workload)),
    workloadKey
  );
  // What came with one of these answers and was gone within half an hour was one too many.
  const gone = facts.nodes.lives.filter((life) => {
    const born = life.created ?? NaN;
    return (
      life.gone &&
      life.seen.to - born < minutes(context.thresholds.surplusMinutes) &&
      episodes.some((e) => born > e.span.from && born <= e.span.to + 600_000)
    );
  });
  const lived = gone.map((life) => life.seen.to - (life.created ?? NaN));
  return {
    episodes,
    surplus: gone.length,
    lived: lived.length === 0 ? 0 : sum(lived) / lived.length,
    scalers: scalersIn(facts, episodes),
    shared,
  };
}

/** Of each family the pool whose counter rose in these minutes; the family alone where that were several. */
function scalersIn(facts: Facts, episodes: readonly Both[]): ScalerRef[] {
  const rose = rises(facts.nodes.added, facts).filter((r) => episodes.some((e) => overlaps(r.interval, e.span)));
  return distinct(rose.map((r) => r.family)).map((family) => {
    const pools = distinct(rose.filter((r) => r.family === family).map((r) => r.pool)).filter((pool) => pool !== '');
    return pools.length === 1 && pools[0] !== undefined ? { family, name: pools[0] } : { family };
  });
}

/** A taint on all nodes of a pool. */
function taint(pool: string): Command {
  const taints = [{ key: 'pool', value: pool, effect: 'NoSchedule' }];
  return kubectl`patch nodepool ${pool} --type merge -p ${json({ spec: { template: { spec: { taints } } } })}`;
}

export const dualNodeAutoscalers = defineRule({
  id: 'dual-node-autoscalers',
  title: 'Cluster autoscaler and Karpenter answer the same waiting pods',
  code: 'F7',
  scope: 'cluster',
  scans: ['nodes', 'waiting'],
  needs: ['nodes.added', 'node.created', 'node.unschedulable'],
  everywhere: { kinds: ['pod.owner', 'pod.request'], namedBy: 'waiting' },
  helps: ['nodes.removed', 'node.pool', 'pod.request', 'pod.unschedulable'],
  thresholds: {
    minEpisodes: { title: 'Times that both added nodes', unit: 'times', default: 2, min: 1, max: 50 },
    apartSeconds: { title: 'Within', unit: 's', default: 120, min: 15, max: 900 },
    minSurplus: {
      title: 'Nodes of these that were gone again soon',
      unit: 'nodes',
      default: 1,
      min: 0,
      max: 100,
    },
    surplusMinutes: { title: 'Soon means within', unit: 'min', default: 30, min: 5, max: 240 },
  },
  explains: [],
  detect: (facts, context): Array<Detection<Dual>> => {
    const d = facts.workload.kind === 'Cluster' ? dualOf(facts, context.fleet, context) : undefined;
    if (!d || d.episodes.length < context.thresholds.minEpisodes || d.surplus < context.thresholds.minSurplus) {
      return [];
    }
    const span = hull(d.episodes.map((e) => e.span));
    return [
      {
        intervals: d.episodes
          .map((e) => ({ from: e.span.from, to: e.span.to + Math.max(60_000, d.lived) }))
          .map((i) => ({ from: i.from, to: Math.min(i.to, facts.range.to) })),
        // Elsewhere each may have had waiting pods of its own.
        witnessed: d.episodes.every(({ met }) => met),
        rhythm: span ? (span.to - span.from) / Math.max(1, d.episodes.length - 1) : 0,
        actors: [...d.scalers],
        workloads: d.shared,
        confidence: 'likely' as const,
        confidenceNotes: [
          'both counters of added nodes rose in the same minutes, and nodes made then were soon gone',
          d.shared.length > 0
            ? 'the nodes that these pods are bound to do not part by workload: both answered, one of them for nothing'
            : 'which pods each of them answered is not told: taints and selectors of the two pools would confirm that they overlap',
        ],
        evidence: [
          ...d.episodes
            .slice(0, 4)
            .map((e) =>
              row(
                'Both added nodes',
                `cluster autoscaler ${number(e.cluster)}, Karpenter ${number(e.karpenter)}`,
                ['nodes.added'],
                'observed',
                e.span
              )
            ),
          row(
            'Too many',
            `${count(d.surplus, 'node')} gone again after ${duration(d.lived)} on average`,
            ['node.created', 'node.unschedulable'],
            'observed',
            span
          ),
        ].filter(isPresent),
        details: d,
      },
    ];
  },
  severity: () => 'medium',
  explain: ({ details: d }) => {
    const first = d.episodes[0];
    return {
      summary: `Cluster autoscaler and Karpenter answered the same pods ${times(d.episodes.length)} with ${number(sum(d.episodes.map((e) => e.cluster)))} and ${number(sum(d.episodes.map((e) => e.karpenter)))} nodes; ${count(d.surplus, 'node')} ${d.surplus === 1 ? 'was' : 'were'} gone again within ${duration(Math.max(60_000, d.lived))}.`,
      detail: first ? `First at ${clock(first.span.from, false)}.` : '',
      label: 'CA × Karpenter',
      causeTitle: 'Two node autoscalers on the same pods',
    };
  },
  confirm: () => ({
    command: lines(
      kubectl`-n kube-system get deployment cluster-autoscaler -o ${columns({ NAME: '.metadata.name', READY: '.status.readyReplicas' })}`,
      kubectl`get nodepools`,
      showNodes()
    ),
    expect: 'a ready cluster autoscaler, a NodePool, and nodes of both born in the same minutes',
  }),
  fix: ({ details: d }) => {
    const pool = d.scalers.find((s) => s.family === 'karpenter')?.name;
    return [
      {
        title: 'Let one of them rest',
        term: 'now',
        why: 'With no cluster autoscaler running, Karpenter alone answers.',
        command: destructive(kubectl`-n kube-system scale deployment/cluster-autoscaler --replicas=0`),
        price: 'Node groups that only it manages no longer grow or shrink.',
        undo: kubectl`-n kube-system scale deployment/cluster-autoscaler --replicas=1`,
        verify: 'Only one of the two counters of added nodes rises.',
      },
      {
        title: 'Part their pods',
        term: 'for-good',
        why: `A taint on NodePool ${pool ?? 'of Karpenter'} that only migrated workloads tolerate leaves each pod to one of them.`,
        ...(pool === undefined ? {} : { command: taint(pool) }),
        price: 'Each workload needs a toleration and a selector, until the migration is done.',
        undo: 'Remove the taint.',
        verify: 'No minute in which both add nodes, for a day.',
      },
    ];
  },
});
