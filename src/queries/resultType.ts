// In which form a database answers a text of PromQL. Raw samples are asked for by a range selector at the end.

export type ResultType = 'matrix' | 'vector';

/** The only form in which an instant query with this text may be answered (Prometheus HTTP API, "Expression query result formats"). */
export function resultTypeOf(expr: string): ResultType {
  return expr.trimEnd().endsWith(']') ? 'matrix' : 'vector';
}
