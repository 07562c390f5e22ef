// The queries of a sweep as data: a census first, then raw samples group by group, then usage where it is needed.
// Budgets and reasons: docs/performance.md. One text for Prometheus and VictoriaMetrics (docs/signals.md, "Two databases").
import { distinct, sortBy } from '../kit/array';
import type { Interval, Millis } from '../kit/interval';
import type { Exported, SignalKind } from '../model/series';
import { CATALOGUE, isReadOnce, patternOf, specOf, type SignalGroup, type SignalSpec } from './catalogue';
import { clusterLabelsOf, clusterMatchers } from './clusterLabels';
import type { NameRange } from './nameRange';
import { inRange, namespaceMatchers, rangeMatchers } from './namespaceMatchers';
import { objectLabels } from './objectLabels';
import { anyOf, escapeRegex, quote, selector, window } from './selector';
import { asWindowed, type Windowed } from './windowed';

/** One query of the plan. `kind` is set where the answer must be read as that kind whatever its name. */
export interface PlannedQuery {
  readonly id: string;
  readonly expr: string;
  /** The parts of a text that looks back over the whole range. */
  readonly windowed?: Windowed;
  readonly kinds: readonly SignalKind[];
  readonly kind?: SignalKind;
  /** The name of the metric, where it says more than the kind: the answer may have lost it. */
  readonly metric?: string;
  /** The namespaces that it asks for; absent means all. */
  readonly namespaces?: readonly string[];
  /** Seconds between points, for queries on a grid. */
  readonly stepSeconds?: number;
}

/** Objects to stay within, by the names of what is read raw. Budgets and quotas are read of the whole namespace. */
export interface ObjectNames {
  readonly hpas: readonly string[];
  readonly deployments: readonly string[];
  readonly statefulSets: readonly string[];
  readonly vpas: readonly string[];
  readonly scaledObjects: readonly string[];
  /** Workloads after which pods and ReplicaSets are named; all of the namespace when absent. */
  readonly owners?: readonly string[];
}

/** Which part of the fleet to read. */
export interface PlanScope {
  readonly range: Interval;
  readonly namespaces: readonly string[];
  /** All namespaces of this range, of which `namespaces` names those that are known. */
  readonly between?: NameRange;
  /** Only these objects of the namespaces; all of them when absent. */
  readonly names?: ObjectNames;
  readonly cluster?: string;
  readonly clusterLabel: string;
  /** How kube-state-metrics spells namespaces here; undefined while that is not known. */
  readonly exported: Exported | undefined;
}

/** Longest window of `rate` that still shows the answer of the HPA, which reads a minute or less. */
const RATE_WINDOW = '2m';

/** Node series: asked once, whatever the namespaces. */
export function nodeQueries(scope: PlanScope): PlannedQuery[] {
  const everywhere = { ...scope, namespaces: [] };
  return [...rawQueries('nodes', everywhere), ...lastQueries(['nodes'], everywhere), ...namelessQueries(everywhere)];
}

/** Series of old exporters that name no object, and so no namespace either. */
function namelessQueries(scope: PlanScope): PlannedQuery[] {
  return CATALOGUE.filter((spec) => spec.nameless === true).flatMap((spec) => {
    const unnamed = { ...spec, matchers: spec.object.map((label) => `${label}=""`).join(',') };
    return selectorsFor(spec.pattern, unnamed, scope).map((text, i) => ({
      id: `${spec.kind}-nameless-${i}`,
      ...samplesOf(text, scope),
      kinds: [spec.kind],
    }));
  });
}

/** Labels by which objects of a group are named, with the names to stay within. */
function namesByLabel(spec: SignalSpec, names: ObjectNames): ReadonlyArray<readonly [string, readonly string[]]> {
  switch (spec.group) {
    case 'hpa':
      return spec.object.map((label) => [label, names.hpas]);
    case 'workload':
      return [
        ['deployment', names.deployments],
        ['statefulset', names.statefulSets],
      ];
    case 'vpa':
    case 'vpa-updater':
      return spec.object.map((label) => [label, names.vpas]);
    case 'keda':
    case 'scaledobject':
      return spec.object.map((label) => [label, names.scaledObjects]);
    default:
      return [];
  }
}

/** A series bears one of the labels and not the others: where it has none of a name, that matcher lets it through. */
function nameMatchers(spec: SignalSpec, names: ObjectNames | undefined): string[] {
  const labels = names ? namesByLabel(spec, names) : [];
  const free = labels.length > 1 ? [''] : [];
  return labels.map(([label, own]) => anyOf(label, own.length === 0 ? [''] : [...own, ...free]) ?? '');
}

/** One selector per spelling of the namespace label; a single one when no namespace is asked for. */
export function selectorsFor(pattern: string, spec: SignalSpec, scope: PlanScope): string[] {
  const cluster = clusterMatchers(scope.cluster ?? '', scope.clusterLabel);
  const objects = nameMatchers(spec, scope.names);
  if (scope.namespaces.length === 0) {
    return [selector(pattern, [spec.matchers, ...objects, ...cluster])];
  }
  const [own] = spec.namespace ?? [];
  const spelled = spec.collides ? undefined : scope.exported;
  const { between, namespaces } = scope;
  const named = (label: string): string | undefined => (between ? inRange(label, between) : anyOf(label, namespaces));
  const places =
    own !== undefined
      ? [[named(own)]]
      : between
        ? rangeMatchers(spelled, between)
        : namespaceMatchers(spelled, namespaces);
  return places.map((place) => selector(pattern, [spec.matchers, ...place, ...objects, ...cluster]));
}

/** The part of a query that says where it looks. */
export function placeOf({ namespaces }: PlanScope): Pick<PlannedQuery, 'namespaces'> {
  return namespaces.length === 0 ? {} : { namespaces };
}

function spanOf({ range }: PlanScope): Millis {
  return range.to - range.from;
}

export function lengthOfRange(scope: PlanScope): string {
  return window(spanOf(scope));
}

/** Every sample of the range. */
function samplesOf(text: string, scope: PlanScope): Pick<PlannedQuery, 'expr' | 'windowed'> {
  return asWindowed({ form: 'samples', selector: text, span: spanOf(scope) });
}

/** Every sample of what tells the targets of these HPAs. */
export function targetQueries(
  scope: PlanScope,
  hpas: ReadonlyArray<{ readonly namespace: string; readonly object: string }>
): PlannedQuery[] {
  const spec = specOf('hpa.info') as SignalSpec;
  const names = { hpas: distinct(hpas.map(({ object }) => object)) };
  const within: PlanScope = {
    ...scope,
    between: undefined,
    namespaces: distinct(hpas.map(({ namespace }) => namespace)),
    names: { ...names, deployments: [], statefulSets: [], vpas: [], scaledObjects: [] },
  };
  return selectorsFor(spec.pattern, spec, within).map((text, i) => ({
    id: `targets-${i}`,
    ...samplesOf(text, within),
    kinds: [spec.kind],
    kind: spec.kind,
    ...placeOf(within),
  }));
}

/** Kinds of one group that are read raw and share their extra matchers: one query text. */
function rawQueries(group: SignalGroup, scope: PlanScope): PlannedQuery[] {
  const specs = CATALOGUE.filter((spec) => spec.group === group && spec.read === 'raw');
  const byMatcher = new Map<string, SignalSpec[]>();
  for (const spec of specs) {
    const key = spec.matchers ?? '';
    byMatcher.set(key, [...(byMatcher.get(key) ?? []), spec]);
  }
  return [...byMatcher.values()].flatMap((members, i) => {
    const [first] = members;
    if (!first) {
      return [];
    }
    const pattern = members.map(patternOf).join('|');
    return selectorsFor(pattern, first, scope).map((text, j) => ({
      id: `${group}-${i}-${j}`,
      ...samplesOf(text, scope),
      kinds: members.map((spec) => spec.kind),
      ...placeOf(scope),
    }));
  });
}

/** Every sample of one kind in this part of the fleet. */
export function samplesQueries(kind: SignalKind, scope: PlanScope): PlannedQuery[] {
  const spec = specOf(kind) as SignalSpec;
  return selectorsFor(patternOf(spec), spec, scope).map((text, i) => ({
    id: `samples-${kind}-${i}`,
    ...samplesOf(text, scope),
    kinds: [kind],
    ...placeOf(scope),
  }));
}

/** The same kind, of which further matchers select a part. */
export function withMatchers(spec: SignalSpec, matchers: string | undefined): SignalSpec {
  return matchers === undefined
    ? spec
    : { ...spec, matchers: [spec.matchers, matchers].filter((one) => one !== undefined).join(',') };
}

/** One query per metric: the name of a computed result cannot be relied on (docs/signals.md, "Two databases"). */
export function lastQuery(name: string, i: number, spec: SignalSpec, scope: PlanScope): PlannedQuery[] {
  return selectorsFor(name, spec, scope).map((text, j) => ({
    id: `${spec.kind}-${i}-${j}`,
    ...asWindowed({ form: 'last', selector: text, span: spanOf(scope) }),
    kinds: [spec.kind],
    kind: spec.kind,
    ...placeOf(scope),
  }));
}

/**
 * The same of pods of a large fleet, with the labels that are read and no others: half of the bytes. Copies by two scrapers
 * fall into one, as they do when all of them come home (sources/mergeSeries.ts takes the smaller of two numbers as well).
 */
function briefQuery(name: string, i: number, spec: SignalSpec, scope: PlanScope): PlannedQuery[] {
  const told = Object.values(spec.attributes ?? {}).flat();
  const labels = [...objectLabels(spec, scope.clusterLabel), ...told, ...told.map((label) => `exported_${label}`)];
  const owners = scope.names?.owners;
  const matchers = owners && owners.length > 0 ? spec.object.flatMap((label) => ownedBy(label, owners)) : [undefined];
  const [first = [], ...others] = matchers.map((own) => lastQuery(name, i, withMatchers(spec, own), scope));
  return first.map(({ windowed: _, ...query }, j) => ({
    ...query,
    expr: `min by (${distinct(labels).join(', ')}) (${[query, ...others.flatMap((all) => all[j] ?? [])].map(({ expr }) => expr).join(' or ')})`,
  }));
}

/** Longer names are cut where pods are named after them (63 characters in all). */
const LONGEST_OWNER = 50;

/** Matchers for objects that are named after these workloads, under their own label or, where a scraper has one, its twin. */
function ownedBy(label: string, owners: readonly string[]): string[] {
  const begins = owners.map((name) =>
    name.length > LONGEST_OWNER ? escapeRegex(name.slice(0, LONGEST_OWNER)) : `${escapeRegex(name)}-`
  );
  const pattern = quote(`(?:${begins.join('|')}).*`);
  return label === 'pod' ? [`pod=~${pattern}`, `exported_pod=~${pattern}`] : [`${label}=~${pattern}`];
}

function lastQueries(groups: readonly SignalGroup[], scope: PlanScope): PlannedQuery[] {
  const specs = CATALOGUE.filter((spec) => groups.includes(spec.group) && isReadOnce(spec));
  return specs.flatMap((spec) => {
    const plan = scope.names && spec.group === 'pods' ? briefQuery : lastQuery;
    return spec.pattern.split('|').flatMap((name, i) => plan(name, i, spec, scope));
  });
}

/** What is read once and had other names in kube-state-metrics 1.x: asked only where its names of HPAs came (`isOldName`). */
export function oldQueries(scope: PlanScope): PlannedQuery[] {
  return CATALOGUE.filter((spec) => isReadOnce(spec)).flatMap((spec) => {
    // The resource stands in the name there, and is no label to choose by.
    const old = { ...spec, matchers: undefined };
    const place = spec.clusterWide === true ? { ...scope, namespaces: [] } : scope;
    const names = spec.old?.split('|') ?? [];
    const named = (metric: string, i: number): PlannedQuery[] =>
      lastQuery(metric, i, old, place).map((query) => ({ ...query, id: `old-${query.id}`, metric }));
    return names.flatMap(named);
  });
}

/** Who is scaled and how many there are: small, asked first. */
export function censusQueries(scope: PlanScope): PlannedQuery[] {
  const info = specOf('hpa.info');
  const replicas = specOf('workload.replicas');
  if (!info || !replicas) {
    return [];
  }
  const span = lengthOfRange(scope);
  return [
    ...lastQuery(info.pattern, 0, info, scope).map((query) => ({ ...query, id: `census-${query.id}` })),
    ...replicas.pattern.split('|').flatMap((name, i) =>
      selectorsFor(name, replicas, scope).map((text, j) => ({
        id: `census-workloads-${i}-${j}`,
        expr: `count by (namespace, exported_namespace) (last_over_time(${text}[${span}]))`,
        kinds: ['workload.replicas' as const],
        ...placeOf(scope),
      }))
    ),
  ];
}

/** How many HPAs there are, and where. */
export function hpaCounts(scope: PlanScope): PlannedQuery[] {
  const spec = specOf('hpa.info') as SignalSpec;
  return selectorsFor(spec.pattern, spec, scope).map((text, i) => ({
    id: `census-hpas-${i}`,
    expr: `count by (namespace, exported_namespace) (last_over_time(${text}[${lengthOfRange(scope)}]))`,
    kinds: [],
    ...placeOf(scope),
  }));
}

/** Samples of one HPA near the end of the range: their distance is the scrape interval. Its spelling is that of its series. */
export function scrapeProbe(scope: PlanScope, hpa: string, namespace: string): PlannedQuery {
  const spec = specOf('hpa.desired') as SignalSpec;
  const [place = []] = namespaceMatchers(scope.exported ?? false, [namespace]);
  const text = selector(spec.pattern, [anyOf('horizontalpodautoscaler', [hpa]), ...place]);
  const span = Math.min(spanOf(scope), 30 * 60_000);
  return {
    id: 'scrape',
    ...asWindowed({ form: 'samples', selector: text, span }),
    kinds: ['hpa.desired'],
    namespaces: [namespace],
  };
}

/** Raw samples of all scalers and workloads in scope, and one value per pod and ReplicaSet. */
export function mainQueries(scope: PlanScope): PlannedQuery[] {
  const raw = (['hpa', 'workload', 'vpa', 'vpa-updater', 'keda', 'scaledobject', 'policy'] as const).flatMap((group) =>
    rawQueries(group, scope)
  );
  return [...raw, ...lastQueries(['hpa', 'workload', 'pods', 'policy'], scope)];
}

/**
 * The pods whose requests changed while they lived, one value per series that moved. A deviation of exactly zero tells all
 * others; `changes` would count the birth of a series on VictoriaMetrics (docs/signals.md, "Two databases").
 */
export function resizedQueries(scope: PlanScope): PlannedQuery[] {
  const spec = specOf('pod.request') as SignalSpec;
  return selectorsFor(spec.pattern, spec, scope).map((text, i) => ({
    id: `resized-${i}`,
    expr: `stdvar_over_time(${text}[${lengthOfRange(scope)}]) > 0`,
    kinds: ['pod.request' as const],
    ...placeOf(scope),
  }));
}

/** Every sample of the requests of these pods, all of the namespaces in scope; the label says how their series spell them. */
export function resizeQueries(
  scope: PlanScope,
  { label, pods }: { readonly label: 'pod' | 'exported_pod'; readonly pods: readonly string[] }
): PlannedQuery[] {
  const spec = specOf('pod.request') as SignalSpec;
  return selectorsFor(spec.pattern, withMatchers(spec, anyOf(label, pods)), scope).map((text, i) => ({
    id: `resizes-${i}`,
    ...samplesOf(text, scope),
    kinds: ['pod.request' as const],
    ...placeOf(scope),
  }));
}

/** The pod whose use it is: where the kubelet is scraped without honor_labels, its own labels are exported too. */
const WHOSE_USE = ['namespace', 'exported_namespace', 'pod', 'exported_pod'];

/** CPU use per pod on a grid, for workloads whose HPA cannot say what demand asks for. */
export function usageQueries(scope: PlanScope, scrapeSeconds: number): PlannedQuery[] {
  const spec = specOf('usage.cpu') as SignalSpec;
  // Whatever the cluster label is called, it must come through, or the use joins no workload.
  const kept = [...clusterLabelsOf(scope.clusterLabel), ...WHOSE_USE].join(', ');
  const each = [kept, 'container', 'exported_container'].join(', ');
  return selectorsFor(spec.pattern, spec, scope).map((text, i) => ({
    id: `usage-cpu-${i}`,
    ...asWindowed({
      form: 'grid',
      selector: `sum by (${kept}) (max by (${each}) (rate(${text}[${RATE_WINDOW}])))`,
      span: spanOf(scope),
    }),
    kinds: ['usage.cpu' as const],
    kind: 'usage.cpu' as const,
    ...placeOf(scope),
    stepSeconds: Math.max(30, scrapeSeconds),
  }));
}

/** The kinds that these queries ask for, sorted. */
export function kindsOf(queries: readonly PlannedQuery[]): SignalKind[] {
  return sortBy([...new Set(queries.flatMap((q) => q.kinds))], (kind) => kind);
}
