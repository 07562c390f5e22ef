// Workloads that may share pods by their names: an HPA's target beside one that nobody scales. Whether they do, only their use
// of CPU tells; the database is asked about these few.
import { distinct, groupBy } from '../../kit/array';
import { flatInSteps, forEachInSteps, groupInSteps, type Steps } from '../../kit/steps';
import type { PlanScope } from '../../queries/plan';
import { NOBODY, type ScanQuery } from '../../queries/scans';
import { isNamedKind, sharedUseQueries, type NamedKind } from '../../queries/sharedUse';
import type { FleetCensus, Listed, ListedScaler, Target } from './census';

/** So many workloads may begin alike and still be taken for kin; more, and it is a prefix of the whole team. */
const KIN = 4;

/** Namespaces whose names are compared at once. */
const PLACES = 20;

/** What stands before each dash of a name: `a` and `a-b` of `a-b-c`. */
function beginnings(name: string): string[] {
  const words = name.split('-');
  return words.slice(1).map((_, i) => words.slice(0, i + 1).join('-'));
}

/** Workloads of one namespace that may share pods by name: `web` and `web-batch`, or a few that begin alike. */
export function kinIn(all: readonly string[]): (name: string) => readonly string[] {
  const names = distinct(all);
  const known = new Set(names);
  const stem = (name: string): string => name.split('-')[0] ?? name;
  const families = groupBy(names, stem);
  // Without comparing each with each: a team may begin the names of thousands alike.
  const longer = new Map<string, string[]>();
  for (const name of names) {
    for (const begin of beginnings(name)) {
      const own = longer.get(begin) ?? [];
      own.push(name);
      longer.set(begin, own);
    }
  }
  return (name) => {
    const family = families.get(stem(name)) ?? [];
    const others = family.length - (known.has(name) ? 1 : 0);
    return others < KIN
      ? family.filter((other) => other !== name)
      : [...beginnings(name).filter((begin) => known.has(begin)), ...(longer.get(name) ?? [])];
  };
}

/** An HPA whose target may share its pods. */
export interface Related extends ListedScaler {
  readonly target: Target;
}

/** One key per object; no name holds the sign between. */
const at = ({ cluster, namespace }: Listed, rest: string): string => `${cluster}\u0000${namespace}\u0000${rest}`;
const targetAt = (one: Listed, { kind, name }: Target): string => at(one, `${kind}/${name}`);

/** HPAs beside whose target runs one of its kin that nobody scales. */
export function* relatedOf({ hpas, scaledObjects, workloads }: FleetCensus): Steps<Related[]> {
  const scaled = new Set<string>();
  yield* forEachInSteps([...hpas, ...scaledObjects], (one) => one.target && scaled.add(targetAt(one, one.target)));
  const unscaled = yield* flatInSteps(workloads, (one) =>
    one.replicas > 0 && !scaled.has(targetAt(one, one)) ? [one] : []
  );
  const places = yield* groupInSteps(unscaled, (one) => at(one, ''));
  const free = new Map<string, ReturnType<typeof kinIn>>();
  yield* forEachInSteps(places, ([place, own]) => free.set(place, kinIn(own.map(({ name }) => name))), PLACES);
  return yield* flatInSteps(hpas, ({ target, ...one }) =>
    target && (free.get(at(one, ''))?.(target.name) ?? []).length > 0 ? [{ ...one, target }] : []
  );
}

/** Text that the names of one query may take, each list for itself. */
const MAX_NAMES = 2500;

function inPieces(related: readonly Related[]): Related[][] {
  const pieces: Related[][] = [];
  let room = 0;
  for (const one of related) {
    const text = one.namespace.length + one.name.length + one.target.name.length + 6;
    if (text > room) {
      pieces.push([]);
      room = MAX_NAMES;
    }
    pieces.at(-1)?.push(one);
    room -= text;
  }
  return pieces;
}

/** Kubernetes cuts the names of pods: a longer one is followed by fewer dashes than `sharedUseQueries` looks for. */
const LONGEST_WHOLE = 45;

/** True where a pod's name tells that it is the target's. */
function isToldByNames({ target }: Related): boolean {
  return isNamedKind(target.kind) && target.name.length <= LONGEST_WHOLE;
}

/** What is asked about those whose pods can be told by their names. */
export function* kinQueries(census: FleetCensus, scope: PlanScope): Steps<ScanQuery[]> {
  const related = yield* relatedOf(census);
  const kinds = groupBy(related.filter(isToldByNames), ({ target }) => target.kind);
  return [...kinds].flatMap(([kind, related]) =>
    inPieces(related).flatMap((own) => {
      const names = { ...NOBODY, hpas: distinct(own.map(({ name }) => name)) };
      const namespaces = distinct(own.map(({ namespace }) => namespace)).sort();
      const workloads = distinct(own.map(({ target }) => target.name));
      return sharedUseQueries({ ...scope, between: undefined, namespaces, names }, kind as NamedKind, workloads);
    })
  );
}

/** Those of whom nothing tells which pods are theirs: they are looked at. */
export function* untoldKin(census: FleetCensus): Steps<Related[]> {
  const related = yield* relatedOf(census);
  return related.filter((one) => !isToldByNames(one));
}
