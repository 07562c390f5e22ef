// Which labels tell the clusters of one store apart, found in the series themselves: the usual one where there is one, and
// whatever label stands between series that would fall into one object and yet tell of two.
import { distinct, isPresent, pairs, sortBy } from '../kit/array';
import { finish, flatInSteps, groupInSteps, type Steps } from '../kit/steps';
import type { Labels, Series, SignalKind } from '../model/series';
import { classify, specOfMetric } from '../queries/classify';
import { CLUSTER_LABELS, clusterOf } from '../queries/clusterLabels';
import { identityKey } from './identityKey';
import { disagree, moveTogether, oneStands } from './sameObject';

/** A series as a database told it; `kind` where the answer carries no metric name. */
export interface Read {
  readonly labels: Labels;
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly kind?: SignalKind;
}

/** Kinds that each object has once, and that say the same whoever reads them. */
const TELLING: readonly SignalKind[] = [
  'workload.generation',
  'workload.replicas',
  'hpa.min',
  'hpa.max',
  'hpa.desired',
];

/** Labels of the scrape and of the exporter's own pod: another target is no other cluster. */
const OF_THE_SCRAPE =
  /^(__(?!tenant_id__).*|exported_.*|namespace|instance|pod|pod_name|container|container_name|endpoint|service|job|node|host|hostname|uid|app|version|.*replica.*|app_kubernetes_io_.*|helm_.*|pod_template_hash|receive)$/i;

/** Labels that often tell clusters apart and often do not, the likelier first. */
const POSSIBLE = [
  'source_cluster',
  'source_prometheus',
  'prometheus',
  'location',
  'region',
  'project_id',
  '__tenant_id__',
  'tenant',
  'tenant_id',
  'vm_account_id',
  'vm_account',
  'vm_project_id',
  'datacenter',
  'environment',
  'env',
];

/** More copies of one object than these tell nothing new. */
const COPIES = 12;

/** True for a label that may tell clusters apart. */
export function mayTellClusters(name: string): boolean {
  return !OF_THE_SCRAPE.test(name);
}

const valueOf = (labels: Labels, name: string): string => labels[name] ?? '';

/** The usual labels that it takes to name the cluster of each series, those that tell several apart first; [] for none. */
export function usualLabels(all: readonly Labels[]): string[] {
  const present = CLUSTER_LABELS.filter((name) => all.some((labels) => valueOf(labels, name) !== ''));
  const ranked = sortBy(present, (name) => (new Set(all.map((labels) => valueOf(labels, name))).size > 1 ? 0 : 1));
  let open = all;
  return ranked.filter((name) => {
    const left = open.filter((labels) => valueOf(labels, name) === '');
    const helps = left.length < open.length;
    open = left;
    return helps;
  });
}

interface Pair {
  readonly a: Labels;
  readonly b: Labels;
}

type Told = Series & { readonly labels: Labels };

/** What two series under one name come to. */
interface Comparison extends Pair {
  readonly what: 'two' | 'one stands' | 'one';
  /** Namespace and labels between them: all that is alike in this was brought by the same two scrapers. */
  readonly between: string;
}

function between(one: Told, a: Labels, b: Labels): string {
  const names = Object.keys({ ...a, ...b }).filter((name) => mayTellClusters(name) && a[name] !== b[name]);
  const values = names.sort().map((name) => [name, ...[valueOf(a, name), valueOf(b, name)].sort()]);
  return JSON.stringify([one.cluster, one.namespace, values]);
}

function* compareAll(telling: readonly Told[]): Steps<Comparison[]> {
  const groups = yield* groupInSteps(telling, identityKey);
  return yield* flatInSteps(groups.values(), (group) => {
    const some = group.length > COPIES ? sortBy(group, ({ labels }) => JSON.stringify(labels)).slice(0, COPIES) : group;
    return pairs(some).flatMap(([one, other]): Comparison[] => {
      const what = disagree(one, other)
        ? 'two'
        : oneStands(one, other)
          ? 'one stands'
          : moveTogether(one, other)
            ? 'one'
            : undefined;
      const { labels: a } = one;
      const { labels: b } = other;
      return what === undefined ? [] : [{ what, a, b, between: between(one, a, b) }];
    });
  });
}

/** Series that fall into one object: pairs of two objects, and pairs that are copies beyond doubt. */
function* pairsOf(telling: readonly Told[]): Steps<{ two: Pair[]; one: Pair[] }> {
  const all = yield* compareAll(telling);
  const contradicted = new Set(all.filter(({ what }) => what === 'two').map((pair) => pair.between));
  return {
    two: all.filter(({ what }) => what !== 'one'),
    // Two clusters that are fed alike move together: where another number of theirs differs, that is no copy.
    one: all.filter((pair) => pair.what === 'one' && !contradicted.has(pair.between)),
  };
}

const isApart =
  (name: string) =>
  ({ a, b }: Pair): boolean =>
    valueOf(a, name) !== valueOf(b, name);

/** Labels that part the pairs of two objects, and no copies; as few as possible. */
function partingLabels({ two, one }: { two: readonly Pair[]; one: readonly Pair[] }): string[] {
  const names = distinct(two.flatMap(({ a, b }) => [...Object.keys(a), ...Object.keys(b)])).filter(mayTellClusters);
  const found: string[] = [];
  let open = two;
  for (;;) {
    const gains = names.map((name) => ({
      name,
      parted: open.filter(isApart(name)).length,
      torn: one.filter(isApart(name)).length,
    }));
    const [best] = sortBy(
      gains.filter(({ parted, torn }) => parted > torn),
      ({ torn }) => torn,
      ({ parted }) => -parted,
      ({ name }) => (CLUSTER_LABELS.includes(name) ? -1 : POSSIBLE.includes(name) ? POSSIBLE.indexOf(name) : 1000),
      ({ name }) => name
    );
    if (!best) {
      return found;
    }
    found.push(best.name);
    open = open.filter((pair) => !isApart(best.name)(pair));
  }
}

/** True for a series that tells one object from another. */
export function isTelling({ labels, kind }: Read): boolean {
  const known = kind ?? specOfMetric(labels.__name__ ?? '')?.kind;
  return known !== undefined && TELLING.includes(known);
}

/** What a series tells of its object, where it is of a kind that tells one from another. */
function tellingIn(read: Read): Told[] {
  const identity = isTelling(read) ? classify(read.labels, 'auto', read.kind) : undefined;
  const { labels, times, values } = read;
  return identity ? [{ ...identity, labels, times, values }] : [];
}

/** `chooseClusterLabel` for tens of thousands of series, in steps. */
export function* clusterLabelInSteps(reads: readonly Read[], setting: string): Steps<string> {
  if (setting !== 'auto') {
    return setting;
  }
  const telling = yield* flatInSteps(reads, tellingIn);
  const usual = usualLabels((telling.length > 0 ? telling : reads).map(({ labels }) => labels)).join('|');
  // Where none of the usual labels is there they are read without a cluster already.
  const named = usual === '' ? telling : telling.map((one) => ({ ...one, cluster: clusterOf(one.labels, usual) }));
  yield;
  return [usual, ...partingLabels(yield* pairsOf(named))].filter((part) => part !== '').join(',') || 'auto';
}

/**
 * The labels that tell clusters apart in what was read, as `queries/clusterLabels.ts` writes them.
 * @param setting the label that was chosen, which stands; 'auto' to look for it
 * @returns 'auto' where nothing tells any cluster
 */
export function chooseClusterLabel(reads: readonly Read[], setting: string): string {
  return finish(clusterLabelInSteps(reads, setting));
}

/** Two labels whose values, put together, are the name of this cluster. */
function pairNaming(labels: Labels, cluster: string): string | undefined {
  const names = sortBy(Object.keys(labels).filter(mayTellClusters), (name) => (CLUSTER_LABELS.includes(name) ? 0 : 1));
  const texts = names.flatMap((first) => names.filter((name) => name !== first).map((second) => `${first},${second}`));
  return texts.find((text) => clusterOf(labels, text) === cluster);
}

/**
 * The label under which this cluster stands: a usual one, else any that has this value.
 * @param seen labels of series of all clusters
 * @returns where none has it, the usual one: then there is no such cluster
 */
export function labelOfCluster(seen: readonly Labels[], cluster: string): string {
  const names = distinct(seen.flatMap((labels) => Object.keys(labels))).filter(mayTellClusters);
  const ranked = [...CLUSTER_LABELS, ...POSSIBLE, ...names.sort()];
  const single = ranked.find((name) => seen.some((labels) => valueOf(labels, name) === cluster));
  const pair = (): string | undefined => seen.map((labels) => pairNaming(labels, cluster)).find(isPresent);
  return single ?? pair() ?? (usualLabels(seen).join('|') || 'auto');
}
