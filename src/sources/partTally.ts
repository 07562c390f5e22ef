// What is kept of the parts of a large fleet once their samples are let go.
import type { FailedQuery, SeriesSet, SignalKind } from '../model/series';

export class PartTally {
  /** Series that came, by kind; kinds that were asked for and did not come have 0. */
  public readonly kinds = new Map<SignalKind, number>();
  private readonly failures = new Map<string, FailedQuery>();

  public add({ asked, series, failed }: SeriesSet): void {
    asked.forEach((kind) => this.kinds.set(kind, this.kinds.get(kind) ?? 0));
    series.forEach(({ kind }) => this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1));
    // What stands around every part comes with each of them.
    failed.forEach((one) => this.failures.set(JSON.stringify([one.query, one.message]), one));
  }

  /** Queries without a whole answer, each once. */
  public get failed(): FailedQuery[] {
    return [...this.failures.values()];
  }

  /** Whether anything came of kinds that begin so. */
  public has(...beginnings: readonly string[]): boolean {
    return [...this.kinds].some(([kind, n]) => n > 0 && beginnings.some((text) => kind.startsWith(text)));
  }
}
