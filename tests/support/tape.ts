// Series on one grid of scrapes, made out of columns in promtool's notation.
import type { Labels, Series, SignalKind } from '../../src/model/series';
import { readColumn, type Column, type Samples } from './promtool';

/** Time of the first scrape. */
export const START = Date.UTC(2026, 10, 23, 2, 0, 0);

/** Makes series of one workload out of columns. */
export class Tape {
  public readonly series: Series[] = [];
  public constructor(
    public readonly of: {
      readonly cluster: string;
      readonly ns: string;
      readonly scrape: number;
      readonly length: number;
    }
  ) {}

  /** The column, as long as the case. */
  public read(column: Column): Samples {
    return readColumn(column, this.of.length);
  }

  /** Adds a series of samples; holes are left out. */
  public add(kind: SignalKind, object: string, samples: Samples, attributes: Labels = {}): void {
    const known = samples.flatMap((value, k) =>
      value === undefined ? [] : [[START + k * this.of.scrape, value] as const]
    );
    if (known.length > 0) {
      const times = Float64Array.from(known, ([t]) => t);
      const values = Float64Array.from(known, ([, v]) => v);
      this.series.push({ kind, cluster: this.of.cluster, namespace: this.of.ns, object, attributes, times, values });
    }
  }

  /** Adds a series that one value stands for. */
  public once(kind: SignalKind, object: string, value: number, attributes: Labels = {}): void {
    this.add(kind, object, [...Array.from({ length: this.of.length - 1 }, () => undefined), value], attributes);
  }
}
