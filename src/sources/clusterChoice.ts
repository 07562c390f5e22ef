// Which labels tell the clusters of one store apart, found in the series themselves: the usual one where there is one, and
// whatever label stands between series that would fall into one object and yet tell of two.
import { distinct, groupBy, isPresent, sortBy } from '../kit/array';
import type { Labels, Series, SignalKind } from '../model/series';
import { classify } from '../queries/classify';
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
  /^(__.*|exported_.*|namespace|instance|pod|pod_name|container|container_name|endpoint|service|job|node|host|hostname|uid|app|version|.*replica.*|app_kubernetes_io_.*|helm_.*|pod_template_hash|receive)$/i;

/** Labels that often tell clusters apart and often do not, the likelier first. */
const POSSIBLE = [
  'source_cluster',
  'source_prometheus',
  'prometheus',
  'location',
  'region',
  'project_id',
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

/** Series that fall into one object: pairs of two objects, and pairs that are copies beyond doubt. */
function pairsOf(telling: ReadonlyArray<Series & { readonly labels: Labels }>): { two: Pair[]; one: Pair[] } {
  const two: Pair[] = [];
  const one: Pair[] = [];
  for (const group of groupBy(telling, identityKey).values()) {
    const some = sortBy(group, ({ labels }) => JSON.stringify(Object.entries(labels).sort())).slice(0, COPIES);
    some.forEach((a, i) =>
      some.slice(i + 1).forEach((b) => {
        if (disagree(a, b) || oneStands(a, b)) {
          two.push({ a: a.labels, b: b.labels });
        } else if (moveTogether(a, b)) {
          one.push({ a: a.labels, b: b.labels });
        }
      })
    );
  }
  return { two, one };
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

/**
 * The labels that tell clusters apart in what was read, as `queries/clusterLabels.ts` writes them.
 * @param setting the label that was chosen, which stands; 'auto' to look for it
 * @returns 'auto' where nothing tells any cluster
 */
export function chooseClusterLabel(reads: readonly Read[], setting: string): string {
  if (setting !== 'auto') {
    return setting;
  }
  const known = reads.flatMap((read) => {
    const identity = classify(read.labels, 'auto', read.kind);
    return identity ? [{ ...read, ...identity }] : [];
  });
  const telling = known.filter(({ kind }) => TELLING.includes(kind));
  const usual = usualLabels((telling.length > 0 ? telling : known).map(({ labels }) => labels)).join('|');
  const named = telling.map((one) => ({ ...one, cluster: usual === '' ? '' : clusterOf(one.labels, usual) }));
  return [usual, ...partingLabels(pairsOf(named))].filter((part) => part !== '').join(',') || 'auto';
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
