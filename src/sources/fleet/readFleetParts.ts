// A fleet too large to be read whole: lists, scans, and then the samples of what the scans named, the most urgent first. Each
// part is judged by whoever takes it and let go (docs/decisions/0013).
import type { ScanLimits } from '../../model/scan';
import { compareText } from '../../kit/array';
import { finishPausing, forEachInSteps, type Steps } from '../../kit/steps';
import { workloadKey, type WorkloadRef } from '../../model/workload';
import type { FailedQuery, FleetReading, ReadingElsewhere, Series, SeriesSet, SignalKind } from '../../model/series';
import { CATALOGUE, specOf } from '../../queries/catalogue';
import { borderBetween, FIRST } from '../../queries/nameRange';
import { mainQueries, nodeQueries, kindsOf, type ObjectNames, type PlanScope } from '../../queries/plan';
import { affordable, workloadsPerPart, workloadsPerQuery } from '../budget';
import type { Census } from '../census';
import type { Read } from '../clusterChoice';
import type { Inquiry } from '../inquiry';
import { Presence } from '../presence';
import { askReadings } from '../readings';
import { readPart } from '../readPart';
import { chunkNamespaces, workloadsIn } from '../scope';
import type { SweepProgress, TakePart } from '../seriesSource';
import { askScans, keptBackScans, unexportedScans } from './askScans';
import { readFleet, type FleetCensus, type Listed, type Target } from './census';
import type { KeptParts, Packing } from './keptParts';
import { NodeStory, withOwnColumns } from './nodeStory';
import { objectsOf, partsOf, type NamedObjects, type Part, type PartObjects } from './parts';
import { nodeKey, placeKey, suspectsOf, suspicionsOf, type LargestNodes } from './suspects';
import { unlistedIn } from './unlisted';
import { readWitnesses } from './witnesses';

/** Runs one stage of a sweep, with an inquiry and time of its own. */
export type Stage = <T>(work: (inquiry: Inquiry) => Promise<T>, read?: SweepProgress['read']) => Promise<T>;

interface Task {
  readonly scope: PlanScope;
  readonly census: Census;
  /** Queries of the first census that have no whole answer. */
  readonly failed: readonly FailedQuery[];
  readonly limits: ScanLimits;
  readonly take: TakePart;
  readonly stage: Stage;
  /** Parts of the refresh before, where samples are remembered. */
  readonly kept?: KeptParts | undefined;
  /** Gives the thread to others for a moment: a page draws, a click is heard. */
  readonly breathe: () => Promise<void>;
}

/** Above this many workloads a scan is asked for in shards. */
const ONE_SHARD = 10_000;
const PER_SHARD = 5_000;

/** A list brings a series of each object: as many as are taken in at once. */
const PER_LIST = 1_000;

/** Text that the names of chosen namespaces may take in a shard: a scan repeats them up to eight times in its 12 kB. */
const MAX_NAMES = 1_100;

/** The fleet in ranges of names, whatever their number; namespaces that were chosen, by their names. */
function shardsOf(scope: PlanScope, { sizes }: Census, each: number): PlanScope[] {
  const most = workloadsIn(sizes) <= ONE_SHARD ? Infinity : each;
  if (scope.namespaces.length > 0) {
    return chunkNamespaces(sizes, most, true, MAX_NAMES).map((namespaces) => ({ ...scope, namespaces }));
  }
  const chunks = chunkNamespaces(sizes, most, most !== Infinity, Infinity);
  const borders = chunks.slice(1).map((own, i) => borderBetween(chunks[i]?.at(-1) ?? '', own[0] ?? ''));
  // A pattern that takes the empty name as well costs a database much more.
  const first = sizes.some(({ namespace }) => namespace === '') ? undefined : FIRST;
  return chunks.map((namespaces, i) =>
    chunks.length === 1
      ? { ...scope, namespaces: [] }
      : { ...scope, namespaces, between: { from: i === 0 ? first : borders[i - 1], to: borders[i] } }
  );
}

interface Nodes {
  readonly reads: readonly Read[];
  readonly failed: readonly FailedQuery[];
  readonly asked: readonly SignalKind[];
  readonly largest: LargestNodes;
  readonly present: Presence;
  /** True where one came in the range: whoever sat on it is looked at with it. */
  readonly hasNew: boolean;
}

async function readNodes(inquiry: Inquiry, scope: PlanScope): Promise<Nodes> {
  const queries = nodeQueries({ ...scope, namespaces: [] });
  inquiry.reads = [];
  await inquiry.ask(queries, scope.range);
  const largest = new Map<string, number>();
  const present = new Presence();
  let hasNew = false;
  for (const one of inquiry.classified(scope.clusterLabel)) {
    const { kind, cluster, attributes, values } = one;
    present.addSeries(one);
    hasNew ||= kind === 'node.created' && (values.at(-1) ?? 0) * 1000 >= scope.range.from;
    if (kind === 'node.allocatable') {
      const key = nodeKey(cluster, attributes.resource ?? '');
      largest.set(key, Math.max(largest.get(key) ?? 0, values.at(-1) ?? 0));
    }
  }
  // Where the nodes were not told, any of them may be new.
  hasNew ||= inquiry.failed.some(({ kinds }) => kinds.includes('node.created'));
  return { reads: inquiry.reads, failed: [...inquiry.failed], asked: kindsOf(queries), largest, present, hasNew };
}

/** What is read by name, and so may bring objects of other namespaces under the same name. */
const BY_NAME: Readonly<Partial<Record<string, NamedObjects>>> = {
  hpa: 'hpas',
  vpa: 'vpas',
  'vpa-updater': 'vpas',
  keda: 'scaledObjects',
  scaledobject: 'scaledObjects',
};

function isPartOf(part: Part, objects: PartObjects | undefined): (series: Series) => boolean {
  const namespaces = part.asked && new Set(part.namespaces);
  return ({ kind, namespace, object, attributes }) => {
    if (namespaces && namespace !== '' && !namespaces.has(namespace)) {
      return false;
    }
    if (!objects) {
      return true;
    }
    const { has } = objects;
    const group = specOf(kind)?.group ?? '';
    if (group === 'workload') {
      return has(attributes.kind === 'StatefulSet' ? 'statefulSets' : 'deployments', namespace, object);
    }
    const what = BY_NAME[group];
    return what === undefined || object === '' || has(what, namespace, object);
  };
}

/** Where the queries of one part look: whole namespaces in chunks, named objects all at once. */
function chunksOf(scope: PlanScope, { census }: Task, names: ObjectNames | undefined): PlanScope[] {
  if (names) {
    return [{ ...scope, names }];
  }
  const sizes = census.sizes.filter(({ namespace }) => scope.namespaces.includes(namespace));
  return chunkNamespaces(sizes, workloadsPerQuery(scope.range, census.scrape), true).map((namespaces) => ({
    ...scope,
    namespaces,
  }));
}

interface Whole {
  readonly task: Task;
  readonly fleet: FleetCensus;
  readonly nodes: Nodes;
  /** When the clusters were scraped. */
  readonly witnesses: readonly Series[];
  /** Lists and scans that have no whole answer. */
  readonly unanswered: readonly FailedQuery[];
  /** Who reads metrics in all of the clusters; undefined where nobody needs to know, or that was not answered. */
  readonly readings: readonly ReadingElsewhere[] | undefined;
}

async function readOne(inquiry: Inquiry, part: Part, whole: Whole): Promise<SeriesSet> {
  const { task, fleet, nodes, witnesses, readings } = whole;
  const { census } = task;
  const { asked = part } = part;
  const objects = part.workloads && objectsOf(fleet, part.workloads);
  const { range, leftOut } = affordable(task.scope.range, part.count, census.scrape, part.namespaces);
  const scope = { ...task.scope, clusterLabel: fleet.clusterLabel, range, namespaces: asked.namespaces };
  // Where nodes came, everybody who sat on one says what it came for.
  const named = asked.workloads && objectsOf(fleet, asked.workloads).names;
  const names = named && { ...named, ...(nodes.hasNew && { owners: undefined }) };
  const chunks = chunksOf(scope, task, names);
  const set = await readPart(inquiry, {
    scope,
    queries: chunks.flatMap(mainQueries),
    chunks,
    sizes: census.sizes.filter(({ namespace }) => part.namespaces.includes(namespace)),
    scrape: census.scrape,
    exported: census.exported,
    around: nodes.reads.map(withOwnColumns),
    failedAround: nodes.failed,
    askedAround: nodes.asked,
    leftOut,
    isMine: isPartOf(part, objects),
    elsewhere: async () => fleet.present,
    readings: async () => readings?.map(withOwnColumns),
  });
  return { ...set, witnesses };
}

/** Workloads of which nothing is read. */
function* quietOf(fleet: FleetCensus, parts: readonly Part[]): Steps<FleetReading['quiet']> {
  const whole = new Set(parts.filter(({ workloads }) => !workloads).flatMap(({ namespaces }) => namespaces));
  const read = new Map<string, Set<string>>();
  for (const [namespace, keys] of parts.flatMap(({ workloads }) => [...(workloads ?? [])])) {
    const known = read.get(namespace) ?? new Set();
    keys.forEach((key) => known.add(key));
    read.set(namespace, known);
  }
  const quiet = new Map<string, WorkloadRef>();
  const take = ({ cluster, namespace }: Listed, { kind, name }: Target): void => {
    if (!whole.has(namespace) && read.get(namespace)?.has(placeKey({ kind, name })) !== true) {
      const one = { cluster, namespace, kind, name };
      quiet.set(workloadKey(one), one);
    }
  };
  yield* forEachInSteps(fleet.workloads, (one) => take(one, one));
  yield* forEachInSteps(fleet.hpas, (hpa) => hpa.target && take(hpa, hpa.target));
  const ordered = [...quiet].sort(([a], [b]) => compareText(a, b));
  yield;
  return ordered.map(([, one]) => one);
}

/** The nodes, with what of the workloads concerns them. */
async function readLast(inquiry: Inquiry, story: NodeStory, present: Presence, whole: Whole) {
  const { task, fleet, nodes, witnesses, unanswered } = whole;
  const { series, leftOut } = story.tell();
  const set = await readPart(inquiry, {
    scope: { ...task.scope, clusterLabel: fleet.clusterLabel },
    queries: [],
    chunks: [],
    sizes: [],
    scrape: task.census.scrape,
    exported: task.census.exported,
    around: nodes.reads,
    failedAround: [...nodes.failed, ...unanswered],
    askedAround: [...CATALOGUE.map(({ kind }) => kind)],
    leftOut,
    elsewhere: async () => present.tell(),
  });
  return { ...set, series: [...set.series, ...series], witnesses };
}

/** What parts are made for: refreshes of a question differ in where their range ends. */
function packingOf({ range, namespaces, cluster, clusterLabel, exported }: PlanScope, most: number): Packing {
  const question = JSON.stringify([range.to - range.from, namespaces, cluster, clusterLabel, exported]);
  return { question, at: range.to, most };
}

/** Reads a large fleet; what comes back is its last part. */
export async function readFleetParts(task: Task): Promise<SeriesSet> {
  const { census, stage, take } = task;
  const shards = shardsOf(task.scope, census, PER_SHARD);
  const lists = shardsOf(task.scope, census, PER_LIST);
  const { fleet, listFailures } = await stage(async (inquiry) => {
    const fleet = await readFleet(inquiry, shards, lists, census.hpas);
    const failed = inquiry.failed.filter((one) => !fleet.untold.includes(one));
    return { fleet, listFailures: [...task.failed, ...failed] };
  });
  const scope = { ...task.scope, clusterLabel: fleet.clusterLabel };
  const nodes = await stage((inquiry) => readNodes(inquiry, scope));
  const witnesses = await stage((inquiry) => readWitnesses(inquiry, scope, fleet.workloads));
  const told = shards.map((shard) => ({ ...shard, clusterLabel: fleet.clusterLabel }));
  const { named, unscanned, failed } = await stage((inquiry) =>
    askScans(inquiry, { shards: told, lists: [...listFailures, ...nodes.failed], fleet, limits: task.limits })
  );
  // Of tens of thousands of workloads each of these takes a tenth of a second.
  const inSteps = <T>(steps: Steps<T>): Promise<T> => finishPausing(steps, task.breathe);
  const suspicions = await inSteps(suspicionsOf(fleet, named, nodes.largest, task.limits));
  const suspects = await inSteps(suspectsOf(fleet, suspicions, unlistedIn(listFailures)));
  const most = workloadsPerPart(scope.range, census.scrape);
  const parts = await inSteps(task.kept ? task.kept.next(suspects, packingOf(scope, most)) : partsOf(suspects, most));
  const of = parts.reduce((n, { count }) => n + count, 0);
  // Of a kind that nobody could be asked about the samples are read all the same.
  const untold = fleet.untold.map((one) => ({ ...one, kinds: [] }));
  const isBlind = named.some(({ scan }) => scan === 'blind' || scan === 'metric-missing');
  const { readings, unheard } = await stage(async (inquiry) => ({
    readings: isBlind ? await askReadings(inquiry, scope, census.scrape) : undefined,
    unheard: inquiry.failed,
  }));
  const unanswered = [...listFailures, ...untold, ...witnesses.failed, ...failed, ...unheard];
  const whole = { task, fleet, nodes, witnesses: witnesses.series, readings, unanswered };
  const story = new NodeStory(scope.range);
  const present = new Presence();
  [...fleet.present, ...nodes.present.tell()].forEach((one) => present.add(one));
  const quiet = await inSteps(quietOf(fleet, parts));
  let read = { done: 0, of, unnamed: quiet.length };
  const reading = (part: Part | undefined): Promise<SeriesSet> | undefined =>
    part && stage((inquiry) => readOne(inquiry, part, whole), read);
  let next = reading(parts[0]);
  for (const [i, part] of parts.entries()) {
    const set = (await next) as SeriesSet;
    read = { ...read, done: read.done + part.count };
    // One part ahead: the database answers while this one is judged.
    next = reading(parts[i + 1]);
    next?.catch(() => undefined); // told where it is awaited, unless the taking ends everything before
    set.series.forEach((one) => present.addSeries(one));
    story.keep(set);
    await take({ ...set, part: 'workloads' }, read);
  }
  const last = await stage((inquiry) => readLast(inquiry, story, present, whole), read);
  return {
    ...last,
    part: 'nodes',
    fleet: {
      suspects: of,
      quiet,
      ...(scope.namespaces.length > 0 && { isChosen: true }),
      unscanned: [...unscanned, ...keptBackScans(fleet.keptBack), ...unexportedScans(present, quiet, fleet.untold)],
    },
  };
}
