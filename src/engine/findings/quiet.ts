// What can be said of workloads that no scan named: a rule whose scans were all answered cannot fire above info there, and one
// whose scan was not was not judged.
import { distinctBy, groupBy } from '../../kit/array';
import { withoutTimes } from '../../kit/times';
import type { FleetReading, SignalKind, Unscanned } from '../../model/series';
import type { Unjudged } from '../../model/knowledge';
import type { Quiet } from '../../model/report';
import { kindsOfNeed } from '../../model/rule';
import { CORE_KINDS } from '../../model/verdict';
import type { WorkloadRef } from '../../model/workload';
import type { Rule } from '../rules/defineRule';

/** Each workload has these whatever else it has: where there are none somebody keeps them back. */
const OF_EACH: readonly SignalKind[] = ['workload.replicas', 'workload.generation', 'workload.ready'];

/** A series that nobody exports matters to rules that cannot judge without it, or that see less. */
function matters(rule: Rule, { state, kinds }: Unscanned): boolean {
  const isLost = (kind: (typeof kinds)[number]): boolean => kinds.includes(kind);
  const isForeign = rule.group === 'D' && kinds.every((kind) => /^(keda|scaledobject)\./.test(kind));
  return (
    state !== 'unexported' ||
    kinds.some((kind) => OF_EACH.includes(kind)) ||
    (!isForeign && (rule.needs.some((need) => kindsOfNeed(need).every(isLost)) || (rule.absences ?? []).some(isLost)))
  );
}

function unjudgedBy(rules: readonly Rule[], unscanned: readonly Unscanned[]): Unjudged[] {
  return rules
    .filter((rule) => rule.scope !== 'cluster')
    .flatMap((rule): Unjudged[] => {
      const [worst] = unscanned
        .filter((one) => rule.scans.includes(one.scan) && matters(rule, one))
        .sort((a, b) => (a.state === 'failed' ? 0 : 1) - (b.state === 'failed' ? 0 : 1));
      return worst
        ? [{ rule: rule.id, kinds: worst.kinds, state: worst.state, reason: withoutTimes(worst.reason) }]
        : [];
    });
}

/**
 * True where the lists themselves were not read, or nobody in the cluster exports what has to be known of every workload: the
 * door says the same of a workload that is read (`isCoreRead`). What was read with holes is known there too. Of a namespace
 * that keeps something back a whole family of kinds is named, whichever of them is missing.
 */
function isCoreLost(unscanned: readonly Unscanned[]): boolean {
  return unscanned.some(
    ({ state, kinds, namespaces }) =>
      (state === 'failed' || (state === 'unexported' && !namespaces)) && kinds.some((kind) => CORE_KINDS.includes(kind))
  );
}

type Place = Omit<WorkloadRef, 'name'>;

const placeKey = ({ cluster, namespace, kind }: Place): string => JSON.stringify([cluster, namespace, kind]);

type Said = Omit<Quiet, 'workloads'>;

/** What is said of workloads that lack these answers. */
function saidOf(rules: readonly Rule[], lacks: readonly Unscanned[], seenThroughout: boolean): Said {
  const unjudged = unjudgedBy(rules, lacks);
  const calm = unjudged.length === 0 && seenThroughout ? 'calm-by-proof' : 'calm-as-far-as-seen';
  return { unjudged, verdict: isCoreLost(lacks) ? 'not-judged' : calm };
}

/**
 * Verdicts on what no scan named, in groups of which the same is said.
 * @param isSeenThroughout false for a cluster of which nothing was scraped in a part of the range: no scan saw it then
 */
export function quietOf(
  { quiet, unscanned }: FleetReading,
  rules: readonly Rule[],
  isSeenThroughout: (cluster: string) => boolean
): Quiet[] {
  const concerning = ({ cluster, namespace, kind }: Place): Unscanned[] =>
    unscanned.filter(
      ({ clusters = [cluster], namespaces = [namespace], workload = kind }) =>
        clusters.includes(cluster) && namespaces.includes(namespace) && workload === kind
    );
  // Told once for each kind in a namespace: there are many workloads, and where shards fail much that concerns them.
  const lacksIn = new Map(distinctBy(quiet, placeKey).map((place) => [placeKey(place), concerning(place)]));
  const indexOf = new Map(unscanned.map((one, i) => [one, i]));
  const lacksOf = (lacks: readonly Unscanned[]): string => lacks.map((one) => indexOf.get(one)).join();
  const seenIn = new Map(quiet.map((one) => [placeKey(one), isSeenThroughout(one.cluster)]));
  const alike = groupBy([...lacksIn], ([place, lacks]) => `${lacksOf(lacks)} ${seenIn.get(place)}`);
  const said = new Map<string, Said>();
  const keyIn = new Map(
    [...alike.values()].flatMap((places) => {
      const [[first, lacks] = ['', []]] = places;
      const what = saidOf(rules, lacks, seenIn.get(first) === true);
      const key = JSON.stringify(what);
      said.set(key, what);
      return places.map(([place]) => [place, key] as const);
    })
  );
  const groups = groupBy(quiet, (one) => keyIn.get(placeKey(one)) as string);
  return [...groups].map(([key, workloads]) => ({ workloads, ...(said.get(key) as Said) }));
}
