// Who there is in a large fleet, who scales whom, and what the VPAs recommend: lists, no samples.
import { distinct, groupBy, sortBy } from '../../kit/array';
import type { ExportedKind, FailedQuery, Labels, SignalKind } from '../../model/series';
import { classify } from '../../queries/classify';
import { clusterOf } from '../../queries/clusterLabels';
import {
  capQueries,
  listQueries,
  modeQueries,
  rareQuery,
  recommendationQueries,
  sampleKindsQueries,
  scaledObjectQueries,
  spellingQuery,
  type RecommendationQuery,
} from '../../queries/fleetCensus';
import { keptBackKinds, keptBackQueries, keptBackWorkload } from '../../queries/keptBackQueries';
import type { PlannedQuery, PlanScope } from '../../queries/plan';
import { clusterLabelInSteps, type Read } from '../clusterChoice';
import type { Inquiry } from '../inquiry';
import { Presence } from '../presence';
import { chunkNamespaces } from '../scope';

/** An object of the fleet. Joined by namespace and name: one that stands in several clusters is read in all of them. */
export interface Listed {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

export interface Target {
  readonly kind: string;
  readonly name: string;
}

export interface ListedWorkload extends Listed {
  readonly kind: string;
  readonly replicas: number;
}

/** An HPA or a ScaledObject; without a target where no series tells it. */
export interface ListedScaler extends Listed {
  readonly target: Target | undefined;
}

export interface Recommendation {
  readonly container: string;
  readonly resource: string;
  readonly highest: number;
  readonly lowest: number;
  readonly uncapped: number;
}

export interface ListedVpa extends ListedScaler {
  /** False where it is known to have been off all the time. */
  readonly mayAct: boolean;
  readonly recommendations: readonly Recommendation[];
}

/** Kinds of which some are missing in a namespace. */
export interface KeptBack {
  readonly cluster: string;
  readonly namespace: string;
  readonly kinds: readonly SignalKind[];
  /** The kind of workload of which they are missing; absent means whatever stands there. */
  readonly workload?: string;
}

/** The most that a LimitRange lets a container or a pod ask for. */
export interface Cap {
  readonly cluster: string;
  readonly namespace: string;
  readonly resource: string;
  readonly most: number;
}

export interface FleetCensus {
  readonly clusterLabel: string;
  readonly workloads: readonly ListedWorkload[];
  readonly hpas: readonly ListedScaler[];
  readonly vpas: readonly ListedVpa[];
  /** Of namespaces; empty where there are no VPAs. */
  readonly caps: readonly Cap[];
  readonly scaledObjects: readonly ListedScaler[];
  /** Namespaces in which kinds are kept back that each of their objects has. */
  readonly keptBack: readonly KeptBack[];
  /** Kinds that anybody exports, cluster by cluster, as far as the lists show. */
  readonly present: readonly ExportedKind[];
  /** Questions after what is exported that have no whole answer: what is not present of their kinds may be exported all the same. */
  readonly untold: readonly FailedQuery[];
}

/** Objects of each list and cluster in whose namespaces it is asked which kinds there are at all. */
const SAMPLE = 3;

type Identity = NonNullable<ReturnType<typeof classify>>;

function targetOf({ attributes: { targetKind, targetName } }: Identity): Target | undefined {
  return targetName === undefined || targetName === ''
    ? undefined
    : { kind: targetKind ?? 'Deployment', name: targetName };
}

const listed = ({ cluster, namespace, object }: Identity): Listed => ({ cluster, namespace, name: object });

/** Takes the reads of the inquiry so far, so that the samples of a part start from nothing. */
function takeReads(inquiry: Inquiry): Read[] {
  const { reads } = inquiry;
  inquiry.reads = [];
  return reads;
}

type Valued = Identity & { readonly value: number };

/** Series that are told apart at once: some milliseconds. */
const SLICE = 500;

async function identitiesOf(inquiry: Inquiry, reads: readonly Read[], clusterLabel: string): Promise<Valued[]> {
  const found: Valued[] = [];
  for (const [i, { labels, values, kind }] of reads.entries()) {
    const identity = classify(labels, clusterLabel, kind);
    if (identity) {
      found.push({ ...identity, value: values.at(-1) ?? 0 });
    }
    if (i % SLICE === SLICE - 1) {
      await inquiry.pause();
    }
  }
  return found;
}

/** Names in an answer that counts by name. */
async function namesIn(inquiry: Inquiry, query: PlannedQuery, scope: PlanScope): Promise<string[]> {
  const names: string[] = [];
  await inquiry.ask([query], scope.range, ({ series }) =>
    names.push(...series.map(({ labels }) => labels.__name__ ?? ''))
  );
  return distinct(names).sort();
}

/** Namespaces in which every cluster shows what it exports, in lists that fit into a query. */
function sampleOf(identities: readonly Valued[]): string[][] {
  const lists = identities.filter(({ kind }) => kind === 'hpa.info' || kind === 'workload.replicas');
  const groups = groupBy(lists, ({ cluster, kind, attributes }) => JSON.stringify([cluster, kind, attributes.kind]));
  const seen = [...groups.values()].flatMap((own) => {
    // What stands at zero has no pods to show; where all of a kind does, it shows its own series.
    const running = own.filter(({ value }) => value > 0);
    return (running.length > 0 ? running : own).slice(0, SAMPLE);
  });
  const names = distinct(seen.map(({ namespace }) => namespace));
  const sizes = names.map((namespace) => ({ namespace, workloads: 1 }));
  return chunkNamespaces(sizes, Infinity, true);
}

function keptBackIn(labels: Labels, clusterLabel: string): KeptBack {
  const workload = keptBackWorkload(labels);
  return {
    cluster: clusterOf(labels, clusterLabel),
    namespace: labels.exported_namespace ?? labels.namespace ?? '',
    kinds: keptBackKinds(labels),
    ...(workload && { workload }),
  };
}

/**
 * Asks what is exported in which cluster.
 * @returns questions without a whole answer
 */
async function readPresence(
  inquiry: Inquiry,
  scope: PlanScope,
  identities: readonly Valued[],
  present: Presence
): Promise<FailedQuery[]> {
  inquiry.renew();
  const before = inquiry.failed.length;
  const queries = [
    rareQuery(scope),
    ...sampleOf(identities).flatMap((namespaces) => sampleKindsQueries(namespaces, scope)),
  ];
  await inquiry.ask(queries, scope.range, ({ series }) =>
    series.forEach(({ labels }) => present.addCounted(labels, scope.clusterLabel))
  );
  return inquiry.failed.slice(before);
}

interface Number {
  readonly query: RecommendationQuery;
  readonly labels: Labels;
  readonly value: number;
}

function vpasIn(numbers: readonly Number[], modes: readonly Identity[], clusterLabel: string): ListedVpa[] {
  const keyOf = ({ cluster, namespace, object }: Identity): string => JSON.stringify([cluster, namespace, object]);
  const acting = new Set(modes.filter(({ attributes }) => attributes.mode !== 'Off').map(keyOf));
  const off = new Set(modes.filter((one) => !acting.has(keyOf(one))).map(keyOf));
  const vpas = new Map<string, { vpa: ListedScaler; parts: Map<string, Recommendation> }>();
  for (const { query, labels, value } of numbers) {
    const named = /_(cpu|memory)\b/.exec(query.expr)?.[1];
    const identity = classify(labels, clusterLabel, 'vpa.target');
    if (identity) {
      const { container = '', resource } = identity.attributes;
      const key = keyOf(identity);
      const one = vpas.get(key) ?? {
        vpa: { ...listed(identity), target: targetOf(identity) },
        parts: new Map<string, Recommendation>(),
      };
      const part = `${container}/${resource === undefined || resource === '' ? (named ?? '') : resource}`;
      const before = one.parts.get(part) ?? {
        container,
        resource: part.slice(container.length + 1),
        highest: -Infinity,
        lowest: Infinity,
        uncapped: -Infinity,
      };
      const pick = query.number === 'lowest' ? Math.min : Math.max;
      one.parts.set(part, { ...before, [query.number]: pick(before[query.number], value) });
      vpas.set(key, one);
    }
  }
  return [...vpas].map(([key, { vpa, parts }]) => ({
    ...vpa,
    mayAct: !off.has(key),
    recommendations: [...parts.values()],
  }));
}

/** Limits that a recommendation may be cut at. */
async function readCaps(inquiry: Inquiry, shards: readonly PlanScope[]): Promise<Cap[]> {
  const caps: Cap[] = [];
  for (const scope of shards) {
    inquiry.renew();
    await inquiry.ask(capQueries(scope), scope.range, ({ series }) =>
      series.forEach(({ labels, values }) => {
        const identity = classify(labels, scope.clusterLabel, 'limit.range');
        if (identity) {
          const { cluster, namespace, attributes } = identity;
          caps.push({ cluster, namespace, resource: attributes.resource ?? '', most: values.at(-1) ?? Infinity });
        }
      })
    );
  }
  return sortBy(caps, ({ most }) => -most);
}

/** The VPAs and what they recommend, shard by shard. */
async function readVpas(inquiry: Inquiry, shards: readonly PlanScope[], present: Presence): Promise<ListedVpa[]> {
  const [first] = shards;
  // What the lists before took of their time is not taken of this.
  inquiry.renew();
  const names = first ? await namesIn(inquiry, spellingQuery('vpa.target', first), first) : [];
  const modeNames = first ? await namesIn(inquiry, spellingQuery('vpa.mode', first), first) : [];
  const numbers: Number[] = [];
  const modes: Identity[] = [];
  for (const scope of shards) {
    inquiry.renew();
    const ofModes = modeNames.flatMap((name) => modeQueries(name, scope));
    await inquiry.ask(ofModes, scope.range, ({ series }) =>
      modes.push(...series.flatMap(({ labels }) => classify(labels, scope.clusterLabel, 'vpa.mode') ?? []))
    );
    await inquiry.ask(recommendationQueries(names, scope), scope.range, ({ series }, query) =>
      series.forEach(({ labels, values }) => numbers.push({ query, labels, value: values.at(-1) ?? 0 }))
    );
  }
  const clusterLabel = first?.clusterLabel ?? 'auto';
  modes.forEach((one) => present.addSeries(one));
  numbers.forEach(({ query: { number }, labels }) =>
    present.add({
      cluster: clusterOf(labels, clusterLabel),
      kind: number === 'uncapped' ? 'vpa.uncapped' : 'vpa.target',
    })
  );
  return vpasIn(numbers, modes, clusterLabel);
}

function scaledObjectsIn(identities: readonly Identity[], hpas: readonly ListedScaler[]): ListedScaler[] {
  const targets = new Map(hpas.map((hpa) => [JSON.stringify([hpa.cluster, hpa.namespace, hpa.name]), hpa.target]));
  const objects = new Map<string, ListedScaler>();
  for (const identity of identities) {
    const { cluster, namespace, object, attributes } = identity;
    const name = identity.kind === 'hpa.labels' ? (attributes.scaledObject ?? '') : object;
    const told =
      identity.kind === 'hpa.labels' ? targets.get(JSON.stringify([cluster, namespace, object])) : targetOf(identity);
    // KEDA calls its HPA so unless told otherwise.
    const usual = targets.get(JSON.stringify([cluster, namespace, `keda-hpa-${name}`]));
    const key = JSON.stringify([cluster, namespace, name]);
    const target = objects.get(key)?.target ?? told ?? usual;
    objects.set(key, { cluster, namespace, name, target });
  }
  return [...objects.values()];
}

/**
 * Reads the lists.
 * @param shards the fleet in parts that one query may ask for
 * @param lists the same in smaller parts, for what brings a series of each object
 * @param hpasTold the HPAs with their targets
 */
export async function readFleet(
  inquiry: Inquiry,
  shards: readonly PlanScope[],
  lists: readonly PlanScope[],
  hpasTold: readonly Read[]
): Promise<FleetCensus> {
  inquiry.reads = [...hpasTold];
  for (const scope of lists) {
    inquiry.renew();
    await inquiry.ask(listQueries(scope), scope.range);
  }
  const objects = takeReads(inquiry);
  const clusterLabel = await inquiry.finish(clusterLabelInSteps(objects, shards[0]?.clusterLabel ?? 'auto'));
  const told = shards.map((scope) => ({ ...scope, clusterLabel }));
  const keptBack: KeptBack[] = [];
  for (const scope of told) {
    inquiry.renew();
    await inquiry.ask(keptBackQueries(scope), scope.range, ({ series }) =>
      keptBack.push(...series.map(({ labels }) => keptBackIn(labels, clusterLabel)))
    );
    await inquiry.ask(scaledObjectQueries(scope), scope.range);
  }
  const keda = await identitiesOf(inquiry, takeReads(inquiry), clusterLabel);
  const present = new Presence();
  const vpas = await readVpas(inquiry, told, present);
  const caps = vpas.length > 0 ? await readCaps(inquiry, told) : [];
  const identities = await identitiesOf(inquiry, objects, clusterLabel);
  [...identities, ...keda].forEach((one) => present.addSeries(one));
  const [first] = told;
  const untold = first ? await readPresence(inquiry, first, identities, present) : [];
  const hpas = identities
    .filter(({ kind }) => kind === 'hpa.info')
    .map((identity) => ({ ...listed(identity), target: targetOf(identity) }));
  const workloads = identities
    .filter(({ kind }) => kind === 'workload.replicas')
    .map((identity) => ({
      ...listed(identity),
      kind: identity.attributes.kind ?? 'Deployment',
      replicas: identity.value,
    }));
  return {
    clusterLabel,
    workloads,
    hpas,
    vpas,
    caps,
    keptBack,
    scaledObjects: scaledObjectsIn(keda, hpas),
    present: present.tell(),
    untold,
  };
}
