// The configuration as it is being typed: texts until they are checked, settings once they are sound.
import { distinct } from '../../kit/array';
import { isClusterLabel } from '../../model/clusterLabel';
import type { RuleDescription, Threshold } from '../../model/rule';
import { isPluginId } from '../../settings/parseSettings';
import { DEADLINE_SECONDS, type Settings, type ThresholdTable } from '../../settings/settings';
import { thresholdIn } from '../../settings/thresholds';

/** What the fields hold. */
export interface ConfigDraft {
  readonly dataSources: readonly string[];
  /** Plugin ids as they are typed, with commas or spaces between. */
  readonly dataSourceTypes: string;
  readonly clusterLabel: string;
  readonly deadlineSeconds: string;
  /** Text of every threshold by `rule.key`. */
  readonly thresholds: Readonly<Record<string, string>>;
}

/** Messages by field: `clusterLabel`, `dataSourceTypes`, `deadlineSeconds` or `rule.key`. */
export type ConfigProblems = Readonly<Record<string, string>>;

/** Name of the field of a threshold. */
export function thresholdField(rule: RuleDescription, threshold: Threshold): string {
  return `${rule.id}.${threshold.key}`;
}

function everyThreshold(rules: readonly RuleDescription[]): Array<readonly [RuleDescription, Threshold]> {
  return rules.flatMap((rule) => rule.thresholds.map((threshold) => [rule, threshold] as const));
}

/** The fields for stored settings. */
export function toDraft(settings: Settings, rules: readonly RuleDescription[]): ConfigDraft {
  const { dataSources, dataSourceTypes, clusterLabel, deadlineSeconds } = settings;
  const thresholds = Object.fromEntries(
    everyThreshold(rules).map(([rule, threshold]) => {
      const value = thresholdIn(settings.thresholds, rule.id, threshold);
      return [thresholdField(rule, threshold), String(value)];
    })
  );
  return {
    dataSources,
    dataSourceTypes: dataSourceTypes.join(', '),
    clusterLabel,
    deadlineSeconds: String(deadlineSeconds),
    thresholds,
  };
}

/** The plugin ids in a text. */
export function readIds(text: string): string[] {
  return distinct(text.split(/[\s,]+/).filter((id) => id !== ''));
}

function numberProblem(text: string, { min, max, unit }: Pick<Threshold, 'min' | 'max' | 'unit'>): string | undefined {
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value)) {
    return 'Not a number.';
  }
  return value < min || value > max ? `Between ${min} and ${max} ${unit}.`.replace(' .', '.') : undefined;
}

/** What keeps the draft from being saved; empty when nothing does. */
export function checkDraft(draft: ConfigDraft, rules: readonly RuleDescription[]): ConfigProblems {
  const problems: Record<string, string> = {};
  if (!isClusterLabel(draft.clusterLabel)) {
    problems.clusterLabel =
      'Letters, digits and underscores, not starting with a digit; a,b for two together; or auto.';
  }
  const odd = readIds(draft.dataSourceTypes).find((id) => !isPluginId(id));
  if (odd !== undefined) {
    problems.dataSourceTypes = `“${odd}” is not the id of a plugin: letters and digits with hyphens between.`;
  }
  const late = numberProblem(draft.deadlineSeconds, { ...DEADLINE_SECONDS, unit: 'seconds' });
  if (late !== undefined) {
    problems.deadlineSeconds = late;
  }
  for (const [rule, threshold] of everyThreshold(rules)) {
    const field = thresholdField(rule, threshold);
    const problem = numberProblem(draft.thresholds[field] ?? '', threshold);
    if (problem !== undefined) {
      problems[field] = problem;
    }
  }
  return problems;
}

/** Settings to store: only thresholds that differ from their defaults; those of rules not known here stay as they are. */
export function toSettings(draft: ConfigDraft, rules: readonly RuleDescription[], stored: Settings): Settings {
  const known = new Set(rules.map((rule) => rule.id));
  const foreign = Object.entries(stored.thresholds).filter(([rule]) => !known.has(rule));
  const table: Record<string, Record<string, number>> = {};
  for (const [rule, threshold] of everyThreshold(rules)) {
    const value = Number(draft.thresholds[thresholdField(rule, threshold)]);
    if (value !== threshold.default) {
      (table[rule.id] ??= {})[threshold.key] = value;
    }
  }
  const thresholds: ThresholdTable = { ...Object.fromEntries(foreign), ...table };
  const dataSourceTypes = readIds(draft.dataSourceTypes);
  return {
    version: 1,
    dataSources: draft.dataSources,
    dataSourceTypes,
    clusterLabel: draft.clusterLabel,
    deadlineSeconds: Number(draft.deadlineSeconds),
    thresholds,
  };
}
