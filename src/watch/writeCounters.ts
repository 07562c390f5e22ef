// Writes as counters: by workload, field and family of writer, bounded in the number of workloads.
import { Counter, type Registry } from 'prom-client';
import { workloadKey } from '../model/workload';
import { WATCH_SERIES, type WatchSeriesId } from '../queries/watchSeries';
import type { CountedWrite } from './countWrites';
import { placeOf, type Labels, type SweepAnswer, type SweepName } from './sweepAnswer';

/** What prom-client wants to know of a series. */
export const metricOf = ({ name, help, labels }: (typeof WATCH_SERIES)[WatchSeriesId]) => ({
  name,
  help,
  labelNames: labels,
});

/** Counters of writes, of so many workloads at most; one that is gone makes room. */
export class WriteCounters {
  private readonly writes: Counter;
  private readonly leftOut: Counter;
  /** The labels of each workload's counters, by sweep and workload. */
  private readonly known = new Map<string, Map<string, Labels[]>>();

  public constructor(
    private readonly most: number,
    registers: Registry[]
  ) {
    this.writes = new Counter({ ...metricOf(WATCH_SERIES.writes), registers });
    this.leftOut = new Counter({ ...metricOf(WATCH_SERIES.writesLeftOut), registers });
  }

  /** @param isWhole false where a workload that the report does not name may only not have been read */
  public count(sweep: SweepName, { report, writes }: SweepAnswer, isWhole: boolean): void {
    const id = JSON.stringify(sweep);
    const known = this.known.get(id) ?? new Map<string, Labels[]>();
    this.known.set(id, known);
    if (isWhole) {
      const quiet = (report.quiet ?? []).flatMap(({ workloads }) => workloads);
      const here = [...report.workloads.map(({ workload }) => workload), ...quiet];
      const present = new Set(here.map(workloadKey));
      [...known]
        .filter(([key]) => !present.has(key))
        .forEach(([key, series]) => {
          series.forEach((labels) => this.writes.remove(labels));
          known.delete(key);
        });
    }
    writes.forEach((write) => this.countOne(sweep, known, write));
    this.leftOut.inc({ ...sweep }, 0);
  }

  private countOne(
    sweep: SweepName,
    known: Map<string, Labels[]>,
    { workload, field, actor, times }: CountedWrite
  ): void {
    const key = workloadKey(workload);
    const series = known.get(key);
    if (!series && known.size >= this.most) {
      this.leftOut.inc({ ...sweep }, times);
      return;
    }
    const labels = { ...sweep, ...placeOf(workload), field, actor };
    known.set(key, [...(series ?? []).filter((one) => one.field !== field || one.actor !== actor), labels]);
    this.writes.inc(labels, times);
  }
}
