// A budget with zero allowed disruptions blocks drains, consolidation and upgrades: minAvailable equal to the replicas
// (karpenter#2600, kubernetes#93476).
import { isPresent } from '../../../../kit/array';
import { clip, hull, lengthOf, mergeIntervals, type Interval, minutes } from '../../../../kit/interval';
import { count, duration } from '../../../../kit/text';
import { runsWhere, valueAt } from '../../../../model/signal';
import type { Facts } from '../../../episodes/facts';
import type { BudgetFacts } from '../../../signals/facts';
import { row } from '../../evidence';
import { defineRule, type Detection } from '../../defineRule';
import { showBudget } from '../../../remedies/look';
import { scaleTo } from '../../../remedies/target';

interface BlockedDrain {
  readonly budget: BudgetFacts;
  readonly nodes: readonly string[];
  readonly span: Interval;
  readonly drained: boolean;
}

/** Spans with no disruption allowed although every pod is healthy: the budget itself is the reason. */
function closedSpans(budget: BudgetFacts): Interval[] {
  return runsWhere(budget.allowed, (allowed, t) => {
    const expected = valueAt(budget.expected, t);
    const healthy = valueAt(budget.healthy, t);
    return (
      allowed === 0 && (expected ?? 0) > 0 && (healthy === undefined || expected === undefined || healthy >= expected)
    );
  });
}

/** Cordons of nodes that hold a pod of the workload older than the cordon. */
function drains(facts: Facts): Array<{ node: string; span: Interval }> {
  return [...facts.nodes.cordoned].flatMap(([node, signal]) =>
    runsWhere(signal, (v) => v === 1)
      .filter((run) => facts.pods.some((pod) => pod.node === node && pod.created < run.from))
      .map((span) => ({ node, span }))
  );
}

export const pdbBlocksDrain = defineRule({
  id: 'pdb-blocks-drain',
  title: 'A budget with zero allowed disruptions blocks drains',
  code: 'F5',
  scans: ['budget-at-zero'],
  needs: ['pdb.allowed', 'pdb.expected'],
  reveals: ['workload.replicas', 'node.unschedulable', 'pod.request'],
  helps: ['pdb.healthy', 'pod.owner'],
  thresholds: {
    minMinutes: { title: 'Minutes without an allowed disruption', unit: 'min', default: 60, min: 5, max: 1440 },
    drainMinutes: { title: 'Minutes that a cordoned node waits', unit: 'min', default: 15, min: 1, max: 240 },
  },
  explains: [],
  detect: (facts, context): Array<Detection<BlockedDrain>> =>
    facts.budgets.flatMap((budget) => {
      const closed = mergeIntervals(closedSpans(budget), 4 * facts.scrape);
      const waits = drains(facts)
        .map(({ node, span }) => ({ node, span: closed.map((c) => clip(c, span)).find(isPresent) }))
        .filter(
          (w): w is { node: string; span: Interval } =>
            w.span !== undefined && lengthOf(w.span) >= minutes(context.thresholds.drainMinutes)
        );
      const long = closed.filter((span) => lengthOf(span) >= minutes(context.thresholds.minMinutes));
      const drained = waits.length > 0;
      const intervals = drained ? mergeIntervals(waits.map((w) => w.span)) : long;
      const span = hull(intervals);
      if (!span) {
        return [];
      }
      return [
        {
          intervals,
          preconditionOnly: !drained,
          actors: [
            { family: 'pdb' as const, name: budget.name },
            drained ? { family: 'drain' as const } : undefined,
          ].filter(isPresent),
          confidence: budget.only ? ('likely' as const) : ('possible' as const),
          confidenceNotes: [
            'the selector of the budget is not exported: joined by its number of pods',
            drained ? 'refused evictions are not exported' : 'no drain seen in this range',
          ],
          evidence: [
            row(
              'Budget',
              `${budget.name} allows 0 disruptions with all pods healthy for ${duration(lengthOf(hull(closed) ?? span))}`,
              ['pdb.allowed', 'pdb.expected', 'pdb.healthy'],
              'observed',
              hull(closed)
            ),
            ...waits.map((w) =>
              row(
                'Cordoned node',
                `${w.node} holds a pod of it for ${duration(lengthOf(w.span))}`,
                ['node.unschedulable', 'pod.request'],
                'observed',
                w.span
              )
            ),
          ],
          details: { budget, nodes: waits.map((w) => w.node), span, drained },
        },
      ];
    }),
  severity: ({ preconditionOnly }) => (preconditionOnly ? 'low' : 'medium'),
  explain: ({ details: d }) => ({
    summary: d.drained
      ? `Budget ${d.budget.name} allows 0 disruptions: the drain of ${d.nodes.length === 1 ? d.nodes[0] : count(d.nodes.length, 'node')} waits for ${duration(lengthOf(d.span))}.`
      : `Budget ${d.budget.name} allows 0 disruptions: the next drain or upgrade will wait.`,
    label: 'budget × drain',
    causeTitle: 'Budgets that forbid every eviction',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: showBudget(workload.namespace, d.budget.name),
    expect: 'ALLOWED 0',
  }),
  fix: ({ details: d }, facts) => [
    {
      title: 'Make room for one disruption',
      term: 'now',
      why: 'With one more pod than the budget demands, one may go.',
      command: scaleTo(facts, Math.round((valueAt(d.budget.expected, d.span.to) ?? 1) + 1)),
      price: 'One pod more while the drain runs.',
      undo: 'Scale back.',
      verify: 'Allowed disruptions at least 1, the drain goes on.',
    },
    {
      title: 'maxUnavailable instead of minAvailable',
      term: 'for-good',
      why: 'It always leaves one disruption, whatever the number of replicas.',
      patches: [
        {
          apiVersion: 'policy/v1',
          kind: 'PodDisruptionBudget',
          name: d.budget.name,
          namespace: facts.workload.namespace,
          spec: { maxUnavailable: 1 },
        },
      ],
      price: 'One pod less during drains. Remove minAvailable: only one of the two may stand.',
      undo: 'Set minAvailable back.',
      verify: 'Allowed disruptions at least 1 at the lowest replica count.',
    },
  ],
});
