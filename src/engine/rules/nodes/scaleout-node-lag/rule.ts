// The HPA added pods and the nodes for them come minutes later: decision, boot, image (cluster-autoscaler FAQ, reaction 30
// to 60 s plus the machine's boot; Karpenter batches for 1 to 10 s). Within its budget that is health.
import { isPresent, sortBy } from '../../../../kit/array';
import { hull, lengthOf, mergeIntervals, overlaps, type Interval } from '../../../../kit/interval';
import { count, duration, number } from '../../../../kit/text';
import type { Action } from '../../../../model/action';
import { samplesIn, valueAt } from '../../../../model/signal';
import type { ScalerRef } from '../../../../model/workload';
import type { Facts } from '../../../episodes/facts';
import type { PodFacts, NodeLife } from '../../../signals/facts';
import { row } from '../../evidence';
import {
  distinctScalers,
  homesOf,
  isOf,
  makerOf,
  poolWords,
  spanOf,
  waitsOf,
  type PodWait,
} from '../../../signals/nodeWaits';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { kubectlIn, lines } from '../../../remedies/command';
import { showEvents } from '../../../remedies/look';

interface NodeWait {
  readonly up: Action;
  /** Names of the pods that waited. */
  readonly waiting: ReadonlySet<string>;
  readonly span: Interval;
  readonly longest: number;
  readonly node: NodeLife | undefined;
  /** Who made the nodes that these pods were bound to, the slowest first. */
  readonly makers: readonly ScalerRef[];
  /** True when the pods are known to sit on nodes that came while they waited. */
  readonly isBound: boolean;
  /** Most replicas asked for, and ready pods at that time. */
  readonly asked: number;
  readonly ready: number;
}

/** Pods that an up-move left waiting: their waits begin within two scrapes of it. */
function waitsAfter(facts: Facts, up: Action): PodWait[] {
  const near = { from: up.interval.from, to: up.interval.to + Math.max(30_000, 2 * facts.scrape) };
  return waitsOf(facts).filter(({ span }) => span.from >= near.from && span.from <= near.to);
}

/**
 * The first node that came while they waited, or within ten minutes of the move: where no series tells to which node the
 * pods were bound. One of another pool than the workload runs in is none for them.
 */
function anyNodeFor(facts: Facts, up: Action, span: Interval): NodeLife | undefined {
  const until = Math.max(span.to + 2 * facts.scrape, up.interval.to + 600_000);
  const homes = homesOf(facts);
  const born = facts.nodes.lives.filter(
    ({ created, pool }) =>
      created !== undefined &&
      created > up.interval.from &&
      created <= until &&
      (pool === undefined || homes.length === 0 || homes.some((home) => isOf(pool.ref, home)))
  );
  return born.sort((a, b) => (a.created ?? 0) - (b.created ?? 0))[0];
}

/** The waits that a new node ended; where nothing tells to which node pods were bound, those for which some node came. */
function endedByNodes(facts: Facts, up: Action): { waits: readonly PodWait[]; node: NodeLife | undefined } {
  const waits = waitsAfter(facts, up);
  const bound = sortBy(
    waits.filter(({ isNew }) => isNew),
    (wait) => -lengthOf(wait.span)
  );
  // Where binding is told, a pod without a node has none yet: what it waits for has not come.
  const isTold = facts.pods.some(({ node }) => facts.nodes.byName.has(node));
  const untold = isTold ? [] : waits.filter(({ node }) => node === undefined);
  const span = spanOf(untold);
  return bound[0]
    ? { waits: [...bound, ...untold], node: bound[0].node }
    : { waits: untold, node: span && anyNodeFor(facts, up, span) };
}

function nodeWaitOf(facts: Facts, up: Action, context: RuleContext<'minSeconds'>): NodeWait | undefined {
  const { waits, node } = endedByNodes(facts, up);
  const span = spanOf(waits);
  const longest = Math.max(0, ...waits.map((w) => lengthOf(w.span)));
  if (!span || !node || longest < context.thresholds.minSeconds * 1000) {
    return undefined;
  }
  const came = waits.filter(({ isNew }) => isNew).map((wait) => wait.node);
  const samples = samplesIn(facts.proposal, { from: up.interval.from - 1, to: span.to });
  const short = samples
    .map(([t, asked]) => ({ asked, ready: valueAt(facts.ready, t) ?? 0 }))
    .sort((a, b) => b.asked - b.ready - (a.asked - a.ready))[0];
  return {
    up,
    waiting: new Set(waits.map((w) => w.pod)),
    span,
    longest,
    node,
    makers: distinctScalers((came.length > 0 ? came : [node]).map((one) => makerOf(one, facts.nodes))),
    isBound: came.length > 0,
    asked: short?.asked ?? up.to,
    ready: short?.ready ?? up.from,
  };
}

function poolOf(node: NodeLife): string {
  const words = poolWords(node.pool?.ref);
  return words === '' ? '' : ` of ${words}`;
}

function detection(lags: readonly NodeWait[], facts: Facts): Detection<NodeWait[]> {
  const worst = [...lags].sort((a, b) => b.longest - a.longest);
  const hpa = lags[0]?.up.actor;
  const makers = distinctScalers(worst.flatMap((lag) => lag.makers));
  // Where a pool is named, its family alone adds nothing.
  const scalers = makers.filter(
    (ref) => ref.name !== undefined || !makers.some((other) => other.name !== undefined && other.family === ref.family)
  );
  const isTold = worst.every((lag) => lag.isBound && lag.node?.pool?.told === true);
  return {
    intervals: mergeIntervals(
      lags.map((lag) => lag.span),
      4 * facts.scrape
    ),
    actors: [hpa, ...scalers].filter(isPresent),
    confidence: isTold ? 'certain' : 'likely',
    confidenceNotes: [
      worst.some((lag) => lag.isBound)
        ? 'the pods sit on nodes that are younger than they are: births and binding are exact'
        : 'the pods were unschedulable after the move, and a node was created while they waited; to which node they were bound is not told',
      worst.some((lag) => !lag.isBound)
        ? 'waits are counted from first to last sample: the true ones are up to two scrapes longer'
        : '',
      scalers.every((ref) => ref.family === 'node')
        ? 'who made the node is not told: no node autoscaler that alone may have is scraped'
        : isTold
          ? 'labels, taints, name or own series of the node tell the pool'
          : 'who made the node is concluded from counters, or from nodes like it',
    ].filter((note) => note !== ''),
    evidence: worst
      .slice(0, 4)
      .flatMap((lag) => [
        row(
          'Waiting for a node',
          `${count(lag.waiting.size, 'pod')} after ${number(lag.up.from)} → ${number(lag.up.to)}, ${duration(lag.longest)} the longest`,
          ['pod.unschedulable', 'workload.replicas'],
          'observed',
          lag.span
        ),
        lag.node?.created === undefined
          ? undefined
          : row(
              'Node',
              `${lag.node.name}${poolOf(lag.node)} came ${duration(Math.max(0, lag.node.created - lag.up.interval.to))} after the move`,
              ['node.created', 'node.pool'],
              'observed',
              { from: lag.node.created, to: lag.node.created + 1000 }
            ),
      ])
      .filter(isPresent),
    details: worst,
  };
}

/** One move per wait: the steps of one ramp share their nodes. */
function distinctWaits(lags: readonly NodeWait[]): NodeWait[] {
  const kept: NodeWait[] = [];
  for (const lag of lags) {
    const last = kept.at(-1);
    if (last && overlaps(last.span, lag.span)) {
      kept[kept.length - 1] = {
        ...last,
        up: { ...last.up, to: lag.up.to },
        waiting: new Set([...last.waiting, ...lag.waiting]),
        span: hull([last.span, lag.span]) ?? last.span,
        node: lag.longest > last.longest ? lag.node : last.node,
        longest: Math.max(last.longest, lag.longest),
        makers: distinctScalers([...last.makers, ...lag.makers]),
        isBound: last.isBound && lag.isBound,
        asked: Math.max(last.asked, lag.asked),
      };
    } else {
      kept.push(lag);
    }
  }
  return kept;
}

/** Some pod was not bound to a node soon after it was made, or nothing tells when. */
function mayHaveWaited(facts: Facts, context: RuleContext<'minSeconds'>): boolean {
  const { pods, range } = facts;
  const slow = (pod: PodFacts): boolean =>
    pod.scheduled === undefined || pod.scheduled - pod.created >= context.thresholds.minSeconds * 1000;
  return pods.length === 0 || pods.some((pod) => pod.created > range.from && slow(pod));
}

export const scaleoutNodeLag = defineRule({
  id: 'scaleout-node-lag',
  title: 'The HPA added pods, the nodes for them come minutes later',
  code: 'F1',
  scans: ['waiting', 'grew', 'rewritten', 'moved'],
  needs: ['workload.replicas', 'node.created'],
  reveals: ['pod.unschedulable', 'pod.scheduled', 'node.unschedulable', 'hpa.info', 'hpa.desired'],
  helps: ['nodes.added', 'nodes.joined', 'node.pool', 'node.taint', 'node.info', 'pod.request', 'workload.ready'],
  thresholds: { minSeconds: { title: 'Wait of a pod for its node', unit: 's', default: 60, min: 10, max: 1800 } },
  explains: ['hpa-lag-budget'],
  concerns: (facts, context) => facts.edges.some((e) => e.to > e.from) && mayHaveWaited(facts, context),
  detect: (facts, context): Array<Detection<NodeWait[]>> => {
    const ups = facts.edges.filter((e) => e.to > e.from && (e.actor.family === 'hpa' || e.actor.family === 'keda'));
    const lags = distinctWaits(ups.map((up) => nodeWaitOf(facts, up, context)).filter(isPresent));
    return lags.length === 0 ? [] : [detection(lags, facts)];
  },
  // Raised to high by the common scale where demand asked for more than was ready meanwhile.
  severity: () => 'medium',
  explain: ({ details: d }) => {
    const worst = d[0];
    const moves = d.length > 1 ? `, in ${number(d.length)} scale-outs` : '';
    return {
      summary: worst
        ? `The HPA went ${number(worst.up.from)} → ${number(worst.up.to)} and ${count(worst.waiting.size, 'pod')} waited ${duration(worst.longest)} for a node${worst.node ? poolOf(worst.node) : ''}${moves}.`
        : '',
      detail:
        worst && worst.asked > worst.ready
          ? `Load asked for ${number(worst.asked)} while ${number(worst.ready)} were ready.`
          : '',
      label: 'pods wait for nodes',
      causeTitle: 'Scale-outs that wait for nodes',
    };
  },
  confirm: (_, { workload }) => ({
    command: lines(
      kubectlIn(workload.namespace)`get pods --field-selector=status.phase=Pending -o wide`,
      showEvents(workload.namespace, 'TriggeredScaleUp')
    ),
    expect: 'pods without a node during a scale-out, and TriggeredScaleUp for them (events are kept for an hour)',
  }),
  fix: ({ details: d }, { workload }) => {
    const spare = Math.max(1, d[0]?.waiting.size ?? 1);
    return [
      {
        title: 'Look at what waits',
        term: 'now',
        why: 'The nodes are on their way; the events say whether one is being made and for how long.',
        command: kubectlIn(workload.namespace)`get pods --field-selector=status.phase=Pending -o wide`,
        price: 'Nothing.',
        undo: 'None needed.',
        verify: 'No pod Pending.',
      },
      {
        title: 'Keep room for the next step',
        term: 'for-good',
        why: `Placeholder pods of priority −10, ${number(spare)} of this size, are preempted at once; the node autoscaler refills behind them. Lower targets or a cron floor before known peaks do the same with real pods.`,
        price: `${number(spare)} pods' worth of nodes, always on.`,
        undo: 'Delete the placeholder Deployment.',
        verify: `No pod waits longer than ${duration(60_000)} in the next scale-out.`,
      },
    ];
  },
});
