// The one port through which numbers come in. Adapters: a Grafana data source, a Prometheus HTTP API, panel frames.
import type { Interval, Millis } from '../kit/interval';
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
}

export interface SweepOptions {
  /** Aborting it cancels the requests under way; the promise then rejects with the signal's reason. */
  readonly abort?: AbortSignal;
  readonly onProgress?: (progress: SweepProgress) => void;
  /** Time for the whole question; a minute when absent. What was not read by then is named in `SeriesSet.failed`. */
  readonly deadline?: Millis;
}

/** Reads everything the rules need. Never rejects because a query failed: see `SeriesSet.failed`. */
export interface SeriesSource {
  fetch(request: SweepRequest, options?: SweepOptions): Promise<SeriesSet>;
}
