// Which alerts there are: one for each kind of the catalogue on the series of the watcher, those on the watcher itself, and
// the few that plain series decide.
import { RULES } from '../../engine';
import type { RuleId } from '../../model/finding';
import { ALERT_SEVERITIES } from '../../queries/alertSeverity';
import { plainAlerts } from '../../queries/plainAlerts';
import {
  FIGHTING,
  FIGHTING_COUNT,
  fightingQuery,
  labelledFightingQuery,
  recordedQuery,
  WATCHER_ALERTS,
} from '../../queries/watcherAlerts';
import type { AlertQuestion, AlertRule, RuleGroup } from './alertModel';
import { findingTexts, plainTexts, watcherTexts } from './annotations';

/** A fight that goes on this long is no chance; what stands for hours anyhow may wait a little longer. */
const WAIT = { moves: '5m', stands: '15m' };
const INTERVAL = '1m';

/** `hpa-pinned-max` as the end of a name: `HpaPinnedMax`. */
function inCamelCase(rule: RuleId): string {
  return rule.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function findingAlerts(question: AlertQuestion): AlertRule[] {
  return RULES.map(({ id, title, standsLong }) => ({
    alert: `Truce${inCamelCase(id)}`,
    expr: recordedQuery(question.severities, id),
    unrecorded: labelledFightingQuery(question.severities, id),
    for: standsLong === true ? WAIT.stands : WAIT.moves,
    labels: {},
    annotations: findingTexts(question, id, title),
  }));
}

/** On the series of the watcher. */
export function watcherGroups(question: AlertQuestion): RuleGroup[] {
  const fighting = ALERT_SEVERITIES.map((severity) => ({
    record: FIGHTING,
    expr: fightingQuery(severity),
    labels: { severity },
  }));
  return [
    {
      name: 'truce-findings',
      interval: INTERVAL,
      records: [...fighting, FIGHTING_COUNT],
      alerts: findingAlerts(question),
    },
    {
      name: 'truce-watcher',
      interval: INTERVAL,
      records: [],
      alerts: WATCHER_ALERTS.filter(({ severity }) => question.severities.includes(severity)).map((alert) => ({
        alert: alert.name,
        expr: alert.expr,
        for: alert.for,
        labels: { severity: alert.severity },
        annotations: watcherTexts(question, alert.summary, alert.description),
      })),
    },
  ];
}

/** On the series of kube-state-metrics and KEDA, for those who run no watcher. */
export function plainGroups(question: AlertQuestion): RuleGroup[] {
  const alerts = plainAlerts(question)
    .filter(({ severity }) => question.severities.includes(severity))
    .map(({ rule, name = inCamelCase(rule ?? ''), title, severity, for: wait, subject, expr }): AlertRule => {
      const words = title ?? RULES.find(({ id }) => id === rule)?.title ?? '';
      return {
        alert: `Truce${name}`,
        expr,
        for: wait,
        labels: { severity, ...(rule !== undefined && { rule }) },
        annotations: plainTexts(question, { subject, title: words, rule, cluster: question.cluster }),
      };
    });
  return [{ name: 'truce-plain', interval: INTERVAL, records: [], alerts }];
}
