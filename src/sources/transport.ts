// How PromQL gets to a database and samples come back. Two adapters: Grafana's data source and the Prometheus HTTP API.
import type { UnixMs } from '../kit/interval';
import type { Cleaned } from '../model/cleaned';
import type { Failure } from '../model/failure';
import type { Labels } from '../model/series';
import type { Windowed } from '../queries/windowed';

/** One question; `id` comes back with its answer. */
export interface TransportQuery {
  readonly id: string;
  readonly expr: string;
  /** Begin of what is asked for: no sample before it is wanted. */
  readonly from?: UnixMs;
  /** The parts of the text, where the same will be asked again of later instants. */
  readonly windowed?: Windowed;
}

/** One series, cleaned (cleanSeries.ts). Times are unix milliseconds. */
export interface RawSeries {
  readonly labels: Labels;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** The answer to one question: series, or the reason why there are none. */
export interface TransportAnswer {
  readonly id: string;
  readonly series: readonly RawSeries[];
  readonly error?: Failure;
  /** Set when the answer is good, but by its own word not whole. */
  readonly partial?: Failure;
  /** Remarks that came with a good answer. */
  readonly notices: readonly string[];
  /** What was not taken over as it came. */
  readonly cleaned?: Cleaned;
}

export interface RangeStep {
  readonly from: UnixMs;
  readonly to: UnixMs;
  readonly stepSeconds: number;
}

/** Answers come in the order of the questions, one each. Rejects only when aborted. */
export interface Transport {
  /** Instant queries at `at`; a range selector in the text brings raw samples with their true times. */
  instant(queries: readonly TransportQuery[], at: UnixMs, abort?: AbortSignal): Promise<TransportAnswer[]>;
  /** Range queries on a grid aligned to the step. */
  range(queries: readonly TransportQuery[], step: RangeStep, abort?: AbortSignal): Promise<TransportAnswer[]>;
}
