// Many HPAs fire in the same minute and flood scheduler and node provisioner (A. Sheshadri, "Why 1500 HPAs is not an
// autoscaling strategy": chains of 3 to 4 min). Told on the cluster, per pool: only those count whose pods waited for its nodes.
import { distinct, isPresent, sortBy } from '../../../../kit/array';
import { clip, hull, lengthOf, mergeIntervals, overlaps, type Interval } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { clock } from '../../../../kit/moment';
import { count, duration, number } from '../../../../kit/text';
import type { Action } from '../../../../model/action';
import type { ScalerRef } from '../../../../model/workload';
import type { Facts } from '../../../episodes/facts';
import { rises } from '../../../signals/nodeRises';
import { row } from '../../evidence';
import { workloadsOf } from '../../../predicates/nodeCounters';
import { mostWaiting, poolWaitsOf, waitingFor, type Waiting } from '../../../predicates/poolWaits';
import { distinctScalers, homesOf, poolKey, poolWords } from '../../../signals/nodeWaits';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { showWaiting } from '../../../remedies/look';

/** One that fired, with its waits for the pool after its move. */
interface Firing extends Waiting {
  readonly up: Action;
}

interface Stampede {
  /** The pool whose nodes they waited for; undefined where that is not known. */
  readonly pool: ScalerRef | undefined;
  readonly firing: readonly Firing[];
  readonly window: Interval;
  readonly waiting: number;
  readonly longest: number;
  readonly nodes: number;
  readonly scaled: number;
  readonly spans: readonly Interval[];
}

/** True for the moves that the rule is about. */
function isMoveUp(edge: Action): boolean {
  return edge.to > edge.from && edge.actor.family === 'hpa';
}

/** Workloads whose first move up in the window left pods waiting for the pool. */
function firingIn(waiting: readonly Waiting[], window: Interval, reach: Interval): Firing[] {
  return waiting.flatMap(({ facts, waits }) => {
    const up = facts.edges.find((e) => isMoveUp(e) && e.interval.to > window.from && e.interval.to <= window.to);
    const own = (up ? waits : []).flatMap((wait) => {
      const span = clip(wait.span, reach);
      return span ? [{ ...wait, span }] : [];
    });
    return up && own.length > 0 ? [{ facts, up, waits: own }] : [];
  });
}

function isCrowd(
  firing: number,
  scaled: number,
  { minWorkloads, minShare }: RuleContext<'minWorkloads' | 'minShare'>['thresholds']
): boolean {
  return firing >= minWorkloads || firing >= Math.max(3, minShare * scaled);
}

/** Those who may stampede for one pool, out of so many with an HPA that run there. */
interface Crowd {
  readonly pool: ScalerRef | undefined;
  readonly waiting: readonly Waiting[];
  readonly scaled: number;
}

function stampedeAt(
  facts: Facts,
  { pool, waiting, scaled }: Crowd,
  at: number,
  context: RuleContext<'minWorkloads' | 'minShare' | 'minPending'>
): Stampede | undefined {
  const t = context.thresholds;
  const window = { from: at - 1, to: at + Math.max(60_000, facts.scrape) };
  const reach = { from: window.from - facts.scrape, to: window.to + 900_000 };
  const firing = firingIn(waiting, window, reach);
  if (!isCrowd(firing.length, scaled, t)) {
    return undefined;
  }
  const all = firing.flatMap((f) => f.waits);
  const most = mostWaiting(firing);
  if (most < t.minPending) {
    return undefined;
  }
  const bound = distinct(all.filter((w) => w.isNew).map((w) => w.node?.name)).length;
  const asked = sum(
    rises(facts.nodes.added, facts)
      .filter((r) => overlaps(r.interval, reach))
      .map((r) => r.by)
  );
  return {
    pool,
    firing: sortBy(firing, (f) => -f.waits.length),
    window,
    waiting: most,
    longest: Math.max(0, ...all.map((w) => lengthOf(w.span))),
    nodes: pool ? bound : asked,
    scaled,
    spans: mergeIntervals([...firing.map((f) => f.up.interval), ...all.map((w) => w.span)], 4 * facts.scrape),
  };
}

/** Moments after which many workloads scale out, whether or not their pods had to wait. */
function crowds(facts: Facts, context: RuleContext<'minWorkloads' | 'minShare' | 'minPending'>): number[] {
  const workloads = workloadsOf(facts, context.fleet);
  const scaled = workloads.filter((f) => f.hpas.length > 0).length;
  const reach = Math.max(60_000, facts.scrape);
  const firing = (at: number): number =>
    workloads.filter((f) => f.edges.some((e) => e.to > e.from && e.interval.to >= at && e.interval.to <= at + reach))
      .length;
  const starts = workloads.flatMap((f) => f.edges.filter((e) => e.to > e.from).map((e) => e.interval.to));
  return starts.filter((at) => isCrowd(firing(at), scaled, context.thresholds));
}

/** The minutes in which most fire for one pool, none within a quarter of an hour of a larger one. */
function stampedes(
  facts: Facts,
  fleet: readonly Facts[],
  context: RuleContext<'minWorkloads' | 'minShare' | 'minPending'>
): Stampede[] {
  const workloads = workloadsOf(facts, fleet);
  const waits = poolWaitsOf(workloads);
  const homes = workloads.filter((f) => f.hpas.length > 0).map((f) => homesOf(f).map(poolKey));
  const pools = [undefined, ...distinctScalers(facts.nodes.lives.map((life) => life.pool?.ref))];
  const all = pools.flatMap((pool) => {
    const waiting = waitingFor(waits, pool);
    const scaled = homes.filter((own) => !pool || own.length === 0 || own.includes(poolKey(pool))).length;
    const starts = waiting.flatMap((w) => w.facts.edges.filter(isMoveUp).map((e) => e.interval.to));
    return distinct(starts)
      .map((at) => stampedeAt(facts, { pool, waiting, scaled }, at, context))
      .filter(isPresent);
  });
  const kept: Stampede[] = [];
  for (const one of sortBy(
    all,
    (s) => -s.firing.length,
    (s) => s.window.from
  )) {
    if (!kept.some((k) => poolKey(k.pool) === poolKey(one.pool) && overlaps(k.window, one.window, 900_000))) {
      kept.push(one);
    }
  }
  return kept;
}

/** Whose nodes: words that stand after `for nodes`. */
function ofPool({ pool }: Stampede): string {
  const words = poolWords(pool);
  return words === '' ? '' : ` of ${words}`;
}

export const provisionerStampede = defineRule({
  id: 'provisioner-stampede',
  title: 'Many HPAs fire in the same minute and flood the provisioner',
  code: 'F6',
  scope: 'cluster',
  scans: ['nodes', 'waiting'],
  needs: ['hpa.desired', 'workload.replicas', 'node.created'],
  reveals: ['pod.unschedulable', 'pod.owner', 'hpa.info'],
  everywhere: { kinds: ['hpa.info'] },
  helps: ['nodes.added', 'nodes.joined', 'node.pool', 'node.taint', 'node.info', 'pod.request', 'pod.scheduled'],
  thresholds: {
    minWorkloads: {
      title: 'Workloads that scale out within a minute',
      unit: 'workloads',
      default: 5,
      min: 2,
      max: 1000,
    },
    minShare: { title: 'Or this share of all that have an HPA', unit: 'ratio', default: 0.2, min: 0.05, max: 1 },
    minPending: { title: 'Pods waiting for nodes at once', unit: 'pods', default: 20, min: 3, max: 10_000 },
  },
  explains: [],
  concerns: (facts, context) => crowds(facts, context).length > 0,
  detect: (facts, context): Array<Detection<Stampede>> =>
    (facts.workload.kind === 'Cluster' ? stampedes(facts, context.fleet, context) : []).map((d) => ({
      intervals: d.spans,
      // As a share it is one of all that have an HPA.
      witnessed: d.firing.length >= context.thresholds.minWorkloads,
      actors: [...d.firing.slice(0, 5).map((f) => f.up.actor), d.pool].filter(isPresent),
      workloads: d.firing.map((f) => f.facts.workload),
      ...(d.pool ? { about: poolKey(d.pool) } : {}),
      confidence: 'likely' as const,
      confidenceNotes: [
        'moves and waits are observed; that they share one cause, such as one front door, is not told by these series',
        d.pool
          ? 'all of these pods are bound to nodes of this pool, or run beside others of their workload that are'
          : 'the pool that these pods waited for is not told',
        `${number(d.scaled)} workloads with an HPA ${d.pool ? 'run there, as far as is known' : 'were read'}`,
      ],
      evidence: [
        row(
          'In the same minute',
          `${count(d.firing.length, 'workload')}: ${d.firing
            .slice(0, 4)
            .map((f) => `${f.facts.workload.name} ${f.up.from} → ${f.up.to}`)
            .join(', ')}`,
          ['workload.replicas', 'hpa.desired'],
          'observed',
          d.window
        ),
        row(
          'Waiting for nodes',
          `${count(d.waiting, 'pod')} at once, ${duration(d.longest)} the longest`,
          ['pod.unschedulable'],
          'observed',
          hull(d.spans)
        ),
        d.nodes > 0
          ? row(
              d.pool ? 'Nodes that came for them' : 'Nodes asked for',
              number(d.nodes),
              [d.pool ? 'node.created' : 'nodes.added'],
              'observed',
              hull(d.spans)
            )
          : undefined,
      ].filter(isPresent),
      details: d,
    })),
  severity: () => 'high',
  explain: ({ details: d }) => ({
    summary: `${count(d.firing.length, 'HPA')} scaled out in the same minute at ${clock(d.window.from + 1, false)}, and ${count(d.waiting, 'pod')} waited up to ${duration(d.longest)} for nodes${ofPool(d)}.`,
    detail: d.nodes > 0 ? `${count(d.nodes, 'node')} ${d.pool ? 'came for them' : 'were asked for at once'}.` : '',
    label: 'HPAs stampede',
    causeTitle: 'Many HPAs at once',
  }),
  confirm: ({ details: d }) => ({
    command: showWaiting(),
    expect: `in the next wave about ${number(d.waiting)} pods with SINCE in the same minute`,
  }),
  fix: ({ details: d }) => [
    {
      title: 'See who waits, and with which priority',
      term: 'now',
      why: 'The scheduler serves high priority first: what serves people must have it before the next wave.',
      command: showWaiting(),
      price: 'Nothing.',
      undo: 'None needed.',
      verify: 'No pod of high priority Pending.',
    },
    {
      title: 'Break the step',
      term: 'for-good',
      why: `Placeholder pods worth ${number(Math.ceil(d.waiting / 2))} pods take the first blow; targets a few percent apart let the ${number(d.firing.length)} HPAs leave one after the other; a shared floor before known peaks makes the wave small.`,
      price: 'The room of the placeholders is paid all day; lower targets mean more pods.',
      undo: 'Delete the placeholders, set the targets back.',
      verify: `Fewer than ${number(Math.max(5, Math.ceil(d.waiting / 4)))} pods wait at once in the next peak.`,
    },
  ],
});
