// Which pool a node is of, and so who made it: by what is told of the node itself (labels, Karpenter's own series, taints,
// provider id, name), else by counters that rose as it came, else by nodes that are alike and known. What several may have
// made stays unknown: the first one in a list is no answer.
import { distinct, groupBy, isPresent, sortBy } from '../../kit/array';
import type { Interval } from '../../kit/interval';
import { sum } from '../../kit/stats';
import type { Series } from '../../model/series';
import type { ScalerRef } from '../../model/workload';
import type { NodeLife, NodePool, NodeScaler } from './facts';

/** A counter of one autoscaler or pool that rose. */
interface Rose {
  readonly family: NodeScaler;
  readonly pool: string;
  readonly interval: Interval;
  readonly by: number;
}

/** What speaks of pools in one cluster. */
export interface Speakers {
  /** Pools that the autoscalers name in their own series. */
  readonly named: readonly ScalerRef[];
  readonly families: readonly NodeScaler[];
  readonly added: readonly Rose[];
  readonly joined: readonly Rose[];
  readonly scrape: number;
}

/** From decision to a node that registers: boot on clouds takes up to 3 min, and a quarter of an hour is given up upon. */
const BOOT = 900_000;
/** Karpenter counts a node as it registers, some seconds after the node's own birth. */
const REGISTERS = 60_000;

function segments(text: string): string {
  return `-${text.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-`;
}

/** A group's own part of its id: clouds write addresses, Google's end in `-grp` where its nodes have their number. */
function stemOfGroup(id: string): string {
  return (id.split('/').at(-1) ?? id).replace(/-grp$/, '');
}

/** The named pool whose name is a part of this text, the longest; undefined for none and where two of one length fit. */
function namedIn(text: string, { named }: Speakers): ScalerRef | undefined {
  const whole = segments(text);
  const fit = sortBy(
    named.filter(({ name = '' }) => name !== '' && whole.includes(segments(stemOfGroup(name)))),
    ({ name = '' }) => -name.length
  );
  const [first, second] = fit;
  return first && (second?.name?.length ?? 0) === first.name?.length ? undefined : first;
}

/** The group of an autoscaler that a label means: cloud names of groups carry more than the label. */
function groupOf(label: string, speakers: Speakers): ScalerRef {
  const own = speakers.named.filter(
    ({ family, name = '' }) => family === 'cluster-autoscaler' && segments(name).includes(segments(label))
  );
  const [only] = own;
  const family = speakers.families.includes('cluster-autoscaler') ? 'cluster-autoscaler' : 'node';
  return only && own.length === 1 ? only : { family, name: label };
}

/** Who taints nodes like this. */
export function tainterOf(key: string): NodeScaler | undefined {
  return /^(ToBeDeletedBy|DeletionCandidateOf)ClusterAutoscaler$/.test(key)
    ? 'cluster-autoscaler'
    : key.startsWith('karpenter.sh/')
      ? 'karpenter'
      : undefined;
}

/** The simulated providers of both write ids that differ by two slashes. */
function byProvider(id: string): NodeScaler | undefined {
  return id.startsWith('kwok://') ? 'karpenter' : id.startsWith('kwok:') ? 'cluster-autoscaler' : undefined;
}

/** The only pool of a family, where it has one. */
function onlyPool(family: NodeScaler, { named }: Speakers): ScalerRef {
  const own = named.filter((ref) => ref.family === family);
  return own.length === 1 && own[0] ? own[0] : { family };
}

/** What its own series tell of a node. */
function toldOf(own: readonly Series[], speakers: Speakers): ScalerRef | undefined {
  const of = (kind: Series['kind']): readonly Series[] => own.filter((s) => s.kind === kind);
  const labels = of('node.pool').map((s) => s.attributes);
  const pool = labels.map((l) => l.pool).find(isPresent);
  const group = labels.map((l) => l.group).find(isPresent);
  if (pool !== undefined) {
    return { family: 'karpenter', name: pool };
  }
  if (group !== undefined) {
    return groupOf(group, speakers);
  }
  const taints = of('node.taint').map((s) => s.attributes);
  const id = of('node.info')[0]?.attributes.providerId ?? '';
  const family = taints.map(({ key = '' }) => tainterOf(key)).find(isPresent) ?? byProvider(id);
  const texts = [own[0]?.object ?? '', id, ...taints.map(({ value = '' }) => value)];
  const named = distinct(texts.map((text) => namedIn(text, speakers)).filter(isPresent)).filter(
    (ref) => family === undefined || ref.family === family
  );
  return named.length === 1 ? named[0] : family && onlyPool(family, speakers);
}

/** Parts of a name without a digit, the last part left out: groups number their nodes, or give them random ends. */
function stemOf(name: string): string {
  const parts = (name.split('.')[0] ?? '').split('-');
  return parts.filter((part, i) => !/\d/.test(part) && (i === 0 || i < parts.length - 1)).join('-');
}

/** Karpenter lists every node of the cluster, and the pool of its own: one that it lists without a pool is not its. */
function isListedWithoutPool(own: readonly Series[]): boolean {
  return own.some(({ kind, attributes }) => kind === 'node.pool' && attributes.listed !== undefined);
}

type Known = Map<string, NodePool>;

/** Owners of the pods on a node: ReplicaSets, StatefulSets, each with its namespace. */
export type OwnersOf = (node: string) => readonly string[];

/** True when it may be this pool's by what is known of it. */
function isOpen(known: Known, name: string, { family, pool }: Pick<Rose, 'family' | 'pool'>): boolean {
  const ref = known.get(name)?.ref;
  return ref === undefined || (ref.family === family && ref.name === undefined && pool !== '');
}

function claim(known: Known, name: string, ref: ScalerRef): void {
  known.set(name, { ref, told: false });
}

/** Counters of nodes that registered, which rose as this one was born. */
function joinedAt({ created = -1 }: NodeLife, { joined }: Speakers): Rose[] {
  return joined.filter(({ interval }) => created > interval.from - REGISTERS && created <= interval.to + 1000);
}

/** Nodes that came just as Karpenter counted so many of one pool, and no other node came then. */
function claimJoined(lives: readonly NodeLife[], speakers: Speakers, known: Known, others: ReadonlySet<string>): void {
  const joined = new Map(lives.map((life) => [life, joinedAt(life, speakers)]));
  for (const rise of speakers.joined) {
    const born = lives.filter((life) => joined.get(life)?.includes(rise) && !others.has(life.name));
    const open = born.filter(({ name }) => isOpen(known, name, rise));
    const claimed = born.filter(({ name }) => known.get(name)?.ref.name === rise.pool).length;
    const isOnly = open.every((life) => joined.get(life)?.every(({ pool }) => pool === rise.pool));
    if (isOnly && open.length + claimed <= rise.by) {
      open.forEach(({ name }) => claim(known, name, { family: rise.family, name: rise.pool }));
    }
  }
}

/** Nodes before whose birth only one of the autoscalers had asked for any. */
function claimAsked(lives: readonly NodeLife[], speakers: Speakers, known: Known, others: ReadonlySet<string>): void {
  const joins = new Set(speakers.joined.map((rise) => rise.family));
  for (const life of lives.filter(({ name }) => !known.has(name))) {
    const { created = -1 } = life;
    const asked = speakers.added.filter(
      ({ family, interval }) =>
        created > interval.from - speakers.scrape &&
        created <= interval.to + BOOT &&
        !(family === 'karpenter' && others.has(life.name))
    );
    // Who counts nodes as they join, and counted none now, made none now.
    const joined = joinedAt(life, speakers);
    const mayBe = asked.filter(
      ({ family, pool }) => !joins.has(family) || joined.some((rise) => rise.family === family && rise.pool === pool)
    );
    const pools = distinct(mayBe.map(({ family, pool }) => `${family}/${pool}`));
    const [first] = mayBe;
    if (first && pools.length === 1) {
      const ref = first.pool === '' ? onlyPool(first.family, speakers) : { family: first.family, name: first.pool };
      claim(known, life.name, ref);
    }
  }
}

/**
 * Nodes of a known family and unknown pool, on which pods of one template run whose other nodes are of one pool of that
 * family: pods are made with one selector, so it is that pool.
 */
function claimByPods(lives: readonly NodeLife[], ownersOf: OwnersOf, known: Known): void {
  const pools = new Map<string, Map<string, ScalerRef>>();
  for (const { name } of lives) {
    const ref = known.get(name)?.ref;
    if (ref?.name !== undefined) {
      for (const owner of ownersOf(name)) {
        const own = pools.get(owner) ?? new Map<string, ScalerRef>();
        pools.set(owner, own.set(`${ref.family}/${ref.name}`, ref));
      }
    }
  }
  for (const { name } of lives) {
    const ref = known.get(name)?.ref;
    const told = ownersOf(name).flatMap((owner) => {
      const own = [...(pools.get(owner)?.values() ?? [])].filter(({ family }) => family === ref?.family);
      return own.length === 1 ? own : [];
    });
    const [first] = told;
    if (ref && ref.name === undefined && first && told.every((one) => isSame(one, first))) {
      claim(known, name, first);
    }
  }
}

function isSame(a: ScalerRef, b: ScalerRef): boolean {
  return a.family === b.family && a.name === b.name;
}

/** True when more nodes of another autoscaler or pool came than are known: any unknown one may be of these. */
function isShort(lives: readonly NodeLife[], { added, joined }: Speakers, known: Known, except: ScalerRef): boolean {
  const counted = groupBy([...added, ...joined], ({ family, pool }) => `${family}/${pool}`);
  return [...counted.values()].some((rises) => {
    const [{ family, pool }] = rises as [Rose];
    const isIt = family === except.family && (pool === '' || pool === except.name);
    const count = (of: readonly Rose[]): number => sum(of.filter((rise) => rises.includes(rise)).map(({ by }) => by));
    const own = lives.filter(({ name, created = 0, seen }) => {
      const ref = known.get(name)?.ref;
      return ref?.family === family && (pool === '' || ref.name === pool) && created >= seen.from - BOOT;
    });
    return !isIt && own.length < Math.max(count(added), count(joined));
  });
}

/** Nodes like others of which all that are known are of one pool. */
function claimAlike(lives: readonly NodeLife[], speakers: Speakers, known: Known, others: ReadonlySet<string>): void {
  const groups = groupBy(lives, (life) => `${stemOf(life.name)}|${life.cpu ?? ''}|${life.memory ?? ''}`);
  for (const group of groups.values()) {
    const refs = group.map((life) => known.get(life.name)?.ref).filter(isPresent);
    const named = refs.find((ref) => ref.name !== undefined) ?? refs[0];
    const agree = refs.every((ref) => ref.family === named?.family && (ref.name === undefined || isSame(ref, named)));
    const open = group.filter(
      ({ name }) => known.get(name)?.ref.name === undefined && !(named?.family === 'karpenter' && others.has(name))
    );
    if (named && agree && open.length > 0 && !isShort(lives, speakers, known, named)) {
      open.forEach(({ name }) => known.set(name, { ref: named, told: known.get(name)?.told ?? false }));
    }
  }
}

/** The same nodes, each with the pool it is of where that is known. */
export function withPools(
  lives: readonly NodeLife[],
  seriesOf: (node: string) => readonly Series[],
  ownersOf: OwnersOf,
  speakers: Speakers
): NodeLife[] {
  const known: Known = new Map();
  const others = new Set<string>();
  for (const life of lives) {
    const own = seriesOf(life.name);
    const ref = toldOf(own, speakers);
    if (ref) {
      known.set(life.name, { ref, told: true });
    }
    if (ref?.family !== 'karpenter' && isListedWithoutPool(own)) {
      others.add(life.name);
    }
  }
  claimByPods(lives, ownersOf, known);
  claimJoined(lives, speakers, known, others);
  claimAsked(lives, speakers, known, others);
  claimAlike(lives, speakers, known, others);
  return lives.map((life) => {
    const pool = known.get(life.name);
    return pool ? { ...life, pool } : life;
  });
}
