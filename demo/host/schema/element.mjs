// A panel of a classic dashboard and an element of a dynamic one ("schema v2") are the same panel in two notations.

/** @param {Record<string, any>} panel @param {number} id @param {string} version `v2beta1` or `v2` */
export function elementOf(panel, id, version) {
  const queries = (panel.targets ?? []).map((target) => queryOf(target, panel.datasource));
  return {
    kind: 'Panel',
    spec: {
      id,
      title: panel.title ?? '',
      description: panel.description ?? '',
      links: panel.links ?? [],
      transparent: panel.transparent,
      data: {
        kind: 'QueryGroup',
        spec: {
          queries,
          transformations: (panel.transformations ?? []).map((one) => transformationOf(one, version)),
          queryOptions: { maxDataPoints: panel.maxDataPoints ?? undefined, interval: panel.interval ?? undefined },
        },
      },
      vizConfig: {
        kind: 'VizConfig',
        group: panel.type,
        version: panel.pluginVersion ?? '',
        spec: { options: panel.options ?? {}, fieldConfig: panel.fieldConfig ?? { defaults: {}, overrides: [] } },
      },
    },
  };
}

function queryOf({ refId, hide = false, datasource, ...spec }, ofPanel) {
  const { type = '', uid } = datasource ?? ofPanel ?? {};
  const query = { kind: 'DataQuery', group: type, version: 'v0', ...(uid ? { datasource: { name: uid } } : {}), spec };
  return { kind: 'PanelQuery', spec: { refId, hidden: hide, query } };
}

function transformationOf({ id, ...spec }, version) {
  return version === 'v2' ? { kind: 'Transformation', group: id, spec } : { kind: id, spec: { id, ...spec } };
}

/** Without `gridPos`, which a dynamic dashboard keeps in its layout. */
export function panelOf({ spec }) {
  const { queries, transformations, queryOptions } = spec.data.spec;
  const targets = queries.map(({ spec: one }) => ({
    ...one.query.spec,
    refId: one.refId,
    hide: one.hidden || undefined,
    datasource: datasourceOf(one.query),
  }));
  return {
    id: spec.id,
    type: spec.vizConfig.group,
    pluginVersion: spec.vizConfig.version,
    title: spec.title,
    description: spec.description,
    transparent: spec.transparent,
    datasource: targets[0]?.datasource,
    targets,
    transformations: transformations.map((one) => ({ id: one.group ?? one.spec.id, ...one.spec })),
    maxDataPoints: queryOptions.maxDataPoints,
    interval: queryOptions.interval,
    options: spec.vizConfig.spec.options,
    fieldConfig: spec.vizConfig.spec.fieldConfig,
  };
}

/** @returns {{type: string, uid: string} | undefined} */
export function datasourceOf({ group, datasource }) {
  return datasource?.name ? { type: group, uid: datasource.name } : undefined;
}
