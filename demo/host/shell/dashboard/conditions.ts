// Conditional rendering: by the value of a variable and the length of the time range. Whether a panel has data is not
// looked at here: such a condition counts as met.
import { rangeUtil } from '@grafana/data';
import type { Condition, ConditionGroup } from '../../schema/types.d.mts';
import type { DashboardState } from './useDashboard';
import type { VariableState } from './variables';

interface Circumstances {
  variables: VariableState[];
  state: DashboardState;
}

export function isShown(group: ConditionGroup | undefined, now: Circumstances): boolean {
  if (!group || group.spec.items.length === 0) {
    return true;
  }
  const { visibility, condition, items } = group.spec;
  const isMet = condition === 'and' ? items.every((one) => holds(one, now)) : items.some((one) => holds(one, now));
  return isMet === (visibility === 'show');
}

function holds(condition: Condition, { variables, state }: Circumstances): boolean {
  switch (condition.kind) {
    case 'ConditionalRenderingVariable': {
      const { variable, operator, value } = condition.spec;
      const chosen = [variables.find(({ model }) => model.name === variable)?.chosen ?? ''].flat();
      const isLike = operator.toLowerCase().includes('match') ? new RegExp(value) : undefined;
      const isMet = chosen.some((one) => (isLike ? isLike.test(one) : one === value));
      return isMet !== operator.startsWith('not');
    }
    case 'ConditionalRenderingTimeRangeSize': {
      const { from, to } = state.range;
      return to.valueOf() - from.valueOf() <= rangeUtil.intervalToMs(condition.spec.value);
    }
    default:
      return true;
  }
}
