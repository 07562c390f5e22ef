// Questions to the series of the watcher, for alerts and recording rules. One text for Prometheus and VictoriaMetrics.
import type { RuleId } from '../model/finding';
import type { AlertSeverity } from './alertSeverity';
import { anyOf, selector } from './selector';
import { IDENTITY, SWEEP, WATCH_SERIES, type WatchSeriesId } from './watchSeries';

/** What stands in for a finding whose series is missing for a scrape or two, or for the watcher's restart. */
const BRIDGE = '5m';
const LIKELY = 2;

const ID = IDENTITY.join(', ');
const sweep = SWEEP.join(', ');
const nameOf = (id: WatchSeriesId): string => WATCH_SERIES[id].name;
const bridged = (id: WatchSeriesId, ...matchers: Array<string | undefined>): string =>
  `max by (${ID}) (last_over_time(${selector(nameOf(id), matchers)}[${BRIDGE}]))`;

const OPEN = ['fighting', 'will-fight'];
const LOUD = ['critical', 'high', 'medium'];

/**
 * Findings that are on, a series each with the value 1, by how loud they are to be: critical where a critical finding is
 * likely at least; warning down to medium, or critical and only possible; info for low ones, and for what is only set up for
 * a fight. Each finding stands in one of them.
 * @param rule only this kind
 */
export function fightingQuery(severity: AlertSeverity, rule?: RuleId): string {
  const kind = rule === undefined ? undefined : anyOf('rule', [rule]);
  const on = (severities: readonly string[], states: readonly string[] = ['fighting']) =>
    bridged('finding', kind, anyOf('severity', severities), anyOf('state', states));
  const sure = `${bridged('confidence', kind)} >= ${LIKELY}`;
  switch (severity) {
    case 'critical':
      return `${on(['critical'])} and ${sure}`;
    case 'warning':
      return `${on(LOUD)} unless (${on(['critical'])} and ${sure})`;
    case 'info':
      return `${on([...LOUD, 'low'], OPEN)} unless ${on(LOUD)}`;
  }
}

/** The same with the severity as a label, for those who record nothing: one text for several. */
export function labelledFightingQuery(severities: readonly AlertSeverity[], rule: RuleId): string {
  return severities
    .map((severity) => `label_replace(${fightingQuery(severity, rule)}, "severity", "${severity}", "rule", ".+")`)
    .join(' or ');
}

/** Name of the series that `fightingQuery` is recorded as, with the label `severity`. */
export const FIGHTING = 'workload:truce_finding:fighting';

/** What is recorded of one kind. */
export function recordedQuery(severities: readonly AlertSeverity[], rule: RuleId): string {
  return selector(FIGHTING, [anyOf('rule', [rule]), anyOf('severity', severities)]);
}

/** How many findings are on in each namespace: small enough to be kept for years. */
export const FIGHTING_COUNT = {
  record: 'namespace:truce_finding:fighting_count',
  expr: `count by (source, cluster, namespace, rule, severity) (${FIGHTING})`,
} as const;

/** An alert on the watcher itself. */
export interface WatcherAlert {
  readonly name: string;
  readonly expr: string;
  readonly for: string;
  readonly severity: AlertSeverity;
  readonly summary: string;
  readonly description: string;
}

/** Whether somebody watches, and how wholly. */
export const WATCHER_ALERTS: readonly WatcherAlert[] = [
  {
    name: 'TruceWatcherDown',
    expr: `absent(${nameOf('last')})`,
    for: '10m',
    severity: 'warning',
    summary: 'Nobody watches for fights: no series of the watcher',
    description:
      'The watcher does not run, is not scraped, or no sweep has judged anything since it started. See its log.',
  },
  {
    name: 'TruceSweepOld',
    expr: `time() - max by (${sweep}) (${nameOf('last')}) > 600`,
    for: '5m',
    severity: 'warning',
    summary: 'The watcher has judged nothing for more than ten minutes',
    description: 'What its findings say is of that time. /healthz of the watcher gives the reason.',
  },
  {
    name: 'TruceSweepFails',
    expr: `sum by (${sweep}) (increase(${selector(nameOf('sweeps'), [anyOf('result', ['failed'])])}[30m])) > 3`,
    for: '5m',
    severity: 'warning',
    summary: 'Sweeps of the watcher fail',
    description:
      'The database did not answer, or holds no series of kube-state-metrics. /healthz of the watcher gives the reason.',
  },
  {
    name: 'TruceSweepNotWhole',
    expr: `min by (${sweep}) (min_over_time(${nameOf('gaps')}[30m])) > 0`,
    for: '30m',
    severity: 'info',
    summary: 'No sweep of the watcher is whole',
    description: 'A part of what was asked for is not read, so nothing is called calm. The reasons stand in its log.',
  },
  {
    name: 'TruceKindsNotJudged',
    expr: `count by (${sweep}, state) (sum by (${sweep}, rule, state) (${selector(nameOf('unjudged'), [anyOf('state', ['failed', 'partial'])])}) > 0)`,
    for: '30m',
    severity: 'warning',
    summary: 'Kinds of fights are not judged, although their series are exported',
    description: `Queries fail or answers are cut. ${nameOf('unjudged')} says which kinds, and on how many workloads.`,
  },
  {
    name: 'TruceFindingsWithoutLabels',
    expr: `max by (${sweep}) (${nameOf('leftOut')}) > 0`,
    for: '30m',
    severity: 'info',
    summary: 'The watcher finds more than it may expose',
    description:
      'The least severe findings are counted and have no series of their own, so no alert. Raise --max-findings.',
  },
];
