// Asks by the command line, in this process: the functions that `npm run analyze` calls, without the process around them.
import { askFleet } from '../../src/cli/askFleet';
import { readArguments } from '../../src/cli/options';
import { reportJson } from '../../src/cli/reportJson';
import { statusOf } from '../../src/cli/status';
import { SEVERITIES } from '../../src/model/finding';
import type { Interval } from '../../src/kit/interval';
import type { Verdict } from '../../src/model/verdict';

interface Named {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

interface JsonFinding {
  readonly rule: string;
  readonly severity: string;
  readonly workload: Named;
  readonly caused: ReadonlyArray<{ readonly rule: string }>;
}

/** The part of truce-report/1 that is looked at here. */
interface JsonReport {
  readonly verdict: Verdict;
  readonly findings: readonly JsonFinding[];
  readonly verdicts: ReadonlyArray<{ readonly workload: Named; readonly verdict: Verdict }>;
  readonly diagnostics: ReadonlyArray<{ readonly severity: string; readonly message: string }>;
  readonly unassessed: ReadonlyArray<{ readonly rule: string; readonly workloads: readonly Named[] }>;
}

/** What the command line said. */
export interface Said {
  readonly status: number;
  readonly report: JsonReport;
  readonly stderr: string;
}

/** How a question is asked. */
export interface Asking {
  readonly range: Interval;
  /** Seconds for the whole question; the usual time when absent. */
  readonly deadline?: number;
  readonly namespace?: string;
}

/** What the command line answers to a question. */
export async function say(url: string, { range, deadline, namespace }: Asking): Promise<Said> {
  const args = readArguments(
    [
      ...['--url', url, '--from', String(range.from / 1000), '--to', String(range.to / 1000)],
      ...(deadline === undefined ? [] : ['--deadline', String(deadline)]),
      ...(namespace === undefined ? [] : ['--namespace', namespace]),
    ],
    Date.now()
  );
  if (!args.ok) {
    throw new Error(args.error);
  }
  const lines: string[] = [];
  const answer = await askFleet(args.value, (line) => lines.push(line));
  return {
    status: statusOf(answer),
    stderr: [...lines, ...answer.unread].join('\n'),
    report: JSON.parse(JSON.stringify(reportJson(answer.report))) as JsonReport,
  };
}

/** What is told of the reading: on stderr, or else in the report. */
export function toldBy({ stderr, report }: Said): string {
  return stderr === '' ? report.diagnostics.map(({ message }) => message).join('\n') : stderr;
}

/** Every finding above info, causes and what they cause alike: `rule on namespace/name`. */
export function findingsIn({ findings }: JsonReport): string[] {
  return findings
    .filter((finding) => finding.severity !== 'info')
    .flatMap(({ rule, caused, workload }) =>
      [rule, ...caused.map((one) => one.rule)].map((id) => `${id} on ${workload.namespace}/${workload.name}`)
    )
    .sort();
}

/** Findings that are worse than in another report; what is only caused there is not compared. */
export function graverThan({ findings }: JsonReport, { findings: others }: JsonReport): string[] {
  const rank = ({ severity }: JsonFinding): number => SEVERITIES.findIndex((one) => one === severity);
  const key = ({ rule, workload }: JsonFinding): string => `${rule} on ${workload.namespace}/${workload.name}`;
  const before = new Map(others.map((finding) => [key(finding), rank(finding)]));
  return findings.filter((finding) => rank(finding) < (before.get(key(finding)) ?? 0)).map(key);
}

/** True when the report says that this finding was not looked for there, or that its workload is gone or was not judged. */
export function isNamedUnjudged({ unassessed, verdicts }: JsonReport, finding: string): boolean {
  const [rule, place] = finding.split(' on ');
  const isPlace = ({ namespace, name }: Named): boolean => `${namespace}/${name}` === place;
  const own = verdicts.find(({ workload }) => isPlace(workload));
  return (
    own === undefined ||
    own.verdict === 'not-judged' ||
    unassessed.some((one) => one.rule === rule && (one.workloads.length === 0 || one.workloads.some(isPlace)))
  );
}
