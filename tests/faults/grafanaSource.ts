// Grafana's data source in this process: Grafana's own class in the browser's half, the preview host's query service, held
// against recordings of the real one, in the server's half.
import { DataSourceWithBackend, setBackendSrv, type BackendSrv } from '@grafana/runtime';
import type { DataQueryRequest, DataSourceInstanceSettings, DataSourceJsonData } from '@grafana/data';
import { from, mergeMap, Observable, of, throwError } from 'rxjs';
import { runQueries } from '../../demo/host/server/dsQuery.mjs';
import { callDatabase } from '../../demo/host/server/upstream.mjs';
import type { DatabaseName } from '../integration/servers';

/** Types of the two data sources in Grafana. */
const TYPES: Record<DatabaseName, string> = {
  prometheus: 'prometheus',
  victoriametrics: 'victoriametrics-metrics-datasource',
};

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

class Source extends DataSourceWithBackend<DataQueryRequest['targets'][number], DataSourceJsonData> {}

/** Rejects as Grafana's HTTP client does: with what the server sent. */
function delivered({ status, body: data }: Answer): Observable<unknown> {
  const statusText = status < 400 ? 'OK' : 'Bad Request';
  return status < 400 ? of({ status, statusText, data }) : throwError(() => ({ status, statusText, data, config: {} }));
}

/**
 * A data source of this type whose server asks `url`.
 * @param timeout seconds that Grafana's server waits for the database
 */
export function grafanaSource(database: DatabaseName, url: string, timeout = 30): Source {
  const type = TYPES[database];
  const stored = { uid: 'prom', type, url, jsonData: { timeout, httpMethod: 'POST' } };
  const ask = (body: unknown): Observable<Answer> =>
    new Observable((subscriber) => {
      const abort = new AbortController();
      const asked = runQueries(body, { findDatasource: () => stored, call: callDatabase, signal: abort.signal });
      const subscription = from(asked as Promise<Answer>).subscribe(subscriber);
      return () => {
        subscription.unsubscribe();
        abort.abort();
      };
    });
  const fetch = ({ data }: { data: unknown }): Observable<unknown> => ask(data).pipe(mergeMap(delivered));
  setBackendSrv({ fetch } as unknown as BackendSrv);
  const settings = { id: 1, uid: stored.uid, type, name: 'Prometheus', meta: { id: type }, jsonData: {} };
  return new Source(settings as unknown as DataSourceInstanceSettings<DataSourceJsonData>);
}
