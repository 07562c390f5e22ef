// What stands around a workload: budgets, quotas, limits. Selectors of budgets are not exported: a budget belongs to the
// workloads of its namespace that have as many pods as it expects (signals.md section 10, a heuristic).
import { distinct, groupBy } from '../../kit/array';
import type { Series, SignalKind } from '../../model/series';
import { lastValue, type Signal } from '../../model/signal';
import type { BudgetFacts, LimitFacts, QuotaFacts } from './facts';

type ByKind = ReadonlyMap<SignalKind, readonly Series[]>;
type ToSignal = (series: Series | undefined) => Signal | undefined;

/** Budgets of the namespace that expect as many pods as the workload has. */
export function budgetsOf(byKind: ByKind, workload: string, toSignal: ToSignal): BudgetFacts[] {
  const sizes = new Map((byKind.get('workload.replicas') ?? []).map((s) => [s.object, s.values.at(-1) ?? NaN]));
  return distinct((byKind.get('pdb.allowed') ?? []).map((s) => s.object)).flatMap((name) => {
    const own = (kind: SignalKind): Signal | undefined => toSignal(byKind.get(kind)?.find((s) => s.object === name));
    const expected = own('pdb.expected');
    const count = lastValue(expected);
    const matching = [...sizes].filter(([, size]) => size === count).map(([object]) => object);
    if (!matching.includes(workload)) {
      return [];
    }
    return [{ name, allowed: own('pdb.allowed'), expected, healthy: own('pdb.healthy'), only: matching.length === 1 }];
  });
}

/** Every line of every quota of the namespace. */
export function quotasOf(byKind: ByKind, toSignal: ToSignal): QuotaFacts[] {
  const lines = groupBy(byKind.get('quota.limit') ?? [], (s) => `${s.object}/${s.attributes.resource ?? ''}`);
  return [...lines.values()].map((pair) => ({
    name: pair[0]?.object ?? '',
    resource: pair[0]?.attributes.resource ?? '',
    hard: toSignal(pair.find((s) => s.attributes.type === 'hard')),
    used: toSignal(pair.find((s) => s.attributes.type === 'used')),
  }));
}

/** Sizes that the LimitRanges of the namespace allow. */
export function limitsOf(byKind: ByKind): LimitFacts[] {
  return (byKind.get('limit.range') ?? []).flatMap((s) => {
    const { type = '', resource = '', constraint = '' } = s.attributes;
    const value = s.values.at(-1);
    return value === undefined || (constraint !== 'min' && constraint !== 'max')
      ? []
      : [{ name: s.object, type, resource, constraint, value }];
  });
}
