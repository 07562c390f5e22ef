// From untrusted JSON to Settings: what is not understood is left at its default and named, never thrown.
import { DEADLINE_SECONDS, DEFAULT_SETTINGS, type Settings, type ThresholdTable } from './settings';

/** The settings and a sentence for each thing that was not understood. */
export interface ParsedSettings {
  readonly settings: Settings;
  readonly problems: readonly string[];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readThresholds(value: unknown, problems: string[]): ThresholdTable {
  if (!isRecord(value)) {
    problems.push('`thresholds` is not an object: the defaults of all rules hold.');
    return {};
  }
  const table: Record<string, Record<string, number>> = {};
  for (const [rule, keys] of Object.entries(value)) {
    for (const [key, number] of isRecord(keys) ? Object.entries(keys) : []) {
      if (typeof number === 'number' && Number.isFinite(number)) {
        (table[rule] ??= {})[key] = number;
      } else {
        problems.push(`Threshold \`${rule}.${key}\` is not a number: its default holds.`);
      }
    }
    if (!isRecord(keys)) {
      problems.push(`Thresholds of \`${rule}\` are not an object: their defaults hold.`);
    }
  }
  return table;
}

/** What Grafana takes for the id of a plugin: `prometheus`, `acme-metrics-datasource`. */
export function isPluginId(text: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/i.test(text);
}

function readTexts(json: Record<string, unknown>, field: string, what: string, problems: string[]): string[] {
  const list = json[field] ?? [];
  const texts = Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
  if (!Array.isArray(list) || texts.length !== list.length) {
    problems.push(`\`${field}\` is not a list of ${what}: what is not text in it was left out.`);
  }
  return texts;
}

function readTypes(json: Record<string, unknown>, problems: string[]): string[] {
  const texts = readTexts(json, 'dataSourceTypes', 'plugin ids', problems);
  texts
    .filter((text) => !isPluginId(text))
    .forEach((text) => problems.push(`“${text}” in \`dataSourceTypes\` is not the id of a plugin: it was left out.`));
  return texts.filter(isPluginId);
}

function readDeadline(json: Record<string, unknown>, problems: string[]): number {
  const { min, max } = DEADLINE_SECONDS;
  const seconds = json.deadlineSeconds ?? DEFAULT_SETTINGS.deadlineSeconds;
  if (typeof seconds === 'number' && seconds >= min && seconds <= max) {
    return seconds;
  }
  problems.push(
    `\`deadlineSeconds\` is not a number between ${min} and ${max}: ${DEFAULT_SETTINGS.deadlineSeconds} holds.`
  );
  return DEFAULT_SETTINGS.deadlineSeconds;
}

/** Reads stored plugin settings of any age and state. */
export function parseSettings(json: unknown): ParsedSettings {
  const problems: string[] = [];
  if (json === undefined || json === null) {
    return { settings: DEFAULT_SETTINGS, problems };
  }
  if (!isRecord(json)) {
    return { settings: DEFAULT_SETTINGS, problems: ['The stored settings are not an object: defaults hold.'] };
  }
  const dataSources = readTexts(json, 'dataSources', 'uids', problems);
  const dataSourceTypes = readTypes(json, problems);
  const label = json.clusterLabel ?? DEFAULT_SETTINGS.clusterLabel;
  const validLabel = typeof label === 'string' && /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label);
  if (!validLabel) {
    problems.push('`clusterLabel` is not a label name: `auto` holds.');
  }
  const thresholds = readThresholds(json.thresholds ?? {}, problems);
  const settings: Settings = {
    version: 1,
    dataSources,
    dataSourceTypes,
    clusterLabel: validLabel ? label : DEFAULT_SETTINGS.clusterLabel,
    deadlineSeconds: readDeadline(json, problems),
    thresholds,
  };
  return { settings, problems };
}
