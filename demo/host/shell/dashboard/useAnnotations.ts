// Annotation queries of a classic dashboard: each series that is above 0 makes a region for as long as it is, as Grafana's
// Prometheus data source does it. Panels get them as `data.annotations`.
import { toDataFrame, type DataFrame, type DataQueryRequest, type TimeRange } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { useEffect, useState } from 'react';
import { combineLatest, from, of, type Observable } from 'rxjs';
import { catchError, map, switchMap } from 'rxjs/operators';
import { runRequest } from '../services/runRequest';
import type { AnnotationModel, Dashboard } from './model';
import type { DashboardState } from './useDashboard';

interface Region {
  time: number;
  timeEnd: number;
  title: string;
  color: string;
}

const STEP_MS = 30_000;
const NONE: DataFrame[] = [];

export function useAnnotations(dashboard: Dashboard | undefined, state: DashboardState): DataFrame[] {
  const { range, beat, variables } = state;
  const [frames, setFrames] = useState<DataFrame[]>(NONE);
  useEffect(() => {
    const wanted = (dashboard?.annotations?.list ?? []).filter(({ enable, expr }) => enable && expr);
    if (wanted.length === 0 || variables === undefined) {
      return undefined;
    }
    const run = combineLatest(wanted.map((one, index) => regionsOf(one, range, index))).subscribe((all) =>
      setFrames(all.map(frameOf))
    );
    return () => run.unsubscribe();
  }, [dashboard, range, beat, variables]);
  return frames;
}

function regionsOf(one: AnnotationModel, range: TimeRange, index: number): Observable<Region[]> {
  const request: DataQueryRequest = {
    app: 'dashboard',
    requestId: `annotations-${index}`,
    targets: [
      { refId: 'Anno', expr: one.expr, range: true, instant: false, legendFormat: one.titleFormat } as DataQuery,
    ],
    range,
    rangeRaw: range.raw,
    timezone: 'browser',
    interval: one.step ?? '30s',
    intervalMs: STEP_MS,
    maxDataPoints: Math.ceil((range.to.valueOf() - range.from.valueOf()) / STEP_MS),
    startTime: Date.now(),
    scopedVars: {},
  };
  return from(getDataSourceSrv().get(one.datasource ?? null)).pipe(
    switchMap((datasource) => runRequest(datasource, request)),
    map(({ series }) => series.flatMap((frame) => stretches(frame, one))),
    catchError(() => of([]))
  );
}

/** Where the values of a frame are above 0 without a gap. */
function stretches(frame: DataFrame, { titleFormat = '', iconColor = 'orange' }: AnnotationModel): Region[] {
  const [times, values] = frame.fields;
  const title = titleFormat.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values?.labels?.[name] ?? '');
  const regions: Region[] = [];
  for (let i = 0; times && values && i < frame.length; i++) {
    const time = times.values[i] as number;
    const last = regions.at(-1);
    if (!((values.values[i] as number) > 0)) {
      continue;
    }
    if (last && time - last.timeEnd <= 2 * STEP_MS) {
      last.timeEnd = time;
    } else {
      regions.push({ time, timeEnd: time, title, color: iconColor });
    }
  }
  return regions;
}

function frameOf(regions: Region[]): DataFrame {
  return toDataFrame({
    fields: (['time', 'timeEnd', 'title', 'color'] as const).map((name) => ({
      name,
      values: regions.map((region) => region[name]),
    })),
  });
}
