// Everything one analysis says, ready to be drawn: views get this and nothing else.
import type { Interval, Millis, UnixMs } from '../kit/interval';
import type { Action } from './action';
import type { Finding, RuleId } from './finding';
import type { FailureKind } from './failure';
import type { Unjudged } from './knowledge';
import type { Verdict } from './verdict';
import type { Exported, SignalKind } from './series';
import type { ScalerRef, WorkloadRef } from './workload';

/** Quantities that are drawn over time. */
export type CurveId =
  | 'spec' // spec.replicas
  | 'ready' // ready pods
  | 'min'
  | 'max'
  | 'wish' // what an HPA wants
  | 'proposal' // what the metrics alone ask for, computed
  | 'request' // request per pod, cores or bytes
  | 'total' // replicas x request
  | 'active' // KEDA trigger, 0 or 1
  | 'paused'
  | 'blind' // 1 while ScalingActive is false with pods running
  | 'denied'; // 1 while a budget allows no disruption, or a quota lets no pod be made

/** One curve: a step function; it breaks where two samples lie more than `staleAfter` apart. */
export interface Curve {
  readonly id: CurveId;
  /** Whose it is, for wish, min, max, request, active. */
  readonly scaler?: ScalerRef;
  readonly resource?: string;
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly staleAfter: Millis;
}

/** Writes to the object between two samples, by the generation counter. */
export interface WriteCount {
  readonly interval: Interval;
  /** Writes whose effect a sample shows, 0 or 1. */
  readonly seen: number;
  /** Writes that only the counter shows. */
  readonly hidden: number;
}

/** Pods made between two instants; `inferred` when they lived less than a scrape. */
export interface PodCount {
  readonly interval: Interval;
  readonly count: number;
  readonly inferred: boolean;
}

/** One scaler on the workload, as the lane label says it. */
export interface ScalerNote {
  readonly scaler: ScalerRef;
  /** `cpu 60 % of request`, `cpu request, new pods`, `named by argocd label`. */
  readonly note: string;
  readonly min?: number;
  readonly max?: number;
}

/** Who decides on a field of the workload. More than one name is a conflict or the seed of one. */
export interface Ownership {
  readonly state: 'owned' | 'contested' | 'nobody' | 'manifest' | 'unknown';
  readonly owners: readonly ScalerRef[];
  readonly note: string;
}

/** Whether each field of the workload has one owner: the lesson of the talk, shown even where nothing fights. */
export interface Policy {
  readonly verdict: 'owned-twice' | 'ownerless' | 'one-owner' | 'no-autoscaler' | 'unknown';
  /** Why, a sentence each; empty when there is nothing to say. */
  readonly reasons: readonly string[];
  /** When the present owners were first seen together in the range; absent where that is not known. */
  readonly since?: UnixMs;
}

/** Half of the scale-outs or pods took no longer than `half`, nine of ten no longer than `most`. */
export interface Span90 {
  readonly half: Millis;
  readonly most: Millis;
}

/** From demand to ready pods, over the scale-outs of one workload that no deploy brought about. */
export interface Reaction {
  readonly scaleOuts: number;
  readonly pods: number;
  /** Metric age and wait for the pass: not exported, by the clocks of kubelet, metrics-server and HPA. */
  readonly blind: Span90;
  /** From the first step to the last one, where the metrics asked for all of it at once. */
  readonly ramp: Span90;
  /** From created to bound to a node. */
  readonly scheduling: Span90;
  /** From bound to ready: image, start, readiness. */
  readonly start: Span90;
}

/** What happened to one workload in the range: the raw material of the timeline. */
export interface WorkloadHistory {
  readonly workload: WorkloadRef;
  readonly scalers: readonly ScalerNote[];
  readonly curves: readonly Curve[];
  readonly actions: readonly Action[];
  readonly writes: readonly WriteCount[];
  readonly podsMade: readonly PodCount[];
  readonly evictions: readonly PodCount[];
  /** Spans without samples of the workload inside the range. */
  readonly gaps: readonly Interval[];
  readonly replicasOwner: Ownership;
  readonly sizeOwner: Ownership;
  readonly policy: Policy;
  /** Absent where nothing was scaled out, or where times of pods are not exported. */
  readonly reaction?: Reaction;
  /** Typical distance of samples, milliseconds. */
  readonly scrape: Millis;
  /** Fights, calm, calm as far as seen, or not judged. */
  readonly verdict: Verdict;
  /** Rules that were not judged on it, with what they lack. */
  readonly unjudged: readonly Unjudged[];
  /** Why nothing above info was found, in a few words; '' when something was, or when it was not judged. */
  readonly quietReason: string;
  /** Scalers of which nothing is known, and why: a failed query. Their lanes are hatched, not empty. */
  readonly unknown?: ReadonlyArray<{ readonly scaler: ScalerRef; readonly reason: string }>;
}

/** A rule that could not be judged, for which workloads, and what would change that. */
export interface Unassessed {
  readonly rule: RuleId;
  readonly title: string;
  /** What is known of what it lacks. */
  readonly state: Unjudged['state'];
  /** Why, where a failure says so; ''. */
  readonly reason: string;
  /** The kinds it lacks. */
  readonly kinds: readonly SignalKind[];
  /** The same as names of series. */
  readonly missing: readonly string[];
  /** The setting that brings them. */
  readonly remedy: string;
  /** Workloads concerned; empty means all. */
  readonly workloads: readonly WorkloadRef[];
}

/** Workloads of a large fleet that no scan named: nothing of them was read (docs/decisions/0013). */
export interface Quiet {
  readonly workloads: readonly WorkloadRef[];
  /** Calm by proof where every scan was answered. */
  readonly verdict: Verdict;
  /** Rules whose scans were not answered for them. */
  readonly unjudged: readonly Unjudged[];
}

/** A part of the question that has no whole answer. */
export interface Unread {
  /** Why: a query that failed or was cut, or a part that was left out (`shortened`). */
  readonly why: FailureKind;
  /** What happened and what to do, in one line. */
  readonly message: string;
  readonly kinds: readonly SignalKind[];
  /** The namespaces concerned; absent means all that were asked for. */
  readonly namespaces?: readonly string[];
  /** The part of the range concerned; absent means all of it. */
  readonly range?: Interval;
}

export interface Diagnostic {
  /** error = a query has no whole answer. warning = something is not in the report. info = nothing is missing. */
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly query?: string;
}

export interface Report {
  readonly format: 'truce-report/1';
  readonly range: Interval;
  /** The verdict on all workloads together. */
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly workloads: readonly WorkloadHistory[];
  readonly unassessed: readonly Unassessed[];
  readonly diagnostics: readonly Diagnostic[];
  /** How many workloads there are of each verdict, where only that is known: as a watcher told it. */
  readonly tally?: Readonly<Partial<Record<Verdict, number>>>;
  /** What no scan of a large fleet named, in groups of which the same is known; absent where everything was read. */
  readonly quiet?: readonly Quiet[];
  /** What was asked for and not read, or not wholly; absent when everything was. Nothing is calm while something stands here. */
  readonly unread?: readonly Unread[];
  /** Whether namespaces of objects arrive as `exported_namespace`: queries for people must say so. */
  readonly exported?: Exported;
  /** The labels that tell clusters apart; 'auto' or absent while that is any of the usual ones. */
  readonly clusterLabel?: string;
  /** Ids of the set-ups with a list of names that the series come from; absent where none is known. */
  readonly setups?: readonly string[];
  /** How much was read. */
  readonly swept: { readonly series: number; readonly samples: number; readonly scrape: Millis };
}
