// Which part of a report is about one workload, and which of its findings the page tells.
import type { Finding } from '../../model/finding';
import type { Report, WorkloadHistory } from '../../model/report';
import { workloadKey, type WorkloadRef } from '../../model/workload';
import { orderFindings } from '../../views/fleet/fleetRows';

interface Story {
  /** Absent when the workload does not exist: a finding can be about that. */
  readonly history?: WorkloadHistory;
  /** All of its findings, in the house order. */
  readonly findings: readonly Finding[];
  /** The one to tell. */
  readonly finding?: Finding;
  /** True when the address names a finding that the report does not hold. */
  readonly isLost: boolean;
}

/** Picks one workload out of a report; `wanted` is the id or the rule of a finding, '' for the worst. */
export function findStory(report: Report, ref: WorkloadRef, wanted: string): Story {
  const key = workloadKey(ref);
  const history = report.workloads.find(({ workload }) => workloadKey(workload) === key);
  const own = report.findings.filter(({ workload }) => workloadKey(workload) === key);
  const findings = orderFindings(own, report.range);
  const named = findings.find(({ id, rule }) => id === wanted || rule === wanted);
  return { history, findings, finding: named ?? findings[0], isLost: wanted !== '' && named === undefined };
}
