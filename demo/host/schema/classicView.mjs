// A dynamic dashboard as a classic one, as Grafana's API converts it down for those who ask for the old kind: tabs and rows
// become rows, an auto grid becomes places, conditional rendering is lost.
import { datasourceOf, panelOf } from './element.mjs';

const COLUMNS = 24;
const AUTO_HEIGHT = 8;
const ROW = { x: 0, w: COLUMNS, h: 1 };
const SYNC = ['Off', 'Crosshair', 'Tooltip'];
const HIDE = ['dontHide', 'hideLabel', 'hideVariable'];
const SORT = [
  'disabled',
  'alphabeticalAsc',
  'alphabeticalDesc',
  'numericalAsc',
  'numericalDesc',
  'alphabeticalCaseInsensitiveAsc',
  'alphabeticalCaseInsensitiveDesc',
];
const VARIABLE_TYPES = {
  QueryVariable: 'query',
  DatasourceVariable: 'datasource',
  CustomVariable: 'custom',
  TextVariable: 'textbox',
  ConstantVariable: 'constant',
  IntervalVariable: 'interval',
};

export function classicView(uid, spec) {
  const time = spec.timeSettings ?? {};
  return {
    uid,
    title: spec.title,
    description: spec.description,
    tags: spec.tags ?? [],
    schemaVersion: 42,
    graphTooltip: Math.max(0, SYNC.indexOf(spec.cursorSync)),
    time: { from: time.from ?? 'now-6h', to: time.to ?? 'now' },
    timezone: time.timezone ?? '',
    refresh: time.autoRefresh ?? '',
    timepicker: { hidden: time.hideTimepicker ?? false },
    links: spec.links ?? [],
    templating: { list: (spec.variables ?? []).map(variableOf) },
    panels: placed(spec.layout, spec.elements, 0).panels,
  };
}

function variableOf({ kind, spec }) {
  const { query, pluginId, hide, sort, ...rest } = spec;
  const isQuery = typeof query === 'object';
  return {
    ...rest,
    type: VARIABLE_TYPES[kind] ?? kind,
    hide: Math.max(0, HIDE.indexOf(hide)),
    sort: Math.max(0, SORT.indexOf(sort)),
    query: isQuery ? query.spec : (query ?? pluginId),
    ...(isQuery ? { datasource: datasourceOf(query) } : {}),
  };
}

/** @returns {{panels: object[], bottom: number}} the layout's panels from row `y` on */
function placed(layout, elements, y) {
  switch (layout.kind) {
    case 'GridLayout':
      return gridPanels(layout.spec.items, elements, y);
    case 'AutoGridLayout':
      return autoPanels(layout.spec, elements, y);
    case 'RowsLayout':
      return rowPanels(layout.spec.rows, elements, y);
    default:
      return rowPanels(layout.spec.tabs, elements, y);
  }
}

function gridPanels(items, elements, y) {
  const panels = items.map(({ spec }) => ({
    ...panelOf(elements[spec.element.name]),
    gridPos: { x: spec.x, y: y + spec.y, w: spec.width, h: spec.height },
  }));
  return { panels, bottom: Math.max(y, ...panels.map(({ gridPos }) => gridPos.y + gridPos.h)) };
}

function autoPanels({ items, maxColumnCount = 3 }, elements, y) {
  const w = Math.floor(COLUMNS / maxColumnCount);
  const panels = items.map(({ spec }, index) => ({
    ...panelOf(elements[spec.element.name]),
    gridPos: {
      x: (index % maxColumnCount) * w,
      y: y + Math.floor(index / maxColumnCount) * AUTO_HEIGHT,
      w,
      h: AUTO_HEIGHT,
    },
  }));
  return { panels, bottom: y + Math.ceil(items.length / maxColumnCount) * AUTO_HEIGHT };
}

/** Rows, and tabs as rows. A row has no id of its own in a dynamic dashboard; negative ones meet no panel's. */
function rowPanels(rows, elements, y) {
  return rows.reduce(
    ({ panels, bottom }, { spec }, index) => {
      const inside = placed(spec.layout, elements, bottom + 1);
      const row = { id: -1 - bottom - index, type: 'row', title: spec.title ?? '', gridPos: { ...ROW, y: bottom } };
      return spec.collapse
        ? { panels: [...panels, { ...row, collapsed: true, panels: inside.panels }], bottom: bottom + 1 }
        : { panels: [...panels, { ...row, collapsed: false, panels: [] }, ...inside.panels], bottom: inside.bottom };
    },
    { panels: [], bottom: y }
  );
}
