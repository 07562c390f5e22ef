// What can go wrong between the plugin and its database, as data: which requests it strikes, and what happens to their answers.

/** What happens to an answer. Requests go on to the real database unless the effect says otherwise. */
export type Effect =
  /** Something else answers. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The request is taken and never answered. */
  | { readonly kind: 'silence' }
  /** The true answer, so many milliseconds late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The true answer is announced in full length; the connection ends after this share of it. */
  | { readonly kind: 'cut'; readonly share: number }
  /** The true answer, changed. */
  | { readonly kind: 'edit'; readonly edit: (text: string) => string };

/** One request, as far as faults choose by it. */
export interface Struck {
  /** The text of the query. */
  readonly query: string;
  /** Its number since the fault began, from 1. */
  readonly nth: number;
}

/** A sample of the Prometheus HTTP API: unix seconds and a number in quotes. */
export type Pair = readonly [number, unknown];

/** One series of an answer; `value` for a vector, `values` for a matrix. */
export interface Row {
  readonly metric: Readonly<Record<string, unknown>>;
  readonly value?: Pair;
  readonly values?: readonly Pair[];
}

interface Body {
  readonly status: string;
  readonly data: { readonly resultType: string; readonly result: readonly Row[] };
}

/** Changes the JSON of a good answer; leaves any other as it is. */
export function editBody(change: (body: Body) => unknown): Effect {
  return {
    kind: 'edit',
    edit: (text) => {
      const body = JSON.parse(text) as Body;
      return JSON.stringify(body.status === 'success' ? change(body) : body);
    },
  };
}

/** Changes each series of an answer. */
export function editRows(change: (row: Row) => Row): Effect {
  return editBody((body) => ({ ...body, data: { ...body.data, result: body.data.result.map(change) } }));
}

/** Changes the samples of each series. */
export function editSamples(change: (pairs: readonly Pair[]) => readonly Pair[]): Effect {
  return editRows((row) => {
    if (row.values) {
      return { ...row, values: change(row.values) };
    }
    return row.value ? { ...row, value: change([row.value])[0] } : row;
  });
}

/** An error in the form of the Prometheus HTTP API. */
export function apiError(status: number, errorType: string, error: string): Effect {
  const headers = { 'content-type': 'application/json' };
  return { kind: 'answer', status, headers, body: JSON.stringify({ status: 'error', errorType, error }) };
}

/** A page or a line of text, as proxies send it. */
export function page(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Effect {
  return { kind: 'answer', status, body, headers: { 'content-type': 'text/html', ...headers } };
}
