// The questions of the bundled dashboards, with `$cluster`, `$namespace` and `$workload` in place of names. They ask for
// what a graph can show; who fights whom is told by the panel beside them, and by the app.
import type { SignalKind } from '../model/series';
import { metricNameOf, specOf } from './catalogue';
import { selector } from './selector';
import { WATCH_SERIES } from './watchSeries';

/** One question: the text, and how its series are to be called. */
export interface DashboardQuery {
  readonly expr: string;
  readonly legend: string;
}

/** Matches series without the label too, as long as the variable stands on All. */
const CLUSTER = 'cluster=~"$cluster"';
const NAMESPACE = 'namespace=~"$namespace"';
const DEPLOYMENT = 'deployment="$workload"';
const PODS = 'pod=~"$workload-.+"';
/** Within this time a move and its answer fit; twice as many are no longer chance. */
const WINDOW = '30m';
const ONCE = 2;

function of(kind: SignalKind, ...matchers: string[]): string {
  return selector(metricNameOf(kind), [CLUSTER, ...matchers]);
}

/** Series of kinds that custom resources bring under more than one name. */
function ofAny(kind: SignalKind, ...matchers: string[]): string {
  return selector(specOf(kind)?.pattern ?? '', [CLUSTER, ...matchers]);
}

const query = (legend: string, expr: string): DashboardQuery => ({ legend, expr });
const per = (labels: string, expr: string) => `max by (${labels}) (${expr})`;
const changes = (series: string) => `changes(${series}[${WINDOW}])`;

const HPA = 'cluster, namespace, horizontalpodautoscaler';
/** The HPAs of the workload: what they scale stands in a series of its own. */
const OWN_HPA = `and on (namespace, horizontalpodautoscaler) ${of(
  'hpa.info',
  NAMESPACE,
  'scaletargetref_kind="Deployment"',
  'scaletargetref_name="$workload"'
)}`;

export const REPLICAS: readonly DashboardQuery[] = [
  query('asked for', per('deployment', of('workload.replicas', NAMESPACE, DEPLOYMENT))),
  query('ready', per('deployment', of('workload.ready', NAMESPACE, DEPLOYMENT))),
  query('{{horizontalpodautoscaler}} wants', per(HPA, `${of('hpa.desired', NAMESPACE)} ${OWN_HPA}`)),
  query('{{horizontalpodautoscaler}} min', per(HPA, `${of('hpa.min', NAMESPACE)} ${OWN_HPA}`)),
  query('{{horizontalpodautoscaler}} max', per(HPA, `${of('hpa.max', NAMESPACE)} ${OWN_HPA}`)),
];

export const WRITES: readonly DashboardQuery[] = [
  query('writes of the object', per('deployment', changes(of('workload.generation', NAMESPACE, DEPLOYMENT)))),
  query('moves of replicas', per('deployment', changes(of('workload.replicas', NAMESPACE, DEPLOYMENT)))),
];

export const CPU: readonly DashboardQuery[] = [
  query('used', `sum(rate(${of('usage.cpu', NAMESPACE, PODS, specOf('usage.cpu')?.matchers ?? '')}[2m]))`),
  query('requested', `sum(${of('pod.request', NAMESPACE, PODS, 'resource="cpu"')})`),
];

export const NAMESPACE_MOVES: readonly DashboardQuery[] = [
  query('{{deployment}}', `${per('deployment', changes(of('workload.replicas', NAMESPACE)))} > 0`),
];
export const NAMESPACE_REPLICAS: readonly DashboardQuery[] = [
  query('{{deployment}}', per('deployment', of('workload.replicas', NAMESPACE))),
];
function atMaximum(...matchers: string[]): string {
  return `${per(HPA, of('hpa.desired', ...matchers))} >= ${per(HPA, of('hpa.max', ...matchers))}`;
}

export const NAMESPACE_AT_MAXIMUM: readonly DashboardQuery[] = [
  query('{{horizontalpodautoscaler}}', atMaximum(NAMESPACE)),
];
export const FLEET_AT_MAXIMUM: readonly DashboardQuery[] = [
  query('{{namespace}} / {{horizontalpodautoscaler}}', atMaximum()),
];

const WORKLOAD = 'cluster, namespace, deployment';
export const FLEET_MOVING: readonly DashboardQuery[] = [
  query('workloads that move', `count(${per(WORKLOAD, changes(of('workload.replicas')))} > ${ONCE}) or vector(0)`),
  query('HPAs at their maximum', `count(${atMaximum()}) or vector(0)`),
  query('HPAs that may not scale', `count(${blind()}) or vector(0)`),
];
export const FLEET_NAMESPACES: readonly DashboardQuery[] = [
  query(
    '{{namespace}}',
    `topk(10, sum by (cluster, namespace) (${per(WORKLOAD, changes(of('workload.replicas')))}) > 0)`
  ),
];
export const FLEET_WORKLOADS: readonly DashboardQuery[] = [
  query('', `topk(20, ${per(WORKLOAD, changes(of('workload.generation')))} > ${ONCE})`),
];

/** HPAs that were told not to scale: no metric, no target, or two of them on one workload. */
function blind(...matchers: string[]): string {
  return `${per(HPA, of('hpa.condition', ...matchers, 'condition="ScalingActive"', 'status="true"'))} == 0`;
}

export const BLIND: readonly DashboardQuery[] = [query('', blind(NAMESPACE))];
export const PINNED: readonly DashboardQuery[] = [
  query('', `${per(HPA, of('hpa.min', NAMESPACE))} == ${per(HPA, of('hpa.max', NAMESPACE))}`),
];
const TARGET = 'namespace, scaletargetref_kind, scaletargetref_name';
export const SHARED_TARGETS: readonly DashboardQuery[] = [
  query('', `count by (cluster, ${TARGET}) (${per(`${HPA}, ${TARGET}`, of('hpa.info', NAMESPACE))}) > 1`),
];
const VPA_TARGET = 'cluster, namespace, target_kind, target_name';
/** A VPA that writes beside an HPA on one workload: only one of them may own a resource. */
export const VPA_BESIDE_HPA: readonly DashboardQuery[] = [
  query(
    '',
    `count by (${VPA_TARGET}) (${per(`${VPA_TARGET}, verticalpodautoscaler`, ofAny('vpa.mode', NAMESPACE, 'update_mode!="Off"'))} == 1) ` +
      `and on (namespace, target_name) label_replace(${of('hpa.info', NAMESPACE)}, "target_name", "$1", "scaletargetref_name", "(.+)")`
  ),
];
export const BLOCKING_BUDGETS: readonly DashboardQuery[] = [
  query(
    '',
    `${per('cluster, namespace, poddisruptionbudget', of('pdb.allowed', NAMESPACE))} == 0 and on (namespace, poddisruptionbudget) ` +
      `${of('pdb.expected', NAMESPACE)} > 0`
  ),
];
const QUOTA = 'cluster, namespace, resourcequota, resource';
export const FULL_QUOTAS: readonly DashboardQuery[] = [
  query(
    '',
    `${per(QUOTA, of('quota.limit', NAMESPACE, 'type="used"'))} / (${per(QUOTA, of('quota.limit', NAMESPACE, 'type="hard"'))} > 0) > 0.9`
  ),
];

export const SHORTFALL: readonly DashboardQuery[] = [
  query(
    'asked for, not ready',
    `${per('deployment', of('workload.replicas', NAMESPACE, DEPLOYMENT))} - ${per('deployment', of('workload.ready', NAMESPACE, DEPLOYMENT))}`
  ),
  query('without a node', `sum(${of('pod.unschedulable', NAMESPACE, PODS)}) or vector(0)`),
];
const sincePodCreated = (kind: SignalKind) =>
  `${per('pod', of(kind, NAMESPACE, PODS))} - ${per('pod', of('pod.created', NAMESPACE, PODS))}`;
export const POD_TIMES: readonly DashboardQuery[] = [
  query('to a node, slowest pod', `max(${sincePodCreated('pod.scheduled')})`),
  query('to ready, slowest pod', `max(${sincePodCreated('pod.ready')})`),
  query('to ready, median', `quantile(0.5, ${sincePodCreated('pod.ready')})`),
];

/** What the variables of the dashboards can be. */
export const VARIABLES = {
  cluster: `label_values(${metricNameOf('hpa.info')}, cluster)`,
  namespace: `label_values(${of('hpa.info')}, namespace)`,
  workload: `label_values(${of('workload.replicas', NAMESPACE)}, deployment)`,
} as const;

/** Fights of the workload as annotations, where a watcher is scraped: a region as long as the finding is on. */
export const FIGHTS_OF_WORKLOAD = `max by (workload, rule) (${selector(WATCH_SERIES.finding.name, [
  NAMESPACE,
  'workload="$workload"',
  'state="fighting"',
])})`;
