// Nodes are removed after a scale-in and needed again minutes later: replicas swing faster than a node pays off
// (Karpenter v1 defaults: consolidateAfter 0s, WhenEmptyOrUnderutilized; cluster autoscaler: 10 min unneeded).
// karpenter#735, #795; aws/karpenter-provider-aws#7146.
import type { ManifestPatch } from '../../../../model/fix';
import { distinct, groupBy, isPresent, sortBy } from '../../../../kit/array';
import { hull, mergeIntervals, type Interval, minutes } from '../../../../kit/interval';
import { median, sum } from '../../../../kit/stats';
import { count, duration, times } from '../../../../kit/text';
import type { ScalerRef, WorkloadRef } from '../../../../model/workload';
import { actionsIn, reversals, type Facts } from '../../../episodes/facts';
import type { NodeLife, NodeSeries } from '../../../signals/facts';
import { poolKey, poolWords } from '../../../signals/nodeWaits';
import { row } from '../../evidence';
import { nodeActors, workloadsOf } from '../../../predicates/nodeCounters';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { kubectl, lines, destructive, json, remark, type Command } from '../../../remedies/command';
import { showNodes } from '../../../remedies/look';
import type { Plain } from '../../../../kit/yaml';
import type { Remedy } from '../../../remedies/remedy';

const HOUR = 3_600_000;

interface ShortLife {
  readonly node: NodeLife;
  readonly born: number;
  readonly died: number;
}

interface Thrash {
  readonly lives: readonly ShortLife[];
  readonly typical: number;
  readonly span: Interval;
  /** Workloads whose replicas reversed meanwhile, most reversals first. */
  readonly swinging: readonly Swinging[];
  /** Pods of workloads without such a swing that sat on these nodes, and their workloads. */
  readonly bystanders: number;
  readonly moved: readonly WorkloadRef[];
  readonly pool: ScalerRef;
  readonly api: NodeSeries['api'];
}

interface Swinging {
  readonly workload: WorkloadRef;
  readonly name: string;
  readonly reversals: number;
  readonly hpa: ScalerRef;
  /** True when its pods are known to have sat on these nodes; false where their nodes are not told. */
  readonly sat: boolean;
}

/** Nodes that came and went within the range and lived only briefly, in order of death. */
function shortLives(facts: Facts, pool: readonly NodeLife[], longest: number): ShortLife[] {
  const lives = pool.flatMap((node) => {
    const born = node.created ?? NaN;
    const died = node.seen.to;
    return node.gone && !node.forJobs && !node.takenBack && born > facts.range.from && died - born <= longest
      ? [{ node, born, died }]
      : [];
  });
  return sortBy(
    lives,
    (life) => life.died,
    (life) => life.node.name
  );
}

/** True when another node was made within half an hour after this one went: it was needed after all. */
function isMissed(lives: readonly NodeLife[], life: ShortLife): boolean {
  return lives.some(
    (other) => other.created !== undefined && other.created > life.died && other.created - life.died <= HOUR / 2
  );
}

/** Who made the node, or at least who removed it. */
function ownerOf(node: NodeLife): ScalerRef | undefined {
  return node.pool?.ref ?? (node.removedBy === undefined ? undefined : { family: node.removedBy });
}

/** Nodes by pool. Where only one pool is known, the unknown ones are taken for its own. */
function byPool(lives: readonly NodeLife[]): Array<readonly NodeLife[]> {
  const groups = groupBy(lives, (life) => poolKey(ownerOf(life)));
  return groups.size <= 2 && groups.has('') ? [lives] : [...groups.values()];
}

/** The longest row of short lives in which each next one dies within the window. */
function thickest(lives: readonly ShortLife[], window: number): ShortLife[] {
  const groups = lives.map((_, i) => lives.filter((life, k) => k >= i && life.died - (lives[i]?.died ?? 0) <= window));
  const dense = groups.filter((group) => group.length >= 3);
  return distinct(dense.flat());
}

/** Workloads whose replicas reversed in the span; those whose pods are known to sit elsewhere are left out. */
function swingingIn(workloads: readonly Facts[], span: Interval, nodes: ReadonlySet<string>): Swinging[] {
  const swings = workloads.flatMap((f) => {
    const turns = reversals(actionsIn(f.edges, span)).length;
    const hpa = f.hpas[0]?.ref;
    const sat = f.pods.some((pod) => nodes.has(pod.node));
    const isElsewhere = !sat && f.pods.some((pod) => f.nodes.byName.has(pod.node));
    return turns >= 2 && hpa && !isElsewhere
      ? [{ workload: f.workload, name: `${f.workload.namespace}/${f.workload.name}`, reversals: turns, hpa, sat }]
      : [];
  });
  return sortBy(
    swings,
    (s) => (s.sat ? 0 : 1),
    (s) => -s.reversals,
    (s) => s.name
  );
}

type Context = RuleContext<'minNodes' | 'maxLifeMinutes' | 'windowHours'>;

/**
 * @param isCounted false for nodes that are left out: those of which nobody is known to have sat there, where jobs may have
 *   done so unseen
 */
function thrashOf(
  facts: Facts,
  pool: readonly NodeLife[],
  context: Context,
  isCounted: (node: NodeLife) => boolean
): Thrash | undefined {
  const t = context.thresholds;
  const short = shortLives(facts, pool, minutes(t.maxLifeMinutes)).filter(({ node }) => isCounted(node));
  const lives = thickest(short, t.windowHours * HOUR);
  const span = hull(lives.map((life) => ({ from: life.born, to: life.died })));
  // Each wave must be followed by another: nodes that went for good were simply no longer needed.
  const missed = lives.filter((life) => isMissed(pool, life)).length;
  if (!span || lives.length < t.minNodes || missed < 2) {
    return undefined;
  }
  const workloads = workloadsOf(facts, context.fleet);
  const names = new Set(lives.map((life) => life.node.name));
  const swinging = swingingIn(workloads, span, names);
  const calm = workloads
    .filter((f) => !swinging.some((s) => s.workload === f.workload))
    .map((f) => ({ workload: f.workload, pods: f.pods.filter((pod) => names.has(pod.node)).length }))
    .filter(({ pods }) => pods > 0);
  const ref = whoRemoved(facts, lives);
  return {
    lives,
    typical: median(lives.map((life) => life.died - life.born)) ?? 0,
    span,
    swinging,
    bystanders: sum(calm.map(({ pods }) => pods)),
    moved: sortBy(calm, ({ pods }) => -pods).map(({ workload }) => workload),
    pool: ref,
    api: [...facts.nodes.removed, ...facts.nodes.added]
      .filter((s) => s.family === ref.family && (ref.name === undefined || s.pool === ref.name))
      .map((s) => s.api)
      .find(isPresent),
  };
}

/** Nodes on which pods of workloads that do not end are known to have sat. */
function takenNodes(facts: Facts, fleet: readonly Facts[]): ReadonlySet<string> {
  return new Set(workloadsOf(facts, fleet).flatMap(({ pods }) => pods.map(({ node }) => node)));
}

/** Who removed them: their pool, or the taint that a sample caught; else the only autoscaler that counts removals. */
function whoRemoved(facts: Facts, lives: readonly ShortLife[]): ScalerRef {
  const owners = lives.map((life) => ownerOf(life.node)).filter(isPresent);
  const told = owners.find((ref) => ref.name !== undefined) ?? owners[0];
  const counting = nodeActors(facts.nodes.removed).filter((ref) => told === undefined || ref.family === told.family);
  const [only] = counting;
  const families = distinct(counting.map((ref) => ref.family));
  if (told?.name !== undefined || only === undefined) {
    return told ?? { family: 'node' };
  }
  return counting.length === 1 ? only : { family: families.length === 1 ? only.family : 'node' };
}

function detection(d: Thrash, facts: Facts): Detection<Thrash> {
  const named = d.lives.filter((life) => life.node.removedBy).length;
  return {
    intervals: mergeIntervals(
      d.lives.map((life) => ({ from: life.born, to: life.died })),
      HOUR / 2
    ),
    rhythm: (d.span.to - d.span.from) / Math.max(1, d.lives.length - 1),
    actors: [d.pool, ...d.swinging.slice(0, 2).map((s) => s.hpa)],
    workloads: [...d.swinging.map((s) => s.workload), ...d.moved],
    confidence: d.swinging.some((s) => s.sat) ? 'certain' : 'likely',
    confidenceNotes: [
      'births of nodes are exact, deaths are good to a scrape',
      d.swinging.length > 0
        ? d.swinging.some((s) => s.sat)
          ? 'replicas of workloads with pods on these nodes reversed in the same time'
          : 'replicas reversed in the same time; on which nodes their pods sat is not told'
        : 'no workload of this sweep reversed meanwhile: the cause lies elsewhere, in spot losses or in namespaces that were not read',
      named > 0
        ? `${count(named, 'node')} carried the taint of the remover`
        : facts.nodes.removed.length > 0
          ? 'the node autoscaler counts removals'
          : 'who removed them is not exported',
    ],
    evidence: [
      row(
        'Short lives',
        `${count(d.lives.length, 'node')} lived ${duration(d.typical)} each (median)`,
        ['node.created', 'node.unschedulable'],
        'observed',
        d.span
      ),
      ...d.swinging
        .slice(0, 3)
        .map((s) =>
          row(
            'Replicas meanwhile',
            `${s.name} reversed ${times(s.reversals)}`,
            ['workload.replicas'],
            'observed',
            d.span
          )
        ),
      d.bystanders > 0
        ? row(
            'Bystanders',
            `${count(d.bystanders, 'pod')} of other workloads sat on these nodes and had to move`,
            ['pod.request'],
            'inferred',
            d.span
          )
        : undefined,
    ].filter(isPresent),
    details: d,
  };
}

/** A pool that looks at an idle node for a quarter of an hour before it acts; the default is 0 s (Karpenter NodePool v1). */
function patientPool(name: string): ManifestPatch {
  const disruption = { consolidationPolicy: 'WhenEmptyOrUnderutilized', consolidateAfter: '15m' };
  return { apiVersion: 'karpenter.sh/v1', kind: 'NodePool', name, spec: { disruption } };
}

/** Before v1 a pool that consolidates used nodes may not wait; one that takes only empty nodes may. */
function patientPoolBeta(name: string): ManifestPatch {
  const disruption = { consolidationPolicy: 'WhenEmpty', consolidateAfter: '15m' };
  return { apiVersion: 'karpenter.sh/v1beta1', kind: 'NodePool', name, spec: { disruption } };
}

/** Changes how a pool removes nodes. */
function disruption(pool: string, change: Plain): Command {
  return kubectl`patch nodepool ${pool} --type merge -p ${json({ spec: { disruption: change } })}`;
}

/** What both kinds of node autoscaler have in common. */
function inWords(d: Thrash): { now: Omit<Remedy, 'undo'>; later: Omit<Remedy, 'undo' | 'title'> } {
  return {
    now: {
      title: 'Stop removing nodes',
      term: 'now',
      why: 'The nodes that are there stay for the next wave.',
      price: 'Idle nodes stay, until undone.',
      verify: 'No node goes in the next valley.',
    },
    later: {
      term: 'for-good',
      why: `A node that outlasts the valley, here ${duration(d.typical)} and more, need not be made again. A longer down window of the HPA does the same on the other side.`,
      price: 'Idle nodes cost for up to 15 min longer after each peak.',
      verify: 'No node younger than 30 min is removed for a day.',
    },
  };
}

/** Karpenter before NodePools: its Provisioner knows neither budgets nor a wait for nodes in use. */
function fixProvisioner(d: Thrash, name: string): Remedy[] {
  const { now, later } = inWords(d);
  const consolidation = (enabled: boolean): Command =>
    kubectl`patch provisioner ${name} --type merge -p ${json({ spec: { consolidation: { enabled } } })}`;
  return [
    { ...now, command: destructive(consolidation(false)), undo: consolidation(true) },
    {
      ...later,
      title: 'Take empty nodes only, and late',
      command: remark(
        'Provisioner: spec.ttlSecondsAfterEmpty: 900 in place of spec.consolidation (one excludes the other)'
      ),
      undo: 'Set consolidation again.',
    },
  ];
}

function fixPool(d: Thrash): Remedy[] {
  const { now, later } = inWords(d);
  const pool = d.pool.name;
  const title = 'Wait before consolidating';
  if (pool === undefined) {
    return [
      { ...now, undo: 'Set the old budget.' },
      { ...later, title, undo: 'Set the old consolidateAfter.' },
    ];
  }
  if (d.api === 'v1alpha5') {
    return fixProvisioner(d, pool);
  }
  const stop = {
    ...now,
    command: destructive(disruption(pool, { budgets: [{ nodes: '0' }] })),
    undo: disruption(pool, { budgets: [{ nodes: '10%' }] }),
  };
  return d.api === 'v1beta1'
    ? [
        stop,
        {
          ...later,
          title: 'Take empty nodes only, and late',
          why: `${later.why} This version of Karpenter does not allow consolidateAfter with WhenUnderutilized; v1 does.`,
          patches: [patientPoolBeta(pool)],
          price: 'Nodes that are half empty stay as long as a pod is on them.',
          undo: disruption(pool, { consolidationPolicy: 'WhenUnderutilized', consolidateAfter: null }),
        },
      ]
    : [stop, { ...later, title, patches: [patientPool(pool)], undo: disruption(pool, { consolidateAfter: '0s' }) }];
}

function fixClusterAutoscaler(d: Thrash): Remedy[] {
  const { now, later } = inWords(d);
  return [
    {
      ...now,
      command: destructive(kubectl`annotate nodes --all cluster-autoscaler.kubernetes.io/scale-down-disabled=true`),
      undo: kubectl`annotate nodes --all cluster-autoscaler.kubernetes.io/scale-down-disabled-`,
    },
    {
      ...later,
      title: 'Wait longer before scaling down',
      command: remark('cluster autoscaler: --scale-down-unneeded-time=30m --scale-down-delay-after-add=20m'),
      undo: 'Remove the flags.',
    },
  ];
}

export const nodeConsolidationThrash = defineRule({
  id: 'node-consolidation-thrash',
  title: 'Nodes are removed after scale-in and needed again minutes later',
  code: 'F2',
  scope: 'cluster',
  scans: ['nodes'],
  needs: ['node.created', 'node.unschedulable'],
  everywhere: { kinds: ['pod.owner', 'pod.request'] },
  helps: ['nodes.removed', 'nodes.added', 'node.taint', 'node.pool', 'node.info', 'workload.replicas', 'pod.request'],
  thresholds: {
    minNodes: { title: 'Nodes with a short life', unit: 'nodes', default: 3, min: 2, max: 100 },
    maxLifeMinutes: { title: 'Longest life that counts as short', unit: 'min', default: 30, min: 5, max: 240 },
    windowHours: { title: 'Within', unit: 'h', default: 2, min: 0.5, max: 24 },
  },
  explains: [],
  detect: (facts, context): Array<Detection<Thrash>> => {
    const pools = facts.workload.kind === 'Cluster' ? byPool(facts.nodes.lives) : [];
    const all = pools.map((pool) => thrashOf(facts, pool, context, () => true));
    const isMany = all.filter(isPresent).length > 1;
    const told = (d: Thrash): Detection<Thrash> => ({
      ...detection(d, facts),
      ...(isMany || d.pool.name !== undefined ? { about: poolKey(d.pool) } : {}),
    });
    const taken = takenNodes(facts, context.fleet);
    return pools.flatMap((pool, i) => {
      const one = all[i];
      const known = one && thrashOf(facts, pool, context, ({ name }) => taken.has(name));
      return one ? [{ ...told(one), ...(known && { otherwise: { ...told(known), witnessed: true } }) }] : [];
    });
  },
  severity: ({ details: d }) => (d.bystanders >= 2 * Math.max(1, (d.span.to - d.span.from) / HOUR) ? 'high' : 'medium'),
  explain: ({ details: d }) => {
    const first = d.swinging[0];
    const whose = first ? ` while ${first.name} went up and down` : '';
    const more = d.bystanders > 0 ? `${count(d.bystanders, 'pod')} of other workloads had to move with them.` : '';
    return {
      summary: `${count(d.lives.length, 'node')}${d.pool.name === undefined ? '' : ` of ${poolWords(d.pool)}`} came and went in ${duration(d.span.to - d.span.from)}, each after about ${duration(d.typical)}${whose}.`,
      detail: more,
      label: 'nodes thrash',
      causeTitle: 'Nodes that come and go with the replicas',
    };
  },
  confirm: ({ details: d }) => ({
    command:
      d.pool.family === 'karpenter' && d.pool.name !== undefined
        ? lines(kubectl`get nodepool ${d.pool.name} -o jsonpath='{.spec.disruption}{"\\n"}'`, showNodes())
        : showNodes(),
    expect: `nodes born less than half an hour ago${d.pool.family === 'karpenter' ? ', and a consolidateAfter shorter than that' : ''}; run again after the next valley, they are gone`,
  }),
  fix: ({ details: d }) => (d.pool.family === 'karpenter' ? fixPool(d) : fixClusterAutoscaler(d)),
});
