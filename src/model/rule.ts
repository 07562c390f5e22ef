// What the outside may know of a rule: the configuration page, the docs, the query plan. The rule itself lives in engine/rules.
import type { FindingTrait, RuleId } from './finding';
import type { ScanId } from './scan';
import type { SignalKind } from './series';

/** One adjustable number of a rule. */
export interface Threshold {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

/** A several writers, B HPA x VPA, C HPA alone, D KEDA, E VPA, F nodes and policy, G rollouts. */
export type RuleGroup = 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G';

/** Something a rule cannot do without: one kind of signal, or any one of several. */
export type Need = SignalKind | { readonly oneOf: readonly SignalKind[] };

/** What a claim about everybody in a cluster rests on: "nobody else", "all of them". */
export interface Everywhere {
  /** Kinds by which everybody is told. */
  readonly kinds: readonly SignalKind[];
  /** A scan that names all whom the claim is about: what it did not name in a large fleet need not be read. */
  readonly namedBy?: ScanId;
}

export interface RuleDescription {
  readonly id: RuleId;
  /** One line: what goes wrong. */
  readonly title: string;
  /** Place in the catalogue of docs/rules.md: its group and its number there, `C2`. Rules are asked in this order. */
  readonly code: `${RuleGroup}${number}`;
  readonly group: RuleGroup;
  /** What it is about: each workload, or the nodes of a cluster. A workload when absent. */
  readonly scope?: 'workload' | 'cluster';
  /** What its findings mean for ownership and for the timeline. */
  readonly traits?: readonly FindingTrait[];
  /** True when what it looks for stands so long that samples minutes apart show it: it is asked at any pace. */
  readonly standsLong?: boolean;
  /** True when some of its cases stand in every sample, and a counter tells of the rest: those are told at any even pace. */
  readonly tellsStanding?: boolean;
  /**
   * Conditions of which at least one holds wherever the rule can fire above info: a large fleet is asked for these, and only
   * what they name is read.
   */
  readonly scans: readonly [ScanId, ...ScanId[]];
  /** Without these the rule cannot judge: the engine does not ask it where one of them is not read. */
  readonly needs: readonly Need[];
  /** Kinds whose absence it draws on (no such object, no request, no owner): these must be read whole. */
  readonly absences?: readonly SignalKind[];
  /** Kinds that show cases which nothing else shows: a rule that finds nothing without one of them was not judged wholly. */
  readonly reveals?: readonly SignalKind[];
  /**
   * Set where it draws on all of the cluster: where less was read, or one of these kinds is missing somewhere, only cases that
   * stand whatever the rest is like are told (`Detection.witnessed`).
   */
  readonly everywhere?: Everywhere;
  /** With these it judges better. */
  readonly helps: readonly SignalKind[];
  readonly thresholds: readonly Threshold[];
}

/** The kinds that would satisfy a need. */
export function kindsOfNeed(need: Need): readonly SignalKind[] {
  return typeof need === 'string' ? [need] : need.oneOf;
}

/** All kinds without which a rule may not judge, each once. */
export function neededKinds(rule: Pick<RuleDescription, 'needs' | 'absences'>): SignalKind[] {
  return [...new Set([...rule.needs.flatMap(kindsOfNeed), ...(rule.absences ?? [])])];
}
