// Queries of a dashboard that failed or warned -> what is missing in the SeriesSet of a panel, by what their texts ask for.
import { LoadingState, type DataFrame, type PanelData } from '@grafana/data';

import { distinct, isPresent } from '../kit/array';
import { failureText, type Failure } from '../model/failure';
import type { FailedQuery } from '../model/series';
import { kindsIn } from '../queries/kindsIn';
import { readError } from './grafana/readError';
import { readRemarks } from './grafana/readFrames';
import { readFailure } from './readFailure';

/** A query of the dashboard that failed; `refId` is '' where Grafana does not say which. */
export interface PanelFailure {
  readonly refId: string;
  readonly failure: Failure;
}

/** Every failure that Grafana tells of; an error state without one is a failure of all. */
export function panelFailures({ errors = [], state }: Pick<PanelData, 'errors' | 'state'>): PanelFailure[] {
  const told = errors.map((error) => ({ refId: error.refId ?? '', failure: readError(error) }));
  const isSilent = state === LoadingState.Error && told.length === 0;
  return isSilent ? [{ refId: '', failure: readFailure({}) }] : told;
}

/** The text of a query, where its data source asks in PromQL. */
function exprOf({ request }: Pick<PanelData, 'request'>, refId: string): string {
  const target = request?.targets.find((one) => one.refId === refId) as { expr?: unknown } | undefined;
  return typeof target?.expr === 'string' ? target.expr : '';
}

/** Failed queries, and those whose answer says that it is not whole. */
export function failedQueries(data: Pick<PanelData, 'errors' | 'state' | 'request' | 'series'>): FailedQuery[] {
  const toFailed = ({ refId, failure }: PanelFailure): FailedQuery => {
    const query = exprOf(data, refId);
    return { kinds: kindsIn(query), query: query || refId, message: failureText(failure), error: failure };
  };
  const warned = distinct(data.series.map((frame) => frame.refId).filter(isPresent)).flatMap((refId) => {
    const { partial } = readRemarks(data.series.filter((frame: DataFrame) => frame.refId === refId));
    return partial ? [{ ...toFailed({ refId, failure: partial }), partial: true }] : [];
  });
  return [...panelFailures(data).map(toFailed), ...warned];
}
