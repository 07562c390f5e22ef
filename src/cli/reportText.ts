// A Report as text to read in a terminal: findings with harm and fix, what was not assessed, what went wrong.
import { count } from '../kit/text';
import { timeWords, UTC } from '../kit/times';
import type { Finding } from '../model/finding';
import type { Report } from '../model/report';
import { inUtc } from './inUtc';
import { patchText } from './reportJson';

function indent(text: string, by: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => by + line)
    .join('\n');
}

function findingText(finding: Finding): string {
  const { namespace, name, kind, cluster } = finding.workload;
  const place = `${cluster === '' ? '' : `${cluster}/`}${namespace}/${name}`;
  const head = `${finding.severity.toUpperCase().padEnd(8)} ${place} (${kind})  ${finding.rule}`;
  const lines = [
    head,
    `  ${finding.summary}`,
    `  ${finding.detail}`,
    `  ${finding.confidence}: ${finding.confidenceNotes.join('; ')}`,
  ];
  if (finding.consequences.length > 0) {
    lines.push(`  consequences: ${finding.consequences.join(', ')}`);
  }
  for (const fix of finding.fixes) {
    lines.push(`  ${fix.term === 'now' ? 'Now' : 'For good'}: ${fix.title}. ${fix.why}`);
    const text = fix.command ?? patchText(fix);
    lines.push(indent(text, '      '));
    lines.push(`      price: ${fix.price} undo: ${fix.undo} verify: ${fix.verify}`);
  }
  return lines.join('\n');
}

/** The whole report. */
export function reportText(judged: Report): string {
  const report = inUtc(judged);
  const { clock } = timeWords(UTC, report.range);
  const quiet =
    report.workloads.length -
    new Set(report.findings.map((f) => `${f.workload.cluster}/${f.workload.namespace}/${f.workload.name}`)).size;
  const head = `${count(report.workloads.length, 'workload')} from ${clock(report.range.from)} to ${clock(report.range.to)} UTC: ${count(report.findings.length, 'finding')}, ${quiet} quiet (${report.swept.series} series, ${report.swept.samples} samples, one each ${report.swept.scrape / 1000} s).`;
  const unassessed = report.unassessed.map((u) => `NOT ASSESSED ${u.rule}: no ${u.missing.join(', ')}. ${u.remedy}.`);
  const diagnostics = report.diagnostics.map(
    (d) => `${d.severity.toUpperCase()} ${d.message}${d.query ? `\n      ${d.query}` : ''}`
  );
  return [head, ...report.findings.map(findingText), ...unassessed, ...diagnostics].join('\n\n');
}
