// Less data never means more findings, and never silence: takes things away from a sweep and compares what is then said.
import type { Confidence, Finding } from '../../src/model/finding';
import type { Report } from '../../src/model/report';
import type { SeriesSet, SignalKind } from '../../src/model/series';
import { workloadKey } from '../../src/model/workload';
import { mainQueries, nodeQueries, usageQueries, type PlannedQuery, type PlanScope } from '../../src/queries/plan';
import { everyFinding } from './ruleCases';
import { chance, keepSamples } from './thin';

/** One way of knowing less of the same hours. */
export interface Loss {
  readonly title: string;
  readonly apply: (set: SeriesSet) => SeriesSet;
}

const RANK: Readonly<Record<Confidence, number>> = { possible: 0, likely: 1, certain: 2 };

function without(set: SeriesSet, kinds: readonly SignalKind[]): SeriesSet {
  return { ...set, series: set.series.filter((s) => !kinds.includes(s.kind)) };
}

function queriesOf(set: SeriesSet): PlannedQuery[] {
  const scope: PlanScope = { range: set.range, namespaces: [], clusterLabel: 'auto', exported: false };
  return [...mainQueries(scope), ...nodeQueries(scope), ...usageQueries(scope, 15)];
}

function failing({ id, expr, kinds }: PlannedQuery): Loss {
  const failed = [{ kinds, query: expr, message: 'query timed out' }];
  return {
    title: `query ${id} failed`,
    apply: (set) => ({ ...without(set, kinds), failed: [...set.failed, ...failed] }),
  };
}

/** Half of its series are not in the answer, and the answer says so. */
function cut({ id, expr, kinds }: PlannedQuery): Loss {
  const failed = [{ kinds, query: expr, message: 'the answer is partial', partial: true }];
  return {
    title: `query ${id} cut`,
    apply: (set) => ({
      ...set,
      series: set.series.filter(
        (s) =>
          !kinds.includes(s.kind) ||
          chance(`${s.kind}/${s.namespace}/${s.object}/${JSON.stringify(s.attributes)}`) < 0.5
      ),
      failed: [...set.failed, ...failed],
    }),
  };
}

function emptied({ id, kinds }: PlannedQuery): Loss {
  return { title: `query ${id} empty`, apply: (set) => without(set, kinds) };
}

function thinned(share: number): Loss {
  return {
    title: `${share * 100} % of the samples lost`,
    apply: (set) => keepSamples(set, (at, s) => chance(`${s.kind} ${s.object} ${at}`) >= share),
  };
}

function scrapesLost(share: number): Loss {
  return {
    title: `${share * 100} % of the scrapes lost`,
    apply: (set) => keepSamples(set, (at) => chance(`scrape ${at}`) >= share),
  };
}

const EXPORTERS: ReadonlyArray<readonly [string, (kind: SignalKind) => boolean]> = [
  ["KEDA's operator", (kind) => kind.startsWith('keda.')],
  ['the VPA updater', (kind) => /^vpa\.(evict|in-place)/.test(kind)],
  ['the custom resources', (kind) => /^(vpa\.(target|lower|upper|uncapped|mode)|scaledobject\.)/.test(kind)],
  ['the kubelet', (kind) => kind === 'usage.cpu'],
  ['the node autoscaler', (kind) => kind.startsWith('nodes.')],
  ['pods', (kind) => /^(pod|replicaset)\./.test(kind)],
  ['nodes', (kind) => kind.startsWith('node')],
  ['HPAs', (kind) => kind.startsWith('hpa.')],
  ['workloads', (kind) => kind.startsWith('workload.')],
];

/** Everything that can be taken from this sweep. */
export function lossesOf(set: SeriesSet): Loss[] {
  const kinds = [...new Set(set.series.map((s) => s.kind))].sort();
  const queries = queriesOf(set);
  return [
    ...kinds.map((kind) => ({ title: `no ${kind}`, apply: (full: SeriesSet) => without(full, [kind]) })),
    ...queries.flatMap((query) => [failing(query), cut(query), emptied(query)]),
    ...EXPORTERS.map(([name, has]) => ({
      title: `${name} not scraped`,
      apply: (full: SeriesSet) => ({ ...full, series: full.series.filter((s) => !has(s.kind)) }),
    })),
    ...[0.1, 0.5].flatMap((share) => [thinned(share), scrapesLost(share)]),
  ];
}

/** What less data did to a report: each entry is a breach of the law. */
export interface Breach {
  readonly what: 'appeared' | 'went unsaid' | 'surer' | 'graver';
  readonly finding: string;
}

interface Comparison {
  readonly breaches: readonly Breach[];
  /** Findings that went and were named as not judged, by reason. */
  readonly said: number;
}

const keyOf = (finding: Finding): string => `${finding.rule} on ${workloadKey(finding.workload)}`;

function loud(report: Report): Map<string, Finding> {
  return new Map(
    everyFinding(report)
      .filter((finding) => finding.severity !== 'info')
      .map((finding) => [keyOf(finding), finding])
  );
}

/** True when the report says that this rule was not judged on this workload. */
function isNamed(report: Report, finding: Finding): boolean {
  const key = workloadKey(finding.workload);
  return report.unassessed.some(
    ({ rule, workloads }) =>
      rule === finding.rule && (workloads.length === 0 || workloads.some((ref) => workloadKey(ref) === key))
  );
}

/** True when nothing of the workload is left to say anything of. */
function isGone(report: Report, finding: Finding): boolean {
  const key = workloadKey(finding.workload);
  return finding.workload.kind !== 'Cluster' && !report.workloads.some(({ workload }) => workloadKey(workload) === key);
}

/** Holds the report on less data against the one on all of it. */
export function compare(full: Report, less: Report): Comparison {
  const before = loud(full);
  const after = loud(less);
  const breaches: Breach[] = [];
  let said = 0;
  for (const [finding, now] of after) {
    const then = before.get(finding);
    if (!then) {
      breaches.push({ what: 'appeared', finding });
    } else if (RANK[now.confidence] > RANK[then.confidence]) {
      breaches.push({ what: 'surer', finding });
    }
  }
  const still = new Set(everyFinding(less).map(keyOf));
  for (const [finding, then] of before) {
    if (!still.has(finding)) {
      if (isNamed(less, then) || isGone(less, then)) {
        said++;
      } else {
        breaches.push({ what: 'went unsaid', finding });
      }
    }
  }
  return { breaches, said };
}
