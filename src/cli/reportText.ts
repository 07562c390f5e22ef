// A Report as text to read in a terminal: findings with harm and fix, what was not assessed, what went wrong.
import { groupBy } from '../kit/array';
import { count } from '../kit/text';
import { timeWords, UTC } from '../kit/times';
import type { Finding } from '../model/finding';
import type { Report } from '../model/report';
import { VERDICT_WORDS, type Verdict } from '../model/verdict';
import { lacksOf, type Lack } from '../queries/lacks';
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

/** One line for each thing that would let more be judged. */
function lackText({ text, remedy }: Lack): string {
  return `NOT ASSESSED ${text}${remedy === '' ? '' : `\n      ${remedy}`}`;
}

/** `45 workloads: 34 fights, 3 calm, everything judged, 8 calm as far as seen`. */
function verdictsText(report: Report): string {
  const counts = groupBy(report.workloads, (history) => history.verdict);
  return (Object.keys(VERDICT_WORDS) as Verdict[])
    .flatMap((verdict) => {
      const own = counts.get(verdict)?.length ?? 0;
      return own === 0 ? [] : [`${own} ${VERDICT_WORDS[verdict]}`];
    })
    .join('; ');
}

/** The whole report. */
export function reportText(judged: Report): string {
  const report = inUtc(judged);
  const { swept, range, findings, workloads } = report;
  const { clock } = timeWords(UTC, range);
  const head = `${count(workloads.length, 'workload')} from ${clock(range.from)} to ${clock(range.to)} UTC: ${count(findings.length, 'finding')}. ${verdictsText(report)} (${swept.series} series, ${swept.samples} samples, scraped every ${swept.scrape / 1000} s).`;
  const diagnostics = report.diagnostics.map(
    (d) => `${d.severity.toUpperCase()} ${d.message}${d.query ? `\n      ${d.query}` : ''}`
  );
  return [head, ...findings.map(findingText), ...lacksOf(report).map(lackText), ...diagnostics].join('\n\n');
}
