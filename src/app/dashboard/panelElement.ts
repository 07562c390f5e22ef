// The same panel as an element of a dynamic dashboard (schema v2), as Grafana's panel inspector takes it there.
import type { PanelJson } from './panelJson';

/** `PanelKind` of @grafana/schema's dashboard v2beta1, which both supported versions read. */
export interface PanelElement {
  readonly kind: 'Panel';
  readonly spec: object;
}

function panelQuery(target: PanelJson['targets'][number], datasource: PanelJson['datasource']): object {
  const { refId, datasource: _, ...spec } = target;
  const query = {
    kind: 'DataQuery',
    group: datasource.type,
    version: 'v0',
    datasource: { name: datasource.uid },
    spec,
  };
  return { kind: 'PanelQuery', spec: { refId, hidden: false, query } };
}

/** The element for a panel; `id` is the number that the dashboard knows it by. */
export function panelElement(panel: PanelJson, id: number): PanelElement {
  const { type, title, datasource, targets, options, fieldConfig } = panel;
  return {
    kind: 'Panel',
    spec: {
      id,
      title,
      description: '',
      links: [],
      data: {
        kind: 'QueryGroup',
        spec: {
          queries: targets.map((target) => panelQuery(target, datasource)),
          transformations: [],
          queryOptions: {},
        },
      },
      vizConfig: { kind: 'VizConfig', group: type, version: '', spec: { options, fieldConfig } },
    },
  };
}
