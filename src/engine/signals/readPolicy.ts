// What stands around a workload: budgets, quotas, limits. Selectors of budgets are not exported: a budget belongs to the
// workloads of its namespace that have as many pods as it expects (docs/signals.md, "Nodes, budgets, quotas": a heuristic).
import { distinct, groupBy } from '../../kit/array';
import type { Series, SignalKind } from '../../model/series';
import { valueAt, type Signal } from '../../model/signal';
import type { BudgetFacts, LimitFacts, QuotaFacts } from './facts';

type ByKind = ReadonlyMap<SignalKind, readonly Series[]>;
type ToSignal = (series: Series | undefined) => Signal | undefined;

/** Samples in which a budget expects as many pods as the workload has, for the two to belong together. */
const MOSTLY = 0.6;

/** True when the budget expects what the workload has in most samples: a scale-out of a moment ago does not part them. */
function agrees(expected: Signal | undefined, replicas: Signal | undefined): boolean {
  const samples = Array.from(expected?.times ?? [], (t, i) => [expected?.values[i], valueAt(replicas, t)] as const);
  const both = samples.filter(([, have]) => have !== undefined);
  return both.length > 0 && both.filter(([want, have]) => want === have).length >= MOSTLY * both.length;
}

/**
 * Budgets of the namespace that expect as many pods as the workload has. One that bears the name of such a workload is that
 * workload's alone.
 */
export function budgetsOf(
  byKind: ByKind,
  workload: string,
  replicas: Signal | undefined,
  toSignal: ToSignal
): BudgetFacts[] {
  const others = (byKind.get('workload.replicas') ?? []).filter((s) => s.object !== workload);
  return distinct((byKind.get('pdb.allowed') ?? []).map((s) => s.object)).flatMap((name) => {
    const own = (kind: SignalKind): Signal | undefined => toSignal(byKind.get(kind)?.find((s) => s.object === name));
    const expected = own('pdb.expected');
    if (!agrees(expected, replicas)) {
      return [];
    }
    const rivals = others.filter((s) => agrees(expected, toSignal(s))).map((s) => s.object);
    if (rivals.includes(name)) {
      return [];
    }
    const only = rivals.length === 0 || name === workload;
    return [{ name, allowed: own('pdb.allowed'), expected, healthy: own('pdb.healthy'), only }];
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
