// Two data sources over one cluster (a Prometheus and a Thanos over it) tell every workload twice. Nothing is merged, for
// names alone prove nothing: clusters without a cluster label hold workloads of the same names. It is said.
import type { WorkloadHistory } from '../../model/report';
import { workloadKey, type WorkloadRef } from '../../model/workload';
import type { Fleet, SourceName } from './fleetRows';

/** Two data sources that seem to hold the same cluster. */
export interface Twins {
  readonly sources: readonly [SourceName, SourceName];
  /** Workloads that both hold, by cluster, namespace, kind and name. */
  readonly workloads: number;
  /** True when replicas of these moved, and alike in both. */
  readonly areAlike: boolean;
}

/** Of the smaller one at least this share must stand in the other: system workloads of one name are everywhere. */
const LEAST_SHARE = 0.5;

interface Holding {
  readonly source: SourceName;
  readonly refs: ReadonlyMap<string, WorkloadHistory | undefined>;
}

function holdingOf({ rows, quiet, unnamed }: Fleet, source: SourceName): Holding {
  const read = [...rows.map((row) => [row.workload, row.history] as const), ...quiet.map(historyEntry)];
  const named = unnamed.flatMap(({ workloads }) => workloads.map((ref) => [ref, undefined] as const));
  return { source, refs: new Map([...named, ...read].map(([ref, history]) => [workloadKey(ref), history])) };
}

function historyEntry({ history }: Fleet['quiet'][number]): readonly [WorkloadRef, WorkloadHistory] {
  return [history.workload, history];
}

/** Replicas as they followed each other, without times: two scrapers see one change at different moments. */
function stepsOf(history: WorkloadHistory): number[] {
  const { values = new Float64Array() } = history.curves.find(({ id }) => id === 'spec') ?? {};
  return [...values].filter((value, i) => value !== values[i - 1]);
}

/** True when one is a part of the other, but for a step at either end that the later range does not hold. */
function isPartOf(a: readonly number[], b: readonly number[]): boolean {
  const [short = [], long = []] = a.length < b.length ? [a, b] : [b, a];
  return long.length - short.length <= 2 && `,${long.join()},`.includes(`,${short.join()},`);
}

function compare(a: Holding, b: Holding): Twins | undefined {
  const shared = [...a.refs].flatMap(([key, own]) => (b.refs.has(key) ? [[own, b.refs.get(key)] as const] : []));
  if (shared.length === 0 || shared.length < LEAST_SHARE * Math.min(a.refs.size, b.refs.size)) {
    return undefined;
  }
  const moved = shared
    .flatMap(([own, other]) => (own && other ? [[stepsOf(own), stepsOf(other)] as const] : []))
    .filter(([own, other]) => own.length > 1 || other.length > 1);
  const alike = moved.filter(([own, other]) => own.length > 1 && other.length > 1 && isPartOf(own, other));
  // Same names, other numbers: two clusters that one repository fills.
  return moved.length > 0 && alike.length < moved.length / 2
    ? undefined
    : { sources: [a.source, b.source], workloads: shared.length, areAlike: moved.length > 0 };
}

/** Pairs of data sources that seem to hold the same cluster. */
export function twinSources(parts: ReadonlyArray<{ readonly source: SourceName; readonly fleet: Fleet }>): Twins[] {
  const holdings = parts.map(({ source, fleet }) => holdingOf(fleet, source));
  return holdings.flatMap((a, i) => holdings.slice(i + 1).flatMap((b) => compare(a, b) ?? []));
}
