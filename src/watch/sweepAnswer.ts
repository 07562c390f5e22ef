// What a sweep brings to the exposition, and the labels that say whose it is.
import type { Report } from '../model/report';
import type { WorkloadRef } from '../model/workload';
import type { CountedWrite } from './countWrites';

export type Labels = Record<string, string>;

/** Whose sweep it is: the database, and the part of its namespaces ('' for all). */
export interface SweepName {
  readonly source: string;
  readonly shard: string;
}

/** What one sweep found out. */
export interface SweepAnswer {
  readonly report: Report;
  /** What was asked for and not read, a line each. */
  readonly unread: readonly string[];
  readonly writes: readonly CountedWrite[];
  /** `part` where only some clusters or namespaces were asked for. */
  readonly scope: 'all' | 'part';
}

/** The labels of a workload. */
export function placeOf({ cluster, namespace, kind, name }: WorkloadRef): Labels {
  return { cluster, namespace, workload_kind: kind, workload: name };
}
