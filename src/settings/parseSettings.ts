// From untrusted JSON to Settings: what is not understood is left at its default and named, never thrown.
import { firstFew, quoted } from '../kit/outsideText';
import { isClusterLabel } from '../model/clusterLabel';
import type { RuleDescription } from '../model/rule';
import { isRecord, own } from './own';
import { DEADLINE_SECONDS, DEFAULT_SETTINGS, type Settings } from './settings';
import { readThresholds } from './thresholds';

const VERSION = DEFAULT_SETTINGS.version;

/** The settings and a sentence for each thing that was not understood, ten at most and the count of the rest. */
export interface ParsedSettings {
  readonly settings: Settings;
  readonly problems: readonly string[];
}

/** What Grafana takes for the id of a plugin: `prometheus`, `acme-metrics-datasource`. */
export function isPluginId(text: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/i.test(text);
}

function readTexts(json: unknown, field: string, what: string, problems: string[]): string[] {
  const list = own(json, field) ?? [];
  const texts = Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
  if (!Array.isArray(list) || texts.length !== list.length) {
    problems.push(`\`${field}\` is not a list of ${what}: what is not text in it was left out.`);
  }
  return texts;
}

function readTypes(json: unknown, problems: string[]): string[] {
  const texts = readTexts(json, 'dataSourceTypes', 'plugin ids', problems);
  texts
    .filter((text) => !isPluginId(text))
    .forEach((text) =>
      problems.push(`${quoted(text)} in \`dataSourceTypes\` is not the id of a plugin: it was left out.`)
    );
  return texts.filter(isPluginId);
}

function readDeadline(json: unknown, problems: string[]): number {
  const { min, max } = DEADLINE_SECONDS;
  const seconds = own(json, 'deadlineSeconds') ?? DEFAULT_SETTINGS.deadlineSeconds;
  if (typeof seconds === 'number' && seconds >= min && seconds <= max) {
    return seconds;
  }
  problems.push(
    `\`deadlineSeconds\` is not a number between ${min} and ${max}: ${DEFAULT_SETTINGS.deadlineSeconds} holds.`
  );
  return DEFAULT_SETTINGS.deadlineSeconds;
}

function readLabel(json: unknown, problems: string[]): string {
  const label = own(json, 'clusterLabel') ?? DEFAULT_SETTINGS.clusterLabel;
  if (typeof label === 'string' && isClusterLabel(label)) {
    return label;
  }
  problems.push('`clusterLabel` is not a label name: `auto` holds.');
  return DEFAULT_SETTINGS.clusterLabel;
}

/** Settings of another format are read as far as they look like ours. */
function checkVersion(json: unknown, problems: string[]): void {
  const version = own(json, 'version') ?? VERSION;
  if (typeof version === 'number' && version > VERSION) {
    problems.push(
      `The settings were stored by a newer version of Truce (format ${version}): only what this one knows holds.`
    );
  } else if (version !== VERSION) {
    problems.push(`\`version\` is not a format of settings: they are read as format ${VERSION}.`);
  }
}

function checkFields(json: object, problems: string[]): void {
  Object.keys(json)
    .filter((field) => !Object.hasOwn(DEFAULT_SETTINGS, field))
    .forEach((field) => problems.push(`${quoted(field)} is not a setting of this version: it was left out.`));
}

/**
 * Reads stored plugin settings of any age and state.
 * @param rules the rules whose thresholds may be set
 */
export function parseSettings(json: unknown, rules: readonly RuleDescription[]): ParsedSettings {
  if (json === undefined || json === null) {
    return { settings: DEFAULT_SETTINGS, problems: [] };
  }
  if (!isRecord(json)) {
    return { settings: DEFAULT_SETTINGS, problems: ['The stored settings are not an object: defaults hold.'] };
  }
  const problems: string[] = [];
  checkVersion(json, problems);
  const settings: Settings = {
    version: VERSION,
    dataSources: readTexts(json, 'dataSources', 'uids', problems),
    dataSourceTypes: readTypes(json, problems),
    clusterLabel: readLabel(json, problems),
    deadlineSeconds: readDeadline(json, problems),
    thresholds: readThresholds(own(json, 'thresholds') ?? {}, rules, problems),
  };
  checkFields(json, problems);
  return { settings, problems: firstFew(problems) };
}
