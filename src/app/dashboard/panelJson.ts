// The nested panel about one workload in the classic schema of dashboards, with the queries that feed it.
import { workloadKey, type WorkloadRef } from '../../model/workload';
import { panelQueries, type PanelQuery, type PanelQueryOptions } from '../../queries/panelQueries';

/** Id of the nested panel; a test keeps it equal to the panel's own plugin.json. */
export const PANEL_ID = 'truce-conflicttimeline-panel';

export interface PanelSource {
  readonly uid: string;
  readonly type: string;
}

/** A panel without an id: whoever puts it on a dashboard knows which ones are taken. */
export interface PanelJson {
  readonly type: string;
  readonly title: string;
  readonly datasource: PanelSource;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly fieldConfig: object;
  readonly options: object;
  readonly targets: ReadonlyArray<PanelQuery & { readonly datasource: PanelSource }>;
}

/** The panel about one workload; `labels` say in which dialect its queries are to ask. */
export function panelJson(workload: WorkloadRef, source: PanelSource, labels: PanelQueryOptions): PanelJson {
  const datasource = { type: source.type, uid: source.uid };
  return {
    type: PANEL_ID,
    title: `Truce: ${workload.namespace} / ${workload.name}`,
    datasource,
    gridPos: { x: 0, y: 0, w: 24, h: 12 },
    fieldConfig: { defaults: {}, overrides: [] },
    options: {
      workload: workloadKey(workload),
      clusterLabel: labels.clusterLabel ?? 'auto',
      header: true,
      productAxis: 'log',
    },
    targets: panelQueries(workload, labels).map((query) => ({ ...query, datasource })),
  };
}
