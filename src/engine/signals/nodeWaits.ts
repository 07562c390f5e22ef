// Which pods waited for a node, for which one, and of what pool it is: read from where they were bound. A pod that is
// older than its node waited for it, whether or not a scrape caught that.
import { distinct, distinctBy, groupBy, isPresent } from '../../kit/array';
import { hull, type Interval, type UnixMs } from '../../kit/interval';
import { runsWhere } from '../../model/signal';
import type { ScalerRef } from '../../model/workload';
import type { NodeFacts, NodeLife, NodeScaler, PodFacts, WorkloadFacts } from './facts';

/** One wait of one pod. */
export interface PodWait {
  readonly pod: string;
  readonly span: Interval;
  /** Where it was bound in the end; undefined while it waits, or where that is not exported. */
  readonly node: NodeLife | undefined;
  /** True when that node was made after the pod. */
  readonly isNew: boolean;
}

type Waiting = Pick<WorkloadFacts, 'pods' | 'unschedulable' | 'nodes' | 'range'>;

/** From the pod's birth until it was bound to a node that is younger; the spans are good to a second. */
function exactWait(pod: PodFacts, node: NodeLife | undefined, range: Interval): PodWait | undefined {
  const made = node?.created;
  if (!node || made === undefined || made <= pod.created || made <= range.from) {
    return undefined;
  }
  const to = Math.max(pod.created, pod.scheduled ?? made);
  return { pod: pod.name, span: { from: pod.created, to }, node, isNew: true };
}

/** Every wait of its pods for a node, by samples and by births. */
export function waitsOf({ pods, unschedulable, nodes, range }: Waiting): PodWait[] {
  const byName = groupBy(pods, (pod) => pod.name);
  const sampled = unschedulable.flatMap((signal) => {
    const lives = byName.get(signal.pod) ?? [];
    return runsWhere(signal, (v) => v === 1).map((span) => {
      // Pods of a StatefulSet take the name of the one before.
      const pod = [...lives].reverse().find((life) => life.created <= span.from) ?? lives[0];
      return { pod, name: signal.pod, span };
    });
  });
  const exact = pods.map((pod) => [pod, exactWait(pod, nodes.byName.get(pod.node), range)] as const);
  const told = new Map(exact.filter((pair): pair is [PodFacts, PodWait] => pair[1] !== undefined));
  const seen = sampled
    .filter(({ pod }) => pod === undefined || !told.has(pod))
    .map(({ pod, name, span }): PodWait => {
      const node = pod && nodes.byName.get(pod.node);
      return { pod: name, span, node, isNew: false };
    });
  return [...told.values(), ...seen];
}

/** Most of these waits that were on at once. */
export function mostAtOnce(waits: readonly PodWait[]): number {
  return Math.max(0, ...waits.map(({ span: { from } }) => waitingAt(waits, from)));
}

/** Pods that waited at `t`. */
export function waitingAt(waits: readonly PodWait[], t: UnixMs): number {
  return distinct(waits.filter(({ span }) => span.from <= t && span.to >= t).map(({ pod }) => pod)).length;
}

/** One word for a pool; '' where none is known. */
export function poolKey(ref: ScalerRef | undefined): string {
  return ref === undefined ? '' : `${ref.family}/${ref.name ?? ''}`;
}

/** Distinct scalers, in order of first appearance. */
export function distinctScalers(refs: ReadonlyArray<ScalerRef | undefined>): ScalerRef[] {
  return distinctBy(refs.filter(isPresent), poolKey);
}

/**
 * Pools on whose nodes pods of the workload ran, as far as they are known. Those that made nodes in the range come alone
 * where there are any: growth goes there, while a fixed group beside them is always full.
 */
export function homesOf({ pods, nodes, range }: Pick<WorkloadFacts, 'pods' | 'nodes' | 'range'>): ScalerRef[] {
  const all = pods.map((pod) => nodes.byName.get(pod.node)).filter(isPresent);
  const made = all.filter((node) => node.created !== undefined && node.created > range.from);
  const growing = distinctScalers(made.map((node) => node.pool?.ref));
  return growing.length > 0 ? growing : distinctScalers(all.map((node) => node.pool?.ref));
}

/** The pools that a wait was for: that of the node it got; else those where the workload's other pods run; else unknown. */
export function poolsOfWait(wait: PodWait, homes: readonly ScalerRef[]): readonly ScalerRef[] {
  return wait.node?.pool ? [wait.node.pool.ref] : wait.node ? [] : homes;
}

/** True when a pool is this one, or one of this autoscaler where that tells no pool. */
export function isOf(pool: ScalerRef, of: ScalerRef): boolean {
  return pool.family === of.family && (of.name === undefined || pool.name === undefined || pool.name === of.name);
}

/**
 * Who made a node: its pool; where that is unknown the only autoscaler of the cluster that speaks, with its pool where it
 * has one; else `node`.
 */
export function makerOf(node: NodeLife | undefined, nodes: NodeFacts): ScalerRef {
  if (node?.pool) {
    return node.pool.ref;
  }
  const families = distinct(nodes.added.map((s): NodeScaler => s.family));
  const [family] = families;
  if (family === undefined || families.length > 1) {
    return { family: 'node' };
  }
  const pools = distinct(nodes.added.map((s) => s.pool)).filter((pool) => pool !== '');
  return pools.length === 1 && pools[0] !== undefined ? { family, name: pools[0] } : { family };
}

/** `pool general of Karpenter`, `node group workers`, as words for a sentence. */
export function poolWords(ref: ScalerRef | undefined): string {
  const { family, name } = ref ?? {};
  return family === undefined || family === 'node'
    ? name === undefined
      ? ''
      : `node pool ${name}`
    : family === 'karpenter'
      ? name === undefined
        ? 'Karpenter'
        : `NodePool ${name}`
      : name === undefined
        ? 'cluster autoscaler'
        : `node group ${name.split('/').at(-1) ?? name}`;
}

/** The whole span of some waits. */
export function spanOf(waits: readonly PodWait[]): Interval | undefined {
  return hull(waits.map(({ span }) => span));
}
