// Writes the provisioned dashboard: the panel with its own queries beside the graphs one has anyway. The targets come from
// the same function as 'Add to dashboard', so they cannot drift; a test compares the file with this.
import { writeFileSync } from 'node:fs';
import { FIGHTS_OF_WORKLOAD } from '../../src/queries/dashboardQueries';
import { panelQueries } from '../../src/queries/panelQueries';

const DATASOURCE = { type: 'prometheus', uid: 'prometheus' };

function variable(name: string, label: string, query: string, value: string): Record<string, unknown> {
  return {
    name,
    label,
    type: 'query',
    datasource: DATASOURCE,
    query: { query, refId: `variable-${name}` },
    definition: query,
    current: { text: value, value },
    refresh: 2,
    sort: 1,
  };
}

function timeline(id: number, title: string, gridPos: Record<string, number>): Record<string, unknown> {
  const targets = panelQueries().map((query) => ({ ...query, datasource: DATASOURCE }));
  return {
    id,
    type: 'truce-conflicttimeline-panel',
    title,
    datasource: DATASOURCE,
    gridPos,
    fieldConfig: { defaults: {}, overrides: [] },
    options: {},
    targets,
  };
}

function graph(
  id: number,
  title: string,
  gridPos: Record<string, number>,
  expr: string,
  legendFormat: string
): Record<string, unknown> {
  return {
    id,
    type: 'timeseries',
    title,
    datasource: DATASOURCE,
    gridPos,
    fieldConfig: { defaults: { unit: 'none', custom: { fillOpacity: 0 } }, overrides: [] },
    options: {
      legend: { displayMode: 'list', placement: 'bottom', showLegend: true },
      tooltip: { mode: 'multi', sort: 'none' },
    },
    targets: [{ refId: 'A', datasource: DATASOURCE, expr, legendFormat, range: true }],
  };
}

/** Fights as regions on every graph, by an ordinary query of the watcher's series. Nothing where no watcher is scraped. */
function fights(): Record<string, unknown> {
  return {
    name: 'Fights',
    enable: true,
    iconColor: 'orange',
    datasource: DATASOURCE,
    expr: FIGHTS_OF_WORKLOAD,
    step: '30s',
    titleFormat: '{{rule}}',
    textFormat: '{{workload}}',
  };
}

/** The dashboard of provisioning/dashboards/truce.json. */
export function provisionedDashboard(): Record<string, unknown> {
  const cpu = 'sum by (namespace) (rate(container_cpu_usage_seconds_total{namespace="$namespace",container!=""}[2m]))';
  return {
    uid: 'truce',
    title: 'Truce on a dashboard',
    description: 'The timeline beside the graphs one has anyway.',
    tags: ['truce', 'autoscaling'],
    editable: true,
    schemaVersion: 41,
    version: 1,
    timezone: '',
    refresh: '30s',
    graphTooltip: 1,
    time: { from: 'now-1h', to: 'now' },
    templating: {
      list: [
        variable(
          'namespace',
          'Namespace',
          'label_values(kube_horizontalpodautoscaler_info, namespace)',
          'meme-generator'
        ),
        variable(
          'workload',
          'Deployment',
          'label_values(kube_deployment_spec_replicas{namespace="$namespace"}, deployment)',
          'meme-api'
        ),
      ],
    },
    annotations: { list: [fights()] },
    panels: [
      timeline(1, 'Who moved $namespace / $workload', { x: 0, y: 0, w: 12, h: 9 }),
      graph(2, 'CPU use of $namespace', { x: 12, y: 0, w: 12, h: 9 }, cpu, '{{namespace}}, cores'),
      timeline(3, 'The same in a strip', { x: 0, y: 9, w: 24, h: 5 }),
    ],
  };
}

if (process.argv[1]?.endsWith('writeDashboard.ts')) {
  writeFileSync('provisioning/dashboards/truce.json', `${JSON.stringify(provisionedDashboard(), null, 2)}\n`);
}
