// The advice: a named conflict with its verdict, evidence, harm and remedy.
import type { Interval } from '../kit/interval';
import type { Certainty } from './action';
import type { Fix } from './fix';
import type { SignalKind } from './series';
import type { ScalerRef, WorkloadRef } from './workload';

/** Id of a rule, the name of its file: `hpa-gitops-replicas`. */
export type RuleId = string;

/** One scale for all rules; each page of a rule says which it gives and when. The last step is in findings/judge.ts. */
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';
export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

export type Confidence = 'certain' | 'likely' | 'possible';

/** fighting = on at the end of the range; will-fight = only the precondition stands; ended = was on inside the range. */
export type FindingState = 'fighting' | 'will-fight' | 'ended';

/** One row of proof. */
export interface Evidence {
  readonly what: string;
  readonly seen: string;
  readonly certainty: Certainty;
  /** The signals to look at; the app turns them into queries. */
  readonly signals: readonly SignalKind[];
  /** Where on the time axis, when it is somewhere. */
  readonly interval?: Interval;
}

/** An answer of one scaler to an act of another. */
export interface Echo {
  /** Ids of the two actions. */
  readonly cause: string;
  readonly answer: string;
  readonly causeInterval: Interval;
  readonly answerInterval: Interval;
  /** Smallest and largest lag that the two intervals allow, milliseconds. */
  readonly lag: Interval;
  /** Columns of the echo table, already in words. */
  readonly causeText: string;
  readonly answerText: string;
  readonly predicted: string;
}

/** The harm, by one arithmetic for all rules. Blank where it could not be computed: never zero by default. */
export interface Impact {
  readonly reversalsPerHour?: number;
  readonly hiddenWrites?: number;
  readonly podsMade?: number;
  readonly podsMadeInferred?: boolean;
  readonly evictions?: number;
  /** integral of max(0, proposal - ready) over the fight, replica-minutes. */
  readonly replicaMinutesShort?: number;
  /** integral of max(0, ready - proposal) over the fight, replica-minutes. */
  readonly replicaMinutesWasted?: number;
  /** sum of |delta(n * r)| over the fight, cores. */
  readonly coreSwing?: number;
  readonly minutesAtMax?: number;
  readonly longestQuietMinutes?: number;
}

/**
 * What a finding means beyond its own story. `paralyses`: while it lasts nobody can move the replicas. `once`: its actor
 * wrote and left, and owns nothing. `contests-size`: pods and pod size answer each other.
 */
export type FindingTrait = 'paralyses' | 'once' | 'contests-size';

export interface Finding {
  /** Stable for the same story: rule and workload, and what else it is about. */
  readonly id: string;
  readonly rule: RuleId;
  /** What it is about beside the workload, where the rule tells several things apart: a pool of nodes, `karpenter/spot`. */
  readonly about?: string;
  /** As the rule declares them; none when absent. */
  readonly traits?: readonly FindingTrait[];
  readonly title: string;
  readonly state: FindingState;
  readonly workload: WorkloadRef;
  /** Workloads that a finding on a cluster or on a pool of nodes concerns, those it concerns most first. */
  readonly workloads?: readonly WorkloadRef[];
  /** When it was on, disjoint and in order. For a precondition the span in which it stood. */
  readonly intervals: readonly Interval[];
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Why this confidence, and what was not assessed, in words. */
  readonly confidenceNotes: readonly string[];
  readonly actors: readonly ScalerRef[];
  /** One sentence: who does what, numbers, how often, what hides it. */
  readonly summary: string;
  /** Since when, how many, what harm. */
  readonly detail: string;
  /** A few words for the bracket: `Git × HPA on replicas`. */
  readonly label: string;
  /** Findings of this workload that this one causes, told as one story. */
  readonly consequences: readonly RuleId[];
  /** The full findings behind `consequences`. */
  readonly caused: readonly Finding[];
  readonly evidence: readonly Evidence[];
  readonly echoes: readonly Echo[];
  readonly impact: Impact;
  readonly fixes: readonly Fix[];
  /** Findings with the same text here share one cause and one fix: they are grouped in the fleet. */
  readonly causeKey: string;
  /** The sentence for such a group. */
  readonly causeTitle: string;
}
