// What a setting would bring that is not there: the rules that would be judged, and those that would know more.
import { distinct, sortBy } from '../kit/array';
import type { Unassessed } from '../model/report';
import type { RuleDescription } from '../model/rule';
import type { SignalKind } from '../model/series';
import { metricNameOf } from './catalogue';
import { settingsFor } from './remedies';

/** One setting and everything that would change with it. */
export interface Gain {
  /** The setting, as a sentence to follow. */
  readonly remedy: string;
  /** Names of the series that it brings and that are missing. */
  readonly series: readonly string[];
  /** Rules that cannot judge without it. */
  readonly judged: readonly RuleDescription[];
  /** Rules that judge already, and would judge better. */
  readonly better: readonly RuleDescription[];
}

/** Settings that would bring the kinds that are missing, what brings most first; those that no rule would use are left out. */
export function gainsOf(
  rules: readonly RuleDescription[],
  missing: readonly SignalKind[],
  unassessed: readonly Unassessed[],
  setups: readonly string[] = []
): Gain[] {
  const open = new Map(rules.map(({ id }) => [id, unassessed.filter((item) => item.rule === id)]));
  const gains = settingsFor(missing, setups).map(({ remedy, kinds }): Gain => {
    const series = distinct(kinds.map(metricNameOf));
    const lacks = ({ id }: RuleDescription) =>
      open.get(id)?.some((item) => item.kinds.some((kind) => kinds.includes(kind))) ?? false;
    const judged = rules.filter(lacks);
    const better = rules.filter((rule) => !judged.includes(rule) && rule.helps.some((kind) => kinds.includes(kind)));
    return { remedy, series, judged, better };
  });
  return sortBy(
    gains.filter(({ judged, better }) => judged.length + better.length > 0),
    ({ judged }) => -judged.length,
    ({ better }) => -better.length,
    ({ remedy }) => remedy
  );
}

/** What the settings would bring to one rule. */
export function gainsForRule(gains: readonly Gain[], rule: RuleDescription): readonly Gain[] {
  return gains.filter(({ judged, better }) => [...judged, ...better].some(({ id }) => id === rule.id));
}
