/** How far the reading of a large fleet is. */
export interface FleetRead {
  /** Workloads that were read, of those that scans named. */
  readonly done: number;
  readonly of: number;
  /** Workloads that no scan named: nothing is read of them. */
  readonly unnamed: number;
}
