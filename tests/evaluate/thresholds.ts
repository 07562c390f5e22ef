// What each threshold costs and brings: the corpus read again with one threshold of every rule moved at a time. Rules
// detect on their own, so all of them may move theirs in the same reading.
import type { Story } from '../../demo/cluster';
import { analyze, RULES } from '../../src/engine';
import { groupBy, isPresent, sortBy } from '../../src/kit/array';
import type { Report } from '../../src/model/report';
import { everyFinding } from '../support/ruleCases';
import { readSimulated } from '../support/simulatedSource';
import { rulesOf } from './live';
import { recordLife } from './recordLife';

/** Of the default; the default itself is among them. */
const FACTORS = [0.25, 0.5, 0.75, 1, 1.5, 2, 4];

/** One value of one threshold, and what the corpus says to it. */
export interface Trial {
  readonly rule: string;
  readonly key: string;
  readonly value: number;
  readonly isDefault: boolean;
  expected: number;
  found: number;
  falseAlarms: number;
}

/** The k-th threshold of every rule, moved by the factor and kept within its bounds; whole ones stay whole. */
function trialsOf(k: number, factor: number): Trial[] {
  return RULES.map((rule) => {
    const threshold = rule.thresholds[k];
    if (!threshold) {
      return undefined;
    }
    const moved = threshold.default * factor;
    const isWhole = Number.isInteger(threshold.default) && Number.isInteger(threshold.min);
    const value = Math.min(threshold.max, Math.max(threshold.min, isWhole ? Math.round(moved) : moved));
    return {
      rule: rule.id,
      key: threshold.key,
      value: Number(value.toPrecision(3)),
      isDefault: factor === 1,
      expected: 0,
      found: 0,
      falseAlarms: 0,
    };
  }).filter(isPresent);
}

function score(trials: readonly Trial[], story: Story, report: Report): void {
  // Some kinds are notes by nature, and a consequence is told too; a false alarm is what stands on its own.
  const told = new Set(everyFinding(report).map((f) => f.rule));
  const loud = new Set(report.findings.filter((f) => f.severity !== 'info').map((f) => f.rule));
  const wanted = new Set(rulesOf(story));
  const fine = new Set([...wanted, ...(story.allowed ?? [])]);
  for (const trial of trials) {
    if (wanted.has(trial.rule)) {
      trial.expected++;
      trial.found += told.has(trial.rule) ? 1 : 0;
    } else if (!fine.has(trial.rule) && loud.has(trial.rule)) {
      trial.falseAlarms++;
    }
  }
}

/** Reads every life once per threshold and factor. */
export function sweepThresholds(stories: readonly Story[], seeds: number): Trial[] {
  const most = Math.max(...RULES.map((rule) => rule.thresholds.length));
  const readings = Array.from({ length: most }, (_, k) => FACTORS.map((factor) => trialsOf(k, factor))).flat();
  for (const story of stories) {
    for (let seed = 0; seed < seeds; seed++) {
      const { series, range } = recordLife(story, seed);
      const set = readSimulated(series, range);
      for (const trials of readings) {
        const thresholds = Object.fromEntries(trials.map((t) => [t.rule, { [t.key]: t.value }]));
        score(trials, story, analyze(set, { thresholds }));
      }
    }
  }
  return readings.flat();
}

function cell(trial: Trial): string {
  const text = `${trial.value}: ${trial.found}/${trial.expected}, ${trial.falseAlarms} false`;
  return trial.isDefault ? `**${text}**` : text;
}

/** The text of docs/thresholds.md. */
export function thresholdsPart(trials: readonly Trial[], stories: number, seeds: number): string {
  const lines = RULES.flatMap((rule) =>
    rule.thresholds.map((threshold) => {
      const mine = trials.filter((t) => t.rule === rule.id && t.key === threshold.key);
      const curve = sortBy([...groupBy(mine, (t) => String(t.value))], ([value]) => Number(value))
        .map(([, same]) => same.find((t) => t.isDefault) ?? same[0])
        .filter(isPresent);
      return `| \`${rule.id}\` | ${threshold.title} (${threshold.unit}) | ${curve.map(cell).join(' · ')} |`;
    })
  );
  return `# What the thresholds cost and bring

Written by \`npm run evaluate -- --thresholds --seeds ${seeds} --write\`; do not edit.

Each threshold was moved alone, by factors from ${FACTORS[0]} to ${FACTORS.at(-1)} within its bounds, over ${stories} simulated stories with ${seeds} seeds each. Every value shows in how many lives that hold the fight the rule told it, and how many lives it disturbed without cause (above \`info\`, not as a consequence of another finding). Bold is the default.

| rule | threshold | value: told, false |
|---|---|---|
${lines.join('\n')}
`;
}
