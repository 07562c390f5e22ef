// What Grafana hands over when a query failed, as a failure of ours: for the data source's answers and for a dashboard's alike.
import type { DataQueryError } from '@grafana/data';

import type { Failure } from '../../model/failure';
import { readFailure } from '../readFailure';

/** The reason of a failed query. Grafana does not hand on headers, so a Retry-After is known only where a text says it. */
export function readError(error: DataQueryError): Failure {
  const text = error.message || error.data?.message || error.data?.error || error.statusText;
  return readFailure({ text, status: error.status });
}
