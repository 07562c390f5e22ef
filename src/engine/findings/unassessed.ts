// Rules that could not be judged, by rule: on which workloads, for want of what. Which series and which setting is told by
// the room that knows their names; here only kinds are compared.
import { distinct, groupBy } from '../../kit/array';
import type { Unjudged } from '../../model/knowledge';
import type { Unassessed } from '../../model/report';
import type { Facts } from '../episodes/facts';
import type { Rule } from '../rules/defineRule';
import { isInScope } from './door';

interface JudgedWorkload {
  readonly facts: Facts;
  readonly unjudged: readonly Unjudged[];
}

/** One entry per rule and state of knowledge; `workloads` is empty where it could be judged on none. */
export function unassessedOf(judged: readonly JudgedWorkload[], rules: readonly Rule[]): Unassessed[] {
  return rules.flatMap((rule): Unassessed[] => {
    const inScope = judged.filter(({ facts }) => isInScope(rule, facts));
    const lacking = inScope.flatMap(({ facts, unjudged }) =>
      unjudged
        // Where nothing is missing no series and no setting would help: its finding tells it.
        .filter((u) => u.rule === rule.id && u.isUndecided !== true)
        .map((u) => ({ ...u, ref: facts.workload }))
    );
    return [...groupBy(lacking, (u) => u.state).values()].map((own): Unassessed => ({
      rule: rule.id,
      title: rule.title,
      state: own[0]?.state ?? 'unexported',
      reason: distinct(own.map((u) => u.reason))
        .filter((reason) => reason !== '')
        .sort()
        .slice(0, 3)
        .join('; '),
      kinds: distinct(own.flatMap((u) => u.kinds)).sort(),
      missing: distinct(own.flatMap((u) => u.kinds)).sort(),
      remedy: '',
      workloads: own.length === inScope.length ? [] : own.map((u) => u.ref),
    }));
  });
}
