// The fleet sorted by the lesson: what has two owners, what has none, what keeps to one, what cannot be known.
import { compareText, groupBy } from '../../kit/array';
import { sum } from '../../kit/stats';
import { count, number } from '../../kit/text';
import type { Policy, Quiet, WorkloadHistory } from '../../model/report';
import { tallyWords, verdictOfAll, type Verdict as FightVerdict } from '../../model/verdict';
import { compareWorkloads } from '../../model/workload';
import { toldFilters, type SetFilter } from '../filterWords';

export type Verdict = Policy['verdict'];

/** True when the lesson is not kept: two owners of one thing, or none that can act. */
export function isBroken(verdict: Verdict): boolean {
  return verdict === 'owned-twice' || verdict === 'ownerless';
}

/** Worst first. */
export const VERDICTS: readonly Verdict[] = ['owned-twice', 'ownerless', 'unknown', 'one-owner', 'no-autoscaler'];

export const VERDICT_NAMES: Record<Verdict, string> = {
  'owned-twice': 'Owned twice',
  ownerless: 'Without an owner',
  unknown: 'Not known',
  'one-owner': 'One owner each',
  'no-autoscaler': 'No autoscaler',
};

/** What each verdict means, in one line. */
export const VERDICT_ABOUT: Record<Verdict, string> = {
  'owned-twice': 'two controllers decide on one field, or one reads what the other writes',
  ownerless: 'scalers are set up, and none of them can act',
  unknown: 'series are missing: a second owner would not be seen',
  'one-owner': 'replicas and size have one owner at most, and they do not meet',
  'no-autoscaler': 'the manifest decides',
};

export interface PolicyFilters {
  readonly cluster: string;
  readonly namespaces: readonly string[];
  readonly verdicts: readonly Verdict[];
  /** Part of a workload, namespace or owner. */
  readonly text: string;
}

/** The filters that are set, in words. */
export function policySetFilters({
  cluster,
  namespaces,
  verdicts,
  text,
}: PolicyFilters): Array<SetFilter<PolicyFilters>> {
  return toldFilters<PolicyFilters>([
    ['Cluster', cluster === '' ? [] : [cluster], { cluster: '' }],
    ['Namespace', namespaces, { namespaces: [] }],
    ['Verdict', verdicts.map((verdict) => VERDICT_NAMES[verdict]), { verdicts: [] }],
    ['Search', text === '' ? [] : [`“${text}”`], { text: '' }],
  ]);
}

function matches({ workload, policy, replicasOwner, sizeOwner }: WorkloadHistory, filters: PolicyFilters): boolean {
  const { cluster, namespaces, verdicts, text } = filters;
  const owners = [...replicasOwner.owners, ...sizeOwner.owners].map((owner) => `${owner.family} ${owner.name ?? ''}`);
  const haystack = [workload.name, workload.namespace, ...owners, ...policy.reasons].join(' ').toLowerCase();
  return (
    (cluster === '' || workload.cluster === cluster) &&
    (namespaces.length === 0 || namespaces.includes(workload.namespace)) &&
    (verdicts.length === 0 || verdicts.includes(policy.verdict)) &&
    haystack.includes(text.toLowerCase())
  );
}

/** Workloads by verdict, worst verdict first; verdicts that nobody has are left out. */
export function policyGroups(
  workloads: readonly WorkloadHistory[],
  filters: PolicyFilters
): Array<{ readonly verdict: Verdict; readonly rows: readonly WorkloadHistory[] }> {
  const byVerdict = groupBy(
    workloads.filter((one) => matches(one, filters)),
    ({ policy }) => policy.verdict
  );
  return VERDICTS.map((verdict) => ({
    verdict,
    rows: [...(byVerdict.get(verdict) ?? [])].sort(
      (a, b) => compareText(a.workload.namespace, b.workload.namespace) || compareWorkloads(a.workload, b.workload)
    ),
  })).filter(({ rows }) => rows.length > 0);
}

/**
 * The sentence of the page: it says of all only what is known of all.
 * @param soFar true while a large fleet is read, or where that was stopped
 */
export function policyHeadline(workloads: readonly WorkloadHistory[], soFar = false): string {
  const scaled = workloads.filter(({ policy }) => policy.verdict !== 'no-autoscaler');
  const broken = scaled.filter(({ policy }) => isBroken(policy.verdict)).length;
  const unknown = scaled.filter(({ policy }) => policy.verdict === 'unknown').length;
  const all = `${count(scaled.length, 'scaled workload')}${soFar ? ' read so far' : ''}`;
  if (scaled.length === 0) {
    return soFar ? 'No autoscaler in what was read so far' : 'No autoscaler owns anything here';
  }
  if (broken > 0) {
    return `${broken} of ${all} ${broken === 1 ? 'breaks' : 'break'} “one owner per resource”`;
  }
  return unknown === 0
    ? `One owner per resource on all of ${all}`
    : `No second owner seen, and on ${unknown} of ${all} none could be seen`;
}

/**
 * The verdict on fights, as everywhere else, with how many of the workloads it is about.
 * @param isWhole false when something that was asked for was not read
 */
export function fightVerdict(
  workloads: readonly WorkloadHistory[],
  quiet: readonly Quiet[] = [],
  isWhole = true
): {
  readonly verdict: FightVerdict;
  readonly text: string;
} {
  const counts = (['fights', 'calm', 'calm-by-proof', 'calm-as-far-as-seen', 'not-judged'] as const).flatMap(
    (verdict) => {
      const unnamed = quiet.filter((group) => group.verdict === verdict).map((group) => group.workloads.length);
      const own = workloads.filter((one) => one.verdict === verdict).length + sum(unnamed);
      // The fleet page tells who fights now and who has stopped; both stand here.
      const words = verdict === 'fights' ? `${number(own)} with a fight in this range` : tallyWords(verdict, own);
      return own === 0 ? [] : [words];
    }
  );
  const verdicts = [...workloads, ...quiet].map((one) => one.verdict);
  return { verdict: verdictOfAll(verdicts, isWhole), text: counts.join(' · ') };
}

/** What is known of owners where no scan named anybody: two of one kind, or an HPA beside a VPA that acts, it would have. */
export function unnamedText(quiet: readonly Quiet[]): string {
  const of = (test: (group: Quiet) => boolean): number =>
    sum(quiet.filter(test).map((group) => group.workloads.length));
  const isProven = ({ verdict }: Quiet): boolean => verdict === 'calm-by-proof';
  const [proven, open] = [of(isProven), of((group) => !isProven(group))];
  return [
    proven > 0 ? `${number(proven)} more: no scan found a second owner.` : '',
    open > 0 ? `${number(open)} more were not named, but not every scan was answered.` : '',
  ]
    .filter((text) => text !== '')
    .join(' ');
}
