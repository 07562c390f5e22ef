// Numbers of rules that a user set: read from untrusted JSON, and looked up. Only what stands there itself counts, never what
// every object has (`constructor`, `__proto__`), and the limits that a rule declares hold whoever stored the number.
import { quoted } from '../kit/outsideText';
import type { RuleDescription, Threshold } from '../model/rule';
import { isRecord, own } from './own';
import type { ThresholdTable } from './settings';

function isWithin(value: unknown, { min, max }: Threshold): value is number {
  return typeof value === 'number' && value >= min && value <= max;
}

/** The number that holds for a threshold: the one that was set where it is within the limits, else the usual one. */
export function thresholdIn(table: ThresholdTable, rule: string, threshold: Threshold): number {
  const value = own(own(table, rule), threshold.key);
  return isWithin(value, threshold) ? value : threshold.default;
}

/** Thresholds of a rule that this version knows. */
function readKnown(rule: RuleDescription, keys: object, problems: string[]): Array<[string, number]> {
  return Object.entries(keys).flatMap(([key, value]): Array<[string, number]> => {
    const name = `Threshold \`${rule.id}.${visibleKey(key)}\``;
    const threshold = rule.thresholds.find((one) => one.key === key);
    if (!threshold) {
      problems.push(`${name} is not known to this version: it was left out.`);
      return [];
    }
    if (isWithin(value, threshold)) {
      return [[key, value]];
    }
    const { min, max, default: usual } = threshold;
    const what =
      typeof value === 'number' && !Number.isNaN(value) ? `is not between ${min} and ${max}` : 'is not a number';
    problems.push(`${name} ${what}: its default ${usual} holds.`);
    return [];
  });
}

const visibleKey = (key: string): string => quoted(key).slice(1, -1);

/** Numbers of a rule that another version knows: kept as they are, for the day when it is back. */
function readForeign(rule: string, keys: object, problems: string[]): Array<[string, number]> {
  problems.push(`Thresholds of ${quoted(rule)}: this version has no such rule. They are kept, and change nothing.`);
  return Object.entries(keys).filter((entry): entry is [string, number] => Number.isFinite(entry[1]));
}

/** What every object has; no rule and no threshold is called so. */
function isReserved(name: string): boolean {
  return name in Object.prototype;
}

/**
 * Reads a table of thresholds.
 * @param rules the rules of this version
 * @param problems takes a sentence for each thing that does not hold
 */
export function readThresholds(value: unknown, rules: readonly RuleDescription[], problems: string[]): ThresholdTable {
  if (!isRecord(value)) {
    problems.push('`thresholds` is not an object: the defaults of all rules hold.');
    return {};
  }
  const table = new Map<string, Readonly<Record<string, number>>>();
  for (const [id, keys] of Object.entries(value)) {
    const rule = rules.find((one) => one.id === id);
    if (!isRecord(keys)) {
      problems.push(`Thresholds of ${quoted(id)} are not an object: defaults hold.`);
    } else if (isReserved(id)) {
      problems.push(`${quoted(id)} is no name of a rule: it was left out.`);
    } else {
      const numbers = rule ? readKnown(rule, keys, problems) : readForeign(id, keys, problems);
      const kept = numbers.filter(([key]) => !isReserved(key));
      if (kept.length > 0) {
        table.set(id, Object.fromEntries(kept));
      }
    }
  }
  return Object.fromEntries(table);
}
