// The line: series in, advice out. Pure: the same input in any order gives the same output, and no clock is read.
import { sortBy } from '../kit/array';
import { SEVERITIES, type Finding } from '../model/finding';
import type { Report } from '../model/report';
import type { SeriesSet } from '../model/series';
import { compareWorkloads } from '../model/workload';
import type { ThresholdTable } from '../settings/settings';
import { toFacts, type Facts } from './episodes/facts';
import { diagnosticsOf } from './findings/diagnostics';
import { historyOf } from './findings/history';
import { judge } from './findings/judge';
import { missingSignals } from './findings/unassessed';
import { RULES } from './rules';
import type { Detection, Rule } from './rules/rule';
import { readSignals } from './signals/readSignals';

export interface AnalyzeOptions {
  /** Thresholds that differ from the defaults. */
  readonly thresholds?: ThresholdTable;
  /** The rules to run; all of them when absent. */
  readonly rules?: readonly Rule[];
}

function thresholdsOf(rule: Rule, table: ThresholdTable): Record<string, number> {
  return Object.fromEntries(rule.thresholds.map((t) => [t.key, table[rule.id]?.[t.key] ?? t.default]));
}

function detect(
  facts: Facts,
  fleet: readonly Facts[],
  rules: readonly Rule[],
  table: ThresholdTable
): Array<readonly [Rule, Detection<unknown>]> {
  return rules.flatMap((rule) =>
    rule.detect(facts, { thresholds: thresholdsOf(rule, table), fleet }).map((detection) => [rule, detection] as const)
  );
}

/** Everything the series say: findings, histories to draw, what was not assessed. */
export function analyze(set: SeriesSet, options: AnalyzeOptions = {}): Report {
  const rules = options.rules ?? RULES;
  const signals = readSignals(set);
  const fleet = signals.workloads.map(toFacts);
  const exported = new Set([...signals.present, ...(set.elsewhere ?? [])]);
  const judged = fleet.map((facts) => ({
    facts,
    findings: judge(facts, detect(facts, fleet, rules, options.thresholds ?? {}), rules),
  }));
  const findings: Finding[] = sortBy(
    judged.flatMap((j) => j.findings),
    (f) => SEVERITIES.indexOf(f.severity),
    (f) => f.id
  );
  return {
    format: 'truce-report/1',
    range: set.range,
    findings,
    workloads: judged
      .filter((j) => j.facts.workload.kind !== 'Cluster' || j.findings.length > 0)
      .map((j) => historyOf(j.facts, j.findings, exported))
      .sort((a, b) => compareWorkloads(a.workload, b.workload)),
    unassessed: missingSignals(set, signals, rules).map(({ rule, kinds, failed }) => ({
      rule: rule.id,
      title: rule.title,
      missing: kinds,
      remedy: failed ? 'The query failed: see the diagnostics.' : '',
      workloads: [],
    })),
    diagnostics: diagnosticsOf(set),
    exported: set.exported,
    clusterLabel: set.clusterLabel,
    swept: {
      series: set.series.length,
      samples: set.series.reduce((n, s) => n + s.times.length, 0),
      scrape: signals.scrape,
    },
  };
}
