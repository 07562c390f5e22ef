// The Prometheus HTTP API as a transport, for the command line and tests: Prometheus, VictoriaMetrics, and what speaks like them.
import type { UnixMs } from '../kit/interval';
import { resultTypeOf } from '../queries/resultType';
import { readApiBody, type Asked } from './readApiBody';
import type { RangeStep, Transport, TransportAnswer, TransportQuery } from './transport';

export interface HttpTransportOptions {
  /** Base address, with a path prefix where there is one: `http://127.0.0.1:9090`. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds after which a request counts as failed. */
  readonly timeout?: number;
}

function failed(id: string, message: string): TransportAnswer {
  return { id, series: [], error: { message }, notices: [] };
}

/** A transport over `<url>/api/v1`. */
export function httpTransport(options: HttpTransportOptions): Transport {
  const base = options.url.replace(/\/+$/, '');

  async function post(
    path: string,
    asked: Asked,
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
      return readApiBody(asked, response.status, await response.text());
    } catch (error) {
      abort?.throwIfAborted();
      const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
      return failed(asked.id, `${base} did not answer (${error instanceof Error ? error.message : 'unknown'}${cause})`);
    }
  }

  return {
    instant: (queries: readonly TransportQuery[], at: UnixMs, abort?: AbortSignal) =>
      Promise.all(
        queries.map(({ id, expr, from }) =>
          post(
            'query',
            { id, type: resultTypeOf(expr), window: { from, to: at } },
            { query: expr, time: String(at / 1000) },
            abort
          )
        )
      ),
    range: (queries: readonly TransportQuery[], step: RangeStep, abort?: AbortSignal) => {
      const align = step.stepSeconds * 1000;
      const window = { from: Math.ceil(step.from / align) * align, to: Math.floor(step.to / align) * align };
      const grid = {
        start: String(window.from / 1000),
        end: String(window.to / 1000),
        step: String(step.stepSeconds),
      };
      return Promise.all(
        queries.map(({ id, expr }) =>
          post('query_range', { id, type: 'matrix', window }, { query: expr, ...grid }, abort)
        )
      );
    },
  };
}
