// What is known of a large fleet as a whole: which workloads a scan named, and which none did (docs/decisions/0012).
import type { Unjudged } from './knowledge';
import type { ScanId } from './scan';
import type { SignalKind } from './series';
import type { WorkloadRef } from './workload';

/** A scan without an answer, or whose answer says nothing because nobody exports what it looks at. */
export interface Unscanned {
  readonly scan: ScanId;
  readonly state: Unjudged['state'];
  /** Why, where a failure says so; ''. */
  readonly reason: string;
  readonly kinds: readonly SignalKind[];
  /** The namespaces concerned; absent means all. */
  readonly namespaces?: readonly string[];
}

/** The fleet as its scans saw it. */
export interface FleetReading {
  /** Workloads that a scan named: they were read, or the report says that they were not. */
  readonly suspects: number;
  /** Workloads that no scan named: nothing was read of them. */
  readonly quiet: readonly WorkloadRef[];
  readonly unscanned: readonly Unscanned[];
}
