// Runs a query and keeps panel data: Loading first, then what the data source emits. What setRunRequest hands to plugins.
import {
  LoadingState,
  toDataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  type PanelData,
} from '@grafana/data';
import { toDataQueryError } from '@grafana/runtime';
import { from, isObservable, Observable, of } from 'rxjs';
import { catchError, map, startWith } from 'rxjs/operators';

export function runRequest(
  datasource: DataSourceApi,
  request: DataQueryRequest,
  queryFunction?: DataSourceApi['query']
): Observable<PanelData> {
  const loading: PanelData = { state: LoadingState.Loading, series: [], request, timeRange: request.range };
  if (request.targets.length === 0) {
    return of({ ...loading, state: LoadingState.Done });
  }
  return new Observable<DataQueryResponse>((subscriber) => {
    const answer = queryFunction ? queryFunction(request) : datasource.query(request);
    return (isObservable(answer) ? answer : from(answer)).subscribe(subscriber);
  }).pipe(
    map((response): PanelData => panelData(response, request)),
    catchError((error: unknown) =>
      of<PanelData>({ ...loading, state: LoadingState.Error, error: toDataQueryError(asError(error)) })
    ),
    startWith(loading)
  );
}

function panelData(response: DataQueryResponse, request: DataQueryRequest): PanelData {
  const error = response.errors?.[0] ?? response.error;
  return {
    state: response.state ?? (error ? LoadingState.Error : LoadingState.Done),
    series: response.data.map((frame) => toDataFrame(frame)),
    request: { ...request, endTime: Date.now() },
    timeRange: request.range,
    ...(error ? { error, errors: response.errors ?? [error] } : {}),
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
