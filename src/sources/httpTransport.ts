// The Prometheus HTTP API as a transport, for the command line and tests: Prometheus, VictoriaMetrics, and what speaks like them.
import type { UnixMs } from '../kit/interval';
import { resultTypeOf } from '../queries/resultType';
import { throwIfAborted } from '../kit/abort';
import { addressed } from './credentials';
import { PAGE_GATE } from './gate';
import { failedAnswer, readApiBody, type ApiResponse, type Asked } from './readApiBody';
import type { RangeStep, Transport, TransportAnswer, TransportQuery } from './transport';

export interface HttpTransportOptions {
  /** Base address, with a path prefix where there is one: `http://127.0.0.1:9090`. User and password may stand in it. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds after which a request counts as failed. */
  readonly timeout?: number;
  /** For a Retry-After that is a date. */
  readonly now?: () => UnixMs;
}

/** What of an error is read; errors may come from another realm, where `instanceof` says no. */
interface ErrorLike {
  readonly message?: unknown;
  readonly cause?: ErrorLike;
  readonly errors?: readonly ErrorLike[];
}

/** Node hides what went wrong with a connection in the cause, and of several addresses tried in a list of causes. */
function reasonOf(error: ErrorLike): string {
  const causes = error.cause?.errors ?? [error.cause];
  const texts = [error, ...causes].map((one) => (typeof one?.message === 'string' ? one.message : ''));
  return texts.filter((text) => text !== '').join(': ') || 'unknown';
}

/** A transport over `<url>/api/v1`. */
export function httpTransport(options: HttpTransportOptions): Transport {
  const { base, headers, secrets } = addressed(options.url, options.headers);
  const { timeout = 120_000, now = Date.now } = options;

  async function send(path: string, form: Record<string, string>, abort: AbortSignal): Promise<ApiResponse> {
    const response = await fetch(`${base}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(form).toString(),
      signal: abort,
    });
    const retryAfter = response.headers.get('retry-after');
    return { status: response.status, text: await response.text(), retryAfter, now: now(), secrets };
  }

  async function post(
    path: string,
    asked: Asked,
    form: Record<string, string>,
    abort?: AbortSignal
  ): Promise<TransportAnswer> {
    const late = AbortSignal.timeout(timeout);
    try {
      const signal = abort ? AbortSignal.any([abort, late]) : late;
      return readApiBody(asked, await PAGE_GATE.pass(() => send(path, form, signal), abort));
    } catch (error) {
      throwIfAborted(abort);
      const reason = late.aborted ? `timed out after ${timeout / 1000} s` : reasonOf(error as ErrorLike);
      return failedAnswer(asked.id, { text: `${base} did not answer (${reason})`, secrets });
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
