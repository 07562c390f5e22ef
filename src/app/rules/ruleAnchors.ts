// The addresses of single things on the rules page.
import type { RuleId } from '../../model/finding';

/** Where a rule stands. */
export const ruleAnchor = (rule: RuleId) => `rule-${rule}`;

/** Where the settings stand that would bring missing series; `index` from 0. */
export const gainAnchor = (index: number) => `setting-${index + 1}`;
