// From what the scans named to what is read: workloads by name, and namespaces that only make sense as a whole.
import { distinct, groupBy } from '../../kit/array';
import { flatInSteps, forEachInSteps, groupInSteps, type Steps } from '../../kit/steps';
import { USUAL_LIMITS, type ScanId, type ScanLimits } from '../../model/scan';
import { hasOwnPods } from '../../model/workload';
import type { ScanSubject } from '../../queries/scans';
import { countedIn } from './counted';
import type { FleetCensus, Listed, ListedScaler, ListedWorkload, Target } from './census';
import { kinIn, untoldKin } from './kin';

/** One object that a scan named, and how strongly. */
export interface Named {
  readonly scan: ScanId;
  readonly about: ScanSubject;
  readonly namespace: string;
  readonly name: string;
  /** Kind, of workloads. */
  readonly kind?: string;
  readonly value: number;
}

/** What is read of one namespace. */
export interface Suspects {
  readonly namespace: string;
  /** Names of workloads, by kind and name; undefined where the whole namespace is read. */
  readonly workloads: ReadonlySet<string> | undefined;
  /** How urgent it is: writes and the like, of the worst workload in it. */
  readonly weight: number;
  /** How many workloads that is. */
  readonly count: number;
  /** Every workload of the namespace: what else a query by name would bring. */
  readonly here: ReadonlySet<string>;
}

/** A workload inside its namespace. */
export function placeKey({ kind, name }: Target): string {
  return `${kind}/${name}`;
}

/** Something of this kind is wrong whatever the numbers are: it weighs as much as that many writes. */
const GRAVE: Readonly<Partial<Record<ScanId, number>>> = {
  blind: 30,
  'at-maximum': 20,
  'quota-full': 20,
  'shared-target': 20,
  'asleep-with-work': 20,
  waiting: 15,
  'sized-twice': 10,
};

const weightOf = ({ scan, value }: Pick<Named, 'scan' | 'value'>): number =>
  scan === 'rewritten' || scan === 'moved' ? Math.max(1, value) : (GRAVE[scan] ?? 5);

/** One key per object; no name holds the sign between. */
const at = ({ cluster, namespace }: Pick<Listed, 'cluster' | 'namespace'>, rest: string): string =>
  `${cluster}\u0000${namespace}\u0000${rest}`;

/** The same within all clusters: whatever is named is looked for in each of them. */
const inPlace = (namespace: string, rest: string): string => `${namespace}\u0000${rest}`;

/** Objects of one kind by their target: several on one are a conflict that moves nothing. */
function byTarget(scalers: readonly ListedScaler[]): Steps<Map<string, ListedScaler[]>> {
  const told = scalers.filter(({ target }) => target !== undefined);
  return groupInSteps(told, (one) => at(one, placeKey(one.target as Target)));
}

const nameOf = (scan: ScanId, { namespace, target }: ListedScaler): Named[] =>
  target === undefined ? [] : [{ scan, about: 'workload', namespace, ...target, value: 1 }];

/** The most that a node offers, by cluster and resource. */
export type LargestNodes = ReadonlyMap<string, number>;

export function nodeKey(cluster: string, resource: string): string {
  return JSON.stringify([cluster, resource]);
}

/** What recommendations show by themselves. */
function recommended(census: FleetCensus, largest: LargestNodes, limits: ScanLimits): Steps<Named[]> {
  const caps = new Map(census.caps.map((cap) => [at(cap, cap.resource), cap.most]));
  return flatInSteps(census.vpas, (vpa) => {
    // A pod is as large as its containers together.
    const whole = [...groupBy(vpa.recommendations, ({ resource }) => resource)].map(([resource, own]) => ({
      resource,
      highest: own.reduce((sum, { highest }) => sum + highest, 0),
    }));
    const isOverNode = whole.some(
      ({ resource, highest }) => highest > limits.ofNode * (largest.get(nodeKey(vpa.cluster, resource)) ?? Infinity)
    );
    const isOverLimit = whole.some(({ resource, highest }) => highest > (caps.get(at(vpa, resource)) ?? Infinity));
    const isCapped = vpa.recommendations.some(({ uncapped, lowest }) => uncapped > (1 + limits.excess) * lowest);
    const hasMoved = vpa.recommendations.some(({ highest, lowest }) => highest >= (1 + limits.swing) * lowest);
    return [
      ...(hasMoved ? nameOf('recommendation-moved', vpa) : []),
      ...(isCapped || isOverLimit ? nameOf('recommendation-capped', vpa) : []),
      ...(isOverNode ? nameOf('recommendation-over-node', vpa) : []),
    ];
  });
}

/** Workloads of which two scalers, or a scaler and a neighbour, decide. */
function* shared(census: FleetCensus): Steps<Named[]> {
  const hpas = yield* byTarget(census.hpas);
  const vpas = yield* byTarget(census.vpas);
  const acting = yield* byTarget(census.vpas.filter(({ mayAct }) => mayAct));
  const objects = yield* byTarget(census.scaledObjects);
  const workloads = new Map<string, ListedWorkload>();
  yield* forEachInSteps(census.workloads, (one) => workloads.set(at(one, placeKey(one)), one));
  const exported = new Set(census.workloads.map(({ kind }) => kind));
  const several = (map: ReadonlyMap<string, ListedScaler[]>): ListedScaler[] =>
    [...map.values()].filter((group) => new Set(group.map(({ name }) => name)).size > 1).flatMap(([one]) => one ?? []);
  const alone = (key: string): boolean => (workloads.get(key)?.replicas ?? 0) <= 1;
  const isMissing = (key: string, { target }: ListedScaler): boolean =>
    target !== undefined && exported.has(target.kind) && !workloads.has(key);
  const first = (map: ReadonlyMap<string, ListedScaler[]>, test: (key: string, one: ListedScaler) => boolean) =>
    [...map].flatMap(([key, [one]]) => (one && test(key, one) ? [one] : []));
  const scaled = new Set([...hpas.keys(), ...objects.keys()]);
  const untold = yield* untoldKin(census);
  yield;
  return [
    ...several(hpas).flatMap((one) => nameOf('shared-target', one)),
    ...several(objects).flatMap((one) => nameOf('shared-target', one)),
    ...several(vpas).flatMap((one) => nameOf('sized-twice', one)),
    ...first(acting, (key) => scaled.has(key)).flatMap((one) => nameOf('sized-twice', one)),
    ...first(vpas, alone).flatMap((one) => nameOf('sized-alone', one)),
    ...first(hpas, isMissing).flatMap((one) => nameOf('dangling', one)),
    ...untold.flatMap((one) => nameOf('shared-stem', one)),
  ];
}

type Placed = Target & { readonly namespace: string };

/** Custom resources that a workload may stand behind: what is written to it is written to them. */
function* frontsIn({ hpas, scaledObjects }: FleetCensus): Steps<(one: Placed) => Target[]> {
  const told = yield* flatInSteps([...hpas, ...scaledObjects], ({ namespace, target }): Placed[] =>
    target ? [{ namespace, ...target }] : []
  );
  const scaled = new Set<string>();
  yield* forEachInSteps(told, ({ namespace, ...target }) => scaled.add(inPlace(namespace, placeKey(target))));
  const fronts = groupBy(
    told.filter(({ kind }) => !hasOwnPods(kind)),
    ({ namespace }) => namespace
  );
  return ({ namespace, ...target }) =>
    scaled.has(inPlace(namespace, placeKey(target))) ? [] : (fronts.get(namespace) ?? []);
}

/** Scalers of one kind by namespace and name: in several clusters there may be one each. */
function byName(scalers: readonly ListedScaler[]): Steps<Map<string, ListedScaler[]>> {
  return groupInSteps(scalers, ({ namespace, name }) => inPlace(namespace, name));
}

/** The workloads that an object stands for: its target, the owner of a pod by the name that it gave it. */
function* resolver(census: FleetCensus): Steps<(named: Named) => Target[] | 'whole'> {
  const hpas = yield* byName(census.hpas);
  const lists = {
    hpa: hpas,
    'uncounted-hpa': hpas,
    vpa: yield* byName(census.vpas),
    scaledobject: yield* byName(census.scaledObjects),
  };
  const workloads = yield* groupInSteps(census.workloads, ({ namespace }) => namespace);
  const fronts = yield* frontsIn(census);
  const isCounted = countedIn(census);
  const targetsOf = (scalers: readonly ListedScaler[]): Target[] => scalers.flatMap(({ target }) => target ?? []);
  return ({ about, namespace, name, kind }) => {
    switch (about) {
      case 'workload':
      case 'uncounted':
        return [{ kind: kind ?? 'Deployment', name }, ...fronts({ namespace, kind: kind ?? 'Deployment', name })];
      case 'namespace':
        return 'whole';
      case 'pod': {
        const owners = (workloads.get(namespace) ?? []).filter((one) => name.startsWith(`${one.name}-`));
        return owners.length === 0 ? 'whole' : owners;
      }
      default: {
        const scalers = lists[about].get(inPlace(namespace, name)) ?? [];
        if (targetsOf(scalers).length < Math.max(1, scalers.length)) {
          return 'whole';
        }
        const isMeant = (one: ListedScaler): boolean =>
          about !== 'uncounted-hpa' || !isCounted(one, one.target?.kind ?? '');
        return targetsOf(scalers.filter(isMeant));
      }
    }
  };
}

/** What one scan comes to: a workload, or a namespace in which it cannot be told whose object it named. */
export interface Suspicion {
  readonly scan: ScanId;
  readonly namespace: string;
  readonly target: Target | undefined;
  readonly value: number;
}

/**
 * What all scans come to, those of the database and those that the lists decide.
 * @param named what the database named
 * @param largest the most that a node offers, by `nodeKey`
 */
export function* suspicionsOf(
  census: FleetCensus,
  named: readonly Named[],
  largest: LargestNodes,
  limits: ScanLimits = USUAL_LIMITS
): Steps<Suspicion[]> {
  const resolve = yield* resolver(census);
  const all = [...named, ...(yield* shared(census)), ...(yield* recommended(census, largest, limits))];
  return yield* flatInSteps(all, (one): Suspicion[] => {
    const { scan, namespace, value } = one;
    const targets = resolve(one);
    return targets === 'whole'
      ? [{ scan, namespace, target: undefined, value }]
      : targets.map((target) => ({ scan, namespace, target, value }));
  });
}

/** A namespace of which this share is suspected, or with so few workloads, is read as a whole. */
const MOSTLY = 0.9;
const FEW = 3;

/** What is known of a fleet, by namespace. */
interface Homes {
  readonly workloads: ReadonlyMap<string, readonly Target[]>;
  readonly hpas: ReadonlyMap<string, readonly ListedScaler[]>;
  /** Namespaces with a scaler that tells no target, or that no list may have named. */
  readonly open: ReadonlySet<string>;
}

function suspectsIn(namespace: string, own: readonly Suspicion[], { workloads: all, hpas, open }: Homes): Suspects {
  const weights = new Map<string, number>();
  let isWhole = open.has(namespace);
  for (const one of own) {
    if (one.target) {
      // What stands behind a custom resource is only found among all of the namespace.
      isWhole ||= !hasOwnPods(one.target.kind);
      const key = placeKey(one.target);
      weights.set(key, (weights.get(key) ?? 0) + weightOf(one));
    } else {
      isWhole = true;
    }
  }
  const targets = (hpas.get(namespace) ?? []).flatMap(({ target }) => (target ? [placeKey(target)] : []));
  const here = distinct([...(all.get(namespace) ?? []).map(placeKey), ...targets]);
  // Whose pods may be counted with those of a suspect is read beside it.
  const bare = (key: string): string => key.slice(key.indexOf('/') + 1);
  const scaled = new Set(targets);
  const kin = kinIn(here.map(bare));
  const names = new Set(
    own.filter(({ scan }) => scan === 'shared-stem').flatMap(({ target }) => (target ? kin(target.name) : []))
  );
  const near = here.filter((key) => names.has(bare(key)) && !scaled.has(key));
  const workloads = new Set([...weights.keys(), ...near]);
  isWhole ||= here.length <= FEW || workloads.size >= MOSTLY * here.length;
  return {
    namespace,
    workloads: isWhole ? undefined : workloads,
    weight: Math.max(1, ...weights.values()),
    count: isWhole ? here.length : workloads.size,
    here: new Set(here),
  };
}

/** Namespaces whose suspects are told at once. */
const PLACES = 20;

/**
 * What is to be read, the most urgent first.
 * @param isUnlisted where scalers may stand that no list named: nothing there can be read by their names
 */
export function* suspectsOf(
  census: FleetCensus,
  suspicions: readonly Suspicion[],
  isUnlisted: (namespace: string) => boolean = () => false
): Steps<Suspects[]> {
  const untold = [...census.hpas, ...census.scaledObjects].filter(({ target }) => target === undefined);
  const workloads = yield* groupInSteps(census.workloads, ({ namespace }) => namespace);
  const hpas = yield* groupInSteps(census.hpas, ({ namespace }) => namespace);
  const found = yield* groupInSteps(suspicions, ({ namespace }) => namespace);
  untold.forEach(({ namespace }) => found.set(namespace, found.get(namespace) ?? []));
  const open = new Set([...untold.map(({ namespace }) => namespace), ...[...found.keys()].filter(isUnlisted)]);
  const homes = { workloads, hpas, open };
  const all = yield* flatInSteps(found, ([namespace, own]) => [suspectsIn(namespace, own, homes)], PLACES);
  return all.sort((a, b) => b.weight - a.weight || (a.namespace < b.namespace ? -1 : 1));
}
