// Grafana's HTTP client as plugins see it: errors as FetchError, a newer request with the same requestId cancels the
// older one, unsubscribing aborts, failures and messages of writes become toasts unless the caller says otherwise.
import { AppEvents } from '@grafana/data';
import {
  getAppEvents,
  type BackendSrv,
  type BackendSrvRequest,
  type FetchError,
  type FetchResponse,
} from '@grafana/runtime';
import { lastValueFrom, Observable, Subject, throwError } from 'rxjs';
import { filter, map, mergeWith, take, takeUntil } from 'rxjs/operators';

type Query = Record<string, unknown>;

export class PreviewBackendSrv implements BackendSrv {
  /** Emits the requestId of each request as it starts. */
  private readonly started = new Subject<string>();

  fetch<T>(options: BackendSrvRequest): Observable<FetchResponse<T>> {
    return new Observable<FetchResponse<T>>((subscriber) => {
      const { requestId } = options;
      if (requestId) {
        this.started.next(requestId);
      }
      const older = this.started.pipe(
        filter((id) => requestId !== undefined && id === requestId),
        take(1)
      );
      const cancelled = older.pipe(
        map((): FetchResponse<T> => {
          throw cancellation(options);
        })
      );
      return send<T>(options).pipe(takeUntil(older), mergeWith(cancelled), take(1)).subscribe(subscriber);
    });
  }

  /** The whole body as one chunk: nothing here streams. */
  chunked(options: BackendSrvRequest): Observable<FetchResponse<Uint8Array | undefined>> {
    return this.fetch<ArrayBuffer>({ ...options, responseType: 'arraybuffer' }).pipe(
      map((response) => ({ ...response, data: new Uint8Array(response.data) }))
    );
  }

  async request<T = unknown>(options: BackendSrvRequest): Promise<T> {
    return (await lastValueFrom(this.fetch<T>(options))).data;
  }

  datasourceRequest<T = unknown>(options: BackendSrvRequest): Promise<FetchResponse<T>> {
    return lastValueFrom(this.fetch<T>(options));
  }

  get<T>(url: string, params?: Query, requestId?: string, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'GET', url, params, requestId });
  }
  delete<T = unknown>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'DELETE', url, data });
  }
  post<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'POST', url, data });
  }
  patch<T>(url: string, data: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'PATCH', url, data });
  }
  put<T>(url: string, data: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'PUT', url, data });
  }
}

/** The error Grafana hands to a request that was overtaken: recognised by `cancelled`. */
function cancellation(config: BackendSrvRequest): FetchError<null> & { type: string } {
  return { type: 'cancelled', cancelled: true, status: -1, statusText: 'Request was aborted', data: null, config };
}

function send<T>(options: BackendSrvRequest): Observable<FetchResponse<T>> {
  if (!options.url) {
    return throwError(() => new Error('a request needs a url'));
  }
  return new Observable<FetchResponse<T>>((subscriber) => {
    const abort = new AbortController();
    options.abortSignal?.addEventListener('abort', () => abort.abort());
    exchange<T>(options, abort.signal).then(
      (response) => {
        subscriber.next(response);
        subscriber.complete();
      },
      (error: unknown) => subscriber.error(options.abortSignal?.aborted ? cancellation(options) : error)
    );
    return () => abort.abort();
  });
}

async function exchange<T>(config: BackendSrvRequest, signal: AbortSignal): Promise<FetchResponse<T>> {
  const method = config.method ?? 'GET';
  const hasBody = method !== 'GET' && config.data !== undefined;
  const plain = typeof config.data === 'string' || config.data instanceof FormData || config.data instanceof Blob;
  let response: Response;
  try {
    response = await fetch(address(config), {
      method,
      signal,
      credentials: config.credentials,
      headers: {
        accept: 'application/json, text/plain, */*',
        ...(hasBody && !plain ? { 'content-type': 'application/json' } : {}),
        ...config.headers,
      },
      ...(hasBody ? { body: plain ? config.data : JSON.stringify(config.data) } : {}),
    });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : 'Failed to fetch';
    throw {
      status: 0,
      statusText: message,
      data: { message },
      config,
      ...(signal.aborted ? { cancelled: true } : {}),
    } satisfies FetchError;
  }
  const data: T = await body(response, config.responseType);
  announce(config, response, data);
  if (!response.ok) {
    const error: FetchError = {
      status: response.status,
      statusText: response.statusText,
      data: errorData(data, response),
      config,
    };
    throw error;
  }
  const { ok, status, statusText, headers, redirected, type, url } = response;
  return { data, ok, status, statusText, headers, redirected, type, url, config };
}

function address({ url, params }: BackendSrvRequest): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) {
        query.append(key, String(one));
      }
    }
  }
  const absolute = /^(https?:)?\//.test(url) ? url : `/${url}`;
  const text = query.toString();
  return text === '' ? absolute : `${absolute}${absolute.includes('?') ? '&' : '?'}${text}`;
}

async function body(response: Response, type: BackendSrvRequest['responseType']) {
  if (type === 'arraybuffer') {
    return response.arrayBuffer();
  }
  if (type === 'blob') {
    return response.blob();
  }
  const text = await response.text();
  if (type === 'text') {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function errorData(data: unknown, response: Response): object {
  if (typeof data === 'object' && data !== null) {
    return data;
  }
  return {
    message: typeof data === 'string' && data !== '' ? data : response.statusText,
    error: response.statusText,
    response: data,
  };
}

function messageOf(data: unknown): string | undefined {
  return typeof data === 'object' && data !== null && 'message' in data && typeof data.message === 'string'
    ? data.message
    : undefined;
}

/** Queries never toast; reads only when they fail. */
function announce(config: BackendSrvRequest, response: Response, data: unknown): void {
  if (config.url.includes('/api/ds/query') || config.url.includes('/api/datasources/')) {
    return;
  }
  const message = messageOf(data);
  const writes = (config.method ?? 'GET') !== 'GET';
  if (response.ok && writes && message && config.showSuccessAlert !== false) {
    getAppEvents().publish({ type: AppEvents.alertSuccess.name, payload: [message] });
  } else if (!response.ok && config.showErrorAlert !== false && (writes || config.showErrorAlert)) {
    getAppEvents().publish({ type: AppEvents.alertError.name, payload: [message ?? response.statusText] });
  }
}
