// What a sweep of a large fleet knows before it is done: the parts that were judged, and that the rest is unread.
import { number } from '../../kit/text';
import type { Report } from '../../model/report';
import { verdictOfAll } from '../../model/verdict';
import type { FleetRead } from '../../model/fleetRead';

/** The report on the parts so far. What was not read is unread: no verdict calls it calm. */
export function reportSoFar(report: Report, { done, of }: FleetRead): Report {
  const message = `${number(of - done)} of ${number(of)} workloads that a scan named were not read. What no scan named is not told yet.`;
  return {
    ...report,
    verdict: verdictOfAll(
      report.workloads.map(({ verdict }) => verdict),
      false
    ),
    unread: [...(report.unread ?? []), { why: 'unfinished', message, kinds: [] }],
  };
}
