// Who moved what, when: the verbs of the story.
import type { Interval } from '../kit/interval';
import type { SignalKind } from './series';
import type { ScalerRef, WorkloadRef } from './workload';

/** What an action moved. `size` is the request per pod, `template` the pod template (a rollout). */
export type ActionField = 'replicas' | 'size' | 'template' | 'pods' | 'bounds' | 'autoscaling' | 'nodes';

/** observed = the samples show it; inferred = counted or concluded; confirmed = a second, independent source agrees. */
export type Certainty = 'observed' | 'inferred' | 'confirmed';

/** How the actor went about it. */
export type Verb =
  | 'scale' // decided on metrics
  | 'enforce-bounds' // pushed back into [min, max] without looking at metrics
  | 'restore' // undid somebody else's write
  | 'wake' // 0 -> n
  | 'sleep' // n -> 0
  | 'write' // an outside writer set the number
  | 'rollout'
  | 'resize'
  | 'evict'
  | 'refuse' // a budget let nobody go
  | 'provision' // nodes came
  | 'consolidate' // nodes went
  | 'pause'
  | 'resume'
  | 'hidden'; // writes that only the generation counts

/** One thing that happened to a workload, somewhere in (interval.from, interval.to]. */
export interface Action {
  readonly id: string;
  readonly workload: WorkloadRef;
  readonly field: ActionField;
  readonly verb: Verb;
  readonly interval: Interval;
  /** Value before and after; equal for hidden writes. Replicas, cores, bytes or pods, by field. */
  readonly from: number;
  readonly to: number;
  readonly actor: ScalerRef;
  /** Which test named the actor, in words. */
  readonly reason: string;
  readonly certainty: Certainty;
  /** Further writes in the same interval that no sample shows. */
  readonly hidden: number;
  /** Who takes part in the hidden writes, when known. */
  readonly others?: readonly ScalerRef[];
  /** A value in between that somebody wrote and an autoscaler overwrote: no sample shows it. */
  readonly via?: number;
  /** What betrayed `via`: the HPA's status, or pods of the same template that were born meanwhile. */
  readonly viaWitness?: 'status' | 'pods';
  /** True where the workload was deleted and created anew meanwhile, so that it began with the number of its manifest. */
  readonly born?: true;
  /** For size: cpu or memory. */
  readonly resource?: string;
  /** For size: true where living pods changed, and how many; absent where new ones came with another size. */
  readonly inPlace?: true;
  readonly pods?: number;
  /** The signals it was read from. */
  readonly evidence: readonly SignalKind[];
}
