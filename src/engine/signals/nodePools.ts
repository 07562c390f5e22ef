// Which pool a node is of, and so who made it: by what is told of the node itself (labels, Karpenter's own series, taints,
// provider id, name), else by counters that rose as it came, else by nodes that are alike and known. What several may have
// made stays unknown: the first one in a list is no answer.
import { distinct, groupBy, isPresent, sortBy } from '../../kit/array';
import type { Interval } from '../../kit/interval';
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

/** The named pool whose name is a part of this text, the longest; undefined for none and where two of one length fit. */
function namedIn(text: string, { named }: Speakers): ScalerRef | undefined {
  const whole = segments(text);
  const fit = sortBy(
    named.filter(({ name = '' }) => name !== '' && whole.includes(segments(name))),
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

type Known = Map<string, NodePool>;

/** Nodes that came just as Karpenter counted so many of one pool, and no other node came then. */
function claimJoined(lives: readonly NodeLife[], speakers: Speakers, known: Known): void {
  for (const rise of speakers.joined) {
    const from = rise.interval.from - REGISTERS;
    const born = lives.filter(({ created = -1 }) => created > from && created <= rise.interval.to + 1000);
    const open = born.filter(({ name }) => {
      const ref = known.get(name)?.ref;
      return ref === undefined || (ref.family === rise.family && ref.name === undefined);
    });
    const claimed = born.filter((life) => known.get(life.name)?.ref.name === rise.pool).length;
    if (open.length > 0 && open.length + claimed <= rise.by) {
      const ref = { family: rise.family, name: rise.pool };
      open.forEach(({ name }) => known.set(name, { ref, told: false }));
    }
  }
}

/** Nodes before whose birth only one of the autoscalers had asked for any. */
function claimAsked(lives: readonly NodeLife[], speakers: Speakers, known: Known): void {
  const joins = new Set(speakers.joined.map((rise) => rise.family));
  for (const { name, created = -1 } of lives.filter((life) => !known.has(life.name))) {
    const asked = speakers.added.filter(
      ({ interval }) => created > interval.from - speakers.scrape && created <= interval.to + BOOT
    );
    // Who counts nodes as they join, and counted none now, made none now.
    const mayBe = asked.filter(
      ({ family, pool }) =>
        !joins.has(family) ||
        speakers.joined.some(
          (rise) =>
            rise.family === family &&
            rise.pool === pool &&
            created > rise.interval.from - REGISTERS &&
            created <= rise.interval.to + 1000
        )
    );
    const pools = distinct(mayBe.map(({ family, pool }) => `${family}/${pool}`));
    const [first] = mayBe;
    if (first && pools.length === 1) {
      const ref = first.pool === '' ? onlyPool(first.family, speakers) : { family: first.family, name: first.pool };
      known.set(name, { ref, told: false });
    }
  }
}

function isSame(a: ScalerRef, b: ScalerRef): boolean {
  return a.family === b.family && a.name === b.name;
}

/** Nodes like others of which all that are known are of one pool. */
function claimAlike(lives: readonly NodeLife[], speakers: Speakers, known: Known): void {
  const seen = new Set([...known.values()].map(({ ref }) => ref.family));
  // One that adds nodes, and of whose nodes none is known, may have made any of these.
  if (speakers.added.some(({ family }) => !seen.has(family))) {
    return;
  }
  const groups = groupBy(lives, (life) => `${stemOf(life.name)}|${life.cpu ?? ''}|${life.memory ?? ''}`);
  for (const group of groups.values()) {
    const refs = group.map((life) => known.get(life.name)?.ref).filter(isPresent);
    const named = refs.find((ref) => ref.name !== undefined) ?? refs[0];
    if (named && refs.every((ref) => ref.family === named.family && (ref.name === undefined || isSame(ref, named)))) {
      group
        .filter((life) => known.get(life.name)?.ref.name === undefined)
        .forEach((life) => known.set(life.name, { ref: named, told: known.get(life.name)?.told ?? false }));
    }
  }
}

/** The same nodes, each with the pool it is of where that is known. */
export function withPools(
  lives: readonly NodeLife[],
  seriesOf: (node: string) => readonly Series[],
  speakers: Speakers
): NodeLife[] {
  const known: Known = new Map();
  for (const life of lives) {
    const ref = toldOf(seriesOf(life.name), speakers);
    if (ref) {
      known.set(life.name, { ref, told: true });
    }
  }
  claimJoined(lives, speakers, known);
  claimAsked(lives, speakers, known);
  claimAlike(lives, speakers, known);
  return lives.map((life) => {
    const pool = known.get(life.name);
    return pool ? { ...life, pool } : life;
  });
}
