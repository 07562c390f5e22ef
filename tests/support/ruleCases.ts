// Runs the cases of one rule: those it must find, with interval, actors, severity, state and sentence, and the look-alikes
// on which it must stay silent. Both also as scrapers at half and a quarter of the pace would have seen them.
import { analyze, RULES } from '../../src/engine';
import { formatAllTimes, timeWords, UTC } from '../../src/kit/times';
import type { Finding, FindingState, Severity } from '../../src/model/finding';
import type { Report } from '../../src/model/report';
import type { Series, SeriesSet, SignalKind } from '../../src/model/series';
import { workloadKey } from '../../src/model/workload';
import { adviceOf, holesIn, schemaErrors, strangeCommands, unconfirmed } from './checkFixes';
import { proofErrors } from './promql';
import { span } from './promtool';
import { START } from './tape';
import { thin } from './thin';
import { seriesSet } from './workload';

export interface Fires {
  readonly title: string;
  readonly series: readonly Series[] | SeriesSet;
  readonly severity: Severity;
  readonly state: FindingState;
  /** `hpa:web`, `keda:worker`, `external`. */
  readonly actors: readonly string[];
  /** First and last instant, from the first scrape on, with what they may be off. */
  readonly from?: string;
  readonly to?: string;
  readonly slack?: string;
  readonly says: RegExp | string;
  /** Further rules that tell a story of their own above info: causes of this one, or other troubles. */
  readonly with?: readonly string[];
  /** Paces at which it must still be found, as multiples of the scrape; 1, 2 and 4 when absent. */
  readonly paces?: readonly number[];
  /** What its remedies say, in any of their texts, manifests among them; and what none of them may say. */
  readonly advises?: ReadonlyArray<RegExp | string>;
  readonly neverAdvises?: ReadonlyArray<RegExp | string>;
}

export interface Silent {
  readonly title: string;
  readonly series: readonly Series[] | SeriesSet;
  /** Rules that rightly speak here above info; nobody does when absent. */
  readonly with?: readonly string[];
  readonly paces?: readonly number[];
}

function isSet(series: readonly Series[] | SeriesSet): series is SeriesSet {
  return 'series' in series;
}

function setOf(series: readonly Series[] | SeriesSet): SeriesSet {
  return isSet(series) ? series : seriesSet(series);
}

/** All findings, told ones and the ones behind them. */
export function everyFinding(report: Report): Finding[] {
  return report.findings.flatMap((finding) => [finding, ...finding.caused]);
}

function ruleIn(report: Report, rule: string): Finding | undefined {
  return everyFinding(report).find((finding) => finding.rule === rule);
}

/** Rules told as stories of their own, above info: consequences hang below their cause and do not count. */
function othersIn(report: Report, rule: string): string[] {
  const loud = report.findings.filter((f) => f.severity !== 'info' && f.rule !== rule);
  return [...new Set(loud.map((f) => f.rule))].sort();
}

function phases(paces: readonly number[]): Array<{ pace: number; phase: number }> {
  return paces.flatMap((pace) => Array.from({ length: pace }, (_, phase) => ({ pace, phase })));
}

function actorsOf(finding: Finding): string[] {
  return finding.actors.map((actor) => (actor.name === undefined ? actor.family : `${actor.family}:${actor.name}`));
}

function expectFinding(finding: Finding, wanted: Fires): void {
  expect(actorsOf(finding)).toEqual(wanted.actors);
  expect({ severity: finding.severity, state: finding.state }).toEqual({
    severity: wanted.severity,
    state: wanted.state,
  });
  expect(finding.summary).toEqual(typeof wanted.says === 'string' ? wanted.says : expect.stringMatching(wanted.says));
  const slack = span(wanted.slack ?? '30s');
  const from = Math.min(...finding.intervals.map((i) => i.from)) - START;
  const to = Math.max(...finding.intervals.map((i) => i.to)) - START;
  if (wanted.from !== undefined) {
    expect(Math.abs(from - span(wanted.from)) <= slack ? wanted.from : `${from / 1000}s`).toBe(wanted.from);
  }
  if (wanted.to !== undefined) {
    expect(Math.abs(to - span(wanted.to)) <= slack ? wanted.to : `${to / 1000}s`).toBe(wanted.to);
  }
  expectAdvice(adviceOf(finding), wanted);
}

function expectAdvice(advice: string, { advises = [], neverAdvises = [] }: Fires): void {
  for (const words of advises) {
    expect(advice).toEqual(typeof words === 'string' ? expect.stringContaining(words) : expect.stringMatching(words));
  }
  for (const words of neverAdvises) {
    expect(advice).not.toEqual(
      typeof words === 'string' ? expect.stringContaining(words) : expect.stringMatching(words)
    );
  }
}

/** The same sweep, in which nobody exports one kind. */
function withoutKind(set: SeriesSet, kind: SignalKind): SeriesSet {
  return {
    ...set,
    series: set.series.filter((one) => one.kind !== kind),
    elsewhere: set.elsewhere?.filter((other) => other !== kind),
  };
}

/** Something of the workload is left that could be named. */
function isLeft({ workloads }: Report, { workload }: Finding): boolean {
  const key = workloadKey(workload);
  return workload.kind === 'Cluster' || workloads.some((history) => workloadKey(history.workload) === key);
}

/** Kinds without which the rule still fires, or without which it falls silent unsaid. */
function unkept(rule: string, set: SeriesSet): string[] {
  const needs = RULES.find(({ id }) => id === rule)?.needs ?? [];
  const full = ruleIn(analyze(set), rule);
  return needs.flatMap((need) => {
    // A custom target has no series of this kind that could be taken away.
    if (typeof need !== 'string' || !full || !set.series.some((one) => one.kind === need)) {
      return [];
    }
    const report = analyze(withoutKind(set, need));
    const still = ruleIn(report, rule);
    if (still) {
      // An HPA may be joined by its numbers, and is then never certain.
      return need === 'hpa.info' && still.confidence !== 'certain' ? [] : [`fires without ${need}`];
    }
    const isNamed = report.unassessed.some((entry) => entry.rule === rule);
    return isNamed || !isLeft(report, full) ? [] : [`is silent unsaid without ${need}`];
  });
}

/** Declares the tests of one rule. */
export function testRule(rule: string, cases: { fires: readonly Fires[]; silent: readonly Silent[] }): void {
  const found: Finding[] = [];
  describe(`${rule} fires on`, () => {
    test.each(cases.fires.map((c) => [c.title, c] as const))('%s', (_, wanted) => {
      const set = setOf(wanted.series);
      const report = formatAllTimes(analyze(set), timeWords(UTC, set.range));
      const finding = ruleIn(report, rule);
      expect(finding?.rule ?? `nothing but ${othersIn(report, rule).join(', ')}`).toBe(rule);
      if (finding) {
        expectFinding(finding, wanted);
        found.push(finding);
      }
      expect(othersIn(report, rule)).toEqual([...(wanted.with ?? [])].sort());
      const missed = phases(wanted.paces ?? [1, 2, 4]).filter(
        ({ pace, phase }) => !ruleIn(analyze(thin(set, pace, phase)), rule)
      );
      expect(missed).toEqual([]);
    });
  });
  test(`${rule} is not asked where one of its needs is not exported, and that is said`, () => {
    expect(cases.fires.flatMap((c) => unkept(rule, setOf(c.series)))).toEqual([]);
  });
  describe(`${rule} stays silent on`, () => {
    test.each(cases.silent.map((c) => [c.title, c] as const))('%s', (_, wanted) => {
      const set = setOf(wanted.series);
      for (const { pace, phase } of phases(wanted.paces ?? [1, 2, 4])) {
        const report = analyze(thin(set, pace, phase));
        const spoken = ruleIn(report, rule);
        expect(spoken && `every ${pace}. from ${phase}: ${spoken.severity} ${spoken.summary}`).toBeUndefined();
        expect({ pace, phase, others: othersIn(report, rule) }).toEqual({
          pace,
          phase,
          others: [...(wanted.with ?? [])].sort(),
        });
      }
    });
  });
  test(`${rule}: every fix is complete, quoted and valid`, () => {
    expect(found.flatMap(holesIn)).toEqual([]);
    expect(found.flatMap(strangeCommands)).toEqual([]);
    expect(found.flatMap(unconfirmed)).toEqual([]);
    expect(schemaErrors(found)).toEqual([]);
  });
  test(`${rule}: every proof opens a query that is PromQL`, () => {
    expect(found.flatMap(proofErrors)).toEqual([]);
  });
}
