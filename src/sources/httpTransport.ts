// The Prometheus HTTP API as a transport, for the command line and tests: Prometheus, VictoriaMetrics, and what speaks like them.
import type { UnixMs } from '../kit/interval';
import type { Labels } from '../model/series';
import type { RangeStep, RawSeries, Transport, TransportAnswer, TransportQuery } from './transport';

export interface HttpTransportOptions {
  /** Base address, with a path prefix where there is one: `http://127.0.0.1:9090`. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds after which a request counts as failed. */
  readonly timeout?: number;
}

interface MatrixRow {
  metric?: Labels;
  values?: Array<[number, string]>;
  value?: [number, string];
}

interface ApiBody {
  status?: string;
  error?: string;
  errorType?: string;
  warnings?: string[];
  isPartial?: boolean;
  data?: { resultType?: string; result?: MatrixRow[] };
}

/** Fills columns of the right length at once: this runs over every sample of a sweep. */
function readRow(row: MatrixRow): RawSeries {
  const pairs = row.values ?? (row.value ? [row.value] : []);
  const times = new Float64Array(pairs.length);
  const values = new Float64Array(pairs.length);
  let kept = 0;
  for (const pair of pairs) {
    const value = Number(pair[1]);
    if (Number.isFinite(value)) {
      times[kept] = Math.round(pair[0] * 1000);
      values[kept] = value;
      kept++;
    }
  }
  return kept === pairs.length
    ? { labels: row.metric ?? {}, times, values }
    : { labels: row.metric ?? {}, times: times.slice(0, kept), values: values.slice(0, kept) };
}

function failed(id: string, message: string): TransportAnswer {
  return { id, series: [], error: { message }, notices: [] };
}

function readBody(id: string, status: number, text: string): TransportAnswer {
  let body: ApiBody;
  try {
    body = JSON.parse(text) as ApiBody;
  } catch {
    return failed(id, `HTTP ${status}: the answer is not JSON. Is this the address of Prometheus or VictoriaMetrics?`);
  }
  if (body.status !== 'success') {
    return failed(id, `${body.errorType ?? `HTTP ${status}`}: ${body.error ?? 'no reason given'}`);
  }
  const partial = body.isPartial === true ? ['The database says that its answer is partial.'] : [];
  return { id, series: (body.data?.result ?? []).map(readRow), notices: [...(body.warnings ?? []), ...partial] };
}

/** A transport over `<url>/api/v1`. */
export function httpTransport(options: HttpTransportOptions): Transport {
  const base = options.url.replace(/\/+$/, '');

  async function post(
    path: string,
    id: string,
    form: Record<string, string>,
    abort?: AbortSignal
  ): Promise<TransportAnswer> {
    const deadline = AbortSignal.timeout(options.timeout ?? 120_000);
    try {
      const response = await fetch(`${base}/api/v1/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...options.headers },
        body: new URLSearchParams(form).toString(),
        signal: abort ? AbortSignal.any([abort, deadline]) : deadline,
      });
      return readBody(id, response.status, await response.text());
    } catch (error) {
      abort?.throwIfAborted();
      const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
      return failed(id, `${base} did not answer (${error instanceof Error ? error.message : 'unknown'}${cause})`);
    }
  }

  return {
    instant: (queries: readonly TransportQuery[], at: UnixMs, abort?: AbortSignal) =>
      Promise.all(queries.map((q) => post('query', q.id, { query: q.expr, time: String(at / 1000) }, abort))),
    range: (queries: readonly TransportQuery[], step: RangeStep, abort?: AbortSignal) => {
      const align = step.stepSeconds * 1000;
      const start = String((Math.ceil(step.from / align) * align) / 1000);
      const end = String((Math.floor(step.to / align) * align) / 1000);
      return Promise.all(
        queries.map((q) =>
          post('query_range', q.id, { query: q.expr, start, end, step: String(step.stepSeconds) }, abort)
        )
      );
    },
  };
}
