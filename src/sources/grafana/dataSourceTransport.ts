// PromQL through a Grafana data source's own `query()`: its permissions, its headers, its backend. Never the raw proxy.
// The shape of the targets is the one that Prometheus and VictoriaMetrics leave alone (tests/fixtures/ds-query/README.md). Which
// data sources there are to choose from is dataSourceList's business.
import {
  dateTime,
  LoadingState,
  type DataQueryError,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
} from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { from, isObservable, of, type Observable } from 'rxjs';

import type { Interval } from '../../kit/interval';
import { fail, ok, type Result } from '../../kit/result';
import { INSTANT_INTERVAL } from '../../queries/instant';
import { resultTypeOf } from '../../queries/resultType';
import { reasonOf, throwIfAborted } from '../../kit/abort';
import { PAGE_GATE } from '../gate';
import { readFailure } from '../readFailure';
import type { RangeStep, Transport, TransportAnswer, TransportQuery } from '../transport';
import { protectExpression } from './protectExpression';
import { readResponse, type SentQuery } from './readResponse';

/** Grafana's own part of a target: refId, hide and the like. */
type BaseTarget = DataQueryRequest['targets'][number];

/** What the data sources read from a target. */
export interface PromTarget extends BaseTarget {
  expr: string;
  instant: boolean;
  range: boolean;
  format: 'time_series';
  exemplar: boolean;
  legendFormat: string;
  interval?: string;
}

/** What differs between the two ways of asking. */
interface Asking {
  readonly instant: boolean;
  readonly window: Interval;
  readonly stepSeconds: number;
}

/** Any window does for instant queries: only its end reaches the database. */
const INSTANT_WINDOW_MS = 3_600_000;
/** The one target of a request. */
const REF_ID = 'Q0';
let requestCount = 0;

function toTarget(query: TransportQuery, instant: boolean): PromTarget {
  return {
    refId: REF_ID,
    expr: protectExpression(query.expr),
    instant,
    range: !instant,
    format: 'time_series',
    exemplar: false,
    legendFormat: '',
    ...(instant ? { interval: INSTANT_INTERVAL } : {}),
  };
}

function toRequest(query: TransportQuery, asking: Asking, now: number): DataQueryRequest<PromTarget> {
  const { window, stepSeconds } = asking;
  const range = { from: dateTime(window.from), to: dateTime(window.to) };
  const points = Math.ceil((window.to - window.from) / (stepSeconds * 1000)) + 1;
  requestCount += 1;
  return {
    app: 'truce',
    // Unique: Grafana cancels a running request when another starts with the same id.
    requestId: `truce-${now}-${requestCount}`,
    targets: [toTarget(query, asking.instant)],
    // Absolute on purpose: a relative range would switch on the data source's own cache of increments.
    range: { ...range, raw: range },
    interval: `${stepSeconds}s`,
    intervalMs: stepSeconds * 1000,
    maxDataPoints: Math.max(1000, points),
    scopedVars: {},
    timezone: 'utc',
    startTime: now,
  };
}

/** What the answer must fit. */
function toSent({ id, expr, from: begin }: TransportQuery, asking: Asking): SentQuery {
  const { instant, window, stepSeconds } = asking;
  return {
    id,
    refId: REF_ID,
    type: instant ? resultTypeOf(expr) : 'matrix',
    window: { from: instant ? begin : window.from, to: window.to },
    step: instant ? 0 : stepSeconds * 1000,
  };
}

function emissions(api: DataSourceApi, request: DataQueryRequest<PromTarget>): Observable<DataQueryResponse> {
  const answer = api.query(request);
  return isObservable(answer) ? answer : from(answer);
}

const isUnderway = (response: DataQueryResponse) =>
  response.state === LoadingState.Loading || response.state === LoadingState.Streaming;

/** The final response: what is emitted while loading counts only if nothing better follows. */
function settle(source: Observable<DataQueryResponse>, abort?: AbortSignal): Promise<DataQueryResponse> {
  return new Promise((resolve, reject) => {
    let last: DataQueryResponse = { data: [], state: LoadingState.Error };
    const finish = (response: DataQueryResponse) => {
      abort?.removeEventListener('abort', cancel);
      resolve(response);
      queueMicrotask(() => subscription.unsubscribe());
    };
    const cancel = () => {
      subscription.unsubscribe();
      reject(reasonOf(abort));
    };
    const subscription = source.subscribe({
      next: (response) => {
        last = response;
        if (!isUnderway(response)) {
          finish(response);
        }
      },
      error: (error: unknown) => finish({ data: [], state: LoadingState.Error, errors: [errorOf(error)] }),
      complete: () => finish(last),
    });
    abort?.addEventListener('abort', cancel, { once: true });
  });
}

/** Whatever was thrown, in the form of Grafana's own errors: those of its HTTP client have the same fields. */
function errorOf(error: unknown): DataQueryError {
  if (error instanceof Error) {
    return { message: error.message };
  }
  return typeof error === 'object' && error !== null ? { ...error } : { message: 'The request failed.' };
}

async function open(uid: string): Promise<Result<DataSourceApi>> {
  try {
    return ok(await getDataSourceSrv().get({ uid }));
  } catch (error) {
    return fail(`Data source "${uid}" could not be opened: ${errorOf(error).message ?? 'no reason given'}`);
  }
}

/** A transport over the data source with this uid. What goes wrong is an answer with an error, never a rejection. */
export function dataSourceTransport(uid: string, now: () => number = Date.now): Transport {
  let opened: Promise<Result<DataSourceApi>> | undefined;
  const askOne = async (query: TransportQuery, asking: Asking, abort?: AbortSignal): Promise<TransportAnswer> => {
    const source = await (opened ??= open(uid));
    throwIfAborted(abort);
    if (!source.ok) {
      return { id: query.id, series: [], notices: [], error: readFailure({ text: source.error }) };
    }
    const api = source.value;
    const request = toRequest(query, asking, now());
    const response = await settle(
      startSafely(() => emissions(api, request)),
      abort
    );
    return readResponse(response, [toSent(query, asking)], api.type)[0] as TransportAnswer;
  };
  // One request each: the backends run all targets of a request at once, whatever else is under way.
  const ask = (queries: readonly TransportQuery[], asking: Asking, abort?: AbortSignal) =>
    Promise.all(queries.map((query) => PAGE_GATE.pass(() => askOne(query, asking, abort), abort, uid)));
  return {
    instant: (queries, at, abort) =>
      ask(queries, { instant: true, window: { from: at - INSTANT_WINDOW_MS, to: at }, stepSeconds: 15 }, abort),
    range: (queries, step: RangeStep, abort) =>
      ask(queries, { instant: false, window: step, stepSeconds: step.stepSeconds }, abort),
  };
}

/** A data source may throw before it returns an observable; that is a failed answer like any other. */
function startSafely(start: () => Observable<DataQueryResponse>): Observable<DataQueryResponse> {
  try {
    return start();
  } catch (error) {
    return of({ data: [], state: LoadingState.Error, errors: [errorOf(error)] });
  }
}
