// One report out of those on the parts of a large fleet. Each workload stands in one part, the nodes in the last.
import { compareText, distinct, distinctBy, groupBy, sortBy } from '../kit/array';
import { sum } from '../kit/stats';
import { inOrder } from '../model/inOrder';
import type { Diagnostic, Report, Unassessed, Unread, WorkloadHistory } from '../model/report';
import { verdictOfAll } from '../model/verdict';
import { RULES } from './rules';
import { workloadKey, type WorkloadRef } from '../model/workload';

/** "All of them" of one part is some of the whole. */
function workloadsOf(entry: Unassessed, { workloads }: Report): readonly WorkloadRef[] {
  return entry.workloads.length > 0 ? entry.workloads : workloads.map((history) => history.workload);
}

function mergeUnassessed(reports: readonly Report[], all: number): Unassessed[] {
  const entries = reports.flatMap((report) =>
    report.unassessed.map((entry) => ({ ...entry, workloads: workloadsOf(entry, report) }))
  );
  const texts = (own: readonly Unassessed[], of: (one: Unassessed) => readonly string[]): string[] =>
    distinct(own.flatMap(of)).sort();
  const order = RULES.map(({ id }) => id);
  const groups = groupBy(entries, ({ rule, state }) => `${rule} ${state}`).values();
  return sortBy([...groups], ([one]) => order.indexOf(one?.rule ?? '')).flatMap((own) => {
    const [first] = own;
    const workloads = own.flatMap((one) => one.workloads);
    return first
      ? [
          {
            ...first,
            reason: texts(own, ({ reason }) => (reason === '' ? [] : reason.split('; ')))
              .slice(0, 3)
              .join('; '),
            kinds: distinct(own.flatMap(({ kinds }) => kinds)).sort(),
            missing: texts(own, ({ missing }) => missing),
            workloads: workloads.length === all ? [] : workloads,
          },
        ]
      : [];
  });
}

/** Each workload once, in order. Keys are made once: a sweep that shows what it has so far merges all of it again and again. */
function mergeWorkloads(reports: readonly Report[]): WorkloadHistory[] {
  const byKey = new Map(
    reports.flatMap((report) => report.workloads.map((one) => [workloadKey(one.workload), one] as const))
  );
  return [...byKey].sort(([a], [b]) => compareText(a, b)).map(([, one]) => one);
}

/**
 * Puts the reports on all parts together. What was put together may be put together with what comes next.
 * @param reports at least one, in the order in which the parts came; the last one may be missing while they still come
 */
export function mergeReports([first, ...others]: readonly [Report, ...Report[]]): Report {
  if (others.length === 0) {
    return first;
  }
  const reports = [first, ...others];
  const workloads = mergeWorkloads(reports);
  const setups = distinct(reports.flatMap((report) => report.setups ?? [])).sort();
  const quiet = reports.flatMap((report) => report.quiet ?? []);
  const said = (one: Unread | Diagnostic): string => JSON.stringify(one);
  const unread = distinctBy(
    reports.flatMap((report) => report.unread ?? []),
    said
  );
  const diagnostics = distinctBy(
    reports.flatMap((report) => report.diagnostics),
    said
  );
  const findings = inOrder(
    distinctBy(
      reports.flatMap((report) => report.findings),
      ({ id }) => id
    )
  );
  return {
    ...first,
    range: reports.reduce((range, report) => (report.range.from < range.from ? report.range : range), first.range),
    findings,
    workloads,
    ...(quiet.length > 0 && { quiet }),
    verdict: verdictOfAll(
      [...workloads.map(({ verdict }) => verdict), ...quiet.map(({ verdict }) => verdict)],
      unread.length === 0
    ),
    unassessed: mergeUnassessed(reports, workloads.length),
    ...(unread.length > 0 && { unread }),
    diagnostics,
    ...(setups.length > 0 && { setups }),
    swept: {
      series: sum(reports.map(({ swept }) => swept.series)),
      samples: sum(reports.map(({ swept }) => swept.samples)),
      scrape: first.swept.scrape,
    },
  };
}
