// Explore links in Grafana's format (schemaVersion 1: one pane per data source).
import { getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { templateSrv } from '../services/templateSrv';
import type { DashboardPanel } from './model';
import type { RawTimes } from './timeRange';

export function datasourceUid(panel: DashboardPanel): string {
  const ref = panel.targets?.[0]?.datasource ?? panel.datasource ?? null;
  return getDataSourceSrv().getInstanceSettings(ref)?.uid ?? '';
}

export function exploreUrl(datasource: string, targets: DataQuery[], range: RawTimes): string {
  const queries = targets.map((target) => ({
    ...target,
    ...('expr' in target ? { expr: templateSrv.replace(String(target.expr)) } : {}),
    datasource: undefined,
  }));
  const panes = { a: { datasource, queries, range } };
  return `/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify(panes))}`;
}
