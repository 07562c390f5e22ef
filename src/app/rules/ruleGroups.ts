// The groups of the rule catalogue under names for people.
import type { RuleDescription } from '../../model/rule';

const GROUPS: ReadonlyArray<readonly [id: RuleDescription['group'], title: string]> = [
  ['A', 'Several writers of replicas'],
  ['B', 'HPA and VPA on one resource'],
  ['C', 'HPA alone'],
  ['D', 'KEDA'],
  ['E', 'VPA'],
  ['F', 'Nodes, quotas and budgets'],
  ['G', 'Rollouts'],
];

export interface RuleGroup {
  readonly id: RuleDescription['group'];
  readonly title: string;
  readonly rules: readonly RuleDescription[];
}

/** Rules by group, groups without rules left out. */
export function groupRules(rules: readonly RuleDescription[]): RuleGroup[] {
  return GROUPS.map(([id, title]) => ({ id, title, rules: rules.filter((rule) => rule.group === id) })).filter(
    (group) => group.rules.length > 0
  );
}
