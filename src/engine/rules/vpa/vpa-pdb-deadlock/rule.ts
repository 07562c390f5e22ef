// A disruption budget forbids what the VPA wants: every loop of its updater tries and is refused, for ever
// (measured: +1 per blocked pod and minute).
import { isPresent } from '../../../../kit/array';
import { hull, mergeIntervals, type Interval, minutes } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { count, duration, number } from '../../../../kit/text';
import { edgesOf, valueAt } from '../../../../model/signal';
import type { Facts } from '../../../episodes/facts';
import type { BudgetFacts, VpaFacts } from '../../../signals/facts';
import { row, share } from '../../evidence';
import { defineRule, type Detection } from '../../defineRule';
import { kubectlIn, lines } from '../../../remedies/command';
import { showVpas, showBudget } from '../../../remedies/look';
import { stopVpa } from '../../../remedies/mitigations';

interface Deadlock {
  readonly vpa: VpaFacts;
  readonly budget: BudgetFacts | undefined;
  readonly refused: number;
  readonly span: Interval;
}

function refusals(facts: Facts, vpa: VpaFacts): { spans: Interval[]; count: number } {
  const rises = edgesOf(vpa.evictionFailed).filter((e) => e.to > e.from && !e.acrossGap);
  return {
    spans: mergeIntervals(
      rises.map((e) => e.interval),
      150_000
    ),
    // Rises, not last minus first: the updater restarts, and its counters with it.
    count: sum(rises.map((e) => e.to - e.from)),
  };
}

/** No disruption allowed in nearly every sample: a budget that opens now and then only makes the VPA wait its turn. */
function isClosed(facts: Facts, span: Interval): boolean {
  const shares = facts.budgets.map((b) => share(b.allowed, span, (allowed) => allowed === 0)).filter((s) => s.of > 0);
  return shares.length === 0 || shares.some((s) => s.hits / s.of >= 0.9);
}

export const vpaPdbDeadlock = defineRule({
  id: 'vpa-pdb-deadlock',
  title: 'A budget forbids what the VPA wants',
  code: 'E8',
  scans: ['evicted'],
  needs: ['vpa.eviction-failed'],
  helps: ['pdb.allowed', 'pdb.expected', 'vpa.target'],
  thresholds: {
    minRefusals: { title: 'Refused evictions', unit: 'evictions', default: 3, min: 1, max: 1000 },
    minMinutes: { title: 'Minutes of refusals', unit: 'min', default: 5, min: 1, max: 240 },
  },
  explains: ['pdb-blocks-drain'],
  detect: (facts, context): Array<Detection<Deadlock>> =>
    facts.vpas.flatMap((vpa) => {
      const { spans, count: refused } = refusals(facts, vpa);
      const span = hull(spans);
      const budget = span && facts.budgets.find((b) => valueAt(b.allowed, span.to) === 0);
      const least = minutes(context.thresholds.minMinutes);
      if (!span || refused < context.thresholds.minRefusals || span.to - span.from < least || !isClosed(facts, span)) {
        return [];
      }
      return [
        {
          intervals: spans,
          rhythm: 120_000,
          actors: [vpa.ref, { family: 'pdb' as const, name: budget?.name }],
          confidence: budget?.only ? ('certain' as const) : ('likely' as const),
          confidenceNotes: [
            'refusals are counted by the updater',
            budget
              ? 'the selector of the budget is not exported: joined by its number of pods'
              : 'no budget with 0 allowed disruptions seen here',
          ],
          evidence: [
            row(
              'Refused evictions',
              `${number(refused)} in ${duration(span.to - span.from)}`,
              ['vpa.eviction-failed'],
              'observed',
              span
            ),
            budget &&
              row('Budget', `${budget.name} allows 0 disruptions`, ['pdb.allowed', 'pdb.expected'], 'observed', span),
          ].filter(isPresent),
          details: { vpa, budget, refused, span },
        },
      ];
    }),
  severity: () => 'medium',
  explain: ({ details: d }) => ({
    summary: `The budget${d.budget ? ` ${d.budget.name}` : ''} allows 0 disruptions: ${count(d.refused, 'VPA eviction')} refused in ${duration(d.span.to - d.span.from)}.`,
    label: 'budget × VPA',
    causeTitle: 'Budgets that forbid every eviction',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: d.budget
      ? lines(showBudget(workload.namespace, d.budget.name), showVpas(workload.namespace, d.vpa.name))
      : lines(kubectlIn(workload.namespace)`get pdb`, showVpas(workload.namespace, d.vpa.name)),
    expect: 'no disruption allowed, and a MODE that evicts',
  }),
  fix: ({ details: d }, { workload }) => [
    {
      title: 'Stop the VPA',
      term: 'now',
      why: 'No more attempts; nothing else changes.',
      command: stopVpa(workload.namespace, d.vpa.name),
      price: 'Pods keep the size they have.',
      undo: 'Set updateMode back to what it was.',
      verify: 'The counter of failed evictions stands still.',
    },
    {
      title: 'Allow one at a time',
      term: 'for-good',
      why: 'One disruption at a time is what the VPA, a drain and an upgrade all need.',
      patches: [
        // The selector is not exported: only the budget of no other workload may be loosened.
        d.budget?.only
          ? {
              apiVersion: 'policy/v1',
              kind: 'PodDisruptionBudget',
              name: d.budget.name,
              namespace: workload.namespace,
              spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
            }
          : undefined,
      ],
      price: 'One pod less for as long as its replacement starts. Remove minAvailable: only one of the two may stand.',
      undo: 'Set minAvailable back.',
      verify: 'Allowed disruptions at least 1.',
    },
  ],
});
