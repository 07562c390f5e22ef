// The nested panel about one workload as dashboard JSON, with the queries that feed it.
import { workloadKey, type WorkloadRef } from '../../model/workload';
import { panelQueries, type PanelQueryOptions } from '../../queries/panelQueries';

/** Id of the nested panel; a test keeps it equal to the panel's own plugin.json. */
export const PANEL_ID = 'truce-conflicttimeline-panel';

export interface GridPos {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface PanelSource {
  readonly uid: string;
  readonly type: string;
}

/** A panel of a dashboard; other panels of a dashboard may hold anything. */
export interface PanelJson {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly datasource: PanelSource;
  readonly gridPos: GridPos;
  readonly fieldConfig: object;
  readonly options: object;
  readonly targets: readonly object[];
}

const SIZE = { w: 24, h: 12 };

/** The panel about one workload, at this place; `labels` say in which dialect its queries are to ask. */
export function panelJson(
  workload: WorkloadRef,
  source: PanelSource,
  labels: PanelQueryOptions,
  id = 1,
  y = 0
): PanelJson {
  const datasource = { type: source.type, uid: source.uid };
  return {
    id,
    type: PANEL_ID,
    title: `Truce: ${workload.namespace} / ${workload.name}`,
    datasource,
    gridPos: { x: 0, y, ...SIZE },
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
