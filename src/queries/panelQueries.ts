// The queries of the panel on a dashboard: six, or ten where one store spells namespaces in two ways; raw samples through
// instant queries with a range selector, CPU use on a grid.
import type { Exported } from '../model/series';
import type { WorkloadRef } from '../model/workload';
import { CATALOGUE, isReadOnce, patternOf, specOf, type SignalGroup } from './catalogue';
import { clusterLabelsOf, clusterMatchers, clusterPatternMatcher } from './clusterLabels';
import { INSTANT_INTERVAL } from './instant';
import { namespaceMatchers } from './namespaceMatchers';
import { anyOf, quote, selector } from './selector';

/** One dashboard target. */
export interface PanelQuery {
  readonly refId: string;
  readonly expr: string;
  readonly instant: boolean;
  readonly range: boolean;
  readonly format: 'time_series';
  /** Step of a query on a grid; for instant queries how far VictoriaMetrics looks back. */
  readonly interval: string;
}

export interface PanelQueryOptions {
  /** Whether kube-state-metrics is scraped without honor_labels. */
  readonly exported?: Exported;
  /** KEDA's operator is scraped without honor_labels: its namespace label arrives as exported_namespace. */
  readonly kedaExported?: boolean;
  /** The labels that tell clusters apart; absent or 'auto' when it is one of the usual names. */
  readonly clusterLabel?: string;
  /** Clusters as a regular expression, such as a dashboard's `$cluster`, in place of the workload's own. */
  readonly clusters?: string;
}

function pattern(groups: readonly SignalGroup[], last: boolean): string {
  const specs = CATALOGUE.filter((spec) => groups.includes(spec.group) && (!last || isReadOnce(spec)));
  return specs.map(patternOf).join('|');
}

function refIdOf(i: number): string {
  return String.fromCharCode(65 + i);
}

/** CPU use per pod. The name is put back by hand: a computed series has none, and the panel reads labels only. */
function usageText(matchers: Array<string | undefined>, clusterLabels: readonly string[]): string {
  const spec = specOf('usage.cpu');
  const name = spec?.pattern ?? '';
  const rate = `rate(${selector(name, [...matchers, spec?.matchers])}[2m])`;
  const kept = [...clusterLabels, 'namespace', 'pod'].join(', ');
  return `label_replace(sum by (${kept}) (${rate}), "__name__", "${name}", "", "")`;
}

/**
 * The targets that let the panel draw a workload, or what to type for your own one.
 * @param workload the placeholder namespace `$namespace` and workload `$workload` are used when absent; without a name
 *   it stands for all workloads of its namespace
 */
export function panelQueries(workload?: WorkloadRef, options: PanelQueryOptions = {}): PanelQuery[] {
  const ref = workload ?? { cluster: '', namespace: '$namespace', kind: 'Deployment', name: '$workload' };
  const clusterLabel = options.clusterLabel ?? 'auto';
  const cluster =
    options.clusters === undefined
      ? clusterMatchers(ref.cluster, clusterLabel)
      : [clusterPatternMatcher(quote(options.clusters), clusterLabel)];
  const exported = options.exported ?? false;
  const places = namespaceMatchers(exported, [ref.namespace]);
  const kedaPlaces = namespaceMatchers(options.kedaExported === true ? true : exported, [ref.namespace]);
  const name =
    ref.name === '' ? undefined : anyOf(ref.kind === 'StatefulSet' ? 'statefulset' : 'deployment', [ref.name]);
  const raw = (groups: readonly SignalGroup[], where: readonly string[][], matcher?: string): string[] =>
    where.map((place) => `${selector(pattern(groups, false), [...place, matcher, ...cluster])}[$__range]`);
  const texts = [
    ...raw(['hpa', 'vpa', 'scaledobject'], places, 'status=~"true|"'),
    ...raw(['workload'], places, name),
    ...raw(['vpa-updater'], [[anyOf('vpa_namespace', [ref.namespace]) ?? '']]),
    ...raw(['keda'], kedaPlaces),
    ...places.map(
      (place) =>
        `last_over_time(${selector(pattern(['pods'], true), [...place, 'resource=~"cpu|memory|"', ...cluster])}[$__range])`
    ),
  ];
  const instant = texts.map((expr, i) => ({
    refId: refIdOf(i),
    expr,
    instant: true,
    range: false,
    format: 'time_series' as const,
    interval: INSTANT_INTERVAL,
  }));
  const usage = usageText([anyOf('namespace', [ref.namespace]), ...cluster], clusterLabelsOf(clusterLabel));
  return [
    ...instant,
    { refId: refIdOf(texts.length), expr: usage, instant: false, range: true, format: 'time_series', interval: '30s' },
  ];
}
