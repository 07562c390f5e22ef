// The node autoscaler cannot add: its group or the cluster is at its maximum, the cloud refuses, or a group is held back
// after failures, while pods wait (kubernetes/autoscaler: cluster-autoscaler/proposals/metrics.md; Karpenter NodePool limits).
import { groupBy, isPresent, sortBy } from '../../../../kit/array';
import { clip, hull, lengthOf, mergeIntervals, overlaps, type Interval, minutes } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { count, duration, number, quantity } from '../../../../kit/text';
import { runsWhere, valueAt } from '../../../../model/signal';
import { workloadKey, type ScalerRef, type WorkloadRef } from '../../../../model/workload';
import type { Facts } from '../../../episodes/facts';
import type { NodeSeries } from '../../../signals/facts';
import { rises } from '../../../signals/nodeRises';
import { row } from '../../evidence';
import { fitsSomeNode, workloadsOf } from '../../../predicates/nodeCounters';
import { mostWaiting, poolWaitsOf, type PoolWaits } from '../../../predicates/poolWaits';
import { distinctScalers, isOf, mostAtOnce, poolKey, poolWords } from '../../../signals/nodeWaits';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { kubectl, remark, type Command } from '../../../remedies/command';

interface Full {
  readonly what: string;
  readonly who: ScalerRef;
  readonly spans: readonly Interval[];
  readonly pool: string;
  /** True for a limit of all groups together, of which none tells its own: the count holds nodes of no group too. */
  readonly isWhole?: boolean;
}

interface Limit {
  readonly full: readonly Full[];
  readonly waiting: number;
  readonly hungry: ReadonlyArray<{ readonly workload: WorkloadRef; readonly name: string; readonly waiting: number }>;
  /** True when the pool of some of these pods is not known. */
  readonly isUntold: boolean;
  readonly spans: readonly Interval[];
}

/** A node that was asked for is there within this time. */
const DELIVERY = 120_000;

/** Between its first backoff of 5 min and its longest of 30 (cluster-autoscaler FAQ). */
const BACKOFF = 600_000;

/** Nodes of a group that are there, where its autoscaler does not tell its size (cluster autoscaler before 1.29). */
function membersAt({ nodes }: Facts, { family, pool }: NodeSeries, t: number): number | undefined {
  const own = nodes.lives.filter((life) => pool !== '' && poolKey(life.pool?.ref) === poolKey({ family, name: pool }));
  const there = own.filter((life) => (life.created ?? life.seen.from) <= t && (!life.gone || t <= life.seen.to));
  return own.length === 0 ? undefined : there.length;
}

/** How large the group, the pool or the whole cluster is; states are summed, as max_nodes_count counts them all. */
function sizeAt(facts: Facts, limit: NodeSeries, t: number): number | undefined {
  const own = facts.nodes.size.filter(
    (s) => s.family === limit.family && s.pool === limit.pool && s.resource === limit.resource
  );
  const values = own.map((s) => valueAt(s.signal, t)).filter(isPresent);
  return values.length === 0 ? membersAt(facts, limit, t) : sum(values);
}

/**
 * Whether a limit can be held against what is counted. cluster autoscaler adds up the limits of its groups, yet counts every
 * node of the cluster, those of no group and of Karpenter too (its static_autoscaler.go, clusterstate.go). Where groups
 * tell, the sum is worth something as --max-nodes-total alone, which is less; else while no other nodes are known.
 */
function isComparable(facts: Facts, limit: NodeSeries): boolean {
  if (limit.family === 'karpenter' || limit.pool !== '') {
    return true;
  }
  const { nodes } = facts;
  const most = (s: NodeSeries): number => s.signal.values.at(-1) ?? 0;
  const groups = nodes.limit.filter((s) => s.family === limit.family && s.pool !== '');
  if (groups.length > 0) {
    return most(limit) < sum(groups.map(most));
  }
  const isShared = [...nodes.added, ...nodes.joined, ...nodes.size].some(({ family }) => family === 'karpenter');
  return !isShared && runsWhere(limit.signal, (value, t) => (sizeAt(facts, limit, t) ?? 0) > value).length === 0;
}

/** True where cluster autoscaler tells the limit of each group. */
function hasGroups({ nodes }: Facts): boolean {
  return nodes.limit.some((s) => s.family === 'cluster-autoscaler' && s.pool !== '');
}

/** What the smallest node of a NodePool takes of a resource: so much must be free for another one. */
function nextNode(facts: Facts, { family, pool, resource }: NodeSeries): number {
  const own = facts.nodes.lives.filter((life) => life.pool?.ref.family === family && life.pool.ref.name === pool);
  const sizes = own.map((life) => (resource === 'memory' ? life.memory : resource === 'cpu' ? life.cpu : undefined));
  const known = sizes.filter(isPresent);
  return known.length === 0 ? 0 : Math.min(...known);
}

function whereOf({ family, pool }: NodeSeries): string {
  return pool === '' ? 'the cluster' : poolWords({ family, name: pool });
}

function atLimit(facts: Facts, limit: NodeSeries, context: RuleContext<'minShare'>): Full | undefined {
  const isKarpenter = limit.family === 'karpenter';
  const share = isKarpenter ? context.thresholds.minShare : 1;
  const next = isKarpenter ? nextNode(facts, limit) : 0;
  const isAt = (most: number, t: number): boolean => (sizeAt(facts, limit, t) ?? 0) >= most * share;
  const spans = runsWhere(
    limit.signal,
    (most, t) => most > 0 && (isAt(most, t) || (sizeAt(facts, limit, t) ?? -Infinity) + next > most)
  );
  const most = limit.signal.values.at(-1) ?? 0;
  const unit = limit.family === 'cluster-autoscaler' || limit.resource === 'nodes' ? 'nodes' : limit.resource;
  const amount = unit === 'memory' ? quantity(most, unit) : `${number(most)} ${unit}`;
  const reached = spans.some((span) => isAt(most, span.to));
  const actor: ScalerRef = limit.pool === '' ? { family: limit.family } : { family: limit.family, name: limit.pool };
  return spans.length === 0 || !isComparable(facts, limit)
    ? undefined
    : {
        isWhole: limit.family === 'cluster-autoscaler' && limit.pool === '' && !hasGroups(facts),
        what: reached
          ? `${whereOf(limit)} is at its maximum of ${amount}`
          : `${whereOf(limit)} has no room for another node under its maximum of ${amount}`,
        who: actor,
        spans,
        pool: limit.pool,
      };
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
  // Reasons that never came about are counted too, as 0.
  const real = up.filter((s) => rises([s], facts).length > 0);
  const reasons = [...new Set(real.map((s) => s.reason))].filter((reason) => reason !== '').join(', ');
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

/** True when nodes came, each of a known pool. */
function areBirthsTold({ nodes, range }: Facts): boolean {
  const came = nodes.lives.filter(({ created = -Infinity }) => created > range.from);
  return came.length > 0 && came.every(({ pool }) => pool?.ref.name !== undefined);
}

/**
 * What is left of a span after the last node came that would have done: as long as another pool delivers for these pods, a
 * full one is no limit (fixed groups are always full).
 */
function afterLastNode(
  facts: Facts,
  full: Full,
  { pools }: Pick<PoolWaits, 'pools'>,
  span: Interval
): Interval | undefined {
  const does = (ref: ScalerRef | undefined): boolean =>
    pools.length === 0 || ref === undefined || pools.some((pool) => isOf(ref, pool));
  const born = facts.nodes.lives.filter((life) => does(life.pool?.ref)).map((life) => life.created);
  const ordered = rises(facts.nodes.added, facts)
    .filter(({ family, pool }) => does(pool === '' ? { family } : { family, name: pool }))
    // Of whose group an order was, its node tells, once it is there.
    .filter(({ pool, interval }) => pool !== '' || !areBirthsTold(facts) || interval.to + DELIVERY > facts.range.to)
    .filter(({ interval }) => interval.to < span.to)
    .map(({ interval }) => interval.to + DELIVERY);
  // What came as the span ended, came because it ended.
  const came = [...ordered, ...born.filter(isPresent).filter((t) => t <= span.to)].filter((t) => t > span.from);
  // The cluster as a whole, or its autoscaler, is full whoever delivered before.
  const last = full.pool === '' ? span.from : Math.max(span.from, ...came);
  return last < span.to ? { from: last, to: span.to } : undefined;
}

/** Groups, pools and clusters at their maximum, and additions that are refused. */
function fullIn(facts: Facts, context: RuleContext<'minMinutes' | 'minShare'>): Full[] {
  return [...facts.nodes.limit.map((limit) => atLimit(facts, limit, context)).filter(isPresent), ...refusals(facts)];
}

/** Waits of pods that fit on some node. */
function hungryIn(facts: Facts, fleet: readonly Facts[]): PoolWaits[] {
  return poolWaitsOf(workloadsOf(facts, fleet).filter((f) => fitsSomeNode(f)));
}

/** True when pods waited so long that something may have been full, and no node came for them. */
function isStarving({ facts, waits }: PoolWaits, context: RuleContext<'minMinutes'>): boolean {
  const spans = waits.filter(({ isNew }) => !isNew).map(({ span }) => span);
  return mergeIntervals(spans, 4 * facts.scrape).some(
    (span) => lengthOf(span) >= minutes(context.thresholds.minMinutes)
  );
}

/** True when these pods may have waited for what is full: of their own pools, or of an unknown one. */
function mayWaitFor({ pools }: PoolWaits, full: Full): boolean {
  return pools.length === 0 || pools.some((pool) => isOf(pool, full.who));
}

/** Spans in which pods of one workload waited for what is full, and nothing that would have done came any more. */
function starved(facts: Facts, full: Full, hungry: PoolWaits): Interval[] {
  const waiting = mergeIntervals(
    hungry.waits.map((w) => w.span),
    4 * facts.scrape
  );
  return full.spans
    .flatMap((span) => waiting.map((wait) => clip(span, wait)).filter(isPresent))
    .map((span) => afterLastNode(facts, full, hungry, span))
    .filter(isPresent);
}

/** One limit: things of one pool that are full, with those who waited for it. */
function limitAt(
  facts: Facts,
  full: readonly Full[],
  hungry: readonly PoolWaits[],
  context: RuleContext<'minMinutes' | 'minShare'>
): Limit | undefined {
  const held = hungry.map((h) => ({
    ...h,
    spans: full.filter((f) => mayWaitFor(h, f)).flatMap((f) => starved(facts, f, h)),
  }));
  const spans = mergeIntervals(
    held.flatMap((h) => h.spans),
    4 * facts.scrape
  ).filter((s) => lengthOf(s) >= minutes(context.thresholds.minMinutes));
  if (spans.length === 0) {
    return undefined;
  }
  const within = (span: Interval): boolean => spans.some((s) => overlaps(s, span));
  const own = held.filter((h) => h.spans.some(within));
  const counted = [...groupBy(own, (h) => workloadKey(h.facts.workload)).values()].map((parts) => {
    const waits = parts.flatMap((part) => part.waits).filter((wait) => within(wait.span));
    const { workload } = (parts[0] as PoolWaits).facts;
    return { workload, name: `${workload.namespace}/${workload.name}`, waits, waiting: mostAtOnce(waits) };
  });
  const isFull = (f: Full): boolean => own.some((h) => mayWaitFor(h, f) && starved(facts, f, h).some(within));
  return {
    full: full.filter(isFull),
    waiting: mostWaiting(counted),
    hungry: sortBy(
      counted.filter((c) => c.waiting > 0),
      (c) => -c.waiting,
      (c) => c.name
    ),
    isUntold: own.some((h) => h.pools.length === 0),
    spans,
  };
}

/** Limits, one for each pool; pods of an unknown pool wait for the one that is full, where there is only one. */
function limitsOf(
  facts: Facts,
  fleet: readonly Facts[],
  context: RuleContext<'minMinutes' | 'minShare'>
): Array<{ key: string; limit: Limit }> {
  const hungry = hungryIn(facts, fleet);
  const groups = [...groupBy(fullIn(facts, context), (full) => poolKey(full.who))];
  const whole = (key: string): boolean => key.endsWith('/');
  const named = groups.filter(([key]) => !whole(key)).length;
  const told = hungry.filter((h) => h.pools.length > 0);
  const limits: Array<{ key: string; limit: Limit }> = [];
  // Pools first: what the autoscaler says of itself as a whole is told where no pool of it explains the wait.
  for (const [key, full] of sortBy(groups, ([name]) => (whole(name) ? 1 : 0))) {
    const explained = new Set(
      limits
        .filter((one) => whole(key) && one.key.startsWith(key))
        .flatMap(({ limit }) => limit.hungry.map((h) => workloadKey(h.workload)))
    );
    const open = (h: PoolWaits): boolean => !explained.has(workloadKey(h.facts.workload));
    const limit =
      limitAt(facts, full, told.filter(open), context) ??
      (named <= 1 ? limitAt(facts, full, hungry.filter(open), context) : undefined);
    if (limit) {
      limits.push({ key, limit });
    }
  }
  if (limits.length > 0 || named <= 1) {
    return limits;
  }
  // Several are full, and nobody knows for which of them these pods wait: told once, with all of them.
  const limit = limitAt(
    facts,
    groups.flatMap(([, full]) => full),
    hungry,
    context
  );
  return limit ? [{ key: '', limit }] : [];
}

/** True when nothing but the sum of all groups is at its limit. */
function isWhole({ full }: Limit): boolean {
  return full.every((one) => one.isWhole === true);
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
  scans: ['nodes', 'waiting'],
  needs: ['nodes.limit', 'nodes.size'],
  reveals: ['pod.unschedulable', 'pod.owner', 'nodes.group-limit'],
  helps: [
    'nodes.refused',
    'nodes.backoff',
    'node.allocatable',
    'node.pool',
    'node.taint',
    'node.info',
    'pod.request',
    'pod.scheduled',
    'hpa.desired',
  ],
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
  concerns: (facts, context) =>
    fullIn(facts, context).length > 0 || hungryIn(facts, context.fleet).some((waits) => isStarving(waits, context)),
  explains: [],
  detect: (facts, context): Array<Detection<Limit>> => {
    const limits = facts.workload.kind === 'Cluster' ? limitsOf(facts, context.fleet, context) : [];
    return limits.map(({ key, limit: d }) => ({
      intervals: d.spans,
      actors: distinctScalers(d.full.map((f) => f.who)),
      ...(limits.length > 1 || !key.endsWith('/') ? { about: key } : {}),
      workloads: d.hungry.map((h) => h.workload),
      confidence: d.isUntold || isWhole(d) ? ('likely' as const) : ('certain' as const),
      confidenceNotes: [
        isWhole(d)
          ? 'no group tells its own limit; all of them together are compared with all nodes of the cluster'
          : 'limit and size are told by the node autoscaler itself',
        'the waiting pods fit on a node of the sizes that exist',
        d.isUntold
          ? 'which pool could have taken some of them is not told: none of their workload is bound to a node of a known pool'
          : 'other pods of these workloads run on nodes of this pool',
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
    }));
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
