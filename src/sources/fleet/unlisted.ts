// Where a list of scalers was not read. A question by name asks for the scalers that the lists told and takes the rest for
// absent: where one may be missing from them, a suspect is read with all of its namespace.
import type { FailedQuery, SignalKind } from '../../model/series';

/** Kinds whose lists tell the names of HPAs, VPAs and ScaledObjects. */
const LISTS: ReadonlySet<SignalKind> = new Set([
  'hpa.info',
  'vpa.target',
  'hpa.labels',
  'keda.active',
  'keda.paused',
  'scaledobject.info',
] as const);

/**
 * Tells in which namespaces there may be scalers that no list named.
 * @param failed queries of the lists without a whole answer
 */
export function unlistedIn(failed: readonly FailedQuery[]): (namespace: string) => boolean {
  const lost = failed.filter(({ kinds }) => kinds.length > 0 && kinds.every((kind) => LISTS.has(kind)));
  const places = new Set(lost.flatMap(({ namespaces = [] }) => namespaces));
  const isAnywhere = lost.some(({ namespaces }) => namespaces === undefined);
  return (namespace) => isAnywhere || places.has(namespace);
}
