// Whether a report tells of anything at all: no workloads is not calm, there is nothing to judge.
import type { Report } from '../../model/report';

/** True when the data source answered and knows no workloads. */
export function isEmpty({ workloads, findings, tally, quiet = [] }: Report): boolean {
  return workloads.length === 0 && findings.length === 0 && tally === undefined && quiet.length === 0;
}
