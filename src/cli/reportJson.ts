// A Report as the JSON object of the fixed format truce-report/1, for scripts and CI.
import type { Finding } from '../model/finding';
import type { Fix } from '../model/fix';
import { MERGE_FIRST } from '../model/fixWords';
import { clustersOf } from '../model/clusterLabel';
import type { Report } from '../model/report';
import { toYaml, type Plain } from '../kit/yaml';
import { inUtc } from './inUtc';

/** The manifests of a fix as one YAML stream under a line that says what they are; '' when it has none. */
export function patchText(fix: Fix): string {
  const text = (fix.patches ?? [])
    .map((patch) => {
      const { name, namespace, metadata, spec, ...head } = patch;
      const body: Plain = { ...head, metadata: { name, namespace, ...metadata }, spec };
      return toYaml(body);
    })
    .join('---\n');
  return text === '' ? '' : `${MERGE_FIRST}${text}`;
}

function fixJson(fix: Fix): Record<string, unknown> {
  const { title, term, why, confirm, command = '', withheld = '', destructive = false, price, undo, verify } = fix;
  const patch = patchText(fix);
  return {
    title,
    term,
    why,
    confirm: { command: '', ...confirm },
    command,
    patch,
    withheld,
    destructive,
    price,
    undo,
    verify,
  };
}

function findingJson(finding: Finding): Record<string, unknown> {
  const { caused, echoes, ...rest } = finding;
  return {
    ...rest,
    echoes: echoes.length,
    fixes: finding.fixes.map(fixJson),
    caused: caused.map((c) => ({ rule: c.rule, summary: c.summary })),
  };
}

/** Everything but the curves. */
export function reportJson(judged: Report): Record<string, unknown> {
  const report = inUtc(judged);
  return {
    format: report.format,
    range: report.range,
    clusters: { label: report.clusterLabel ?? 'auto', names: clustersOf(report) },
    verdict: report.verdict,
    findings: report.findings.map(findingJson),
    actions: report.workloads.flatMap((w) => w.actions),
    ownership: report.workloads.map(({ workload, replicasOwner, sizeOwner, policy, reaction }) => ({
      workload,
      replicas: replicasOwner,
      size: sizeOwner,
      ...policy,
      reaction,
    })),
    verdicts: report.workloads.map(({ workload, verdict, unjudged }) => ({ workload, verdict, unjudged })),
    quiet: report.quiet ?? [],
    unread: report.unread ?? [],
    unassessed: report.unassessed,
    diagnostics: report.diagnostics,
    swept: report.swept,
  };
}
