// What is known of one kind of signal about one workload: the difference between "there is none" and "nobody looked".
import type { SignalKind } from './series';

/**
 * read = asked and answered whole; the series may be empty because the object has none.
 * failed = the question failed, or was never asked. partial = the answer is cut, or samples are missing.
 * unexported = nobody exports this kind in this cluster and namespace, as far as series show.
 */
export type KnowledgeState = 'read' | 'failed' | 'partial' | 'unexported';

export interface Knowledge {
  readonly state: KnowledgeState;
  /** Why it is not read, in words for people; '' when it is, and where no series shows that anybody exports it. */
  readonly reason: string;
  /** Of `partial`: the answer was cut, so any series may be missing. */
  readonly isCut?: boolean;
  /** Of `partial`: no series is missing, only some samples are. */
  readonly isThinned?: boolean;
  /** Of `partial`: so far apart that what moves between two samples may be anything. */
  readonly isSparse?: boolean;
  /** Of `isSparse`: no scrape was lost. What all samples show alike stood, as far as a counter of writes tells. */
  readonly isEven?: boolean;
  /** Of `read`: whole, at a pace that hides what is short; then the reason tells the pace. */
  readonly isCoarse?: boolean;
}

/** What is known of each kind, for one workload. */
export type Knows = (kind: SignalKind) => Knowledge;

/** A rule that was not judged on one workload: the kinds it lacks, and what is known of them. */
export interface Unjudged {
  readonly rule: string;
  readonly kinds: readonly SignalKind[];
  readonly state: Exclude<KnowledgeState, 'read'>;
  readonly reason: string;
  /** Nothing was lost: the samples are whole, only too far apart for this rule to rule out what lies between them. */
  readonly isPace?: boolean;
  /** Nothing is missing at all: a finding for information says what it may be, and nobody can say which. */
  readonly isUndecided?: boolean;
}

export const READ: Knowledge = { state: 'read', reason: '' };
export const UNEXPORTED: Knowledge = { state: 'unexported', reason: '' };

/** Worst first: a failed question is told before a missing exporter, because asking again may mend it. */
const WORST_FIRST: readonly KnowledgeState[] = ['failed', 'unexported', 'partial', 'read'];

/** Orders knowledge from the least to the most. */
export function compareKnowledge(a: Knowledge, b: Knowledge): number {
  return WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state);
}
