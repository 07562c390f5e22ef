// The door between facts and rules: a rule is asked only where what it needs was read. It does not decide that itself.
import { isPresent } from '../../kit/array';
import { compareKnowledge, type Knowledge, type Unjudged } from '../../model/knowledge';
import { kindsOfNeed, neededKinds, type Need } from '../../model/rule';
import { withJoins } from '../signals/joins';
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

interface Lack {
  readonly kinds: readonly SignalKind[];
  readonly knowledge: Knowledge;
}

/** What is known of a need: of the best known kind where one of several will do. */
function knowledgeOf(need: Need, facts: Facts): Lack {
  const kinds = kindsOfNeed(need);
  const known = kinds.map((kind) => facts.knows(kind)).sort(compareKnowledge);
  return { kinds, knowledge: known.at(-1) ?? { state: 'read', reason: '' } };
}

/** Targets that kube-state-metrics exports nothing of: their own series cannot be read, only those of their HPA. */
function isBeyondExport(kind: SignalKind, facts: Facts): boolean {
  return facts.replicasAreProxy && /^(workload|replicaset)\./.test(kind);
}

/** Needs that are not read, and absences that cannot be drawn on. */
function lacksOf(rule: Rule, facts: Facts): Lack[] {
  const needs = withJoins(rule.needs, facts.workload.kind).map((need) => knowledgeOf(need, facts));
  const absences = withJoins(rule.absences ?? [], facts.workload.kind)
    .filter((need) => !kindsOfNeed(need).some((kind) => isBeyondExport(kind, facts)))
    .map((need) => knowledgeOf(need, facts));
  return [
    ...needs.filter(({ knowledge }) => knowledge.state === 'failed' || knowledge.state === 'unexported'),
    ...absences.filter(({ knowledge }) => knowledge.state !== 'read' && knowledge.isThinned !== true),
  ];
}

/** What was lost to a rule that may speak all the same: samples here and there, kinds that show what nothing else shows. */
function thinOf(rule: Rule, facts: Facts): { needs: Lack | undefined; all: Lack[] } {
  const needs = withJoins(rule.needs, facts.workload.kind).map((need) => knowledgeOf(need, facts));
  const reveals = withJoins(rule.reveals ?? [], facts.workload.kind).map((need) => knowledgeOf(need, facts));
  const helps = rule.helps.map((kind) => knowledgeOf(kind, facts));
  const isThin = ({ knowledge: { state } }: Lack): boolean => state === 'partial';
  return {
    needs: needs.find(isThin),
    all: [
      ...[...needs, ...reveals].filter(({ knowledge }) => knowledge.state !== 'read'),
      ...helps.filter(({ knowledge: { state } }) => state === 'failed' || state === 'partial'),
    ],
  };
}

function toUnjudged(rule: Rule, lacks: readonly Lack[]): Unjudged | undefined {
  const [worst] = [...lacks].sort((a, b) => compareKnowledge(a.knowledge, b.knowledge));
  if (!worst || worst.knowledge.state === 'read') {
    return undefined;
  }
  const { state, reason } = worst.knowledge;
  return { rule: rule.id, kinds: [...new Set(lacks.flatMap((lack) => lack.kinds))].sort(), state, reason };
}

const isRead = (facts: Facts, kind: SignalKind): boolean => facts.knows(kind).state === 'read';

/** KEDA works through an HPA of its own; only a paused ScaledObject has none. */
function hasNoScaledObject(facts: Facts, kinds: readonly SignalKind[]): boolean {
  const hpasTold = isRead(facts, 'hpa.info');
  const told = isRead(facts, 'scaledobject.info') || (isRead(facts, 'keda.active') && hpasTold);
  return facts.scaledObjects.length === 0 && (told || (hpasTold && !kinds.includes('keda.paused')));
}

/** True when the rule is about a scaler that is known not to be on the workload: it then has nothing to say. */
function isForeignTo(rule: Rule, facts: Facts): boolean {
  const isAbout = (family: string): boolean =>
    rule.needs.some((need) => kindsOfNeed(need).every((kind) => kind.startsWith(family)));
  return (
    rule.scope !== 'cluster' &&
    ((isAbout('hpa.') && facts.hpas.length === 0 && isRead(facts, 'hpa.info')) ||
      (isAbout('vpa.') && facts.vpas.length === 0 && isRead(facts, 'vpa.target')) ||
      (rule.group === 'D' && hasNoScaledObject(facts, neededKinds(rule))))
  );
}

/** Samples are missing: what is seen may stand, but it is not certain. */
function atMostLikely<D>(detection: Detection<D>, lack: Lack): Detection<D> {
  return {
    ...detection,
    confidence: detection.confidence === 'certain' ? 'likely' : detection.confidence,
    confidenceNotes: [...detection.confidenceNotes, lack.knowledge.reason].filter((note) => note !== ''),
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
  if (detections.length === 0) {
    return { rule, detections, unjudged: toUnjudged(rule, thin.all) };
  }
  const { needs } = thin;
  return { rule, detections: needs ? detections.map((detection) => atMostLikely(detection, needs)) : detections };
}

/** The rules that were not judged on a workload. */
export function unjudgedOf(rulings: readonly Ruling[]): Unjudged[] {
  return rulings.map((ruling) => ruling.unjudged).filter(isPresent);
}
