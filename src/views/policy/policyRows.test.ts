/** @jest-environment node */
// What the policy page says of all, where it does not know it of all.
import { sampleReport } from '../../../tests/support/sampleReport';
import type { WorkloadHistory } from '../../model/report';
import type { Verdict as FightVerdict } from '../../model/verdict';
import { fightVerdict, policyHeadline, policySetFilters, type Verdict } from './policyRows';

const [base] = sampleReport().workloads as readonly [WorkloadHistory, ...WorkloadHistory[]];
const owned = (verdict: Verdict): WorkloadHistory => ({ ...base, policy: { verdict, reasons: [] } });
const judged = (verdict: FightVerdict): WorkloadHistory => ({ ...base, verdict });

test.each<[readonly Verdict[], string]>([
  [['one-owner', 'no-autoscaler'], 'One owner per resource on all of 1 scaled workload'],
  [['one-owner', 'unknown', 'unknown'], 'No second owner seen, and on 2 of 3 scaled workloads none could be seen'],
  [['owned-twice', 'unknown'], '1 of 2 scaled workloads breaks “one owner per resource”'],
  [['no-autoscaler'], 'No autoscaler owns anything here'],
])('%j', (verdicts, headline) => {
  expect(policyHeadline(verdicts.map(owned))).toBe(headline);
});

test.each<[readonly FightVerdict[], ReturnType<typeof fightVerdict>]>([
  [['calm', 'calm'], { verdict: 'calm', text: '2 calm, judged on every kind' }],
  [['calm', 'not-judged'], { verdict: 'calm-as-far-as-seen', text: '1 calm, judged on every kind · 1 not judged' }],
  [
    ['fights', 'calm-as-far-as-seen'],
    { verdict: 'fights', text: '1 with a fight in this range · 1 calm as far as seen' },
  ],
  [['not-judged'], { verdict: 'not-judged', text: '1 not judged' }],
])('fights of %j', (verdicts, expected) => {
  expect(fightVerdict(verdicts.map(judged))).toEqual(expected);
});

test('filters that are set are told, also a cluster that came with the link', () => {
  const none = { cluster: '', namespaces: [], verdicts: [], text: '' };
  expect(policySetFilters(none)).toEqual([]);
  expect(
    policySetFilters({ cluster: 'eu-1', namespaces: ['a'], verdicts: ['owned-twice'], text: 'x' }).map(
      ({ text }) => text
    )
  ).toEqual(['Cluster: eu-1', 'Namespace: a', 'Verdict: Owned twice', 'Search: “x”']);
});
