// What was asked for and not read, or not wholly, in one list: queries that failed or were cut, and what was left out because the
// whole would be too much.
import { withoutTimes } from '../../kit/times';
import { failureText } from '../../model/failure';
import type { Unread } from '../../model/report';
import type { FailedQuery, LeftOut, SeriesSet } from '../../model/series';
import type { WorkloadRef } from '../../model/workload';

function ofFailed({ kinds, namespaces, message, error }: FailedQuery): Unread {
  return { why: error?.kind ?? 'other', message: withoutTimes(message), kinds, ...(namespaces && { namespaces }) };
}

function ofLeftOut({ kinds, namespaces, range, error }: LeftOut): Unread {
  return { why: error.kind, message: failureText(error), kinds, ...(namespaces && { namespaces }), range };
}

/** Everything of the question that has no whole answer. */
export function unreadOf({ failed, leftOut = [] }: SeriesSet): Unread[] {
  return [...failed.map(ofFailed), ...leftOut.map(ofLeftOut)];
}

/** True where less was read of a workload than was asked for. The nodes of a cluster are touched by every namespace. */
export function isShortened({ leftOut = [] }: SeriesSet, { kind, namespace }: WorkloadRef): boolean {
  return leftOut.some(
    ({ namespaces }) => namespaces === undefined || kind === 'Cluster' || namespaces.includes(namespace)
  );
}
