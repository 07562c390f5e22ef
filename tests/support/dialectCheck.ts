// Reads hours as a set-up holds them, through the choices that a sweep makes, and holds the report against the one on the
// hours as they were: the same findings, or named as not judged with the remedy that fits the set-up.
import { analyze } from '../../src/engine';
import type { Interval } from '../../src/kit/interval';
import type { Finding } from '../../src/model/finding';
import type { Report, Unassessed } from '../../src/model/report';
import type { Series, SeriesSet, SignalKind } from '../../src/model/series';
import type { WorkloadRef } from '../../src/model/workload';
import { CATALOGUE, metricNamesOf } from '../../src/queries/catalogue';
import { classify } from '../../src/queries/classify';
import { spellingOf } from '../../src/queries/namespaceMatchers';
import { nameMissing } from '../../src/queries/remedies';
import { isKeptBy } from '../../src/queries/setups';
import { chooseClusterLabel, isTelling } from '../../src/sources/clusterChoice';
import { collisionsIn, type Labelled } from '../../src/sources/collisions';
import { mergeSeries } from '../../src/sources/mergeSeries';
import { setupsIn } from '../../src/sources/seenSetups';
import type { Dialect } from './dialects';
import { compare, loud } from './lessData';
import { kindsOf, lacks, type Loss } from './losses';
import type { Column } from './recordedSource';
import type { ReadColumn } from './scrapes';

export interface Hours {
  readonly columns: readonly Column[];
  readonly range: Interval;
  readonly read: ReadColumn;
}

export interface DialectResult {
  readonly breaches: readonly string[];
  /** Findings that stand, and those that went and are named, in all clusters of the dialect together. */
  readonly kept: number;
  readonly named: number;
  readonly remedies: readonly string[];
}

const toRead = ({ labels, times, values }: Column) => ({
  labels,
  times: Float64Array.from(times),
  values: Float64Array.from(values),
});

/** What a sweep would have made of these columns. */
function readSet(columns: readonly Column[], { range, read }: Hours): SeriesSet {
  const telling = columns.filter(({ labels }) => isTelling({ labels, times: NOTHING, values: NOTHING })).map(toRead);
  const clusterLabel = chooseClusterLabel(telling, 'auto');
  const series = columns.flatMap((column): Labelled[] => {
    const one = read(column, range, clusterLabel);
    return one ? [{ ...one, labels: column.labels }] : [];
  });
  return {
    range,
    series: mergeSeries(series.map(({ labels: _, ...one }): Series => one)),
    clusterLabel,
    exported: spellingOf(telling.map(({ labels }) => labels)) ?? false,
    ...setupsIn(columns.map(({ labels }) => ({ labels, times: NOTHING, values: NOTHING }))),
    asked: CATALOGUE.map(({ kind }) => kind),
    failed: collisionsIn(series),
    notices: [],
  };
}

const NOTHING = new Float64Array();

/** The part of a report about one cluster, as if it were the only one and had no name. */
function inCluster(report: Report, cluster: string): Report {
  const bare = (ref: WorkloadRef): WorkloadRef => ({
    ...ref,
    cluster: '',
    name: ref.kind === 'Cluster' ? 'cluster' : ref.name,
  });
  const own = (finding: Finding): Finding => ({
    ...finding,
    workload: bare(finding.workload),
    caused: finding.caused.map(own),
  });
  const ofIt = ({ workloads }: Unassessed): boolean =>
    workloads.length === 0 || workloads.some((ref) => ref.cluster === cluster);
  return {
    ...report,
    findings: report.findings.filter(({ workload }) => workload.cluster === cluster).map(own),
    workloads: report.workloads
      .filter(({ workload }) => workload.cluster === cluster)
      .map((history) => ({ ...history, workload: bare(history.workload) })),
    unassessed: report.unassessed.filter(ofIt).map((entry) => ({
      ...entry,
      workloads: entry.workloads.filter((ref) => ref.cluster === cluster).map(bare),
    })),
  };
}

/** Entries for which the names to add to this set-up's list stand nowhere in the remedy. */
function withoutAdvice({ setup }: Dialect, entries: readonly Unassessed[], setups: readonly string[]): Unassessed[] {
  if (!setup) {
    return [];
  }
  return entries.filter((entry) => {
    const held = entry.kinds.flatMap(metricNamesOf).filter((name) => !isKeptBy(setup, name));
    const { remedy } = nameMissing(entry, setups);
    return entry.state === 'unexported' && held.some((name) => !remedy.includes(name));
  });
}

/** What the series is read as; undefined where it is not read, or does not say of which object it is. */
function kindOf({ labels }: Column): SignalKind | undefined {
  return classify(labels, 'auto')?.kind;
}

/** True where the same is still told of the same object; a count of the cluster as a whole tells of none. */
function isStillTold(column: Column, as: readonly Column[]): boolean {
  const before = classify(column.labels, 'auto');
  return as.some((one) => {
    const now = classify(one.labels, 'auto');
    return now?.kind === before?.kind && now?.object === before?.object;
  });
}

/** Reads the hours in the dialect and compares. */
export function checkDialect(dialect: Dialect, hours: Hours, full: Report): DialectResult {
  const there = hours.columns.map((column, i) => dialect.as(column, i).filter((one) => kindOf(one) !== undefined));
  const set = readSet(there.flat(), hours);
  const less = analyze(set);
  const gone = kindsOf(hours.columns.filter((column, i) => !isStillTold(column, there[i] ?? [])));
  const loss: Loss = { title: dialect.title, apply: (whole) => whole, isReason: lacks(gone) };
  const clusters = dialect.clusters ?? [''];
  const results = clusters.map((cluster) => ({
    cluster,
    ...compare(full, inCluster(less, cluster), loss),
  }));
  const told = dialect.clusterLabel ?? set.clusterLabel;
  const unadvised = withoutAdvice(dialect, less.unassessed, set.setups ?? []);
  const named = results.reduce((n, { reasons }) => n + reasons.length, 0);
  const all = loud(full).size * clusters.length;
  return {
    breaches: [
      ...results.flatMap(({ cluster, breaches }) =>
        breaches.map(({ what, finding }) => `${what}: ${finding}${cluster === '' ? '' : ` in ${cluster}`}`)
      ),
      ...(told === set.clusterLabel ? [] : [`clusters told apart by ${set.clusterLabel}, not by ${told}`]),
      ...set.failed.map(({ message }) => message),
      ...unadvised.map(({ rule }) => `no names to add for ${rule}`),
    ],
    kept: all - named,
    named,
    remedies: [...new Set(less.unassessed.map((entry) => nameMissing(entry, set.setups).remedy))],
  };
}
