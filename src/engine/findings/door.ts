// The door between facts and rules: a rule is asked only where what it needs was read. It does not decide that itself.
import { isPresent } from '../../kit/array';
import type { Confidence } from '../../model/finding';
import type { Unjudged } from '../../model/knowledge';
import type { Known } from '../predicates/absence';
import type { Behind } from '../signals/facts';
import { doubtOf } from '../signals/standsBehind';
import type { SignalKind } from '../../model/series';
import { CORE_KINDS } from '../../model/verdict';
import type { Facts } from '../episodes/facts';
import type { Detection, Rule, RuleContext } from '../rules/defineRule';
import { readinessOf } from './readiness';
import type { Throughout } from './throughout';

/** What one rule has to say of one workload. */
export interface Ruling {
  readonly rule: Rule;
  readonly detections: ReadonlyArray<Detection<unknown>>;
  /** Set where it was not judged, or not wholly. */
  readonly unjudged?: Unjudged;
}

const NOTHING: ReadonlyArray<Detection<unknown>> = [];

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

/** All was read, and yet nobody can say whether it is a fight: that is told, and it is not calm. */
function undecidedBy(rule: Rule, detections: ReadonlyArray<Detection<unknown>>): Unjudged | undefined {
  const [first] = detections.map(({ undecided }) => undecided);
  return first && detections.every(({ undecided }) => undecided)
    ? { rule: rule.id, state: 'partial', ...first, isUndecided: true }
    : undefined;
}

/** What may not be claimed, because not everybody whom it is about was read, and why. */
function overdrawnOf(rule: Rule, facts: Facts, throughout: Throughout): Unjudged | undefined {
  const { id, everywhere } = rule;
  const known = everywhere && throughout(facts.workload.cluster, everywhere);
  return everywhere && known && known.state !== 'read'
    ? { rule: id, kinds: [...everywhere.kinds].sort(), state: known.state, reason: known.reason }
    : undefined;
}

/** Asks one rule about one workload, if it may be asked; claims about all of the cluster only where all of it was read. */
export function askRule(rule: Rule, facts: Facts, context: RuleContext, throughout: Throughout): Ruling {
  const ruling = askOf(rule, facts, context);
  const overdrawn = ruling.detections.every(({ witnessed }) => witnessed === true)
    ? undefined
    : overdrawnOf(rule, facts, throughout);
  const held = ruling.detections.flatMap((one) => (one.witnessed === true ? [one] : (one.otherwise ?? [])));
  return overdrawn ? { ...ruling, detections: held, unjudged: ruling.unjudged ?? overdrawn } : ruling;
}

function askOf(rule: Rule, facts: Facts, context: RuleContext): Ruling {
  if (!isInScope(rule, facts)) {
    return { rule, detections: NOTHING };
  }
  const { isForeign, isRefused, refusal, atRest, thin, open } = readinessOf(rule, facts);
  if (!isForeign && atRest) {
    const standing = rule.detect(facts, context).filter(({ stands }) => stands === true);
    return { rule, detections: standing.map((detection) => lessSure(detection, atRest)), unjudged: refusal };
  }
  if (isForeign || isRefused) {
    return { rule, detections: NOTHING, unjudged: refusal };
  }
  const detections = rule.detect(facts, context);
  if (detections.length === 0) {
    const isNothing = !thin && rule.concerns?.(facts, context) === false;
    return { rule, detections, unjudged: isNothing ? undefined : open(facts) };
  }
  const { behind } = facts;
  const unjudged = undecidedBy(rule, detections);
  const told = thin ? detections.map((detection) => lessSure(detection, thin)) : detections;
  return { rule, detections: behind ? told.map((detection) => asConcluded(detection, behind)) : told, unjudged };
}

/** The rules that were not judged on a workload. */
export function unjudgedOf(rulings: readonly Ruling[]): Unjudged[] {
  return rulings.map((ruling) => ruling.unjudged).filter(isPresent);
}
