// The parts of which the bundled dashboards are made: variables, and panels with their place on the grid.
import { VARIABLES, type DashboardQuery } from '../../src/queries/dashboardQueries';
import { INSTANT_INTERVAL } from '../../src/queries/instant';
import { panelQueries } from '../../src/queries/panelQueries';

const APP = '/a/truce-autoscaling-app';
/** Whatever data source is chosen above; its type follows from the choice. */
const DATASOURCE = { type: 'prometheus', uid: '${ds}' };

export type Part = Readonly<Record<string, unknown>>;

/** A panel that does not know its place yet. */
export interface PanelPart extends Part {
  readonly w: number;
  readonly h: number;
}

type VariableName = keyof typeof VARIABLES;
const LABELS: Record<VariableName, string> = { cluster: 'Cluster', namespace: 'Namespace', workload: 'Deployment' };

function variable(name: VariableName, hasAll: boolean): Part {
  const query = VARIABLES[name];
  return {
    name,
    label: LABELS[name],
    type: 'query',
    datasource: DATASOURCE,
    definition: query,
    query: { query, refId: `variable-${name}` },
    refresh: 2,
    sort: 1,
    ...(hasAll
      ? { includeAll: true, allValue: '.*', current: { text: 'All', value: '$__all' } }
      : { includeAll: false, current: {} }),
  };
}

/** The data source first, then these; a namespace is one, or all where there is no workload to choose. */
export function variables(names: readonly VariableName[]): Part[] {
  const hasAll = (name: VariableName) => name === 'cluster' || (name === 'namespace' && !names.includes('workload'));
  const ds = { name: 'ds', label: 'Data source', type: 'datasource', query: 'prometheus', current: {}, refresh: 1 };
  return [ds, ...names.map((name) => variable(name, hasAll(name)))];
}

function targets(queries: readonly DashboardQuery[], instant: boolean): Part[] {
  return queries.map(({ expr, legend }, i) => ({
    refId: String.fromCharCode(65 + i),
    datasource: DATASOURCE,
    expr,
    legendFormat: legend || '__auto',
    instant,
    range: !instant,
    ...(instant ? { interval: INSTANT_INTERVAL } : {}),
  }));
}

const base = (type: string, title: string, description: string) => ({
  type,
  title,
  description,
  datasource: DATASOURCE,
});

export function graph(
  title: string,
  description: string,
  queries: readonly DashboardQuery[],
  { w = 12, h = 8, unit = 'none', stepped = false } = {}
): PanelPart {
  const custom = { fillOpacity: 0, lineWidth: 1, ...(stepped ? { lineInterpolation: 'stepAfter' } : {}) };
  return {
    ...base('timeseries', title, description),
    fieldConfig: { defaults: { unit, min: 0, custom }, overrides: [] },
    options: {
      legend: { displayMode: 'list', placement: 'bottom', showLegend: true },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
    targets: targets(queries, false),
    w,
    h,
  };
}

/** One row per series: its labels, and how it stands at the end of the range. `name` heads the last column. */
export function list(
  title: string,
  description: string,
  queries: readonly DashboardQuery[],
  { name, workload = '' }: { name: string; workload?: string }
): PanelPart {
  const address = `${APP}/workload?ds=\${ds}&namespace=\${__data.fields.namespace}&name=\${__data.fields.${workload}}&from=\${__from}&to=\${__to}`;
  const link = { id: 'links', value: [{ title: 'Who fights whom', url: address }] };
  return {
    ...base('table', title, description),
    fieldConfig: {
      defaults: {},
      overrides: workload === '' ? [] : [{ matcher: { id: 'byName', options: workload }, properties: [link] }],
    },
    options: { showHeader: true, cellHeight: 'sm', sortBy: [{ displayName: name, desc: true }] },
    targets: targets(queries, true),
    transformations: [
      { id: 'reduce', options: { mode: 'seriesToRows', reducers: ['lastNotNull'], labelsToFields: true } },
      { id: 'organize', options: { excludeByName: { Field: true }, renameByName: { 'Last *': name } } },
    ],
    w: 12,
    h: 8,
  };
}

/** The panel of this plugin, about one workload, or about the worst of a namespace. */
export function timeline(title: string, name: '$workload' | ''): PanelPart {
  const workload = { cluster: '', namespace: '$namespace', kind: 'Deployment', name };
  const queries = panelQueries(workload, { clusters: '$cluster' });
  return {
    ...base('truce-conflicttimeline-panel', title, ''),
    fieldConfig: { defaults: {}, overrides: [] },
    options: name === '' ? {} : { workload: '$namespace/$workload' },
    targets: queries.map((query) => ({ ...query, datasource: DATASOURCE })),
    w: 24,
    h: 11,
  };
}

/** Panels from left to right and from top to bottom, with ids in that order. */
function placed(parts: readonly PanelPart[]): Part[] {
  let x = 0;
  let y = 0;
  return parts.map(({ w, h, ...part }, i) => {
    if (x + w > 24) {
      x = 0;
      y += parts[i - 1]?.h ?? 0;
    }
    const panel = { id: i + 1, ...part, gridPos: { x, y, w, h } };
    x += w;
    return panel;
  });
}

/** A dashboard in the reader's own time zone, with ways to its sisters and to the app. */
export function dashboard(name: string, description: string, list: readonly Part[], parts: readonly PanelPart[]): Part {
  const sisters = { type: 'dashboards', title: 'Truce', tags: ['truce'], asDropdown: true };
  const app = {
    type: 'link',
    title: 'Truce: all fights',
    url: `${APP}/fleet?ds=\${ds}`,
    icon: 'external link',
    tags: [],
  };
  return {
    uid: `truce-${name}`,
    title: `Truce: ${name}`,
    description,
    tags: ['truce', 'autoscaling'],
    editable: true,
    schemaVersion: 41,
    version: 1,
    timezone: '',
    refresh: '1m',
    graphTooltip: 1,
    time: { from: 'now-3h', to: 'now' },
    templating: { list },
    annotations: { list: [] },
    links: [sisters, app].map((link) => ({ ...link, keepTime: true, includeVars: true })),
    panels: placed(parts),
  };
}
