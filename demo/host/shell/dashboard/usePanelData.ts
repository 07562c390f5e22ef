// Data of one panel: its targets run through the data source, then transformations, then field config.
import {
  applyFieldOverrides,
  getDefaultTimeRange,
  LoadingState,
  rangeUtil,
  transformDataFrame,
  type DataFrame,
  type DataQueryRequest,
  type DataSourceApi,
  type DataSourceRef,
  type FieldConfigSource,
  type GrafanaTheme2,
  type InterpolateFunction,
  type PanelData,
  type PanelPlugin,
  type TimeRange,
} from '@grafana/data';
import { getDataSourceSrv, toDataQueryError } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { useEffect, useMemo, useState } from 'react';
import { combineLatest, from, of, type Observable } from 'rxjs';
import { catchError, map, mergeMap, switchMap } from 'rxjs/operators';
import { runRequest } from '../services/runRequest';
import type { DashboardPanel } from './model';
import type { VariableState } from './variables';

interface Options {
  panel: DashboardPanel;
  dashboardUid: string;
  range: TimeRange;
  timeZone: string;
  width: number;
  beat: number;
  variables: VariableState[];
}

const NOTHING: PanelData = { state: LoadingState.NotStarted, series: [], timeRange: getDefaultTimeRange() };

/** `ready` from the first answer on: Grafana renders no panel before. */
export function usePanelData({ panel, dashboardUid, range, timeZone, width, beat, variables }: Options): {
  data: PanelData;
  ready: boolean;
  cancel: () => void;
} {
  const [data, setData] = useState<PanelData>(NOTHING);
  const [ready, setReady] = useState(false);
  const [cancelled, setCancelled] = useState(0);
  // Grafana asks for a point per pixel; rounding keeps a resize from querying at each pixel.
  const points = panel.maxDataPoints ?? Math.max(50, Math.ceil(width / 100) * 100);
  useEffect(() => {
    const run = query(panel, dashboardUid, range, timeZone, points).subscribe((next) => {
      setReady((before) => before || next.state !== LoadingState.Loading);
      setData((before) => ({
        ...next,
        // While loading, what was there stays on screen.
        series: next.state === LoadingState.Loading && next.series.length === 0 ? before.series : next.series,
        structureRev: structureChanged(before.series, next.series)
          ? (before.structureRev ?? 0) + 1
          : before.structureRev,
      }));
    });
    return () => run.unsubscribe();
  }, [panel, dashboardUid, range, timeZone, points, beat, variables]);
  useEffect(() => {
    setData((before) => (before.state === LoadingState.Loading ? { ...before, state: LoadingState.Done } : before));
  }, [cancelled]);
  return { data, ready, cancel: () => setCancelled((before) => before + 1) };
}

function structureChanged(before: DataFrame[], after: DataFrame[]): boolean {
  const shape = (frames: DataFrame[]) =>
    JSON.stringify(frames.map((frame) => frame.fields.map((field) => [field.name, field.type, field.labels])));
  return shape(before) !== shape(after);
}

type Target = DataQuery & { datasource?: DataSourceRef | null };

/** One request per data source; a panel on "Mixed" has several. */
function query(
  panel: DashboardPanel,
  dashboardUID: string,
  range: TimeRange,
  timezone: string,
  points: number
): Observable<PanelData> {
  const targets = (panel.targets ?? []).filter((target) => !target.hide);
  if (targets.length === 0) {
    return of({ state: LoadingState.Done, series: [], timeRange: range });
  }
  const groups = new Map<string, { ref: DataSourceRef | string | null; targets: Target[] }>();
  for (const target of targets) {
    const ref = target.datasource ?? panel.datasource ?? null;
    const key = JSON.stringify(ref);
    const group = groups.get(key) ?? { ref, targets: [] };
    // The data source refuses a target that names another one; ours is chosen here.
    group.targets.push({ ...target, datasource: undefined });
    groups.set(key, group);
  }
  const runs = [...groups.values()].map(({ ref, targets: own }, index) =>
    from(getDataSourceSrv().get(ref)).pipe(
      switchMap((datasource) => runRequest(datasource, request(datasource, own, index))),
      catchError((error: unknown): Observable<PanelData> =>
        of({
          state: LoadingState.Error,
          series: [],
          timeRange: range,
          error: toDataQueryError(error instanceof Error ? error : String(error)),
        })
      )
    )
  );
  return combineLatest(runs).pipe(
    map(merge),
    mergeMap((merged) => transform(merged, panel))
  );

  function request(datasource: DataSourceApi, own: Target[], index: number): DataQueryRequest {
    const lowest = panel.interval || datasource.interval;
    const { interval, intervalMs } = rangeUtil.calculateInterval(range, points, lowest);
    return {
      app: 'dashboard',
      requestId: `Q${panel.id}-${index}`,
      dashboardUID,
      panelId: panel.id,
      panelName: panel.title,
      panelPluginId: panel.type,
      targets: own,
      range,
      rangeRaw: range.raw,
      timezone,
      interval,
      intervalMs,
      maxDataPoints: points,
      startTime: Date.now(),
      scopedVars: {
        ...panel.scopedVars,
        __interval: { text: interval, value: interval },
        __interval_ms: { text: String(intervalMs), value: intervalMs },
      },
    };
  }
}

function merge(all: PanelData[]): PanelData {
  const state =
    [LoadingState.Error, LoadingState.Loading].find((one) => all.some((data) => data.state === one)) ??
    LoadingState.Done;
  const errors = all.flatMap((data) => data.errors ?? (data.error ? [data.error] : []));
  return {
    ...all[0],
    state,
    series: all.flatMap((data) => data.series),
    ...(errors.length > 0 ? { error: errors[0], errors } : {}),
  };
}

function transform(data: PanelData, panel: DashboardPanel): Observable<PanelData> {
  const steps = panel.transformations ?? [];
  return steps.length === 0
    ? of(data)
    : transformDataFrame(steps, data.series).pipe(map((series) => ({ ...data, series })));
}

/** Units, colours, thresholds and overrides on the fields, as panels expect them. */
export function useFieldConfig(
  data: PanelData,
  plugin: PanelPlugin | undefined,
  fieldConfig: FieldConfigSource,
  theme: GrafanaTheme2,
  timeZone: string,
  replaceVariables: InterpolateFunction
): PanelData {
  return useMemo(() => {
    if (!plugin || plugin.fieldConfigRegistry.isEmpty()) {
      return data;
    }
    return {
      ...data,
      series: applyFieldOverrides({
        data: data.series,
        fieldConfig,
        fieldConfigRegistry: plugin.fieldConfigRegistry,
        replaceVariables,
        theme,
        timeZone,
      }),
    };
  }, [data, plugin, fieldConfig, theme, timeZone, replaceVariables]);
}
