// Reports as series, by prom-client. A database that fails keeps its last findings for as long as a window: what is not read
// is not over; how old they are says truce_sweep_last_timestamp_seconds.
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { groupBy, sortBy } from '../kit/array';
import type { Millis } from '../kit/interval';
import { SEVERITIES, type Confidence, type Finding, type Impact } from '../model/finding';
import type { Report } from '../model/report';
import type { WorkloadRef } from '../model/workload';
import type { CountedWrite } from './countWrites';
import { WATCH_SERIES, type WatchSeriesId } from './series';

export type SweepResult = 'whole' | 'incomplete' | 'failed';

/** Seconds. A sweep of a few hundred workloads takes one, a large fleet a minute. */
const BUCKETS = [0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300];

const IMPACTS = [
  'replicaMinutesShort',
  'replicaMinutesWasted',
  'reversalsPerHour',
  'hiddenWrites',
  'podsMade',
  'evictions',
  'coreSwing',
  'minutesAtMax',
] as const satisfies ReadonlyArray<WatchSeriesId & keyof Impact>;

const SURENESS: Readonly<Record<Confidence, number>> = { possible: 1, likely: 2, certain: 3 };

type GaugeId = Exclude<WatchSeriesId, 'writes' | 'sweeps' | 'duration'>;
type Labels = Record<string, string>;
type Row = readonly [GaugeId, Labels, number];

function placeOf({ cluster, namespace, kind, name }: WorkloadRef): Labels {
  return { cluster, namespace, workload_kind: kind, workload: name };
}

/** Above info, the most severe first; those with the same severity in a fixed order. */
function exposed(findings: readonly Finding[]): Finding[] {
  const loud = findings.flatMap((f) => [f, ...f.caused]).filter(({ severity }) => severity !== 'info');
  const once = new Map(loud.map((finding) => [finding.id, finding]));
  return sortBy(
    [...once.values()],
    ({ severity }) => SEVERITIES.indexOf(severity),
    ({ id }) => id
  );
}

/** How many there are of each set of labels. */
function counted<T>(id: GaugeId, items: readonly T[], labelsOf: (item: T) => Labels): Row[] {
  const groups = groupBy(items, (item) => JSON.stringify(labelsOf(item)));
  return [...groups.values()].flatMap((group): Row[] => {
    const [first] = group;
    return first === undefined ? [] : [[id, labelsOf(first), group.length]];
  });
}

export class Exposition {
  public readonly registry = new Registry();
  private readonly gauges: ReadonlyMap<GaugeId, Gauge>;
  private readonly writes: Counter;
  private readonly sweeps: Counter;
  private readonly duration: Histogram;
  /** What each database told last, so that it can be taken back without touching the others. */
  private readonly told = new Map<string, ReadonlyArray<readonly [Gauge, Labels]>>();

  /** @param most findings of one database that get labels of their own */
  public constructor(private readonly most: number) {
    const registers = [this.registry];
    const own = ({ name, help, labels }: (typeof WATCH_SERIES)[WatchSeriesId]) => ({
      name,
      help,
      labelNames: labels,
      registers,
    });
    const { writes, sweeps, duration, ...gauges } = WATCH_SERIES;
    this.writes = new Counter(own(writes));
    this.sweeps = new Counter(own(sweeps));
    this.duration = new Histogram({ ...own(duration), buckets: BUCKETS });
    this.gauges = new Map(Object.entries(gauges).map(([id, one]) => [id as GaugeId, new Gauge(own(one))]));
  }

  /** Counts a sweep, whatever came of it. */
  public count(source: string, result: SweepResult, took: Millis): void {
    this.sweeps.inc({ source, result });
    this.duration.observe({ source }, took / 1000);
  }

  /** Puts a report in the place of the one before. */
  public tell(source: string, report: Report, writes: readonly CountedWrite[]): void {
    const rows = [...this.findingRows(source, report), ...this.sweepRows(source, report)];
    this.forget(source);
    rows.forEach(([id, labels, value]) => this.gauges.get(id)?.set(labels, value));
    this.told.set(
      source,
      rows.flatMap(([id, labels]) => {
        const gauge = this.gauges.get(id);
        return gauge ? [[gauge, labels] as const] : [];
      })
    );
    for (const { workload, field, actor, times } of writes) {
      this.writes.inc({ source, ...placeOf(workload), field, actor }, times);
    }
  }

  /** Takes back what a database told: it is too old to stand. */
  public forget(source: string): void {
    this.told.get(source)?.forEach(([gauge, labels]) => gauge.remove(labels));
    this.told.delete(source);
  }

  private findingRows(source: string, { findings }: Report): Row[] {
    const loud = exposed(findings);
    const rows = loud.slice(0, this.most).flatMap((finding): Row[] => {
      const { rule, severity, state, confidence, intervals, impact } = finding;
      const identity = { source, ...placeOf(finding.workload), rule };
      return [
        ['finding', { ...identity, severity, state }, 1],
        ['confidence', identity, SURENESS[confidence]],
        ['begin', identity, (intervals[0]?.from ?? NaN) / 1000],
        ['end', identity, (intervals.at(-1)?.to ?? NaN) / 1000],
        ...IMPACTS.map((id): Row => [id, identity, Number(impact[id] ?? NaN)]),
      ];
    });
    // What could not be computed is absent, never 0.
    return [
      ...rows.filter(([, , value]) => Number.isFinite(value)),
      ['leftOut', { source }, Math.max(0, loud.length - this.most)],
    ];
  }

  private sweepRows(source: string, report: Report): Row[] {
    const lacks = report.workloads.flatMap(({ unjudged }) => unjudged);
    return [
      ...counted('workloads', report.workloads, ({ verdict }) => ({ source, verdict })),
      ...counted('unjudged', lacks, ({ rule, state }) => ({ source, rule, state })),
      ...counted('unread', report.unread ?? [], ({ why }) => ({ source, why })),
      ['last', { source }, report.range.to / 1000],
      ['samples', { source }, report.swept.samples],
    ];
  }
}
