// Rules that could not be judged for want of series: unassessed is not clean. Which series and which setting is told by
// the room that knows their names; here only kinds are compared.
import type { SeriesSet, SignalKind } from '../../model/series';
import type { Rule } from '../rules/rule';
import type { Fleet } from '../signals/facts';

/** A rule and the kinds it misses. */
export interface MissingSignals {
  readonly rule: Rule;
  readonly kinds: readonly SignalKind[];
  /** True when the question failed, false when the answer was empty. */
  readonly failed: boolean;
}

/** Signals that every namespace with a scaler has: their absence says something even where only one was asked. */
function isCore(kind: SignalKind): boolean {
  return kind.startsWith('hpa.') || kind.startsWith('workload.');
}

/** Rules without all of their needed signals in this sweep. */
export function missingSignals(set: SeriesSet, fleet: Fleet, rules: readonly Rule[]): MissingSignals[] {
  const failed = new Set(set.failed.flatMap((query) => query.kinds));
  return rules.flatMap((rule) => {
    const kinds = rule.needs.filter(
      (kind) => !fleet.present.has(kind) && (!set.narrowed || failed.has(kind) || isCore(kind))
    );
    return kinds.length === 0 ? [] : [{ rule, kinds, failed: kinds.some((kind) => failed.has(kind)) }];
  });
}
