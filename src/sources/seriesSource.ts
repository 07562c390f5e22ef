// The one port through which numbers come in. Adapters: a Grafana data source, a Prometheus HTTP API, panel frames.
import type { Interval, Millis } from '../kit/interval';
import type { ScanLimits } from '../model/scan';
import type { FleetRead } from '../model/fleetRead';
import type { SeriesSet } from '../model/series';

/** What to read. */
export interface SweepRequest {
  readonly range: Interval;
  /** Only these namespaces; all when absent or empty. */
  readonly namespaces?: readonly string[];
  /** Value of the cluster label to stay within; all clusters when absent. */
  readonly cluster?: string;
  /** Name of the cluster label; `auto` finds it among the usual four (docs/signals.md, "Joins"). */
  readonly clusterLabel: string;
}

/** Progress of a sweep: `answered` of `total` queries, and which one is waited for, in words. */
export interface SweepProgress {
  readonly answered: number;
  readonly total: number;
  readonly waitingFor: string;
  /** Why nothing is asked right now, in words: the server wants time. */
  readonly pause?: string;
  /** The fleet is large: scans say what of it is read, and that is judged part by part. */
  readonly isLarge?: boolean;
  /** In a large fleet, once the scans are answered. */
  readonly read?: FleetRead;
}

export interface SweepOptions {
  /** True for one workload that somebody opened: it does not wait until fleets are read. */
  readonly isOpened?: boolean;
  /** True where the range follows the clock: the same question will be asked again, and its answers may be remembered. */
  readonly isFollowed?: boolean;
  /** Aborting it cancels the requests under way; the promise then rejects with the signal's reason. */
  readonly abort?: AbortSignal;
  readonly onProgress?: (progress: SweepProgress) => void;
  /** Waited for between two slices of long work, where the thread has other things to do; absent where it has not. */
  readonly pause?: () => Promise<void>;
  /**
   * Time for the whole question; a minute when absent. What was not read by then is named in `SeriesSet.failed`. In a large
   * fleet it is the time for each list and for the scans of each shard, and again for each part that is read after them. A
   * database that tells nothing at all in that time is not asked for the next shard.
   */
  readonly deadline?: Millis;
  /** How far the scans of a large fleet look (engine/scanLimits.ts); as far as the defaults of the rules when absent. */
  readonly limits?: ScanLimits;
  /**
   * Takes the parts of a large fleet, the most urgent first; one more is read while it is at work on this one. What comes
   * back at the end is then only the last part.
   */
  readonly take?: TakePart;
}

/** Takes one part of a large fleet (`SeriesSet.part`); `read` counts it as well. */
export type TakePart = (part: SeriesSet, read: FleetRead) => void | Promise<void>;

/** Reads everything the rules need. Never rejects because a query failed: see `SeriesSet.failed`. */
export interface SeriesSource {
  fetch(request: SweepRequest, options?: SweepOptions): Promise<SeriesSet>;
}
