// Nodes of one cluster: how long each lived, and what cluster autoscaler and Karpenter say of themselves (docs/signals.md,
// "Nodes, budgets, quotas"). A node that is gone has no series any more; its last sample is compared with the last of all nodes, so that
// a failed scrape removes nobody.
import { distinct, distinctBy, groupBy, isPresent, sortBy } from '../../kit/array';
import type { Labels, Series, SignalKind } from '../../model/series';
import { sumOfParts, type Signal } from '../../model/signal';
import type { NodeFacts, NodeLife, NodeScaler, NodeSeries, WorkloadFacts } from './facts';
import { withPools, type OwnersOf, type Speakers } from './nodePools';
import { rises } from './nodeRises';
import { isTakenBackBy, withTakenBack } from './takenBack';

/** Range and pace of what was read, and whose pods ran on which node. */
type Around = Pick<WorkloadFacts, 'range' | 'scrape'> & { readonly ownersOf: OwnersOf };

type ToSignal = (series: Series | undefined) => Signal | undefined;

/** Taints that a node autoscaler puts on a node it is about to remove. */
function removerOf(keys: readonly string[]): NodeScaler | undefined {
  return keys.includes('ToBeDeletedByClusterAutoscaler')
    ? 'cluster-autoscaler'
    : keys.some((key) => key.startsWith('karpenter.sh/disrupt'))
      ? 'karpenter'
      : undefined;
}

function allocatable(own: readonly Series[], resource: string): number | undefined {
  return own.find((s) => s.kind === 'node.allocatable' && s.attributes.resource === resource)?.values.at(-1);
}

function lifeOf(
  name: string,
  own: readonly Series[],
  { end, staleAfter, forJobs }: { readonly end: number; readonly staleAfter: number; readonly forJobs: boolean }
): NodeLife | undefined {
  const samples = own.find((s) => s.kind === 'node.unschedulable');
  const first = samples?.times[0];
  const last = samples?.times.at(-1);
  if (first === undefined || last === undefined) {
    return undefined;
  }
  const born = own.find((s) => s.kind === 'node.created')?.values.at(-1);
  const taints = own.filter((s) => s.kind === 'node.taint').map((s) => s.attributes.key ?? '');
  return {
    name,
    created: born === undefined ? undefined : born * 1000,
    seen: { from: first, to: last },
    gone: end - last > staleAfter,
    removedBy: removerOf(taints),
    takenBack: taints.some(isTakenBackBy),
    cpu: allocatable(own, 'cpu'),
    memory: allocatable(own, 'memory'),
    forJobs,
  };
}

/** Counters, and every pool that they or the gauges name. */
function speakersOf(facts: Pick<NodeFacts, 'added' | 'joined' | 'size' | 'limit'>, around: Around): Speakers {
  const all = [facts.added, facts.joined, facts.size, facts.limit].flat();
  const refs = all.filter((s) => s.pool !== '').map((s) => ({ family: s.family, name: s.pool }));
  return {
    named: distinctBy(refs, ({ family, name }) => `${family}/${name}`),
    families: distinct(all.map((s) => s.family)),
    added: rises(facts.added, around),
    joined: rises(facts.joined, around),
    scrape: around.scrape,
  };
}

/** Kinds of work that runs to an end: Jobs, and those of CI and workflow engines (Tekton, Argo Workflows, prow). */
const ENDS = /^[^/]*\/(Job|ProwJob|Workflow|TaskRun|PipelineRun)\//;

/** True when every pod that is known to have run on a node was of work that ends. */
function isForJobs(owners: readonly string[]): boolean {
  return owners.length > 0 && owners.every((owner) => ENDS.test(owner));
}

function livesOf(
  series: readonly Series[],
  toSignal: ToSignal,
  counted: Pick<NodeFacts, 'added' | 'joined' | 'size' | 'limit'>,
  around: Around
): NodeLife[] {
  const raw = series.filter((s) => s.kind === 'node.unschedulable');
  const end = Math.max(...raw.map((s) => s.times.at(-1) ?? -Infinity));
  const staleAfter = toSignal(raw[0])?.staleAfter ?? 0;
  const byNode = groupBy(
    series.filter((s) => s.kind.startsWith('node.')),
    (s) => s.object
  );
  const lives = sortBy(
    [...byNode]
      .map(([name, own]) => lifeOf(name, own, { end, staleAfter, forJobs: isForJobs(around.ownersOf(name)) }))
      .filter(isPresent),
    (life) => life.name
  );
  return withPools(lives, (name) => byNode.get(name) ?? [], around.ownersOf, speakersOf(counted, around));
}

/** The API of Karpenter by the labels of its series: v1 has neither provisioners nor types of disruption. */
function apiOf({ provisioner, beta, pool }: Labels): NodeSeries['api'] {
  return provisioner !== undefined ? 'v1alpha5' : beta !== undefined && pool !== undefined ? 'v1beta1' : undefined;
}

function scalerSeries(series: readonly Series[], kind: SignalKind, toSignal: ToSignal): NodeSeries[] {
  return series.flatMap((s) => {
    const signal = s.kind === kind ? toSignal(s) : undefined;
    const { pool, nodeGroup, resource = '', state = '', direction = '', reason = '' } = s.attributes;
    const family: NodeScaler = pool === undefined ? 'cluster-autoscaler' : 'karpenter';
    const api = apiOf(s.attributes);
    return signal ? [{ family, pool: pool ?? nodeGroup ?? '', resource, state, direction, reason, api, signal }] : [];
  });
}

/**
 * The nodes of one cluster, each with the pool it is of.
 * @param around range and pace of the sweep, by which counters are read, and whose pods ran on which node
 */
export function nodesOf(series: readonly Series[], toSignal: ToSignal, around: Around): NodeFacts {
  const largest = new Map<string, number>();
  const cordoned = new Map<string, Signal>();
  for (const s of series) {
    const resource = s.attributes.resource ?? '';
    if (s.kind === 'node.allocatable') {
      largest.set(resource, Math.max(largest.get(resource) ?? 0, s.values.at(-1) ?? 0));
    }
    const signal = s.kind === 'node.unschedulable' && s.values.includes(1) ? toSignal(s) : undefined;
    if (signal) {
      cordoned.set(s.object, signal);
    }
  }
  const of = (kind: SignalKind): NodeSeries[] => scalerSeries(series, kind, toSignal);
  const removed = of('nodes.removed');
  const counted = {
    added: of('nodes.added'),
    joined: of('nodes.joined'),
    size: of('nodes.size'),
    limit: [...of('nodes.limit'), ...of('nodes.group-limit')],
  };
  const lives = withTakenBack(livesOf(series, toSignal, counted, around), removed, around);
  return {
    largest,
    cordoned,
    lives,
    byName: new Map(lives.map((life) => [life.name, life])),
    ...counted,
    removed,
    refused: of('nodes.refused'),
    backoff: of('nodes.backoff'),
    evicted: sumOf(
      series.filter((s) => s.kind === 'vpa.evicted'),
      toSignal
    ),
    admitted: toSignal(series.find((s) => s.kind === 'vpa.admitted' && s.object === 'true')),
  };
}

/** Whose pods were bound to which node, of one cluster. */
export function ownersByNode(series: readonly Series[]): OwnersOf {
  const key = (s: Series): string => [s.namespace, s.object, s.attributes.uid ?? ''].join('\u0000');
  const owners = new Map(
    series
      // Pods that run on every node say nothing of its pool.
      .filter((s) => s.kind === 'pod.owner' && !['DaemonSet', 'Node'].includes(s.attributes.ownerKind ?? ''))
      .map((s) => [key(s), `${s.namespace}/${s.attributes.ownerKind ?? ''}/${s.attributes.ownerName ?? ''}`])
  );
  const byNode = new Map<string, Set<string>>();
  for (const s of series) {
    const owner = s.kind === 'pod.request' && s.attributes.node ? owners.get(key(s)) : undefined;
    if (owner !== undefined) {
      const node = s.attributes.node ?? '';
      byNode.set(node, (byNode.get(node) ?? new Set()).add(owner));
    }
  }
  return (node) => [...(byNode.get(node) ?? [])];
}

/** A counter that is split by further labels as one. */
function sumOf(series: readonly Series[], toSignal: ToSignal): Signal | undefined {
  const parts = series.map(toSignal).filter(isPresent);
  const [first] = parts;
  return first && { ...first, ...sumOfParts(parts) };
}

/** Kinds of which some or all series are about the cluster as a whole. */
export function mayBeClusterWide(kind: SignalKind): boolean {
  return kind.startsWith('node') || kind === 'vpa.admitted' || kind === 'vpa.evicted';
}

/** True for series about the cluster as a whole, whatever namespace their scrape carries. */
export function isClusterWide({ kind, object }: Series): boolean {
  return mayBeClusterWide(kind) && (kind !== 'vpa.evicted' || object === '');
}
