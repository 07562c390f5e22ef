// Many HPAs fire in the same minute and flood scheduler and node provisioner (A. Sheshadri, "Why 1500 HPAs is not an
// autoscaling strategy": chains of 3 to 4 min). Told on the cluster, beside the waits of each workload.
import { isPresent, sortBy } from '../../../../kit/array';
import { clip, hull, mergeIntervals, overlaps, type Interval } from '../../../../kit/interval';
import { clock } from '../../../../kit/moment';
import { count, duration, number } from '../../../../kit/text';
import { valueAt } from '../../../../model/signal';
import type { Action } from '../../../../model/action';
import type { Facts } from '../../../episodes/facts';
import { rises } from '../../../signals/nodeRises';
import { row } from '../../evidence';
import { waits, workloadsOf } from '../../../predicates/nodeCounters';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { showWaiting } from '../../../remedies/look';

interface Stampede {
  readonly firing: ReadonlyArray<{ readonly facts: Facts; readonly up: Action }>;
  readonly window: Interval;
  readonly waiting: number;
  readonly longest: number;
  readonly nodes: number;
  readonly scaled: number;
  readonly spans: readonly Interval[];
}

/** First moves up of each workload that fall into the window. */
function firingIn(workloads: readonly Facts[], window: Interval): Stampede['firing'] {
  return workloads.flatMap((facts) => {
    const up = facts.edges.find(
      (e) => e.to > e.from && e.actor.family === 'hpa' && e.interval.to > window.from && e.interval.to <= window.to
    );
    return up ? [{ facts, up }] : [];
  });
}

/** Most pods that waited at once in a span. */
function mostWaiting(workloads: readonly Facts[], span: Interval): number {
  const signals = workloads.flatMap((f) => f.unschedulable);
  const times = [...new Set(signals.flatMap((s) => Array.from(s.times)))].filter((t) => t > span.from && t <= span.to);
  return Math.max(0, ...times.map((t) => signals.filter((s) => valueAt(s, t) === 1).length));
}

function isCrowd(
  firing: number,
  scaled: number,
  { minWorkloads, minShare }: RuleContext<'minWorkloads' | 'minShare'>['thresholds']
): boolean {
  return firing >= minWorkloads || firing >= Math.max(3, minShare * scaled);
}

function stampedeAt(
  facts: Facts,
  workloads: readonly Facts[],
  at: number,
  context: RuleContext<'minWorkloads' | 'minShare' | 'minPending'>
): Stampede | undefined {
  const t = context.thresholds;
  const window = { from: at - 1, to: at + Math.max(60_000, facts.scrape) };
  const firing = firingIn(workloads, window);
  const scaled = workloads.filter((f) => f.hpas.length > 0).length;
  if (!isCrowd(firing.length, scaled, t)) {
    return undefined;
  }
  const own = firing.map((f) => f.facts);
  const reach = { from: window.from - facts.scrape, to: window.to + 900_000 };
  const spans = waits(own)
    .spans.map((s) => clip(s, reach))
    .filter(isPresent);
  const waiting = mostWaiting(own, reach);
  const longest = Math.max(0, ...spans.map((s) => s.to - s.from));
  if (waiting < t.minPending) {
    return undefined;
  }
  const nodes = rises(facts.nodes.added, facts)
    .filter((r) => overlaps(r.interval, reach))
    .reduce((n, r) => n + r.by, 0);
  return {
    firing,
    window,
    waiting,
    longest,
    nodes,
    scaled,
    spans: mergeIntervals([...firing.map((f) => f.up.interval), ...spans], 4 * facts.scrape),
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

/** The minutes in which most fire, none within a quarter of an hour of a larger one. */
function stampedes(
  facts: Facts,
  fleet: readonly Facts[],
  context: RuleContext<'minWorkloads' | 'minShare' | 'minPending'>
): Stampede[] {
  const workloads = workloadsOf(facts, fleet);
  const starts = workloads.flatMap((f) =>
    f.edges.filter((e) => e.to > e.from && e.actor.family === 'hpa').map((e) => e.interval.to)
  );
  const all = [...new Set(starts)].map((at) => stampedeAt(facts, workloads, at, context)).filter(isPresent);
  const kept: Stampede[] = [];
  for (const one of sortBy(
    all,
    (s) => -s.firing.length,
    (s) => s.window.from
  )) {
    if (!kept.some((k) => overlaps(k.window, one.window, 900_000))) {
      kept.push(one);
    }
  }
  return kept;
}

export const provisionerStampede = defineRule({
  id: 'provisioner-stampede',
  title: 'Many HPAs fire in the same minute and flood the provisioner',
  code: 'F6',
  scope: 'cluster',
  needs: ['hpa.desired', 'workload.replicas', 'node.created'],
  reveals: ['pod.unschedulable', 'pod.owner', 'hpa.info'],
  helps: ['nodes.added'],
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
      actors: d.firing.slice(0, 5).map((f) => f.up.actor),
      confidence: 'likely' as const,
      confidenceNotes: [
        'moves and waits are observed; that they share one cause, such as one front door, is not told by these series',
        `${number(d.scaled)} workloads with an HPA were read`,
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
        d.nodes > 0 ? row('Nodes asked for', number(d.nodes), ['nodes.added'], 'observed', hull(d.spans)) : undefined,
      ].filter(isPresent),
      details: d,
    })),
  severity: () => 'high',
  explain: ({ details: d }) => ({
    summary: `${count(d.firing.length, 'HPA')} scaled out in the same minute at ${clock(d.window.from + 1, false)}, and ${count(d.waiting, 'pod')} waited up to ${duration(d.longest)} for nodes.`,
    detail: d.nodes > 0 ? `${count(d.nodes, 'node')} were asked for at once.` : '',
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
