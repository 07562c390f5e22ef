// The engine names missing signals by kind; people need the names of series and the setting that brings them.
import { distinct } from '../kit/array';
import type { Report, Unassessed } from '../model/report';
import type { SignalKind } from '../model/series';
import { CATALOGUE, metricNameOf, specOf } from '../queries/catalogue';

const KINDS = new Set<string>(CATALOGUE.map((spec) => spec.kind));
const isKind = (text: string): text is SignalKind => KINDS.has(text);

function describe(item: Unassessed): Unassessed {
  const kinds = item.missing.filter(isKind);
  const remedies = distinct(kinds.flatMap((kind) => specOf(kind)?.remedy ?? []));
  return {
    ...item,
    missing: distinct(item.missing.map((name) => (isKind(name) ? metricNameOf(name) : name))),
    remedy: item.remedy === '' ? remedies.join('\n') : item.remedy,
  };
}

/** The same report with missing series and remedies in words. */
export function describeReport(report: Report): Report {
  return { ...report, unassessed: report.unassessed.map(describe) };
}
