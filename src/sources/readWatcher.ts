// The fleet as a watcher told it, out of its series: a report without raw samples. It has what a row of the fleet shows; the
// rest is read when a workload is opened. Pure but for the asking.
import { groupBy, sortBy } from '../kit/array';
import type { Interval, UnixMs } from '../kit/interval';
import { count } from '../kit/text';
import {
  SEVERITIES,
  type Confidence,
  type Finding,
  type FindingState,
  type RuleId,
  type Severity,
} from '../model/finding';
import type { FailureKind } from '../model/failure';
import { inOrder } from '../model/inOrder';
import type { Report, Unread } from '../model/report';
import type { Labels } from '../model/series';
import { verdictOfAll, type Verdict } from '../model/verdict';
import { workloadKey, type ScalerFamily, type ScalerRef, type WorkloadRef } from '../model/workload';
import { findingsQuery, sweepsQuery, WATCHED_IMPACTS, watchSeriesOf } from '../queries/watcherQueries';
import type { WatchSeriesId } from '../queries/watchSeries';
import type { RawSeries, Transport } from './transport';

/** One sample of one series of the watcher. */
interface Sample {
  readonly id: WatchSeriesId;
  readonly labels: Labels;
  readonly value: number;
}

/** One sweep that a watcher repeats: a database, or a part of its namespaces. */
export interface WatchedSweep {
  readonly source: string;
  readonly shard: string;
  /** End of the window that it looked at last. */
  readonly last: UnixMs;
  readonly window: number;
  /** False where it looks at some clusters or namespaces only. */
  readonly isAll: boolean;
}

/** What a watcher knows. */
export interface Watched {
  readonly sweeps: readonly WatchedSweep[];
  readonly report: Report;
}

/** Titles of rules, for rules that this version knows. */
export type RuleTitles = ReadonlyMap<RuleId, string>;

const CONFIDENCE: readonly Confidence[] = ['possible', 'likely', 'certain'];

function samplesOf(series: readonly RawSeries[]): Sample[] {
  return series.flatMap(({ labels, values }) => {
    const id = watchSeriesOf(labels.__name__);
    const value = values.at(-1);
    return id === undefined || value === undefined ? [] : [{ id, labels, value }];
  });
}

const text = (labels: Labels, name: string): string => labels[name] ?? '';

function workloadOf(labels: Labels): WorkloadRef {
  return {
    cluster: text(labels, 'cluster'),
    namespace: text(labels, 'namespace'),
    kind: text(labels, 'workload_kind'),
    name: text(labels, 'workload'),
  };
}

/** The id that the engine gives the same finding. */
function idOf(labels: Labels): string {
  const about = text(labels, 'about');
  return `${text(labels, 'rule')}|${workloadKey(workloadOf(labels))}${about === '' ? '' : `#${about}`}`;
}

function actorsOf(list: string): ScalerRef[] {
  return list
    .split(',')
    .filter((one) => one !== '')
    .map((one) => {
      const [family = '', ...name] = one.split('/');
      return name.length === 0
        ? { family: family as ScalerFamily }
        : { family: family as ScalerFamily, name: name.join('/') };
    });
}

/** One finding out of its samples; undefined where the one that says how severe it is has gone. */
function findingOf(id: string, samples: readonly Sample[], titles: RuleTitles): Finding | undefined {
  const of = (series: WatchSeriesId) => samples.filter((sample) => sample.id === series);
  // Two scrapers of one watcher, or a severity that has just changed: the most severe one stands.
  const [head] = sortBy(of('finding'), ({ labels }) => SEVERITIES.indexOf(labels.severity as Severity));
  if (!head) {
    return undefined;
  }
  const info = of('info').at(-1)?.labels ?? {};
  const value = (series: WatchSeriesId) => of(series).at(-1)?.value;
  const rule = text(head.labels, 'rule');
  const about = text(head.labels, 'about');
  const title = titles.get(rule) ?? rule;
  const from = (value('begin') ?? NaN) * 1000;
  const to = (value('end') ?? NaN) * 1000;
  const impact = Object.fromEntries(
    WATCHED_IMPACTS.flatMap((name) => {
      const one = value(name);
      return one === undefined ? [] : [[name, one]];
    })
  );
  return {
    id,
    rule,
    ...(about !== '' && { about }),
    title,
    state: head.labels.state as FindingState,
    workload: workloadOf(head.labels),
    intervals: from <= to ? [{ from, to }] : [],
    severity: head.labels.severity as Severity,
    confidence: CONFIDENCE[(value('confidence') ?? 1) - 1] ?? 'possible',
    confidenceNotes: [],
    actors: actorsOf(text(info, 'actors')),
    summary: text(info, 'label') === '' ? title : `${title} · ${text(info, 'label')}`,
    detail: '',
    label: text(info, 'label'),
    consequences: [],
    caused: [],
    evidence: [],
    echoes: [],
    impact: { ...impact, ...(text(info, 'pods') === 'inferred' && { podsMadeInferred: true }) },
    fixes: [],
    causeKey: text(info, 'cause') || rule,
    causeTitle: text(info, 'cause_title') || title,
  };
}

/** Findings as the engine tells them: those that another one causes hang below it. */
function findingsOf(samples: readonly Sample[], titles: RuleTitles): Finding[] {
  const own = groupBy(
    samples.filter(({ labels }) => text(labels, 'workload_kind') !== ''),
    ({ labels }) => idOf(labels)
  );
  const causeOf = new Map<string, string>();
  const all = [...own].flatMap(([id, group]) => {
    const info = group.find((sample) => sample.id === 'info');
    causeOf.set(id, text(info?.labels ?? {}, 'caused_by'));
    return findingOf(id, group, titles) ?? [];
  });
  const causedBy = (finding: Finding) =>
    all.filter(
      (other) => causeOf.get(other.id) === finding.rule && workloadKey(other.workload) === workloadKey(finding.workload)
    );
  const findings = all
    .filter(({ id }) => causeOf.get(id) === '')
    .map((finding) => {
      const caused = causedBy(finding);
      return { ...finding, caused, consequences: caused.map(({ rule }) => rule) };
    });
  return inOrder(findings);
}

function sweepsOf(samples: readonly Sample[]): WatchedSweep[] {
  const sweeps = groupBy(
    samples.filter(({ id }) => id === 'last' || id === 'window'),
    ({ labels }) => JSON.stringify([text(labels, 'source'), text(labels, 'shard')])
  );
  return [...sweeps].flatMap(([key, group]): WatchedSweep[] => {
    const [source = '', shard = ''] = JSON.parse(key) as string[];
    const last = Math.max(...group.filter(({ id }) => id === 'last').map(({ value }) => value));
    const window = group.find(({ id }) => id === 'window');
    return Number.isFinite(last) && window
      ? [{ source, shard, last: last * 1000, window: window.value * 1000, isAll: window.labels.scope === 'all' }]
      : [];
  });
}

/** How many workloads there are of each verdict. */
function tallyOf(samples: readonly Sample[]): Partial<Record<Verdict, number>> {
  const tally: Partial<Record<Verdict, number>> = {};
  const once = new Map(
    samples
      .filter(({ id }) => id === 'workloads')
      .map((sample) => [
        JSON.stringify(['source', 'shard', 'verdict'].map((name) => text(sample.labels, name))),
        sample,
      ])
  );
  for (const { labels, value } of once.values()) {
    const verdict = text(labels, 'verdict') as Verdict;
    tally[verdict] = (tally[verdict] ?? 0) + value;
  }
  return tally;
}

function unreadOf(samples: readonly Sample[]): Unread[] {
  const parts = samples.filter(({ id }) => id === 'unread');
  return [...groupBy(parts, ({ labels }) => text(labels, 'why'))].map(([why, group]) => ({
    why: why as FailureKind,
    message: `${count(Math.max(...group.map(({ value }) => value)), 'part')} of what the watcher asks for had no whole answer (${why}).`,
    kinds: [],
  }));
}

/** What is not in the list of findings, in a sentence each. */
function remarksOf(samples: readonly Sample[]): Report['diagnostics'] {
  const kinds = new Set(samples.filter(({ id }) => id === 'unjudged').map(({ labels }) => text(labels, 'rule')));
  const leftOut = Math.max(0, ...samples.filter(({ id }) => id === 'leftOut').map(({ value }) => value));
  return [
    ...(kinds.size > 0 ? [`${count(kinds.size, 'kind')} not judged on some workloads.`] : []),
    ...(leftOut > 0 ? [`${count(leftOut, 'finding')} more, less severe, have no series of their own.`] : []),
  ].map((message) => ({ severity: 'warning', message }));
}

/**
 * Builds what the fleet page shows.
 * @returns undefined where no watcher tells anything
 */
export function watchedFleet(series: readonly RawSeries[], titles: RuleTitles): Watched | undefined {
  const samples = samplesOf(series);
  const sweeps = sweepsOf(samples);
  if (sweeps.length === 0) {
    return undefined;
  }
  const to = Math.max(...sweeps.map(({ last }) => last));
  const range: Interval = { from: to - Math.max(...sweeps.map(({ window }) => window)), to };
  const unread = unreadOf(samples);
  const tally = tallyOf(samples);
  const known = (id: WatchSeriesId) => samples.filter((sample) => sample.id === id).map(({ value }) => value);
  const verdicts = (Object.keys(tally) as Verdict[]).filter((verdict) => (tally[verdict] ?? 0) > 0);
  return {
    sweeps,
    report: {
      format: 'truce-report/1',
      range,
      verdict: verdictOfAll(verdicts, unread.length === 0),
      findings: findingsOf(samples, titles),
      workloads: [],
      unassessed: [],
      diagnostics: remarksOf(samples),
      ...(unread.length > 0 && { unread }),
      tally,
      swept: {
        series: series.length,
        samples: Math.max(0, ...known('samples')),
        scrape: Math.max(0, ...known('scrape')) * 1000,
      },
    },
  };
}

/** What to ask about. */
export interface WatchedScope {
  readonly cluster: string;
  readonly namespaces: readonly string[];
}

/**
 * Asks for what a watcher knows now.
 * @returns undefined where none is scraped, or where the question had no answer
 */
export async function askWatcher(
  transport: Transport,
  scope: WatchedScope,
  titles: RuleTitles,
  at: UnixMs,
  abort?: AbortSignal
): Promise<Watched | undefined> {
  const [sweeps] = await transport.instant([sweepsQuery()], at, abort);
  if (!sweeps || sweeps.error || sweeps.series.length === 0) {
    return undefined;
  }
  const [found] = await transport.instant([findingsQuery(scope.cluster, scope.namespaces)], at, abort);
  return !found || found.error || found.partial ? undefined : watchedFleet([...sweeps.series, ...found.series], titles);
}
