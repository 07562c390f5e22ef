// What brings a workload back to one owner per resource: the fix of a finding about it, or the rule itself in one line
// where nothing has been found to fight yet.
import type { Interval } from '../../kit/interval';
import type { Finding } from '../../model/finding';
import type { WorkloadHistory } from '../../model/report';
import { sameScaler, workloadKey } from '../../model/workload';
import { orderFindings } from '../fleet/fleetRows';
import { isBroken } from './policyRows';

/** A fix in a few words; `finding` is where it stands whole, to be copied. */
export interface PolicyFix {
  readonly text: string;
  readonly finding?: Finding;
}

/** What to do where no finding carries a fix. */
function ruleText({ policy, replicasOwner, sizeOwner }: WorkloadHistory): string {
  if (policy.verdict === 'ownerless') {
    return 'Let one scaler act again, or delete those that cannot';
  }
  if (replicasOwner.state === 'contested') {
    return 'Keep one owner of replicas, take the field from the others';
  }
  return sizeOwner.state === 'contested'
    ? 'Keep one VPA per container'
    : 'Let the VPA leave that resource alone, or scale on an absolute number';
}

/** How many of the owners a finding is about. */
function ownersIn(finding: Finding, { replicasOwner, sizeOwner }: WorkloadHistory): number {
  const owners = [...replicasOwner.owners, ...sizeOwner.owners];
  return owners.filter((owner) => finding.actors.some((actor) => sameScaler(actor, owner))).length;
}

/** The fix of one workload; undefined where the policy is kept. */
export function policyFix(row: WorkloadHistory, findings: readonly Finding[], range: Interval): PolicyFix | undefined {
  if (!isBroken(row.policy.verdict)) {
    return undefined;
  }
  const key = workloadKey(row.workload);
  const fixed = orderFindings(
    findings.filter(({ workload, fixes }) => workloadKey(workload) === key && fixes.length > 0),
    range
  );
  const most = Math.max(0, ...fixed.map((finding) => ownersIn(finding, row)));
  const finding = fixed.find((one) => ownersIn(one, row) === most);
  const fix = finding?.fixes.find(({ term }) => term === 'for-good') ?? finding?.fixes[0];
  return fix ? { text: fix.title, finding } : { text: ruleText(row) };
}
