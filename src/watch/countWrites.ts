// Which writes of a report are new: windows of neighbouring sweeps overlap, and a write is counted once, when no later
// sample can change whose it is.
import type { Millis, UnixMs } from '../kit/interval';
import type { ActionField } from '../model/action';
import type { Report } from '../model/report';
import type { ScalerFamily, WorkloadRef } from '../model/workload';

/** Writes to one field of one workload by one family of writers. */
export interface CountedWrite {
  readonly workload: WorkloadRef;
  readonly field: ActionField;
  readonly actor: ScalerFamily;
  /** How many, hidden ones included. */
  readonly times: number;
}

/** The answer of an HPA comes within its pass and a scrape; it may tell who wrote before. */
const SETTLED: Millis = 120_000;

/** Up to when the writes of this report are settled. */
export function settledUntil({ range }: Report): UnixMs {
  return range.to - SETTLED;
}

/** The writes after `since` and up to `until`, both unix milliseconds. */
export function countWrites(report: Report, since: UnixMs, until: UnixMs): CountedWrite[] {
  return report.workloads.flatMap(({ workload, actions }) =>
    actions
      .filter(({ interval }) => interval.to > since && interval.to <= until)
      .map(({ field, actor, from, to, hidden }) => ({
        workload,
        field,
        actor: actor.family,
        times: (from === to ? 0 : 1) + hidden,
      }))
      .filter(({ times }) => times > 0)
  );
}
