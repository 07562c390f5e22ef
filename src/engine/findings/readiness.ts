// How far what a rule asks for was read on a workload. It is the same for all workloads of which the same is known, those of
// one kind in one namespace, so it is found once for all of them: every rule asks it of every workload.
import { compareKnowledge, type Knowledge, type Knows, type Unjudged } from '../../model/knowledge';
import { kindsOfNeed, neededKinds } from '../../model/rule';
import type { SignalKind } from '../../model/series';
import type { Facts } from '../episodes/facts';
import { knowledgeOf, untoldAbsences, type Known } from '../predicates/absence';
import type { Rule } from '../rules/defineRule';
import { withJoins } from '../signals/joins';

/** What was read of what one rule asks for. */
export interface Readiness {
  /** The rule is about a scaler that is known not to be there. */
  readonly isForeign: boolean;
  /** It may not be asked, and why. */
  readonly isRefused: boolean;
  readonly refusal: Unjudged | undefined;
  /** Nothing but a quicker pace is lacking, and the rule knows cases that stand in every sample: the needs, as they were read. */
  readonly atRest: Known | undefined;
  /** A need of which only a part was read. */
  readonly thin: Known | undefined;
  /** What stays open on a workload where it finds nothing. */
  readonly open: (facts: Facts) => Unjudged | undefined;
}

const NONE: readonly SignalKind[] = [];

/** Nothing was read, or samples so far apart that who wrote what cannot be told. */
function isLacking({ state, isSparse }: Knowledge, rule: Rule): boolean {
  return state === 'failed' || state === 'unexported' || (isSparse === true && rule.standsLong !== true);
}

/**
 * Needs that are not read, and absences that cannot be drawn on. What helps may be missing, but half of it misleads: a pod
 * that was cut off looks like one that was never born.
 */
function lacksOf(rule: Rule, facts: Facts): Known[] {
  const needs = withJoins(rule.needs, facts.workload.kind).map((need) => knowledgeOf(need, facts));
  const helps = [...rule.helps, ...(rule.reveals ?? [])].map((kind) => knowledgeOf(kind, facts));
  return [
    ...needs.filter(({ knowledge }) => isLacking(knowledge, rule)),
    ...untoldAbsences(facts, rule.absences ?? NONE),
    ...helps.filter(({ knowledge }) => knowledge.isCut === true),
  ];
}

const isRead = (facts: Facts, kind: SignalKind): boolean => facts.knows(kind).state === 'read';

/** KEDA works through an HPA of its own; only a paused ScaledObject has none. */
function hasNoScaledObject(facts: Facts, kinds: readonly SignalKind[]): boolean {
  const hpasTold = isRead(facts, 'hpa.info');
  // One that is paused, on nobody knows what, may be on this workload.
  const isPauseOpen = kinds.includes('keda.paused') && facts.knows('keda.paused').state === 'partial';
  const told = isRead(facts, 'scaledobject.info') || (isRead(facts, 'keda.active') && hpasTold && !isPauseOpen);
  return facts.scaledObjects.length === 0 && (told || (hpasTold && !kinds.includes('keda.paused')));
}

/** What KEDA's series would show is nothing to a workload that is known to have no ScaledObject. */
function revealsOn(rule: Rule, facts: Facts): readonly SignalKind[] {
  const reveals = rule.reveals ?? NONE;
  return rule.group !== 'D' && hasNoScaledObject(facts, reveals)
    ? reveals.filter((kind) => !/^(keda|scaledobject)\./.test(kind))
    : reveals;
}

/** What was lost to a rule that may speak all the same: samples here and there, kinds that show what nothing else shows. */
function thinOf(rule: Rule, facts: Facts): { needs: Known | undefined; all: Known[] } {
  const needs = withJoins(rule.needs, facts.workload.kind).map((need) => knowledgeOf(need, facts));
  const reveals = withJoins(revealsOn(rule, facts), facts.workload.kind).map((need) => knowledgeOf(need, facts));
  const helps = rule.helps.map((kind) => knowledgeOf(kind, facts));
  const isThin = ({ knowledge: { state } }: Known): boolean => state === 'partial';
  return {
    needs: needs.find(isThin),
    all: [
      ...[...needs, ...reveals].filter(({ knowledge }) => knowledge.state !== 'read'),
      ...helps.filter(({ knowledge: { state } }) => state === 'failed' || state === 'partial'),
    ],
  };
}

/** Above this distance of samples even moves that no counter tells of are missed. */
const SLOW = 45_000;

/**
 * The pace hid something: the generation counts writes that no sample shows, pods were evicted and were back between two
 * samples, or samples are far apart and something moved.
 */
function isHiding({ hidden, actions, scrape }: Facts): boolean {
  return hidden.length > 0 || actions.some((a) => a.verb === 'evict') || (scrape > SLOW && actions.length > 0);
}

/** What a slow pace may hide from a rule that found nothing: where nothing moved, it hid nothing. */
function coarseOf(rule: Rule, facts: Facts): Known[] {
  return rule.needs
    .map((need) => knowledgeOf(need, facts))
    .filter(({ knowledge }) => knowledge.isCoarse === true)
    .map(({ kinds, knowledge: { reason } }) => ({ kinds, knowledge: { state: 'partial', reason, isCoarse: true } }));
}

function toUnjudged(rule: Rule, lacks: readonly Known[]): Unjudged | undefined {
  const [worst] = [...lacks].sort((a, b) => compareKnowledge(a.knowledge, b.knowledge));
  if (!worst || worst.knowledge.state === 'read') {
    return undefined;
  }
  const { state, reason, isCoarse } = worst.knowledge;
  const kinds = [...new Set(lacks.flatMap((lack) => lack.kinds))].sort();
  return { rule: rule.id, kinds, state, reason, ...(isCoarse ? { isPace: true } : {}) };
}

/** True when the rule is about a scaler that is known not to be on the workload: it then has nothing to say. */
function isForeignTo(rule: Rule, facts: Facts): boolean {
  const isAbout = (family: string): boolean =>
    rule.needs.some((need) => kindsOfNeed(need).every((kind) => kind.startsWith(family)));
  return (
    rule.scope !== 'cluster' &&
    ((facts.hpas.length === 0 && isAbout('hpa.') && isRead(facts, 'hpa.info')) ||
      (facts.vpas.length === 0 && isAbout('vpa.') && isRead(facts, 'vpa.target')) ||
      (rule.group === 'D' && hasNoScaledObject(facts, neededKinds(rule))))
  );
}

/** The need that only the pace keeps from being read, where that is all that is lacking of a rule that tells what stands. */
function atRestOf(rule: Rule, lacks: readonly Known[]): Known | undefined {
  const isSlowOnly = lacks.every(({ knowledge }) => knowledge.isSparse === true && knowledge.isEven === true);
  return rule.tellsStanding === true && isSlowOnly ? lacks[0] : undefined;
}

function findReadiness(rule: Rule, facts: Facts): Readiness {
  const isForeign = isForeignTo(rule, facts);
  const lacks = isForeign ? [] : lacksOf(rule, facts);
  const thin = thinOf(rule, facts);
  const whole = toUnjudged(rule, thin.all);
  const coarse = coarseOf(rule, facts);
  const hiding = toUnjudged(rule, [...thin.all, ...coarse]);
  return {
    isForeign,
    isRefused: lacks.length > 0,
    refusal: toUnjudged(rule, lacks),
    atRest: atRestOf(rule, lacks),
    thin: thin.needs,
    open: (one) => (coarse.length > 0 && isHiding(one) ? hiding : whole),
  };
}

type ByRule = Map<Rule, Readiness>;

/** By what is known, and by the circumstances below: nothing else of a workload enters. */
const FOUND = new WeakMap<Knows, Map<string, ByRule>>();
/** The same, once it was looked up for a workload. */
const OF_WORKLOAD = new WeakMap<Facts, ByRule>();

/** What of a workload decides, beside what is known: its kind, who is on it, and whether its own series can be read at all. */
function circumstancesOf({ workload, hpas, vpas, scaledObjects, replicasAreProxy, behind }: Facts): string {
  const isThere = [hpas, vpas, scaledObjects].map((scalers) => scalers.length > 0);
  return [workload.kind, ...isThere, replicasAreProxy, behind !== undefined].join();
}

function sharedBy(facts: Facts): ByRule {
  const known = FOUND.get(facts.knows) ?? new Map<string, ByRule>();
  FOUND.set(facts.knows, known);
  const circumstances = circumstancesOf(facts);
  const shared = known.get(circumstances) ?? new Map<Rule, Readiness>();
  known.set(circumstances, shared);
  OF_WORKLOAD.set(facts, shared);
  return shared;
}

/** What was read of what `rule` asks for, on a workload that it is about. */
export function readinessOf(rule: Rule, facts: Facts): Readiness {
  const shared = OF_WORKLOAD.get(facts) ?? sharedBy(facts);
  const found = shared.get(rule) ?? findReadiness(rule, facts);
  shared.set(rule, found);
  return found;
}
