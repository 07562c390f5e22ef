// One answer per question out of what `ds.query()` emitted. The sign of failure is an error, not a status: a failed
// result can carry 200, and good results stand beside bad ones (tests/fixtures/ds-query/README.md, "Errors").
import { LoadingState, type DataFrame, type DataQueryError, type DataQueryResponse } from '@grafana/data';

import type { Interval, Millis } from '../../kit/interval';
import type { ResultType } from '../../queries/resultType';
import { SeriesCleaner } from '../cleanSeries';
import { readFailure } from '../readFailure';
import type { TransportAnswer } from '../transport';
import { isPrometheus } from './dataSourceList';
import { readError } from './readError';
import { readFrame, readRemarks, resultTypesOf } from './readFrames';

/** A question as it was sent: `id` is ours, `refId` Grafana's; the rest is what its answer must fit. */
export interface SentQuery {
  readonly id: string;
  readonly refId: string;
  readonly type?: ResultType;
  readonly window?: Partial<Interval>;
  /** Distance of points on a grid. */
  readonly step?: Millis;
}

function errorsOf(response: DataQueryResponse): DataQueryError[] {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- a failure of the whole request still comes only there
  const { errors = response.error ? [response.error] : [] } = response;
  const silent = errors.length === 0 && response.state === LoadingState.Error;
  return silent ? [{ message: 'The data source reported an error without a reason.' }] : errors;
}

/** Only Prometheus and its kin send a frame for an empty result too, so their silence means that nothing was read. */
function silence(type: string, frames: readonly DataFrame[]): string | undefined {
  return isPrometheus(type) && frames.length === 0 ? 'The data source left this query without an answer.' : undefined;
}

/** A form that was not asked for holds other numbers than were asked for. */
function misfit(type: ResultType | undefined, frames: readonly DataFrame[]): string | undefined {
  const other = type && resultTypesOf(frames).find((came) => came !== type);
  return other && `The answer does not fit the question: a ${type} was asked for, ${other.slice(0, 20)} came.`;
}

/** Sorts frames and errors of a response by question, in the order of the questions. `type` is the data source's. */
export function readResponse(response: DataQueryResponse, sent: readonly SentQuery[], type: string): TransportAnswer[] {
  const errors = errorsOf(response);
  const known = new Set(sent.map((query) => query.refId));
  const general = errors.find((error) => error.refId === undefined || !known.has(error.refId));
  return sent.map(({ id, refId, type: asked, window, step }) => {
    const frames = (response.data as DataFrame[]).filter((frame) => frame.refId === refId);
    const cleaner = new SeriesCleaner(window, step);
    const series = frames.flatMap((frame) => readFrame(frame, cleaner));
    const own = errors.find((error) => error.refId === refId) ?? (series.length === 0 ? general : undefined);
    const odd = silence(type, frames) ?? misfit(asked, frames);
    const error = own ? readError(own) : odd && readFailure({ text: odd });
    const answer = { id, series, ...readRemarks(frames), cleaned: cleaner.cleaned };
    return error ? { ...answer, error } : answer;
  });
}
