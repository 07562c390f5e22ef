// The door between facts and rules: a rule is asked only where what it needs was read. It does not decide that itself.
import { isPresent } from '../../kit/array';
import type { Confidence } from '../../model/finding';
import { compareKnowledge, type Knowledge, type Unjudged } from '../../model/knowledge';
import { kindsOfNeed, neededKinds } from '../../model/rule';
import { knowledgeOf, untoldAbsences, type Known } from '../predicates/absence';
import { withJoins } from '../signals/joins';
import type { Behind } from '../signals/facts';
import { doubtOf } from '../signals/standsBehind';
import type { SignalKind } from '../../model/series';
import { CORE_KINDS } from '../../model/verdict';
import type { Facts } from '../episodes/facts';
import type { Detection, Rule, RuleContext } from '../rules/defineRule';

/** What one rule has to say of one workload. */
export interface Ruling {
  readonly rule: Rule;
  readonly detections: ReadonlyArray<Detection<unknown>>;
  /** Set where it was not judged, or not wholly. */
  readonly unjudged?: Unjudged;
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
  const told = isRead(facts, 'scaledobject.info') || (isRead(facts, 'keda.active') && hpasTold);
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

/** What a slow pace may have hidden from a rule that found nothing. Where nothing moved, nothing was hidden. */
function coarseOf(rule: Rule, facts: Facts): Known[] {
  const needs = isHiding(facts) ? rule.needs.map((need) => knowledgeOf(need, facts)) : [];
  return needs
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

/**
 * What is seen may stand where something is missing, but it is not certain. Where samples are missing it is a step less
 * sure: what looks like a proof may be the part that was left.
 */
function lessSure<D>(detection: Detection<D>, { knowledge }: Known): Detection<D> {
  const isCertain = detection.confidence === 'certain';
  const lower = knowledge.isThinned !== undefined ? 'possible' : detection.confidence;
  return {
    ...detection,
    confidence: isCertain ? 'likely' : lower,
    confidenceNotes: [...detection.confidenceNotes, knowledge.reason].filter((note) => note !== ''),
  };
}

/** From the surest down. */
const CONFIDENCES: readonly Confidence[] = ['certain', 'likely', 'possible'];

/** Read off what seems to stand behind a custom resource: no surer than that link. */
function asConcluded<D>(detection: Detection<D>, behind: Behind): Detection<D> {
  const isSurer = CONFIDENCES.indexOf(detection.confidence) < CONFIDENCES.indexOf(behind.confidence);
  return {
    ...detection,
    confidence: isSurer ? behind.confidence : detection.confidence,
    confidenceNotes: [...detection.confidenceNotes, doubtOf(behind)],
  };
}

/**
 * False when nothing can be said of the workload at all. What is missing here and there leaves the rest standing; a cluster
 * has no replicas of its own.
 */
export function isCoreRead(facts: Facts): boolean {
  const isKnown = (kind: SignalKind): boolean => ['read', 'partial'].includes(facts.knows(kind).state);
  return facts.workload.kind === 'Cluster' || CORE_KINDS.every(isKnown);
}

/** Whether the rule is about this kind of thing at all: a workload, or the nodes of a cluster. */
export function isInScope(rule: Rule, facts: Facts): boolean {
  return (rule.scope ?? 'workload') === (facts.workload.kind === 'Cluster' ? 'cluster' : 'workload');
}

/** Asks one rule about one workload, if it may be asked. */
export function askRule(rule: Rule, facts: Facts, context: RuleContext): Ruling {
  if (!isInScope(rule, facts) || isForeignTo(rule, facts)) {
    return { rule, detections: [] };
  }
  const lacks = lacksOf(rule, facts);
  if (lacks.length > 0) {
    return { rule, detections: [], unjudged: toUnjudged(rule, lacks) };
  }
  const detections = rule.detect(facts, context);
  const thin = thinOf(rule, facts);
  if (detections.length === 0 && !thin.needs && rule.concerns?.(facts, context) === false) {
    return { rule, detections };
  }
  if (detections.length === 0) {
    return { rule, detections, unjudged: toUnjudged(rule, [...thin.all, ...coarseOf(rule, facts)]) };
  }
  const { needs } = thin;
  const { behind } = facts;
  const told = needs ? detections.map((detection) => lessSure(detection, needs)) : detections;
  return { rule, detections: behind ? told.map((detection) => asConcluded(detection, behind)) : told };
}

/** The rules that were not judged on a workload. */
export function unjudgedOf(rulings: readonly Ruling[]): Unjudged[] {
  return rulings.map((ruling) => ruling.unjudged).filter(isPresent);
}
