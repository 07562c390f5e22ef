// How wholly a question was read: what an exit status of 0 stands on. Each line says what was not read, for stderr.
import { distinct } from '../kit/array';
import { count } from '../kit/text';
import type { Unjudged } from '../model/knowledge';
import type { Quiet, Report, WorkloadHistory } from '../model/report';
import type { FailedQuery } from '../model/series';
import { CORE_KINDS } from '../model/verdict';
import { metricNameOf } from '../queries/catalogue';

/** Names to show of a longer list. */
const SHOWN = 5;

function some(names: readonly string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return names.slice(0, SHOWN).join(', ') + more;
}

const placeOf = ({ workload: { cluster, namespace, name } }: WorkloadHistory): string =>
  `${cluster === '' ? '' : `${cluster}/`}${namespace}/${name}`;

function failures(all: readonly FailedQuery[]): string[] {
  const failed = all.filter((query) => query.partial !== true);
  const cut = all.filter((query) => query.partial === true);
  return [
    ...(failed.length > 0 ? [`${count(failed.length, 'query', 'queries')} failed: ${failed[0]?.message ?? ''}`] : []),
    ...(cut.length > 0 ? [`${count(cut.length, 'answer')} incomplete: ${cut[0]?.message ?? ''}`] : []),
  ];
}

/** Workloads whose core was read with holes in it, for a reason that no failed query has told: `5 % of the scrapes …`. */
function holes(failed: readonly FailedQuery[], report: Report): string[] {
  const told = new Set(failed.map(({ message }) => message));
  const isHole = ({ state, kinds, reason, isPace }: Unjudged): boolean =>
    state === 'partial' && isPace !== true && !told.has(reason) && kinds.some((kind) => CORE_KINDS.includes(kind));
  const holed = report.workloads.filter(({ unjudged }) => unjudged.some(isHole));
  const reason = holed.flatMap(({ unjudged }) => unjudged).find(isHole)?.reason;
  return reason === undefined
    ? []
    : [`${count(holed.length, 'workload')} judged on incomplete samples, ${reason}: ${some(holed.map(placeOf))}`];
}

/** Workloads of a large fleet of which a scan was not answered, or nobody exports the core, and so nothing is known. */
function unscannedText({ workloads, verdict, unjudged }: Quiet): string[] {
  const whom = `${count(workloads.length, 'workload')} not judged`;
  const failed = unjudged.find(({ state }) => state === 'failed');
  if (failed) {
    return [`${whom}: a scan failed${failed.reason === '' ? '' : `, ${failed.reason}`}`];
  }
  if (verdict !== 'not-judged') {
    return [];
  }
  const lost = distinct(unjudged.flatMap(({ kinds }) => kinds)).filter((kind) => CORE_KINDS.includes(kind));
  return [`${whom}: nobody exports ${some(distinct(lost.map(metricNameOf)).sort())}`];
}

/** What was asked for and is not judged; empty when the core was read whole in every namespace asked. */
export function unreadOf(failed: readonly FailedQuery[], report: Report, namespaces: readonly string[]): string[] {
  const blind = report.workloads.filter((history) => history.verdict === 'not-judged').map(placeOf);
  const quiet = (report.quiet ?? []).flatMap(({ workloads }) => workloads);
  const seen = new Set(
    [...report.workloads.map(({ workload }) => workload), ...quiet].map(({ namespace }) => namespace)
  );
  const empty = namespaces.filter((namespace) => !seen.has(namespace));
  const untold = report.diagnostics.filter(({ severity }) => severity === 'warning').map(({ message }) => message);
  return [
    ...failures(failed),
    ...holes(failed, report),
    ...(blind.length > 0 ? [`${count(blind.length, 'workload')} not judged: ${some(blind)}`] : []),
    ...(report.quiet ?? []).flatMap(unscannedText),
    ...(empty.length > 0 ? [`no workload seen in ${some(empty)}`] : []),
    ...untold,
  ];
}

/** Rules that were not judged somewhere, for `--strict`. */
export function unjudgedRules(report: Report): string[] {
  const rules = [...new Set(report.unassessed.map(({ rule }) => rule))].sort();
  return rules.length === 0 ? [] : [`${count(rules.length, 'kind')} not judged everywhere: ${some(rules)}`];
}
