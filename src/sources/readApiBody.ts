// An answer of the Prometheus HTTP API, read without trusting it: its form, its type of result, each row.
import type { Interval } from '../kit/interval';
import type { ResultType } from '../queries/resultType';
import { SeriesCleaner } from './cleanSeries';
import type { TransportAnswer } from './transport';

/** What was asked, as far as the answer must fit it. */
export interface Asked {
  readonly id: string;
  readonly type: ResultType;
  readonly window: Partial<Interval>;
}

type Json = Readonly<Record<string, unknown>>;

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function failed(id: string, message: string): TransportAnswer {
  return { id, series: [], error: { message }, notices: [] };
}

/** A value as the API writes it, in quotes. What is no number at all is infinite, so that it counts as wild. */
function readValue(text: unknown): number {
  const value = typeof text === 'string' && text !== '' ? Number(text) : text === null ? NaN : Infinity;
  return Number.isNaN(value) && text !== 'NaN' && text !== null ? Infinity : value;
}

/** Fills columns of the right length at once: this runs over every sample of a sweep. */
function readPairs(pairs: readonly unknown[]): { times: Float64Array; values: Float64Array } {
  const times = new Float64Array(pairs.length);
  const values = new Float64Array(pairs.length);
  for (let i = 0; i < pairs.length; i++) {
    const pair = pairs[i];
    const [at, value] = Array.isArray(pair) ? (pair as unknown[]) : [];
    times[i] = typeof at === 'number' ? Math.round(at * 1000) : NaN;
    values[i] = readValue(value);
  }
  return { times, values };
}

/** The samples of a row in the form of this type of result; undefined when it has another. */
function pairsOf(row: unknown, type: ResultType): readonly unknown[] | undefined {
  if (!isJson(row)) {
    return undefined;
  }
  const pairs: unknown = type === 'matrix' ? row.values : Array.isArray(row.value) ? [row.value] : undefined;
  return Array.isArray(pairs) ? pairs : undefined;
}

function readData(asked: Asked, data: unknown, notices: readonly string[]): TransportAnswer {
  const { resultType, result } = isJson(data) ? data : ({} as Json);
  const rows: unknown[] | undefined = Array.isArray(result) ? result : undefined;
  if (resultType !== asked.type || !rows || rows.some((row) => pairsOf(row, asked.type) === undefined)) {
    const came = typeof resultType === 'string' ? resultType.slice(0, 20) : 'nothing of that kind';
    return failed(asked.id, `The answer does not fit the question: a ${asked.type} was asked for, ${came} came.`);
  }
  const cleaner = new SeriesCleaner(asked.window);
  const series = rows.map((row) => {
    const { times, values } = readPairs(pairsOf(row, asked.type) ?? []);
    return cleaner.clean((row as Json).metric ?? {}, times, values);
  });
  return { id: asked.id, series, notices, cleaned: cleaner.cleaned };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((text): text is string => typeof text === 'string') : [];
}

/** Reads the text of a response with this status. */
export function readApiBody(asked: Asked, status: number, text: string): TransportAnswer {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return failed(
      asked.id,
      `HTTP ${status}: the answer is not JSON. Is this the address of Prometheus or VictoriaMetrics?`
    );
  }
  const { status: verdict, errorType, error, warnings, isPartial, data } = isJson(body) ? body : ({} as Json);
  if (verdict !== 'success') {
    const kind = typeof errorType === 'string' ? errorType : `HTTP ${status}`;
    return failed(asked.id, `${kind}: ${typeof error === 'string' ? error : 'no reason given'}`);
  }
  const partial = isPartial === true ? ['The database says that its answer is partial.'] : [];
  return readData(asked, data, [...texts(warnings), ...partial]);
}
