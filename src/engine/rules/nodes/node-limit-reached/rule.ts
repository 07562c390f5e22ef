// The node autoscaler cannot add: its group or the cluster is at its maximum, the cloud refuses, or a group is held back
// after failures, while pods wait (kubernetes/autoscaler: cluster-autoscaler/proposals/metrics.md; Karpenter NodePool limits).
import { isPresent, sortBy } from '../../../../kit/array';
import { clip, hull, lengthOf, mergeIntervals, type Interval, minutes } from '../../../../kit/interval';
import { count, duration, number } from '../../../../kit/text';
import { runsWhere, valueAt } from '../../../../model/signal';
import type { ScalerRef } from '../../../../model/workload';
import type { Facts } from '../../../episodes/facts';
import type { NodeSeries } from '../../../signals/facts';
import { rises } from '../../../signals/nodeRises';
import { row } from '../../evidence';
import { fitsSomeNode, nodeActors, waitingAt, waits, workloadsOf } from '../../../predicates/nodeCounters';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { kubectl, remark, type Command } from '../../../remedies/command';

interface Full {
  readonly what: string;
  readonly who: ScalerRef;
  readonly spans: readonly Interval[];
  readonly pool: string;
}

interface Limit {
  readonly full: readonly Full[];
  readonly waiting: number;
  readonly hungry: ReadonlyArray<{ readonly name: string; readonly waiting: number }>;
  readonly spans: readonly Interval[];
}

/** A node that was asked for is there within this time. */
const DELIVERY = 120_000;

/** Between its first backoff of 5 min and its longest of 30 (cluster-autoscaler FAQ). */
const BACKOFF = 600_000;

/** How large the group, the pool or the whole cluster is; states are summed, as max_nodes_count counts them all. */
function sizeAt(facts: Facts, limit: NodeSeries, t: number): number | undefined {
  const own = facts.nodes.size.filter(
    (s) => s.family === limit.family && s.pool === limit.pool && s.resource === limit.resource
  );
  const values = own.map((s) => valueAt(s.signal, t)).filter(isPresent);
  return values.length === 0 ? undefined : values.reduce((a, b) => a + b, 0);
}

function atLimit(facts: Facts, limit: NodeSeries, context: RuleContext<'minShare'>): Full | undefined {
  const share = limit.family === 'karpenter' ? context.thresholds.minShare : 1;
  const spans = runsWhere(limit.signal, (most, t) => most > 0 && (sizeAt(facts, limit, t) ?? 0) >= most * share);
  const most = limit.signal.values.at(-1) ?? 0;
  const where =
    limit.pool === ''
      ? 'the cluster'
      : limit.family === 'karpenter'
        ? `NodePool ${limit.pool}`
        : `node group ${limit.pool}`;
  const unit = limit.family === 'cluster-autoscaler' || limit.resource === 'nodes' ? 'nodes' : limit.resource;
  const actor: ScalerRef = limit.pool === '' ? { family: limit.family } : { family: limit.family, name: limit.pool };
  return spans.length === 0
    ? undefined
    : { what: `${where} is at its maximum of ${number(most)} ${unit}`, who: actor, spans, pool: limit.pool };
}

/** Refusals that the cluster autoscaler counts while pods wait, and groups that it holds back. */
function refusals(facts: Facts): Full[] {
  const up = facts.nodes.refused.filter((s) => s.direction !== 'down');
  // Skips are counted at every loop. A failed addition is counted once and then backed off from (5 to 30 min): it holds
  // until a node comes after all.
  const skipped = up.filter((s) => s.direction !== '');
  const failed = up.filter((s) => s.direction === '');
  const came = rises(facts.nodes.added, facts).map((r) => r.interval.to);
  const held = rises(failed, facts).map(({ interval }) => ({
    from: interval.from,
    to: Math.min(interval.to + BACKOFF, facts.range.to, ...came.filter((t) => t > interval.to)),
  }));
  const spans = mergeIntervals([...rises(skipped, facts).map((r) => r.interval), ...held], 4 * facts.scrape);
  const reasons = [...new Set(up.map((s) => s.reason))].filter((reason) => reason !== '').join(', ');
  const backedOff = facts.nodes.backoff.flatMap((s) =>
    runsWhere(s.signal, (v) => v > 0).map((span) => ({ span, pool: s.pool }))
  );
  return [
    spans.length === 0
      ? undefined
      : {
          what: `additions are refused${reasons === '' ? '' : ` (${reasons})`}`,
          who: { family: 'cluster-autoscaler' as const },
          spans,
          pool: '',
        },
    ...backedOff.map(({ span, pool }) => ({
      what: `node group ${pool} is held back after failures`,
      who: { family: 'cluster-autoscaler' as const, name: pool },
      spans: [span],
      pool,
    })),
  ].filter(isPresent);
}

/**
 * What is left of the spans of one group or pool after the last node came: as long as another one delivers, a full one is
 * no limit (fixed groups are always full).
 */
function afterLastNode(facts: Facts, full: Full): Full {
  if (full.pool === '') {
    return full;
  }
  const born = facts.nodes.lives.map((life) => life.created).filter(isPresent);
  const ordered = rises(facts.nodes.added, facts).map((r) => r.interval.to + DELIVERY);
  const came = [...ordered, ...born];
  const spans = full.spans.flatMap((span) => {
    const last = Math.max(span.from, ...came.filter((t) => t > span.from && t <= span.to + DELIVERY));
    return last < span.to ? [{ from: last, to: span.to }] : [];
  });
  return { ...full, spans };
}

/** Groups, pools and clusters at their maximum, and additions that are refused. */
function fullIn(facts: Facts, context: RuleContext<'minMinutes' | 'minShare'>): Full[] {
  return [...facts.nodes.limit.map((limit) => atLimit(facts, limit, context)).filter(isPresent), ...refusals(facts)];
}

function limitOf(
  facts: Facts,
  fleet: readonly Facts[],
  context: RuleContext<'minMinutes' | 'minShare'>
): Limit | undefined {
  const hungry = workloadsOf(facts, fleet).filter((f) => f.unschedulable.length > 0 && fitsSomeNode(f));
  const pending = mergeIntervals(waits(hungry).spans, 4 * facts.scrape);
  const both = fullIn(facts, context)
    .map((f) => ({ ...f, spans: f.spans.flatMap((s) => pending.map((p) => clip(s, p))).filter(isPresent) }))
    .map((f) => afterLastNode(facts, f))
    .filter((f) => f.spans.length > 0);
  const spans = mergeIntervals(
    both.flatMap((f) => f.spans),
    4 * facts.scrape
  ).filter((s) => lengthOf(s) >= minutes(context.thresholds.minMinutes));
  const span = hull(spans);
  if (!span) {
    return undefined;
  }
  const middle = (span.from + span.to) / 2;
  const names = hungry.map((f) => ({
    name: `${f.workload.namespace}/${f.workload.name}`,
    waiting: Math.max(waitingAt(f, middle), waitingAt(f, span.to)),
  }));
  return {
    full: both,
    waiting: waits(hungry).most,
    hungry: sortBy(
      names,
      (n) => -n.waiting,
      (n) => n.name
    ).filter((n) => n.waiting > 0),
    spans,
  };
}

/** The limit and what is used of it. */
function showLimit(d: Limit): Command {
  const first = d.full.find((f) => f.pool !== '');
  return first?.who.family === 'karpenter'
    ? kubectl`get nodepool ${first.pool} -o jsonpath='{.spec.limits}{"\\n"}{.status.resources}{"\\n"}'`
    : kubectl`-n kube-system get configmap cluster-autoscaler-status -o yaml`;
}

export const nodeLimitReached = defineRule({
  id: 'node-limit-reached',
  title: 'The node autoscaler may not add nodes while pods wait',
  code: 'F3',
  scope: 'cluster',
  needs: ['nodes.limit', 'nodes.size'],
  reveals: ['pod.unschedulable', 'pod.owner'],
  helps: ['nodes.refused', 'nodes.backoff', 'node.allocatable', 'hpa.desired'],
  thresholds: {
    minMinutes: { title: 'Minutes at the limit with pods waiting', unit: 'min', default: 3, min: 0.5, max: 240 },
    minShare: {
      title: 'Share of a NodePool limit that counts as reached',
      unit: 'ratio',
      default: 0.95,
      min: 0.5,
      max: 1,
    },
  },
  concerns: (facts, context) => fullIn(facts, context).length > 0,
  explains: [],
  detect: (facts, context): Array<Detection<Limit>> => {
    const d = facts.workload.kind === 'Cluster' ? limitOf(facts, context.fleet, context) : undefined;
    if (!d) {
      return [];
    }
    const actors = d.full.map((f) => f.who);
    return [
      {
        intervals: d.spans,
        actors:
          actors.length > 0
            ? [...new Map(actors.map((a) => [`${a.family}/${a.name ?? ''}`, a])).values()]
            : nodeActors(facts.nodes.limit),
        confidence: 'certain' as const,
        confidenceNotes: [
          'limit and size are told by the node autoscaler itself',
          'the waiting pods fit on a node of the sizes that exist',
          'which pool could have taken them is not exported',
        ],
        evidence: [
          ...d.full
            .slice(0, 6)
            .map((f) =>
              row('At the limit', f.what, ['nodes.limit', 'nodes.size', 'nodes.refused'], 'observed', hull(f.spans))
            ),
          row(
            'Waiting for a node',
            `${count(d.waiting, 'pod')} at most`,
            ['pod.unschedulable'],
            'observed',
            hull(d.spans)
          ),
          ...d.hungry
            .slice(0, 4)
            .map((h) => row('Waits', `${h.name}: ${count(h.waiting, 'pod')}`, ['pod.unschedulable'])),
        ],
        details: d,
      },
    ];
  },
  severity: () => 'critical',
  explain: ({ details: d }) => {
    const what = d.full[0]?.what ?? 'the node autoscaler is at its limit';
    return {
      summary: `${what.charAt(0).toUpperCase()}${what.slice(1)}, and ${count(d.waiting, 'pod')} of ${count(Math.max(1, d.hungry.length), 'workload')} ${d.waiting === 1 ? 'waits' : 'wait'} for ${duration(lengthOf(hull(d.spans) ?? { from: 0, to: 0 }))}.`,
      detail: d.hungry[0] ? `Most in ${d.hungry[0].name}: ${number(d.hungry[0].waiting)}.` : '',
      label: 'node limit reached',
      causeTitle: 'Node autoscalers at their limit',
    };
  },
  confirm: ({ details: d }) => ({
    command: showLimit(d),
    expect:
      d.full.find((f) => f.pool !== '')?.who.family === 'karpenter'
        ? 'resources in the second line at the limits of the first'
        : 'a node group whose ready nodes equal its maxSize, or that is backed off',
  }),
  fix: ({ details: d }) => {
    const first = d.full.find((f) => f.pool !== '');
    const karpenter = first?.who.family === 'karpenter';
    return [
      {
        title: 'Raise the limit',
        term: 'now',
        why: 'The node autoscaler adds the missing nodes at its next round.',
        command: karpenter
          ? kubectl`edit nodepool ${first.pool}`
          : remark(
              'The maximum of a node group stands with the cloud provider, or in --nodes of the cluster autoscaler.'
            ),
        price: 'More nodes, up to the new limit. Check the quota of the cloud account first.',
        undo: 'Set the old limit; nodes go when they are no longer needed.',
        verify: 'No pod waits longer than a node takes to boot.',
      },
      {
        title: 'Let what matters less wait',
        term: 'for-good',
        why: 'With priority classes the scheduler preempts batch work for serving pods when nodes run out, and the limit stays a limit.',
        price: 'Preempted work starts over.',
        undo: 'Remove the priority class from the pod templates.',
        verify: 'Only pods of low priority wait in the next peak.',
      },
    ];
  },
});
