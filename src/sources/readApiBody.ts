// An answer of the Prometheus HTTP API, read without trusting it: its form, its type of result, each row.
import type { Interval, UnixMs } from '../kit/interval';
import type { ResultType } from '../queries/resultType';
import { SeriesCleaner } from './cleanSeries';
import { readFailure, type Complaint } from './readFailure';
import { readWarnings, type Remarks } from './readWarnings';
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

/** An answer that is none. */
export function failedAnswer(id: string, complaint: Complaint): TransportAnswer {
  return { id, series: [], error: readFailure(complaint), notices: [] };
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

function readData(asked: Asked, data: unknown, remarks: Remarks): TransportAnswer {
  const { resultType, result } = isJson(data) ? data : ({} as Json);
  const rows: unknown[] | undefined = Array.isArray(result) ? result : undefined;
  if (resultType !== asked.type || !rows || rows.some((row) => pairsOf(row, asked.type) === undefined)) {
    const came = typeof resultType === 'string' ? resultType.slice(0, 20) : 'nothing of that kind';
    const text = `The answer does not fit the question: a ${asked.type} was asked for, ${came} came.`;
    return failedAnswer(asked.id, { text });
  }
  const cleaner = new SeriesCleaner(asked.window);
  const series = rows.map((row) => {
    const { times, values } = readPairs(pairsOf(row, asked.type) ?? []);
    return cleaner.clean((row as Json).metric ?? {}, times, values);
  });
  return { id: asked.id, series, ...remarks, cleaned: cleaner.cleaned };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((text): text is string => typeof text === 'string') : [];
}

/** What came over HTTP. */
export interface ApiResponse {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
  readonly now: UnixMs;
  /** Texts that were sent along and must not come back. */
  readonly secrets: readonly string[];
}

/** Reads the text of a response with this status. */
export function readApiBody(asked: Asked, { text, ...response }: ApiResponse): TransportAnswer {
  const { status } = response;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    const isCut = status < 400 && /^\s*\{/.test(text.slice(0, 100));
    const page = status < 400 ? `the answer is not JSON: ${text}` : text;
    const what = text.trim() === '' ? 'an empty answer came' : page;
    const broken = `the answer broke off after ${text.length} characters (unexpected end of JSON)`;
    return failedAnswer(asked.id, { ...response, text: `HTTP ${status}: ${isCut ? broken : what}` });
  }
  const { status: verdict, errorType, error, warnings, infos, isPartial, data } = isJson(body) ? body : ({} as Json);
  if (verdict !== 'success') {
    const kind = typeof errorType === 'string' ? errorType : `HTTP ${status}`;
    const stranger = status < 400 ? 'no answer of the Prometheus HTTP API' : JSON.stringify(body);
    return failedAnswer(asked.id, { ...response, text: `${kind}: ${typeof error === 'string' ? error : stranger}` });
  }
  const partial = isPartial === true ? ['The database says that its answer is partial.'] : [];
  return readData(asked, data, readWarnings([...partial, ...texts(warnings)], texts(infos)));
}
