// Whether a newer answer knows less than the one that stands: then it must not take its place unasked.
import { distinct } from '../../kit/array';
import type { FailedQuery, SignalKind } from '../../model/series';
import { covers, type Answer } from './question';

/** What was not read whole: each kind in each choice of namespaces. */
function holes(failed: readonly FailedQuery[]): Set<string> {
  return new Set(
    failed.flatMap(({ kinds, namespaces }) => kinds.map((kind) => `${kind} ${namespaces?.join(',') ?? '*'}`))
  );
}

/** Kinds that `newer` has holes in and `kept` has not. */
export function lostKinds(newer: Answer, kept: Answer): SignalKind[] {
  const known = holes(kept.failed);
  const lost = newer.failed.filter((query) => [...holes([query])].some((hole) => !known.has(hole)));
  return distinct(lost.flatMap(({ kinds }) => kinds));
}

/**
 * True when `newer` answers the same question with holes where `kept` has none, and with no fewer of them; or when it is what
 * is known so far, and `kept` is the whole or further on.
 */
export function isPoorer(newer: Answer, kept: Answer | undefined): boolean {
  if (!kept || !covers(kept.question, newer.question)) {
    return false;
  }
  if (newer.soFar ?? kept.soFar) {
    return (newer.soFar?.done ?? Infinity) < (kept.soFar?.done ?? Infinity);
  }
  return lostKinds(newer, kept).length > 0 && holes(newer.failed).size >= holes(kept.failed).size;
}
