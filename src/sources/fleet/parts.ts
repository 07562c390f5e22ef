// What is read at once: suspects in the order of their urgency, in parts that fit into a query and into memory. The suspects of
// a namespace stay together: rules look at neighbours.
import { distinct } from '../../kit/array';
import { forEachInSteps, type Steps } from '../../kit/steps';
import type { ObjectNames } from '../../queries/plan';
import type { FleetCensus, ListedScaler } from './census';
import { placeKey, type Suspects } from './suspects';

/** Namespaces to read at once; as a whole, or the named objects of them. */
export interface Part {
  readonly namespaces: readonly string[];
  /** Workloads by namespace, each `kind/name`; absent where the namespaces are read as a whole. */
  readonly workloads?: ReadonlyMap<string, ReadonlySet<string>>;
  /** How many workloads that is. */
  readonly count: number;
  /** What its queries ask for, where that is more: who was suspected not long ago (keptParts.ts). */
  readonly asked?: Pick<Part, 'namespaces' | 'workloads'>;
}

/** Text that the names of a part may take in a query; VictoriaMetrics refuses queries above 16 kB. */
const MAX_NAMES = 4000;

/** Whole names of a namespace are only its own; of the others all names are asked for. */
function textOf({ namespace, workloads }: Suspects): number {
  return namespace.length + 1 + [...(workloads ?? [])].reduce((n, key) => n + key.length + 1, 0);
}

/** A namespace with more suspects than fit is cut: what stands beside each other in it may then be in two parts. */
function cut(one: Suspects, most: number): Suspects[] {
  if (one.workloads === undefined || (one.count <= most && textOf(one) <= MAX_NAMES)) {
    return [one];
  }
  const pieces: string[][] = [[]];
  let room = MAX_NAMES - one.namespace.length;
  for (const key of [...one.workloads].sort()) {
    if ((pieces.at(-1)?.length ?? 0) >= most || key.length + 1 > room) {
      pieces.push([]);
      room = MAX_NAMES - one.namespace.length;
    }
    pieces.at(-1)?.push(key);
    room -= key.length + 1;
  }
  return pieces.map((keys) => ({ ...one, workloads: new Set(keys), count: keys.length }));
}

/** Names are asked for in all namespaces of a part: so much more than wanted may come with them. */
const SURPLUS = 1.5;

/** Workloads of the first part: whoever waits sees the worst after a few small answers. Each further part may be four times as large. */
const FIRST = 50;
/** Parts that still take namespaces: one whose names would bring too much into the latest may fit into one before. */
const OPEN = 8;

/** Namespaces that find their part at once. */
const PLACES = 20;

/** A part that still takes namespaces. */
class Draft {
  public readonly own: Suspects[] = [];
  public count = 0;
  private text = 0;
  private readonly places = new Set<string>();
  private readonly names = new Set<string>();
  /** In how many of its namespaces a workload of that name stands: a query by names brings all of them. */
  private readonly standing = new Map<string, number>();
  private brought = 0;

  public constructor(
    private readonly isWhole: boolean,
    private readonly room: number
  ) {}

  public fits(one: Suspects): boolean {
    return (
      this.isWhole === (one.workloads === undefined) &&
      // Two pieces of one namespace would be one list of names, and the first of them lost.
      !this.places.has(one.namespace) &&
      this.count + one.count <= this.room &&
      this.text + textOf(one) <= MAX_NAMES &&
      (this.isWhole || this.brought + this.more(one) <= SURPLUS * (this.count + one.count))
    );
  }

  public add(one: Suspects): void {
    this.brought += this.more(one);
    this.own.push(one);
    this.places.add(one.namespace);
    this.count += one.count;
    this.text += textOf(one);
    one.workloads?.forEach((key) => this.names.add(key));
    one.here.forEach((key) => this.standing.set(key, (this.standing.get(key) ?? 0) + 1));
  }

  /** How many workloads a query by names would bring more. */
  private more({ workloads = new Set(), here }: Suspects): number {
    const known = [...here].filter((key) => this.names.has(key)).length;
    const fresh = [...workloads].filter((key) => !this.names.has(key));
    return fresh.reduce((n, key) => n + (this.standing.get(key) ?? 0) + (here.has(key) ? 1 : 0), known);
  }
}

/**
 * Cuts what is to be read.
 * @param most workloads of one part
 */
export function* partsOf(suspects: readonly Suspects[], most: number): Steps<Part[]> {
  const drafts: Draft[] = [];
  const place = (one: Suspects): void => {
    let draft = drafts.slice(-OPEN).find((open) => open.fits(one));
    if (!draft) {
      draft = new Draft(one.workloads === undefined, Math.min(most, FIRST * 4 ** drafts.length));
      drafts.push(draft);
    }
    draft.add(one);
  };
  yield* forEachInSteps(suspects, (one) => cut(one, most).forEach(place), PLACES);
  return drafts.map(({ own, count }) => ({
    namespaces: distinct(own.map(({ namespace }) => namespace)).sort(),
    count,
    ...(own[0]?.workloads && { workloads: new Map(own.map((s) => [s.namespace, s.workloads ?? new Set<string>()])) }),
  }));
}

/** True for a scaler of one of these workloads, and for one that tells no target. */
function isOn(workloads: ReadonlyMap<string, ReadonlySet<string>>): (one: ListedScaler) => boolean {
  return ({ namespace, target }) => {
    const own = workloads.get(namespace);
    return own !== undefined && (target === undefined || own.has(placeKey(target)));
  };
}

/** The name in a `placeKey`. */
const nameOfKey = (key: string): string => key.slice(key.indexOf('/') + 1);

/** What is read raw by its own name. */
export type NamedObjects = Exclude<keyof ObjectNames, 'owners'>;

/** Objects of one part, by kind: what is read raw is asked for by name, and what came besides is left out by `has`. */
export interface PartObjects {
  readonly names: ObjectNames;
  /** Whether an object of this namespace belongs to the part. */
  readonly has: (what: NamedObjects, namespace: string, name: string) => boolean;
}

/** The objects of a part that is read by name. */
export function objectsOf(census: FleetCensus, workloads: ReadonlyMap<string, ReadonlySet<string>>): PartObjects {
  const isMine = isOn(workloads);
  const of = (kind: string): Array<readonly [string, string]> =>
    [...workloads].flatMap(([namespace, keys]) =>
      [...keys]
        .filter((key) => key.startsWith(`${kind}/`))
        .map((key) => [namespace, key.slice(kind.length + 1)] as const)
    );
  const on = (scalers: readonly ListedScaler[]): Array<readonly [string, string]> =>
    scalers.filter(isMine).map(({ namespace, name }) => [namespace, name] as const);
  const objects: Record<NamedObjects, Array<readonly [string, string]>> = {
    hpas: on(census.hpas),
    deployments: of('Deployment'),
    statefulSets: of('StatefulSet'),
    vpas: on(census.vpas),
    scaledObjects: on(census.scaledObjects),
  };
  const keys = new Map(
    Object.entries(objects).map(([what, list]) => [what, new Set(list.map((one) => JSON.stringify(one)))])
  );
  const namesOf = (what: NamedObjects): string[] => distinct(objects[what].map(([, name]) => name)).sort();
  return {
    names: {
      hpas: namesOf('hpas'),
      deployments: namesOf('deployments'),
      statefulSets: namesOf('statefulSets'),
      vpas: namesOf('vpas'),
      scaledObjects: namesOf('scaledObjects'),
      owners: distinct([...workloads.values()].flatMap((keys) => [...keys].map(nameOfKey))).sort(),
    },
    has: (what, namespace, name) => keys.get(what)?.has(JSON.stringify([namespace, name])) ?? false,
  };
}
