// A Report as text to read in a terminal: findings with harm and fix, what was not assessed, what went wrong. Every line is
// made visible here, where it is written: names come from the database.
import { distinct, groupBy } from '../kit/array';
import type { Interval } from '../kit/interval';
import { sum } from '../kit/stats';
import { count } from '../kit/text';
import { UTC } from '../kit/times';
import { visible } from '../kit/visible';
import type { Finding } from '../model/finding';
import { CONFIRMED_BY, TERM_WORDS } from '../model/fixWords';
import { clustersOf, clusterWords } from '../model/clusterLabel';
import type { Diagnostic, Report } from '../model/report';
import { tallyWords, VERDICT_WORDS, whereUnjudged, type Verdict } from '../model/verdict';
import type { Lack } from '../model/lack';
import { lacksOf } from '../queries/lacks';
import { inUtc } from './inUtc';
import { patchText } from './reportJson';

function indent(text: string, by: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => by + visible(line))
    .join('\n');
}

function findingText(finding: Finding): string {
  const { namespace, name, kind, cluster } = finding.workload;
  const place = `${cluster === '' ? '' : `${cluster}/`}${namespace}/${name}`;
  const head = `${finding.severity.toUpperCase().padEnd(8)} ${place} (${kind})  ${finding.rule}`;
  const lines: string[] = [];
  const tell = (line: string): unknown => lines.push(visible(line));
  tell(head);
  tell(`  ${finding.summary}`);
  tell(`  ${finding.detail}`);
  tell(`  ${finding.confidence}: ${finding.confidenceNotes.join('; ')}`);
  if (finding.consequences.length > 0) {
    tell(`  consequences: ${finding.consequences.join(', ')}`);
  }
  const confirm = finding.fixes[0]?.confirm;
  if (confirm) {
    tell('  First confirm it:');
    lines.push(...(confirm.command === undefined ? [] : [indent(confirm.command, '      ')]));
    tell(`      ${CONFIRMED_BY} ${confirm.expect}.`);
  }
  for (const fix of finding.fixes) {
    tell(`  ${TERM_WORDS[fix.term]}: ${fix.title}. ${fix.why}`);
    const paste = fix.withheld === undefined ? (fix.command ?? patchText(fix)) : `${fix.withheld}.`;
    lines.push(...(paste === '' ? [] : [indent(paste, '      ')]));
    tell(`      trade-off: ${fix.price} undo: ${fix.undo} verify: ${fix.verify}`);
  }
  return lines.join('\n');
}

/** One line for each thing that would let more be judged. */
function lackText({ text, remedy }: Lack): string {
  return `NOT ASSESSED ${visible(text)}${remedy === '' ? '' : `\n      ${visible(remedy)}`}`;
}

/** `34 fight; 3 calm, judged on every kind; 8 calm as far as seen`. */
function verdictsText(report: Report): string {
  const counts = groupBy(report.workloads, (history) => history.verdict);
  return (Object.keys(VERDICT_WORDS) as Verdict[])
    .flatMap((verdict) => {
      const unnamed = (report.quiet ?? []).filter((group) => group.verdict === verdict);
      const own = (counts.get(verdict)?.length ?? 0) + sum(unnamed.map((group) => group.workloads.length));
      return own === 0 ? [] : [tallyWords(verdict, own)];
    })
    .join('; ');
}

/** `2026-11-23 01:27:51 to 02:43:21 UTC`: what follows names a day only where it is another than the last one here. */
function spanText({ from, to }: Interval): string {
  const end = UTC.day(to) === UTC.day(from) ? '' : `${UTC.day(to)} `;
  return `${UTC.day(from)} ${UTC.time(from, true)} to ${end}${UTC.time(to, true)} UTC`;
}

/** What went wrong, each once: a server that is down fails every query alike. The first query of each stands for the rest. */
function diagnosticTexts(diagnostics: readonly Diagnostic[]): string[] {
  return [...groupBy(diagnostics, ({ message }) => message).values()].flatMap(([first, ...others]) => {
    if (!first) {
      return [];
    }
    const more = others.length > 0 ? ` (${count(others.length + 1, 'query', 'queries')})` : '';
    const query = first.query ? `\n      ${visible(first.query)}` : '';
    return [`${first.severity.toUpperCase()}${more} ${visible(first.message)}${query}`];
  });
}

/** `2 clusters, told apart by cluster_id: north, south.` */
function clusterTexts(report: Report): string[] {
  const words = clusterWords(report);
  return words === undefined ? [] : [visible(`${words}: ${clustersOf(report).join(', ')}.`)];
}

/** `8 kinds not judged on 34 of 45 workloads`, with a line for each thing that would change it; nothing when all were. */
function lackTexts(report: Report): string[] {
  const lacks = lacksOf(report);
  const rules = distinct(lacks.flatMap((lack) => lack.rules)).length;
  return rules === 0
    ? []
    : [`${count(rules, 'kind')} not judged${whereUnjudged(report.workloads)}:`, ...lacks.map(lackText)];
}

/** The whole report. */
export function reportText(judged: Report): string {
  const report = inUtc(judged);
  const { swept, range, findings, workloads } = report;
  const all = workloads.length + sum((report.quiet ?? []).map((group) => group.workloads.length));
  const head = `${count(all, 'workload')} from ${spanText(range)}: ${count(findings.length, 'finding')}. ${verdictsText(report)} (${swept.series} series, ${swept.samples} samples, scraped every ${swept.scrape / 1000} s).`;
  const told = diagnosticTexts(report.diagnostics);
  return [head, ...clusterTexts(report), ...findings.map(findingText), ...lackTexts(report), ...told].join('\n\n');
}
