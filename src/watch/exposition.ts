// Reports as series, by prom-client, bounded in number. A database that fails keeps its last findings for as long as a window:
// what is not read is not over; how old they are says truce_sweep_last_timestamp_seconds.
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { distinctBy, groupBy, sortBy } from '../kit/array';
import { sum } from '../kit/stats';
import type { Millis } from '../kit/interval';
import { SEVERITIES, type Confidence, type Finding } from '../model/finding';
import type { Report } from '../model/report';
import type { Verdict } from '../model/verdict';
import { WATCHED_IMPACTS } from '../queries/watcherQueries';
import { WATCH_SERIES, type WatchSeriesId } from '../queries/watchSeries';
import { placeOf, type Labels, type SweepAnswer, type SweepName } from './sweepAnswer';
import { metricOf, WriteCounters } from './writeCounters';

/** How much gets labels of its own, for each sweep. */
export interface Bounds {
  readonly findings: number;
  /** Workloads with counters of writes. */
  readonly workloads: number;
}

export type SweepResult = 'whole' | 'incomplete' | 'failed';

/** Seconds. A sweep of a few hundred workloads takes one, a large fleet a minute. */
const BUCKETS = [0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300];

const SURENESS: Readonly<Record<Confidence, number>> = { possible: 1, likely: 2, certain: 3 };

type GaugeId = Exclude<WatchSeriesId, 'writes' | 'writesLeftOut' | 'sweeps' | 'duration'>;
type Row = readonly [GaugeId, Labels, number];

/** A finding, and the rule of the one that causes it; '' for none. */
interface Told {
  readonly finding: Finding;
  readonly causedBy: string;
}

/** Above info, the most severe first; those with the same severity in a fixed order. */
function exposed(findings: readonly Finding[]): Told[] {
  const all = findings.flatMap((finding): Told[] => [
    { finding, causedBy: '' },
    ...finding.caused.map((caused) => ({ finding: caused, causedBy: finding.rule })),
  ]);
  const loud = all.filter(({ finding }) => finding.severity !== 'info');
  return sortBy(
    distinctBy(loud, ({ finding }) => finding.id),
    ({ finding }) => SEVERITIES.indexOf(finding.severity),
    ({ finding }) => finding.id
  );
}

/** What stays as long as the finding does: no number that moves, or each sweep would make a new series. */
function infoOf({ finding, causedBy }: Told): Labels {
  const { label, actors, causeKey, causeTitle, impact } = finding;
  return {
    label: /\d/.test(label) ? '' : label,
    actors: actors.map(({ family, name }) => (name === undefined ? family : `${family}/${name}`)).join(','),
    caused_by: causedBy,
    cause: causeKey,
    cause_title: causeTitle,
    pods: impact.podsMade === undefined ? '' : impact.podsMadeInferred === true ? 'inferred' : 'seen',
  };
}

/** How many there are of each set of labels. */
function counted<T>(id: GaugeId, items: readonly T[], labelsOf: (item: T) => Labels): Row[] {
  const groups = groupBy(items, (item) => JSON.stringify(labelsOf(item)));
  return [...groups.values()].flatMap((group): Row[] => {
    const [first] = group;
    return first === undefined ? [] : [[id, labelsOf(first), group.length]];
  });
}

/** The verdict on every workload, those of a large fleet that no scan named among them. */
function verdictsOf({ workloads, quiet = [] }: Report): Verdict[] {
  return [
    ...workloads.map(({ verdict }) => verdict),
    ...quiet.flatMap((group) => group.workloads.map(() => group.verdict)),
  ];
}

/** Of each rule and reason the workloads concerned; nodes of a cluster count as one. */
function unjudgedRows(sweep: SweepName, { unassessed, workloads }: Report): Row[] {
  const lacks = groupBy(unassessed, ({ rule, state }) => JSON.stringify([rule, state]));
  return [...lacks].flatMap(([key, entries]): Row[] => {
    const [rule = '', state = ''] = JSON.parse(key) as string[];
    // A list that is empty means all of them.
    const concerned = entries.map((entry) => entry.workloads.length || workloads.length);
    return [['unjudged', { ...sweep, rule, state }, sum(concerned)]];
  });
}

export class Exposition {
  public readonly registry = new Registry();
  private readonly gauges: ReadonlyMap<GaugeId, Gauge>;
  private readonly writes: WriteCounters;
  private readonly sweeps: Counter;
  private readonly duration: Histogram;
  /** What each sweep told last, so that it can be taken back without touching the others. */
  private readonly told = new Map<string, ReadonlyArray<readonly [Gauge, Labels]>>();

  public constructor(private readonly bounds: Bounds) {
    const registers = [this.registry];
    const { writes: _w, writesLeftOut: _l, sweeps, duration, ...gauges } = WATCH_SERIES;
    this.writes = new WriteCounters(bounds.workloads, registers);
    this.sweeps = new Counter({ ...metricOf(sweeps), registers });
    this.duration = new Histogram({ ...metricOf(duration), registers, buckets: BUCKETS });
    this.gauges = new Map(
      Object.entries(gauges).map(([id, one]) => [id as GaugeId, new Gauge({ ...metricOf(one), registers })])
    );
  }

  /** Counts a sweep, whatever came of it. */
  public count(sweep: SweepName, result: SweepResult, took: Millis): void {
    this.sweeps.inc({ ...sweep, result });
    this.duration.observe({ ...sweep }, took / 1000);
  }

  /** Puts an answer in the place of the one before. */
  public tell(sweep: SweepName, answer: SweepAnswer): void {
    const rows = [...this.findingRows(sweep, answer.report), ...this.sweepRows(sweep, answer)];
    this.forget(sweep);
    rows.forEach(([id, labels, value]) => this.gauges.get(id)?.set(labels, value));
    this.told.set(
      JSON.stringify(sweep),
      rows.flatMap(([id, labels]) => {
        const gauge = this.gauges.get(id);
        return gauge ? [[gauge, labels] as const] : [];
      })
    );
    this.writes.count(sweep, answer, answer.unread.length === 0);
  }

  /** Takes back what a sweep told: it is too old to stand. */
  public forget(sweep: SweepName): void {
    const id = JSON.stringify(sweep);
    this.told.get(id)?.forEach(([gauge, labels]) => gauge.remove(labels));
    this.told.delete(id);
  }

  private findingRows(sweep: SweepName, { findings }: Report): Row[] {
    const loud = exposed(findings);
    const rows = loud.slice(0, this.bounds.findings).flatMap((told): Row[] => {
      const { finding } = told;
      const { rule, about = '', severity, state, confidence, intervals, impact } = finding;
      const identity = { ...sweep, ...placeOf(finding.workload), rule, about };
      return [
        ['finding', { ...identity, severity, state }, 1],
        ['info', { ...identity, ...infoOf(told) }, 1],
        ['confidence', identity, SURENESS[confidence]],
        ['begin', identity, (intervals[0]?.from ?? NaN) / 1000],
        ['end', identity, (intervals.at(-1)?.to ?? NaN) / 1000],
        ...WATCHED_IMPACTS.map((id): Row => [id, identity, Number(impact[id] ?? NaN)]),
      ];
    });
    // What could not be computed is absent, never 0.
    return [
      ...rows.filter(([, , value]) => Number.isFinite(value)),
      ['leftOut', { ...sweep }, Math.max(0, loud.length - this.bounds.findings)],
    ];
  }

  private sweepRows(sweep: SweepName, { report, unread, scope }: SweepAnswer): Row[] {
    return [
      ...counted('workloads', verdictsOf(report), (verdict) => ({ ...sweep, verdict })),
      ...unjudgedRows(sweep, report),
      ...counted('unread', report.unread ?? [], ({ why }) => ({ ...sweep, why })),
      ['gaps', { ...sweep }, unread.length],
      ['last', { ...sweep }, report.range.to / 1000],
      ['window', { ...sweep, scope }, (report.range.to - report.range.from) / 1000],
      ['scrape', { ...sweep }, report.swept.scrape / 1000],
      ['samples', { ...sweep }, report.swept.samples],
    ];
  }
}
