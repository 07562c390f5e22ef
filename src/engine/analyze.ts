// The line: series in, advice out. Pure: the same input in any order gives the same output, and no clock is read. It goes
// in steps of a workload, so that a page can draw between them; who drives it does not change what comes out.
import { eachInSteps, finish, type Steps } from '../kit/steps';
import { inOrder } from '../model/inOrder';
import type { Report } from '../model/report';
import type { SeriesSet } from '../model/series';
import { verdictOf, verdictOfAll } from '../model/verdict';
import { compareWorkloads, type WorkloadRef } from '../model/workload';
import type { ThresholdTable } from '../settings/settings';
import { thresholdIn } from '../settings/thresholds';
import { toFacts } from './episodes/facts';
import { diagnosticsOf } from './findings/diagnostics';
import { askRule, isCoreRead, unjudgedOf } from './findings/door';
import { historyOf } from './findings/history';
import { judge } from './findings/judge';
import { unassessedOf } from './findings/unassessed';
import { quietOf } from './findings/quiet';
import { throughoutReader } from './findings/throughout';
import { withThinCurves } from './findings/thinCurves';
import { isShortened, unreadOf } from './findings/unread';
import { RULES } from './rules';
import type { Rule, RuleContext } from './rules/defineRule';
import { readingsOf } from './signals/readings';
import { readSignalsInSteps } from './signals/readSignals';
import { unseenOf, unseenTexts } from './signals/unseen';

export interface AnalyzeOptions {
  /** Thresholds that differ from the defaults. */
  readonly thresholds?: ThresholdTable;
  /** The rules to run; all of them when absent. */
  readonly rules?: readonly Rule[];
}

interface Question {
  readonly rule: Rule;
  readonly context: RuleContext;
}

function thresholdsOf(rule: Rule, table: ThresholdTable): Record<string, number> {
  return Object.fromEntries(rule.thresholds.map((t) => [t.key, thresholdIn(table, rule.id, t)]));
}

/** Every rule with what it is asked with. */
function questionsOf(
  rules: readonly Rule[],
  around: Omit<RuleContext, 'thresholds'>,
  table: ThresholdTable
): Question[] {
  return rules.map((rule) => ({ rule, context: { thresholds: thresholdsOf(rule, table), ...around } }));
}

/** Of a part of a large fleet only what it is about is judged: the rest stands around that. */
function isOfPart({ part }: SeriesSet, { kind }: WorkloadRef): boolean {
  return part === undefined || (part === 'nodes') === (kind === 'Cluster');
}

/** Everything the series say: findings, histories to draw, what was not assessed. */
export function analyze(set: SeriesSet, options: AnalyzeOptions = {}): Report {
  return finish(analyzeInSteps(set, options));
}

/** The same in steps, each about one workload: milliseconds. */
export function* analyzeInSteps(set: SeriesSet, options: AnalyzeOptions = {}): Steps<Report> {
  const rules = options.rules ?? RULES;
  const signals = yield* readSignalsInSteps(set);
  const unseen = unseenOf(set);
  const unread = unreadOf(set);
  const fleet = yield* eachInSteps(signals.workloads, toFacts);
  const questions = questionsOf(rules, { fleet, readings: readingsOf(set) }, options.thresholds ?? {});
  const throughout = throughoutReader(set, fleet);
  const judged = yield* eachInSteps(
    fleet.filter(({ workload }) => isOfPart(set, workload)),
    (facts) => {
      const rulings = questions.map(({ rule, context }) => askRule(rule, facts, context, throughout));
      const detections = rulings.flatMap(({ rule, detections: own }) =>
        own.map((detection) => [rule, detection] as const)
      );
      const findings = judge(facts, detections, rules);
      const unjudged = unjudgedOf(rulings);
      const seenThroughout = !unseen.has(facts.workload.cluster) && !isShortened(set, facts.workload);
      const verdict = verdictOf({ findings, unjudged, coreRead: isCoreRead(facts), seenThroughout });
      return { facts, findings, unjudged, verdict };
    }
  );
  const findings = inOrder(judged.flatMap((j) => j.findings));
  const shown = judged.filter((j) => j.facts.workload.kind !== 'Cluster' || j.findings.length > 0);
  const histories = yield* eachInSteps(shown, (j) => {
    const history = historyOf(j.facts, j);
    return set.part === undefined ? history : withThinCurves(history, set.range.to);
  });
  const workloads = histories.sort((a, b) => compareWorkloads(a.workload, b.workload));
  const quiet = set.fleet ? quietOf(set.fleet, rules, (cluster) => !unseen.has(cluster)) : [];
  return {
    format: 'truce-report/1',
    range: set.range,
    verdict: verdictOfAll(
      [...workloads, ...quiet].map(({ verdict }) => verdict),
      unread.length === 0
    ),
    findings,
    workloads,
    ...(quiet.length > 0 && { quiet }),
    unassessed: unassessedOf(judged, rules),
    ...(unread.length > 0 && { unread }),
    diagnostics: diagnosticsOf(set, signals, unseenTexts(set, unseen)),
    exported: set.exported,
    clusterLabel: set.clusterLabel,
    ...(set.setups && { setups: set.setups }),
    swept: {
      series: set.series.length,
      samples: set.series.reduce((n, s) => n + s.times.length, 0),
      scrape: signals.scrape,
    },
  };
}
