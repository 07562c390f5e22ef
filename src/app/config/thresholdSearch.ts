// Which thresholds the configuration page shows: all, those that match a search, those that are set.
import type { RuleDescription } from '../../model/rule';
import { groupRules, type RuleGroup } from '../rules/ruleGroups';
import { thresholdField, type ConfigDraft } from './configDraft';

const has = (text: string, words: readonly string[]) => words.every((word) => text.toLowerCase().includes(word));

/** The rule with the thresholds that match: all of them where rule, id or family match by themselves. */
function matching(rule: RuleDescription, family: string, words: readonly string[]): RuleDescription {
  const about = `${family} ${rule.title} ${rule.id}`;
  return { ...rule, thresholds: rule.thresholds.filter(({ title, unit }) => has(`${about} ${title} ${unit}`, words)) };
}

/** Families of rules with the thresholds that hold every word of the search, families without any left out. */
export function searchThresholds(rules: readonly RuleDescription[], search: string): RuleGroup[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return groupRules(rules)
    .map((group) => ({
      ...group,
      rules: group.rules
        .map((rule) => matching(rule, group.title, words))
        .filter(({ thresholds }) => thresholds.length > 0),
    }))
    .filter((group) => group.rules.length > 0);
}

/** Rules with the thresholds that the draft sets to something else than usual. */
export function setThresholds(rules: readonly RuleDescription[], draft: ConfigDraft): RuleDescription[] {
  return rules
    .map((rule) => ({
      ...rule,
      thresholds: rule.thresholds.filter(
        (threshold) => draft.thresholds[thresholdField(rule, threshold)] !== String(threshold.default)
      ),
    }))
    .filter(({ thresholds }) => thresholds.length > 0);
}

/** How many thresholds these rules have. */
export function countThresholds(rules: readonly RuleDescription[]): number {
  return rules.reduce((total, rule) => total + rule.thresholds.length, 0);
}
