// Whose HPA reads another share of CPU than its own pods use: the one trace of pods that its selector finds beside them, for
// selectors are not exported. Both are averaged over five minutes and compared every five, so that any ten minutes of it
// hold a whole comparison.
import type { Millis } from '../kit/interval';
import { specOf, type SignalSpec } from './catalogue';
import { clusterLabelsOf } from './clusterLabels';
import { placeOf, selectorsFor, withMatchers, type ObjectNames, type PlanScope } from './plan';
import type { ScanQuery } from './scans';
import { escapeRegex, quote, window } from './selector';

/** How long is averaged, and how often. */
export const SHARED_USE_WINDOW: Millis = 300_000;
const WINDOW = window(SHARED_USE_WINDOW);
/** The rule wants a fifth for ten minutes, of which two may be blurred: three fifths of a window at the least. */
const APART = 0.12;

/** Kinds whose pods bear their name, with the label that names them and the rest of a pod's name. */
const KINDS = {
  Deployment: { label: 'deployment', rest: '-[a-z0-9]+-[a-z0-9]+' },
  StatefulSet: { label: 'statefulset', rest: '-[0-9]+' },
} as const;

export type NamedKind = keyof typeof KINDS;

/** True for kinds of which `sharedUseQueries` can tell. */
export function isNamedKind(kind: string): kind is NamedKind {
  return kind in KINDS;
}

const replaced = (text: string, to: string, from: string, pattern = '(.+)'): string =>
  `label_replace(${text}, "${to}", "$1", "${from}", ${quote(pattern)})`;

const inPlace = (text: string): string => replaced(text, 'namespace', 'exported_namespace');

/** Rates of the containers of pods that are named after these workloads, spelled in either way. */
function ratesOf(scope: PlanScope, workloads: readonly string[]): string {
  const spec = specOf('usage.cpu') as SignalSpec;
  const pattern = quote(`(?:${workloads.map(escapeRegex).join('|')})-.+`);
  const named = (label: string): string[] =>
    selectorsFor(spec.pattern, withMatchers(spec, `${label}=~${pattern}`), scope);
  const [own] = named('pod');
  const exported = named('exported_pod').at(-1);
  return [own, exported].map((text) => `rate(${text}[${WINDOW}])`).join(' or ');
}

/**
 * Workloads of one kind whose HPA on CPU reads another average than their pods use.
 * @param scope by the names of the HPAs, in the namespaces where these stand
 * @param workloads what the HPAs scale
 */
export function sharedUseQueries(
  scope: PlanScope & { readonly names: ObjectNames },
  kind: NamedKind,
  workloads: readonly string[]
): ScanQuery[] {
  const { label, rest } = KINDS[kind];
  const at = ['namespace', ...clusterLabelsOf(scope.clusterLabel)].join(', ');
  const info = specOf('hpa.info') as SignalSpec;
  const status = specOf('hpa.status-metric') as SignalSpec;
  const hpa = [at, ...info.object].join(', ');
  const container = [at, 'exported_namespace', 'pod', 'exported_pod', 'container', 'exported_container'].join(', ');
  const infos = selectorsFor(info.pattern, withMatchers(info, `scaletargetref_kind="${kind}"`), scope);
  const average = withMatchers(status, 'metric_name="cpu",metric_target_type="average"');
  const targets = infos.map(
    (text) => `max by (${hpa}, ${label}) (${replaced(inPlace(text), label, 'scaletargetref_name')})`
  );
  const readings = selectorsFor(status.pattern, average, scope).map((text, i) => {
    const read = `max by (${hpa}) (${inPlace(`avg_over_time(${text}[${WINDOW}])`)})`;
    return `max by (${at}, ${label}) (${read} * on (${hpa}) group_left (${label}) ${targets[i]})`;
  });
  const rates = inPlace(`max by (${container}) (${ratesOf(scope, workloads)})`);
  const pods = `sum by (${at}, pod) (${replaced(rates, 'pod', 'exported_pod')})`;
  const used = `avg by (${at}, ${label}) (${replaced(pods, label, 'pod', `(.+)${rest}`)})`;
  return readings.map((read, i) => ({
    id: `scan-shared-stem-${i}`,
    expr: `abs(${used} / on (${at}, ${label}) ${read} - 1) > ${APART}`,
    scan: 'shared-stem' as const,
    about: 'workload' as const,
    names: 'workload.replicas' as const,
    kinds: [],
    stepSeconds: SHARED_USE_WINDOW / 1000,
    ...placeOf(scope),
  }));
}
